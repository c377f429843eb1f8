package wattle.ledger.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hashes of RFC 6962, section 2.1: leaves and nodes begin with bytes of their own, so that one
/// can never be taken for the other. Threads may share it.
public final class MerkleTree {

    /// Bytes of a hash: SHA-256.
    public static final int HASH_BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /// MTH({}) = SHA-256()
    public static byte[] emptyRoot() {
        return sha256().digest();
    }

    /// MTH({d}) = SHA-256(0x00 || d)
    public static byte[] leaf(byte[] line) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest.digest(line);
    }

    /// SHA-256(0x01 || left || right)
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
