package wattle.ledger.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;
import wattle.ledger.LogHead;
import wattle.ledger.State;
import wattle.ledger.log.Event;
import wattle.ledger.log.Frontier;
import wattle.ledger.log.LogLine;
import wattle.ledger.log.MerkleTree;
import wattle.ledger.log.SaltedHash;

/// Goes through the log from its first line to its last, with what claims say and the heads beside
/// it. For one thread.
final class LogCheck {

    private static final int AT_ONCE = 1000;

    /// The last line of a claim.
    ///
    /// @param firstPosition of its first line
    /// @param isBare whether what some revision said is not there
    /// @param isTold whether what some revision said is there
    record Last(LogLine line, long firstPosition, boolean isBare, boolean isTold) {}

    private final Handle handle;
    private final List<LogHead> known;
    private final Verification.Problems problems;
    private final Frontier frontier = new Frontier();
    private final Map<UUID, Last> last = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

    LogCheck(Handle handle, List<LogHead> known, Verification.Problems problems) {
        this.handle = handle;
        this.known = known;
        this.problems = problems;
    }

    /// What the lines come to.
    LogHead head() {
        return frontier.head();
    }

    /// By claim.
    Map<UUID, Last> last() {
        return last;
    }

    void run() {
        try (ResultIterator<Stored> lines = lines();
                ResultIterator<Head> heads = heads()) {
            var cursor = new Heads(heads);
            knownHeads();
            while (lines.hasNext()) {
                Stored stored = lines.next();
                line(stored);
                cursor.check(stored.recordedAtMs());
                knownHeads();
            }
            cursor.end();
        }
        for (LogHead each : known) {
            if (each.size() > frontier.size()) {
                problems.add(
                        "line " + frontier.size(),
                        "the log ends here, and had " + each.size() + " lines before");
            }
        }
        last.values().forEach(this::bodies);
        strayBodies();
    }

