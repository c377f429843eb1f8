package wattle.ledger.sql;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import wattle.ledger.LedgerException;
import wattle.ledger.Log;
import wattle.ledger.LogHead;
import wattle.ledger.LoggedLine;
import wattle.ledger.State;
import wattle.ledger.log.MerkleTree;
import wattle.ledger.log.Proofs;

/// The log in a [Database]. What a proof costs is said at [StoredSubtrees].
final class SqlLog implements Log {

    private static final int MOST_LINES = 1000;

    private final Database database;

    SqlLog(Database database) {
        this.database = database;
    }

    @Override
    public LogHead head(long size) throws LedgerException {
        return database.read(handle -> {
            requireLines(handle, size);
            byte[] root =
                    size == 0 ? MerkleTree.emptyRoot() : new StoredSubtrees(handle).root(0, size);
            return new LogHead(size, HexFormat.of().formatHex(root));
        });
    }

    @Override
    public List<LoggedLine> lines(long from, long to) throws LedgerException {
        if (from < 0 || to < from || to - from > MOST_LINES) {
            throw new IllegalArgumentException(
                    "lines are asked for by 0 to " + MOST_LINES + ", not " + from + " to " + to);
        }
        return database.read(handle -> {
            requireLines(handle, to);
            List<LoggedLine> lines =
                    handle.createQuery(
                                    """
                                    SELECT log.position, log.leaf_hash, log.line, log.claim_id,
                                        standing.state, opening.submitter
                                    FROM log
                                    JOIN standing ON standing.claim_id = log.claim_id
                                    JOIN log AS opening ON opening.position = standing.first_position
                                    WHERE log.position >= :from AND log.position < :to
                                    ORDER BY log.position
                                    """)
                            .bind("from", from)
                            .bind("to", to)
                            .map((row, context) ->
                                    new LoggedLine(
                                            row.getLong(1),
                                            HexFormat.of().formatHex(row.getBytes(2)),
                                            row.getString(3),
                                            UUID.fromString(row.getString(4)),
                                            state(row.getString(5)),
                                            row.getString(6)))
                            .list();
            StoredSubtrees.requireAll(lines.size(), from, to);
            return lines;
        });
    }

    private static State state(String label) {
        for (State each : State.values()) {
            if (each.label().equals(label)) {
                return each;
            }
        }
        throw new IllegalStateException("a claim is " + label + ": wattle hub verify says more");
    }

    @Override
    public List<String> inclusion(long index, long size) throws LedgerException {
        return proof(size, tree -> Proofs.inclusion(tree, index, size));
    }

    @Override
    public List<String> consistency(long first, long second) throws LedgerException {
        return proof(second, tree -> Proofs.consistency(tree, first, second));
    }

    private List<String> proof(long size, Function<StoredSubtrees, List<byte[]>> proof)
            throws LedgerException {
        return database.read(handle -> {
            requireLines(handle, size);
            return proof.apply(new StoredSubtrees(handle)).stream()
                    .map(HexFormat.of()::formatHex)
                    .toList();
        });
    }

    /// The log only grows: what was there when this was asked stays.
    private static void requireLines(Handle handle, long size) {
        long lines = Append.frontier(handle).size();
        if (size < 0 || size > lines) {
            throw new IllegalArgumentException("the log has " + lines + " lines, not " + size);
        }
    }
}
