package wattle.ledger.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import wattle.ledger.log.Frontier;
import wattle.ledger.log.MerkleTree;
import wattle.ledger.log.Subtrees;

/// Subtrees of the log, as far as they can be from what the store keeps anyway: the leaf hash of
/// every line, and after every transaction the roots of the complete subtrees that the log had
/// then.
///
/// A complete subtree at an even place (counted in subtrees of its size) is one of those roots if a
/// transaction ended when it was the last of its size; one at an odd place is made of its halves,
/// of which the first is at an even place. So of a log that grew line by line a proof takes O(log²
/// n) rows; what came in one transaction is hashed anew from its leaf hashes, which takes as many
/// rows as it had lines. For one thread.
final class StoredSubtrees implements Subtrees {

    /// Leaf hashes that are read at once: fewer are as quick as one root.
    private static final int AT_ONCE = 256;

    private final Handle handle;

    StoredSubtrees(Handle handle) {
        this.handle = handle;
    }

    @Override
    public byte[] root(long from, long to) {
        long leaves = to - from;
        if (leaves <= AT_ONCE) {
            return hashed(from, to);
        }
        byte[] kept = Long.bitCount(leaves) == 1 ? kept(from, leaves) : null;
        if (kept != null) {
            return kept;
        }
        long middle = from + Subtrees.left(leaves);
        return MerkleTree.node(root(from, middle), root(middle, to));
    }

    private byte @Nullable [] kept(long from, long leaves) {
        if ((from & leaves) != 0) {
            return null; // Together with its neighbour it became a larger one at once.
        }
        return handle.createQuery(
                        """
                        SELECT size, frontier FROM head
                        WHERE size >= :full AND size < :gone ORDER BY size LIMIT 1
                        """)
                .bind("full", from + leaves)
                .bind("gone", from + 2 * leaves)
                .map((row, context) -> Frontier.of(row.getLong(1), row.getBytes(2)))
                .findOne()
                .map(frontier -> frontier.subtree(leaves))
                .orElse(null);
    }

    private byte[] hashed(long from, long to) {
        List<byte[]> hashes =
                handle.createQuery(
                                """
                                SELECT leaf_hash FROM log
                                WHERE position >= :from AND position < :to ORDER BY position
                                """)
                        .bind("from", from)
                        .bind("to", to)
                        .map((row, context) -> row.getBytes(1))
                        .list();
        requireAll(hashes.size(), from, to);
        var frontier = new Frontier();
        hashes.forEach(frontier::append);
        return frontier.root();
    }

    /// Of a store that somebody took lines out of nothing is said.
    static void requireAll(int found, long from, long to) {
        if (found != to - from) {
            throw new IllegalStateException(
                    "the log lacks some of the lines "
                            + from
                            + " to "
                            + (to - 1)
                            + ": wattle hub verify says more");
        }
    }
}
