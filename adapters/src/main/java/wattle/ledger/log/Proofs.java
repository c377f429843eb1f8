package wattle.ledger.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Proofs of RFC 6962, sections 2.1.1 and 2.1.2, made from the roots of subtrees and checked
/// without them.
public final class Proofs {

    private Proofs() {}

    /// `PATH(m, D[n])`: what shows that a leaf is in the tree, from the leaf's neighbour upwards.
    ///
    /// @param index the leaf's, from 0
    /// @param size of the tree
    public static List<byte[]> inclusion(Subtrees tree, long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " leaves has no leaf " + index);
        }
        List<byte[]> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + Subtrees.left(to - from);
            if (index < middle) {
                path.addFirst(tree.root(middle, to));
                to = middle;
            } else {
                path.addFirst(tree.root(from, middle));
                from = middle;
            }
        }
        return path;
    }

    /// `PROOF(m, D[n])`: what shows that a tree is the beginning of another.
    ///
    /// @param oldSize of the smaller tree, 1 or more
    /// @param size of the larger tree
    public static List<byte[]> consistency(Subtrees tree, long oldSize, long size) {
        if (oldSize < 1 || oldSize > size) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " leaves does not begin with " + oldSize);
        }
        List<byte[]> proof = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to > oldSize) {
            long middle = from + Subtrees.left(to - from);
            if (oldSize <= middle) {
                proof.addFirst(tree.root(middle, to));
                to = middle;
            } else {
                proof.addFirst(tree.root(from, middle));
                from = middle;
            }
        }
        if (from > 0) { // Or it is the whole of the smaller tree, whose root is known.
            proof.addFirst(tree.root(from, to));
        }
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
}
