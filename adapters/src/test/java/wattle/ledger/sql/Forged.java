package wattle.ledger.sql;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;

/// Tokens that begin like another and have a checksum of their own, as whoever saw the prefix can
/// make them.
final class Forged {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Forged() {}

    static Set<String> of(String secret, int count) {
        var random = new Random(9);
        Set<String> forged = new HashSet<>();
        while (forged.size() < count) {
            var start = new StringBuilder(secret.substring(0, secret.length() - 6));
            int at = random.nextInt(15, start.length());
            char letter = DIGITS.charAt(random.nextInt(62));
            if (start.charAt(at) != letter) {
                start.setCharAt(at, letter);
                forged.add(start + checksum(start.toString()));
            }
        }
        return forged;
    }

    private static String checksum(String start) {
        var crc = new CRC32();
        crc.update(start.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        var digits = new StringBuilder();
        for (long rest = crc.getValue(); digits.length() < 6; rest /= 62) {
            digits.insert(0, DIGITS.charAt((int) (rest % 62)));
        }
        return digits.toString();
    }
}
