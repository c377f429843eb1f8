package wattle.ledger.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import wattle.ledger.LedgerException;

/// Energy of parts of runs over time, in joules: each sample, for as long as it is kept, and sums
/// by the hour for ever. On PostgreSQL the samples of a month are a partition, which goes as a
/// whole. Threads may share it.
public final class EnergySamples {

    public static final long MICROS_PER_HOUR = 3_600_000_000L;

    private static final String PARTITION = "energy_sample_";
    private static final int ROWS_AT_ONCE = 64;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu_MM");

    /// Any number, the same for all who make partitions.
    private static final String LOCK = "SELECT pg_advisory_xact_lock(7164749266120)";

    private final Database database;
    private final @Nullable Duration kept;
    private final Set<YearMonth> months = ConcurrentHashMap.newKeySet();

    /// @param kept for how long samples stay; null for ever
    public EnergySamples(Database database, @Nullable Duration kept) {
        this.database = database;
        this.kept = kept;
    }

    /// From when on samples are there, in microseconds since 1970.
    public long keptFrom(Instant now) {
        return kept == null ? Long.MIN_VALUE : LiveRun.micros(now.minus(kept));
    }

    /// One sum.
    ///
    /// @param startMicros of what was summed
    public record Sum(long startMicros, int part, double joules) {}

    /// Makes the partitions that these will lie in, in a transaction of its own: others wait for
    /// it.
    void prepare(EnergyBatch batch, Instant now) throws LedgerException {
        if (database.dialect() == Dialect.SQLITE) {
            return;
        }
        for (int i = batch.from(keptFrom(now)); i < batch.size(); ) {
            YearMonth month = month(batch.micros(i));
            if (!months.contains(month)) {
                database.write(handle -> makePartition(handle, month));
                months.add(month);
            }
            long end = start(month.plusMonths(1));
            while (i < batch.size() && batch.micros(i) < end) {
                i++;
            }
        }
    }

    /// The month that a sample lies in.
    static YearMonth month(long atMicros) {
        return YearMonth.from(LiveRun.at(atMicros).atOffset(ZoneOffset.UTC));
    }

    /// Makes the partition of a month, where there is none, on PostgreSQL.
    static int makePartition(Handle handle, YearMonth month) {
        handle.execute(LOCK);
        return handle.execute(
                "CREATE TABLE IF NOT EXISTS "
                        + PARTITION
                        + MONTH.format(month)
                        + " PARTITION OF energy_sample FOR VALUES FROM ("
                        + start(month)
                        + ") TO ("
                        + start(month.plusMonths(1))
                        + ")");
    }

    private static long start(YearMonth month) {
        return LiveRun.micros(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /// Adds samples within a transaction. What is too old to be kept is added to its hour alone.
    void add(Handle handle, long run, EnergyBatch batch, Instant now) {
        try {
            int from = batch.from(keptFrom(now));
            if (from < batch.size()) {
                switch (database.dialect()) {
                    case SQLITE -> insertRows(handle.getConnection(), run, batch, from);
                    case POSTGRESQL -> insertAll(handle.getConnection(), run, batch, from);
                }
            }
            addHours(handle.getConnection(), run, batch);
        } catch (SQLException failed) {
            throw new org.jdbi.v3.core.ConnectionException(failed);
        }
    }

    /// Many rows by one statement: its start costs SQLite several times what a row does.
    private static void insertRows(Connection connection, long run, EnergyBatch batch, int from)
            throws SQLException {
        int whole = from + (batch.size() - from) / ROWS_AT_ONCE * ROWS_AT_ONCE;
        insertRows(connection, run, batch, from, whole, ROWS_AT_ONCE);
        insertRows(connection, run, batch, whole, batch.size(), 1);
    }

    private static void insertRows(
            Connection connection, long run, EnergyBatch batch, int from, int to, int atOnce)
            throws SQLException {
        String row = "(?, ?, ?, ?)";
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO energy_sample (run, at_us, part, joules) VALUES "
                                + row
                                + (", " + row).repeat(atOnce - 1))) {
            int place = 0;
            for (int i = from; i < to; i++) {
                insert.setLong(++place, run);
                insert.setLong(++place, batch.micros(i));
                insert.setInt(++place, batch.part(i));
                insert.setDouble(++place, batch.joules(i));
                if (place == 4 * atOnce) {
                    insert.executeUpdate();
                    place = 0;
                }
            }
        }
    }

