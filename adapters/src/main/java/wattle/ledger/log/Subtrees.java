package wattle.ledger.log;

import java.util.List;

/// The roots of a tree's subtrees, wherever they are from.
@FunctionalInterface
public interface Subtrees {

    /// `MTH(D[from:to])` of RFC 6962.
    ///
    /// @param to behind the last leaf, more than `from`
    byte[] root(long from, long to);

    /// How many leaves are left of where the definition divides a tree: the largest power of two
    /// below its size.
    ///
    /// @param size 2 or more
    static long left(long size) {
        return Long.highestOneBit(size - 1);
    }

    /// Of a tree whose leaves are all at hand.
    static Subtrees of(List<byte[]> leafHashes) {
        return (from, to) -> {
            var frontier = new Frontier();
            leafHashes.subList((int) from, (int) to).forEach(frontier::append);
            return frontier.root();
        };
    }
}