    /// A row of `log`, with its row of `body`.
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
    private record Stored(
            long position,
            byte[] line,
            byte[] leafHash,
            List<@Nullable Object> columns,
            long recordedAtMs,
            byte @Nullable [] salt,
            byte @Nullable [] claim) {

        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    row.getLong("position"),
                    row.getBytes("line"),
                    row.getBytes("leaf_hash"),
                    Arrays.asList(
                            row.getString("claim_id"),
                            row.getLong("revision"),
                            row.getString("claim_key"),
                            row.getString("state"),
                            row.getLong("recorded_at_ms"),
                            row.getString("submitter"),
                            row.getString("reason")),
                    row.getLong("recorded_at_ms"),
                    row.getBytes("salt"),
                    row.getBytes("claim"));
        }
    }

    private static List<@Nullable Object> columns(LogLine line) {
        return Arrays.asList(
                line.id().toString(),
                (long) line.revision(),
                line.key(),
                line.state().label(),
                line.at().toEpochMilli(),
                line.submitter(),
                line.reason());
    }

    private ResultIterator<Stored> lines() {
        return handle.createQuery(
                        """
                        SELECT log.*, body.salt, body.claim
                        FROM log LEFT JOIN body ON body.position = log.position
                        ORDER BY log.position
                        """)
                .setFetchSize(AT_ONCE)
                .map((row, context) -> Stored.of(row))
                .iterator();
    }

    private void line(Stored stored) {
        long index = frontier.size();
        String where = "line " + index;
        byte[] leaf = MerkleTree.leaf(stored.line());
        frontier.append(leaf);
        if (stored.position() != index) {
            problems.add(where, "it is numbered " + stored.position());
        }
        if (!Arrays.equals(leaf, stored.leafHash())) {
            problems.add(where, "its hash is not that of its text");
        }
        LogLine line;
        try {
            line = LogLine.parse(stored.line());
        } catch (IllegalArgumentException e) {
            problems.add(where, String.valueOf(e.getMessage()));
            return;
        }
        if (line.index() != index) {
            problems.add(where, "its text says that it is line " + line.index());
        }
        if (!columns(line).equals(stored.columns())) {
            problems.add(where, "its columns do not say what its text says");
        }
        body(where, line, stored);
        follow(where, line, stored.claim() != null);
    }

    private void body(String where, LogLine line, Stored stored) {
        byte[] claim = stored.claim();
        byte[] salt = stored.salt();
        if (claim == null || salt == null) {
            return;
        }
        if (line.claimHash() == null) {
            problems.add(where, "a withdrawal has a claim");
        } else if (salt.length != SaltedHash.SALT_BYTES
                || !SaltedHash.of(salt, claim).equals(line.claimHash())) {
            problems.add(where, "the claim is not the one whose hash is in the line");
        }
    }

    /// Whether a line may come after the last of its claim.
    private void follow(String where, LogLine line, boolean isTold) {
        Last before = last.get(line.id());
        LogLine earlier = before == null ? null : before.line();
        if ((earlier == null) != (line.event() == Event.ADDED)
                || line.revision() != (earlier == null ? 1 : earlier.revision() + 1)) {
            problems.add(
                    where,
                    line.event().label()
                            + " as revision "
                            + line.revision()
                            + " does not come after "
                            + (earlier == null ? "nothing" : "revision " + earlier.revision()));
        }
        if (earlier != null && earlier.state() == State.WITHDRAWN) {
            problems.add(where, "a claim that was withdrawn goes on");
        }
        if ((line.event() == Event.WITHDRAWN) != (line.state() == State.WITHDRAWN)
                || (line.claimHash() == null) != (line.state() == State.WITHDRAWN)) {
            problems.add(where, "its event, its state and its claim do not agree");
        }
        if (earlier == null ? !keys.add(line.key()) : !Objects.equals(earlier.key(), line.key())) {
            problems.add(where, "its key is that of another claim");
        }
        boolean isBare = line.claimHash() != null && !isTold;
        last.put(
                line.id(),
                new Last(
                        line,
                        before == null ? line.index() : before.firstPosition(),
                        isBare || (before != null && before.isBare()),
                        isTold || (before != null && before.isTold())));
    }

    private void bodies(Last claim) {
        String where = "line " + claim.line().index();
        boolean isWithdrawn = claim.line().state() == State.WITHDRAWN;
        if (claim.isBare() && !isWithdrawn) {
            problems.add(where, "what a revision of this claim said is missing");
        }
        if (claim.isTold() && isWithdrawn) {
            problems.add(where, "it was withdrawn, and what it said is still there");
        }
    }

    private void strayBodies() {
        handle.createQuery(
                        """
                        SELECT position FROM body
                        WHERE position NOT IN (SELECT position FROM log) ORDER BY position
                        """)
                .mapTo(Long.class)
                .forEach(each -> problems.add("claim " + each, "there is no line for it"));
    }

    private void knownHeads() {
        for (LogHead each : known) {
            if (each.size() == frontier.size() && !each.equals(frontier.head())) {
                problems.add(
                        "line " + Math.max(0, frontier.size() - 1),
                        "up to here the log is not the one whose head was kept elsewhere");
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
    private record Head(long size, byte[] root, byte[] frontier, long recordedAtMs) {}

    private ResultIterator<Head> heads() {
        return handle.createQuery("SELECT * FROM head ORDER BY size")
                .setFetchSize(AT_ONCE)
                .map((row, context) ->
                        new Head(
                                row.getLong("size"),
                                row.getBytes("root_hash"),
                                row.getBytes("frontier"),
                                row.getLong("recorded_at_ms")))
                .iterator();
    }

    /// The heads that were kept, beside the lines.
    private final class Heads {

        private final Iterator<Head> heads;
        private @Nullable Head next;
        private boolean isAtHead = true;

        Heads(Iterator<Head> heads) {
            this.heads = heads;
            advance();
        }

        private void advance() {
            next = heads.hasNext() ? heads.next() : null;
        }

        /// After a line.
        void check(long recordedAtMs) {
            while (next != null && next.size() < frontier.size()) {
                problems.add("head " + next.size(), "it is none of this log");
                advance();
            }
            isAtHead = next != null && next.size() == frontier.size();
            if (!isAtHead || next == null) {
                return;
            }
            String where = "head " + next.size();
            if (!Arrays.equals(next.root(), frontier.root())) {
                problems.add(
                        where,
                        "the lines come to "
                                + frontier.head().rootHash()
                                + ", not to "
                                + HexFormat.of().formatHex(next.root()));
            }
            if (!Arrays.equals(next.frontier(), frontier.bytes())) {
                problems.add(where, "its subtrees are not those of the lines");
            }
            if (next.recordedAtMs() != recordedAtMs) {
                problems.add(where, "its time is not that of its last line");
            }
            advance();
        }

        void end() {
            if (!isAtHead) {
                problems.add("line " + (frontier.size() - 1), "no head was kept after it");
            }
            for (; next != null; advance()) {
                problems.add(
                        "head " + next.size(),
                        "the log has only " + frontier.size() + " lines by now");
            }
        }
    }
}