    private static void insertAll(Connection connection, long run, EnergyBatch batch, int from)
            throws SQLException {
        int size = batch.size();
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO energy_sample (run, at_us, part, joules)
                        SELECT ?, at_us, part, joules
                        FROM unnest(?::int8[], ?::int4[], ?::float8[]) AS each (at_us, part, joules)
                        """)) {
            insert.setLong(1, run);
            insert.setObject(2, batch.micros(from, size));
            insert.setObject(3, batch.parts(from, size));
            insert.setObject(4, batch.joules(from, size));
            insert.executeUpdate();
        }
    }

    private static void addHours(Connection connection, long run, EnergyBatch batch)
            throws SQLException {
        try (PreparedStatement add =
                connection.prepareStatement(
                        """
                        INSERT INTO energy_hour (run, hour, part, joules, samples)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (run, hour, part) DO UPDATE
                        SET joules = energy_hour.joules + excluded.joules,
                            samples = energy_hour.samples + excluded.samples
                        """)) {
            int i = 0;
            while (i < batch.size()) {
                long hour = Math.floorDiv(batch.micros(i), MICROS_PER_HOUR);
                Map<Integer, double[]> sums = new HashMap<>();
                for (;
                        i < batch.size() && Math.floorDiv(batch.micros(i), MICROS_PER_HOUR) == hour;
                        i++) {
                    double[] sum = sums.computeIfAbsent(batch.part(i), part -> new double[2]);
                    sum[0] += batch.joules(i);
                    sum[1]++;
                }
                for (Map.Entry<Integer, double[]> each : sums.entrySet()) {
                    add.setLong(1, run);
                    add.setLong(2, hour);
                    add.setInt(3, each.getKey());
                    add.setDouble(4, each.getValue()[0]);
                    add.setLong(5, (long) each.getValue()[1]);
                    add.addBatch();
                }
            }
            add.executeBatch();
        }
    }

    /// Sums by steps of time, from samples. A step without a sample of a part has no sum of it.
    ///
    /// @param step in microseconds
    public List<Sum> bySteps(long run, long from, long to, long step) throws LedgerException {
        return sums(
                """
                SELECT :from + (at_us - :from) / :step * :step, part, sum(joules)
                FROM energy_sample
                WHERE run = :run AND at_us >= :from AND at_us < :to
                GROUP BY 1, 2 ORDER BY 1, 2
                """,
                Map.of("run", run, "from", from, "to", to, "step", step));
    }

    /// The same with the time of the last sample of each part in each step, from which and the one
    /// before follows for how long the energy was drawn, however samples fall into steps.
    ///
    /// @param step in microseconds
    /// @return in order of that time, then of parts; [Sum#startMicros] is the time of the last
    ///   sample
    public List<Sum> byLastOfSteps(long run, long from, long to, long step) throws LedgerException {
        return sums(
                """
                SELECT max(at_us), part, sum(joules)
                FROM energy_sample
                WHERE run = :run AND at_us >= :from AND at_us < :to
                GROUP BY (at_us - :from) / :step, part ORDER BY 1, 2
                """,
                Map.of("run", run, "from", from, "to", to, "step", step));
    }

    /// As [#bySteps] from the sums by the hour, from which they can be had long after.
    ///
    /// @param from the start of an hour
    /// @param step whole hours
    public List<Sum> byHours(long run, long from, long to, long step) throws LedgerException {
        return sums(
                """
                SELECT :from + (hour * 3600000000 - :from) / :step * :step, part, sum(joules)
                FROM energy_hour
                WHERE run = :run AND hour * 3600000000 >= :from AND hour * 3600000000 < :to
                GROUP BY 1, 2 ORDER BY 1, 2
                """,
                Map.of("run", run, "from", from, "to", to, "step", step));
    }

    /// Samples after one and up to another, in order of time.
    public List<Sum> between(long run, long after, long upTo, int most) throws LedgerException {
        return sums(
                """
                SELECT at_us, part, joules
                FROM energy_sample
                WHERE run = :run AND at_us > :after AND at_us <= :upTo
                ORDER BY at_us, part LIMIT :most
                """,
                Map.of("run", run, "after", after, "upTo", upTo, "most", (long) most));
    }

    private List<Sum> sums(String sql, Map<String, Long> arguments) throws LedgerException {
        return database.read(handle -> {
            var query = handle.createQuery(sql);
            arguments.forEach(query::bind);
            return query.map((row, context) ->
                            new Sum(row.getLong(1), row.getInt(2), row.getDouble(3)))
                    .list();
        });
    }

    /// Drops the samples that are no longer to be kept, and what was sent of runs that ended before
    /// them. On PostgreSQL, whole months.
    public void forget(Instant now) throws LedgerException {
        if (kept == null) {
            return;
        }
        long before = keptFrom(now);
        switch (database.dialect()) {
            case SQLITE -> forgetRows(before);
            case POSTGRESQL -> forgetMonths(before);
        }
        database.write(handle ->
                handle.createUpdate(
                                """
                                DELETE FROM live_chunk WHERE run IN (
                                    SELECT number FROM live_run
                                    WHERE state <> 'running' AND heard_at_ms < :before)
                                """)
                        .bind("before", Math.floorDiv(before, 1000L))
                        .execute());
    }

    /// A run at a time: meanwhile others write.
    private void forgetRows(long before) throws LedgerException {
        List<Long> runs =
                database.read(handle ->
                        handle.createQuery(
                                        "SELECT number FROM live_run WHERE started_at_us < :before")
                                .bind("before", before)
                                .mapTo(Long.class)
                                .list());
        for (Long run : runs) {
            database.write(handle ->
                    handle.createUpdate(
                                    "DELETE FROM energy_sample WHERE run = :run AND at_us < :before")
                            .bind("run", run)
                            .bind("before", before)
                            .execute());
        }
    }

    private void forgetMonths(long before) throws LedgerException {
        for (String name : partitions()) {
            YearMonth month = YearMonth.parse(name.substring(PARTITION.length()), MONTH);
            if (start(month.plusMonths(1)) <= before) {
                months.remove(month);
                database.write(handle -> handle.execute("DROP TABLE IF EXISTS " + name));
            }
        }
    }

    /// The partitions of PostgreSQL, by name.
    List<String> partitions() throws LedgerException {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT child.relname FROM pg_inherits
                                JOIN pg_class AS child ON child.oid = inhrelid
                                WHERE inhparent = 'energy_sample'::regclass
                                ORDER BY 1
                                """)
                        .mapTo(String.class)
                        .filter(name -> name.matches(PARTITION + "\\d{4}_\\d{2}"))
                        .list());
    }
}
