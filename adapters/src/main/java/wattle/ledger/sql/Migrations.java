package wattle.ledger.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import wattle.ledger.LedgerException;

/// Brings a store's schema up to date, by Flyway. Flyway takes longer to load than all else that a
/// start does, so it is asked only where there is something to do.
final class Migrations {

    /// The versions that there were, the latest last. Their numbers have gaps.
    static final List<Integer> VERSIONS = List.of(1, 2, 3, 20, 30, 31, 32);

    /// The last version that this program has.
    static final int LATEST = VERSIONS.getLast();

    private Migrations() {}

    /// @param file of a SQLite store; PostgreSQL has locks for it
    static void run(DatabaseUrl url, DataSource source, @Nullable Path file)
            throws LedgerException {
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
        if (found == LATEST) {
            return;
        }
        if (file == null) {
            upTo(LATEST, url, source);
        } else {
            alone(url, source, file);
        }
    }

    /// Two that bring one SQLite file up to date would refuse each other in the middle. The lock is
    /// a file of its own: closing the store's own file would let go of SQLite's locks on it.
    private static synchronized void alone(DatabaseUrl url, DataSource source, Path file)
            throws LedgerException {
        Path lock = file.resolveSibling(file.getFileName() + ".upgrade");
        try (var channel =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            if (held.isValid() && version(source) < LATEST) {
                upTo(LATEST, url, source);
            }
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            throw new LedgerException(lock + " could not be locked: " + e, e);
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
