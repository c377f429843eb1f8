package wattle.ledger.sql;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/// A token as its owner has it: `wattle_`, 256 random bits in 43 digits of base 62, and 6 digits of
/// checksum (CRC-32 of what is before), by which scanners tell one from any other text.
///
/// Never printed but by [#reveal].
public final class Secret {

    private static final String START = "wattle_";
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int BITS = 256;
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECK_DIGITS = 6;
    private static final int LENGTH = START.length() + RANDOM_DIGITS + CHECK_DIGITS;

    /// Of the random part: enough to find a token, and 209 bits stay unknown.
    private static final int PREFIX_DIGITS = 8;

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    static Secret random(SecureRandom random) {
        String start = START + digits(new BigInteger(BITS, random), RANDOM_DIGITS);
        return new Secret(start + checksum(start));
    }

    /// Empty where the text is no token that anybody handed out, without asking a store.
    public static Optional<Secret> of(String text) {
        boolean isOne =
                text.length() == LENGTH
                        && text.startsWith(START)
                        && text.endsWith(checksum(text.substring(0, LENGTH - CHECK_DIGITS)));
        return isOne ? Optional.of(new Secret(text)) : Optional.empty();
    }

    /// The token, for its owner alone.
    public String reveal() {
        return text;
    }

    String prefix() {
        return text.substring(START.length(), START.length() + PREFIX_DIGITS);
    }

    /// SHA-256 of the whole. A token has 256 random bits, so nothing slower is needed.
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String checksum(String start) {
        var crc = new CRC32();
        crc.update(start.getBytes(StandardCharsets.UTF_8));
        return digits(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
    }

    private static String digits(BigInteger number, int count) {
        var text = new StringBuilder();
        for (BigInteger rest = number; text.length() < count; rest = rest.divide(BASE)) {
            text.append(DIGITS.charAt(rest.mod(BASE).intValue()));
        }
        return text.reverse().toString();
    }

    @Override
    public String toString() {
        return START + prefix() + "…";
    }
}
