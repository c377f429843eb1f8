package wattle.ledger.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import wattle.ledger.Entry;
import wattle.ledger.LedgerException;

/// Computes anew what claims are selected by, where a newer Wattle computes it otherwise.
final class Reprojection {

    private static final String SETTING = "standing_rules";
    private static final int AT_ONCE = 1000;

    private Reprojection() {}

    static void whereNeeded(Database database) throws LedgerException {
        if (database.read(Reprojection::rules) == Standing.RULES) {
            return;
        }
        database.append(handle -> {
            if (rules(handle) != Standing.RULES) {
                all(handle);
            }
            return Standing.RULES;
        });
    }

    static int rules(Handle handle) {
        for (String value :
                handle.createQuery("SELECT value FROM setting WHERE name = :name")
                        .bind("name", SETTING)
                        .mapTo(String.class)
                        .list()) {
            if (value.matches("[0-9]{1,9}")) {
                return Integer.parseInt(value);
            }
        }
        return 0;
    }

    private static void all(Handle handle) {
        long after = -1;
        for (List<Rows.Row> rows = page(handle, after);
                !rows.isEmpty();
                rows = page(handle, after)) {
            PreparedBatch batch = Standing.batch(handle);
            for (Rows.Row row : rows) {
                Entry entry = row.entry();
                new Standing(
                                row.firstPosition(),
                                entry.logIndex(),
                                entry.id(),
                                entry.revision(),
                                entry.key(),
                                entry.state(),
                                entry.claim())
                        .addTo(batch);
            }
            batch.execute();
            after = rows.getLast().firstPosition();
        }
        done(handle);
    }

    /// Says by which rules it was computed.
    static void done(Handle handle) {
        handle.createUpdate(
                        """
                        INSERT INTO setting (name, value) VALUES (:name, :value)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        """)
                .bind("name", SETTING)
                .bind("value", Integer.toString(Standing.RULES))
                .execute();
    }

    private static List<Rows.Row> page(Handle handle, long after) {
        return handle.createQuery(
                        Rows.ENTRY
                                + Rows.OF_STANDING
                                + "WHERE standing.first_position > :after"
                                + " ORDER BY standing.first_position LIMIT "
                                + AT_ONCE)
                .bind("after", after)
                .map(Rows::row)
                .list();
    }
}
