package wattle.ledger.log;

import java.security.MessageDigest;
import java.util.HexFormat;

/// What stands for a claim's text in the log: SHA-256(salt || text).
///
/// The salt is random and kept with the text. Where both are gone, nobody can find the text again
/// by trying what it may have been, short as it was.
public final class SaltedHash {

    /// Bytes of a salt.
    public static final int SALT_BYTES = 16;

    private SaltedHash() {}

    /// In 64 hexadecimal digits.
    public static String of(byte[] salt, byte[] text) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException(
                    "a salt has " + SALT_BYTES + " bytes, not " + salt.length);
        }
        MessageDigest digest = MerkleTree.sha256();
        digest.update(salt);
        return HexFormat.of().formatHex(digest.digest(text));
    }
}
