package wattle.ledger.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.ledger.LogHead;

/// All that has to be kept of a tree so that it can grow: the roots of its complete subtrees, the
/// largest first, one for each 1 in the binary digits of its size. For one thread.
public final class Frontier {

    private long size;
    private final List<byte[]> roots = new ArrayList<>();

    /// Of the empty tree.
    public Frontier() {}

    /// @param size how many leaves the tree has
    /// @param bytes as given by [#bytes]
    /// @throws IllegalArgumentException if they are not those of a tree of that size
    public static Frontier of(long size, byte[] bytes) {
        int hashes = Long.bitCount(size);
        if (size < 0 || bytes.length != hashes * MerkleTree.HASH_BYTES) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " leaves has no frontier of " + bytes.length + " bytes");
        }
        var frontier = new Frontier();
        frontier.size = size;
        for (int i = 0; i < hashes; i++) {
            int start = i * MerkleTree.HASH_BYTES;
            frontier.roots.add(Arrays.copyOfRange(bytes, start, start + MerkleTree.HASH_BYTES));
        }
        return frontier;
    }

    /// Adds a leaf at the end. Two subtrees of one size become one of twice the size, as carries do
    /// in binary addition.
    public void append(byte[] leafHash) {
        byte[] root = leafHash;
        for (long carry = size; (carry & 1) == 1; carry >>= 1) {
            root = MerkleTree.node(roots.removeLast(), root);
        }
        roots.add(root);
        size++;
    }

    public long size() {
        return size;
    }

    /// The root of the whole tree: `MTH(D[n])`.
    public byte[] root() {
        if (roots.isEmpty()) {
            return MerkleTree.emptyRoot();
        }
        byte[] root = roots.getLast();
        for (int i = roots.size() - 2; i >= 0; i--) {
            root = MerkleTree.node(roots.get(i), root);
        }
        return root;
    }

    /// The root of the complete subtree of so many leaves; null where the size has not that power
    /// of two in it.
    ///
    /// @param leaves a power of two
    public byte @Nullable [] subtree(long leaves) {
        if (Long.bitCount(leaves) != 1) {
            throw new IllegalArgumentException("no complete subtree has " + leaves + " leaves");
        }
        return (size & leaves) == 0 ? null : roots.get(Long.bitCount(size & -(leaves << 1)));
    }

    public LogHead head() {
        return new LogHead(size, HexFormat.of().formatHex(root()));
    }

    /// The roots one after the other.
    public byte[] bytes() {
        byte[] bytes = new byte[roots.size() * MerkleTree.HASH_BYTES];
        for (int i = 0; i < roots.size(); i++) {
            System.arraycopy(
                    roots.get(i), 0, bytes, i * MerkleTree.HASH_BYTES, MerkleTree.HASH_BYTES);
        }
        return bytes;
    }
}
