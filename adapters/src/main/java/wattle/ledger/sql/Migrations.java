package wattle.ledger.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import wattle.ledger.LedgerException;

/// Brings a store's schema up to date, by Flyway. Flyway takes longer to load than all else that a
/// start does, so it is asked only where there is something to do.
final class Migrations {

    /// The last version that this program has.
    static final int LATEST = 1;

    private Migrations() {}

    static void run(DatabaseUrl url, DataSource source) throws LedgerException {
        int found = version(source);
        if (found > LATEST) {
            throw new LedgerException(
                    url
                            + " was written by a newer Wattle (schema "
                            + found
                            + ", this one has "
                            + LATEST
                            + "): update this one");
        }
        if (found < LATEST) {
            upTo(LATEST, url, source);
        }
    }

    /// Stops at an earlier version, for tests of what comes after it.
    static void upTo(int version, DatabaseUrl url, DataSource source) {
        Flyway.configure()
                .loggers("slf4j")
                .dataSource(source)
                .locations("classpath:" + url.dialect().migrations())
                .target(Integer.toString(version))
                .load()
                .migrate();
    }

    /// 0 where there is no schema yet, or the last migration failed.
    private static int version(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT max(CAST(version AS integer)),
                                    count(*) FILTER (WHERE NOT success)
                                FROM flyway_schema_history
                                """)) {
            return row.next() && row.getInt(2) == 0 ? row.getInt(1) : 0;
        } catch (SQLException thereIsNoneYet) {
            return 0;
        }
    }
}
