package wattle.ledger.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import wattle.ledger.LedgerException;

/// An open store: its connections, with its schema up to date. What keeps something in it shares
/// one.
///
/// SQLite has one connection that writes, where writers that wait are written together
/// ([Together]), and several that read beside it (write-ahead log); what is committed is on the
/// disk (`synchronous=FULL`). On PostgreSQL that is so for what appends to the log, and everything
/// else is written side by side. Threads may share it.
public final class Database implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int READERS = 8;
    private static final int POSTGRESQL_CONNECTIONS = 10;

    /// A server that answers before it has written forgets the last claims when it is killed.
    /// Whoever set it to wait for its copies too keeps that.
    private static final String ACKNOWLEDGE =
            """
            SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') = 'off'
            """;

    private final DatabaseUrl url;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final Jdbi writing;
    private final Jdbi reading;
    private final Together together;

    /// Something done with a connection.
    @FunctionalInterface
    public interface Work<T> {
        T with(Handle handle) throws LedgerException;
    }

    /// @param readers may be the same
    private Database(DatabaseUrl url, HikariDataSource writers, HikariDataSource readers) {
        this.url = url;
        this.writers = writers;
        this.readers = readers;
        this.writing = Jdbi.create(writers);
        this.reading = Jdbi.create(readers);
        this.together = new Together(writing);
    }

    /// Opens a store, which is made where there is none, and brings its schema up to date.
    ///
    /// @throws LedgerException if it cannot be reached, is no store of Wattle, or was written by a
    ///   newer Wattle
    public static Database open(DatabaseUrl url) throws LedgerException {
        // The libraries log by SLF4J, and have nobody to log to: what goes wrong is thrown.
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
        try {
            return switch (url.dialect()) {
                case SQLITE -> sqlite(url);
                case POSTGRESQL -> postgresql(url);
            };
        } catch (RuntimeException | SQLException e) {
            throw new LedgerException(url + " could not be opened: " + reason(e), e);
        }
    }

    /// [#open] of a URL as text, as [DatabaseUrl#parse] takes it.
    public static Database open(String url) throws LedgerException {
        return open(DatabaseUrl.parse(url));
    }

    private static Database sqlite(DatabaseUrl url) throws LedgerException, SQLException {
        Path file = Path.of(url.address());
        try {
            createPrivately(file);
        } catch (IOException e) {
            throw new LedgerException(file + " could not be made: " + e, e);
        }
        Migrations.run(url, sqliteSource(file, SQLiteConfig.TransactionMode.DEFERRED, false), file);
        return new Database(
                url,
                pool(
                        sqliteSource(file, SQLiteConfig.TransactionMode.IMMEDIATE, false),
                        1,
                        false,
                        null),
                pool(
                        sqliteSource(file, SQLiteConfig.TransactionMode.DEFERRED, true),
                        READERS,
                        true,
                        null));
    }

    /// It has what is not published, and hashes of tokens.
    private static void createPrivately(Path file) throws IOException {
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (java.nio.file.FileAlreadyExistsException itIsOpenedAsItIs) {
            return;
        } catch (UnsupportedOperationException noPosixHere) {
            Files.createFile(file);
        }
    }

    private static DataSource sqliteSource(
            Path file, SQLiteConfig.TransactionMode mode, boolean reads) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout((int) PATIENCE.toMillis());
        config.setTransactionMode(mode);
        config.enforceForeignKeys(true);
        // What is withdrawn is overwritten in the file.
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setReadOnly(reads);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static Database postgresql(DatabaseUrl url) throws LedgerException, SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql:" + url.address());
        source.setApplicationName("wattle");
        source.setReWriteBatchedInserts(true);
        for (var parameter : url.parameters().entrySet()) {
            source.setProperty(parameter.getKey(), parameter.getValue());
        }
        String password = System.getenv("PGPASSWORD");
        if (password != null) {
            source.setPassword(password);
        }
        Migrations.run(url, source, null);
        HikariDataSource pool = pool(source, POSTGRESQL_CONNECTIONS, false, ACKNOWLEDGE);
        return new Database(url, pool, pool);
    }

    private static HikariDataSource pool(
            DataSource source, int most, boolean reads, @Nullable String first) {
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(1);
        config.setReadOnly(reads);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setConnectionInitSql(first);
        return new HikariDataSource(config);
    }

    Dialect dialect() {
        return url.dialect();
    }

    /// Where it lies, without secrets.
    public DatabaseUrl url() {
        return url;
    }

    /// Does something in one transaction, all of it or nothing. What it returned is on the disk.
    public <T> T write(Work<T> work) throws LedgerException {
        try {
            return dialect() == Dialect.SQLITE
                    ? together.write(work)
                    : writing.inTransaction(work::with);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /// As [#write], for what appends to the log, which one alone may do at a time.
    <T> T append(Work<T> work) throws LedgerException {
        try {
            return together.write(handle -> {
                if (!dialect().lock().isEmpty()) {
                    handle.execute(dialect().lock());
                }
                return work.with(handle);
            });
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /// Reads what is committed.
    public <T> T read(Work<T> work) throws LedgerException {
        try {
            return reading.withHandle(work::with);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /// Reads the store as it is at one moment, whatever is written meanwhile.
    public <T> T snapshot(Work<T> work) throws LedgerException {
        try {
            return reading.inTransaction(
                    dialect() == Dialect.SQLITE
                            ? TransactionIsolationLevel.SERIALIZABLE
                            : TransactionIsolationLevel.REPEATABLE_READ,
                    work::with);
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /// Whether it can be asked now.
    public boolean isReady() {
        try {
            return read(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one()) == 1;
        } catch (LedgerException failed) {
            return false;
        }
    }

    /// Takes out of the log ahead of a SQLite file what was deleted; best effort while others read.
    void wipe() throws LedgerException {
        if (dialect() == Dialect.SQLITE) {
            try {
                writing.useHandle(handle ->
                        handle.createQuery("PRAGMA wal_checkpoint(TRUNCATE)").mapToMap().list());
            } catch (JdbiException e) {
                throw failed(e);
            }
        }
    }

    private LedgerException failed(JdbiException e) {
        return new LedgerException(url + " failed: " + reason(e), e);
    }

    /// What the database said, without the statement and what was bound to it.
    private static String reason(Throwable thrown) {
        String reason = thrown.getClass().getSimpleName();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof SQLException && each.getMessage() != null) {
                reason = each.getMessage().lines().findFirst().orElse(reason);
            }
        }
        return reason;
    }

    @Override
    public void close() {
        together.close();
        readers.close();
        writers.close();
    }
}
