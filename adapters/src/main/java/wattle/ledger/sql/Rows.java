package wattle.ledger.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import wattle.ledger.Entry;
import wattle.ledger.State;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;

/// Entries from rows.
final class Rows {

    /// What an [Entry] is made of. What a withdrawn claim said is gone from all its revisions, so
    /// all of them are withdrawn.
    static final String ENTRY =
            """
            SELECT standing.first_position, log.position, log.claim_id, log.revision, log.claim_key,
                CASE standing.state WHEN 'withdrawn' THEN 'withdrawn' ELSE log.state END AS state,
                log.recorded_at_ms, log.submitter, log.reason, body.claim,
                opening.submitter AS owner
            """;

    /// The revisions that stand.
    static final String OF_STANDING =
            """
            FROM standing
            JOIN log ON log.position = standing.position
            JOIN log AS opening ON opening.position = standing.first_position
            LEFT JOIN body ON body.position = standing.position
            """;

    private Rows() {}

    /// An entry with its claim's place among all, and the bytes of what it says.
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
    record Row(long firstPosition, Entry entry, byte @Nullable [] claim) {}

    static Row row(ResultSet row, StatementContext context) throws SQLException {
        byte[] bytes = row.getBytes(10);
        Claim claim = bytes == null ? null : ClaimJson.read(bytes);
        return new Row(
                row.getLong(1),
                new Entry(
                        UUID.fromString(row.getString(3)),
                        row.getInt(4),
                        row.getString(5),
                        state(row.getString(6)),
                        Instant.ofEpochMilli(row.getLong(7)),
                        row.getString(8),
                        row.getString(11),
                        claim,
                        row.getString(9),
                        row.getLong(2)),
                bytes);
    }

    static Entry entry(ResultSet row, StatementContext context) throws SQLException {
        return row(row, context).entry();
    }

    static State state(String label) {
        for (State each : State.values()) {
            if (each.label().equals(label)) {
                return each;
            }
        }
        throw new IllegalArgumentException("there is no such state of a claim: " + label);
    }
}
