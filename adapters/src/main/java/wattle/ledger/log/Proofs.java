package wattle.ledger.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Proofs of RFC 6962, sections 2.1.1 and 2.1.2, made from all leaves and checked without them.
public final class Proofs {

    private Proofs() {}

    /// `PATH(m, D[n])`: what shows that a leaf is in the tree, from the leaf's neighbour upwards.
    ///
    /// @param leafHashes of the whole tree
    /// @param index the leaf's, from 0
    public static List<byte[]> inclusion(List<byte[]> leafHashes, int index) {
        if (index < 0 || index >= leafHashes.size()) {
            throw new IllegalArgumentException(
                    "a tree of " + leafHashes.size() + " leaves has no leaf " + index);
        }
        List<byte[]> path = new ArrayList<>();
        addPath(leafHashes, index, path);
        return path;
    }

    /// `PROOF(m, D[n])`: what shows that a tree is the beginning of another.
    ///
    /// @param leafHashes of the larger tree
    /// @param oldSize of the smaller tree, 1 or more
    public static List<byte[]> consistency(List<byte[]> leafHashes, int oldSize) {
        if (oldSize < 1 || oldSize > leafHashes.size()) {
            throw new IllegalArgumentException(
                    "a tree of " + leafHashes.size() + " leaves does not begin with " + oldSize);
        }
        List<byte[]> proof = new ArrayList<>();
        addSubproof(leafHashes, oldSize, true, proof);
        return proof;
    }

    /// Whether a tree of `size` leaves with that root has that leaf at `index`.
    public static boolean isIncluded(
            byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        byte[] hash = leafHash;
        long place = index;
        long last = size - 1;
        int used = 0;
        for (; last > 0; place >>= 1, last >>= 1) {
            boolean isRight = (place & 1) == 1;
            if (!isRight && place == last) {
                continue; // The last of an odd number goes up as it is.
            }
            if (used == path.size()) {
                return false;
            }
            byte[] neighbour = path.get(used++);
            hash = isRight ? MerkleTree.node(neighbour, hash) : MerkleTree.node(hash, neighbour);
        }
        return used == path.size() && Arrays.equals(hash, root);
    }

    /// Whether the tree of `oldSize` leaves with `oldRoot` is the beginning of that of `newSize`
    /// with `newRoot`. Every tree begins with the empty one.
    public static boolean isConsistent(
            long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, List<byte[]> proof) {
        if (oldSize < 0 || oldSize > newSize) {
            return false;
        }
        if (oldSize == 0) {
            return proof.isEmpty() && Arrays.equals(oldRoot, MerkleTree.emptyRoot());
        }
        if (oldSize == newSize) {
            return proof.isEmpty() && Arrays.equals(oldRoot, newRoot);
        }
        long place = oldSize - 1;
        long last = newSize - 1;
        while ((place & 1) == 1) {
            place >>= 1;
            last >>= 1;
        }
        int used = 0;
        byte[] older = oldRoot;
        if (place > 0) {
            if (proof.isEmpty()) {
                return false;
            }
            older = proof.get(used++);
        }
        byte[] newer = older;
        for (; last > 0; place >>= 1, last >>= 1) {
            boolean isRight = (place & 1) == 1;
            if (!isRight && place == last) {
                continue;
            }
            if (used == proof.size()) {
                return false;
            }
            byte[] neighbour = proof.get(used++);
            if (isRight) {
                older = MerkleTree.node(neighbour, older);
                newer = MerkleTree.node(neighbour, newer);
            } else {
                newer = MerkleTree.node(newer, neighbour);
            }
        }
        return used == proof.size()
                && Arrays.equals(older, oldRoot)
                && Arrays.equals(newer, newRoot);
    }

    private static void addPath(List<byte[]> leaves, int index, List<byte[]> path) {
        if (leaves.size() == 1) {
            return;
        }
        int half = largestPowerOfTwoBelow(leaves.size());
        List<byte[]> left = leaves.subList(0, half);
        List<byte[]> right = leaves.subList(half, leaves.size());
        if (index < half) {
            addPath(left, index, path);
            path.add(root(right));
        } else {
            addPath(right, index - half, path);
            path.add(root(left));
        }
    }

    private static void addSubproof(
            List<byte[]> leaves, int oldSize, boolean isWhole, List<byte[]> proof) {
        if (oldSize == leaves.size()) {
            if (!isWhole) {
                proof.add(root(leaves));
            }
            return;
        }
        int half = largestPowerOfTwoBelow(leaves.size());
        List<byte[]> left = leaves.subList(0, half);
        List<byte[]> right = leaves.subList(half, leaves.size());
        if (oldSize <= half) {
            addSubproof(left, oldSize, isWhole, proof);
            proof.add(root(right));
        } else {
            addSubproof(right, oldSize - half, false, proof);
            proof.add(root(left));
        }
    }

    private static byte[] root(List<byte[]> leaves) {
        var frontier = new Frontier();
        leaves.forEach(frontier::append);
        return frontier.root();
    }

    private static int largestPowerOfTwoBelow(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
