package wattle.testing.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What somebody who has nothing but the text of RFC 9162 writes to check a log: sections 2.1.1
/// (hashes), 2.1.3.2 (inclusion) and 2.1.4.2 (consistency), step by step. Shares no code with the
/// log.
public final class LogVerifier {

    private LogVerifier() {}

    /// HASH(0x00 || d)
    public static byte[] leafHash(byte[] line) {
        return sha256(new byte[] {0}, line);
    }

    /// MTH of 2.1.1.
    public static byte[] root(List<byte[]> leafHashes) {
        int n = leafHashes.size();
        if (n == 0) {
            return sha256();
        }
        if (n == 1) {
            return leafHashes.getFirst();
        }
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return node(root(leafHashes.subList(0, k)), root(leafHashes.subList(k, n)));
    }

    /// 2.1.3.2
    public static boolean includes(
            byte[] hash, long leafIndex, long treeSize, List<byte[]> path, byte[] rootHash) {
        if (leafIndex >= treeSize) {
            return false;
        }
        long fn = leafIndex;
        long sn = treeSize - 1;
        byte[] r = hash;
        for (byte[] p : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(r, rootHash);
    }

    /// 2.1.4.2, for 0 < first < second.
    public static boolean isConsistent(
            long first, byte[] firstHash, long second, byte[] secondHash, List<byte[]> proof) {
        if (proof.isEmpty()) {
            return false;
        }
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(first) == 1) {
            path.addFirst(firstHash);
        }
        long fn = first - 1;
        long sn = second - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        byte[] fr = path.getFirst();
        byte[] sr = path.getFirst();
        for (byte[] c : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = node(c, fr);
                sr = node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0
                && MessageDigest.isEqual(fr, firstHash)
                && MessageDigest.isEqual(sr, secondHash);
    }

    /// From hexadecimal digits.
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /// From hexadecimal digits.
    public static List<byte[]> bytes(List<String> hex) {
        return hex.stream().map(LogVerifier::bytes).toList();
    }

    private static byte[] node(byte[] left, byte[] right) {
        return sha256(new byte[] {1}, left, right);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] each : parts) {
                digest.update(each);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
