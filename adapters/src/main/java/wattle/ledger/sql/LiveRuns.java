package wattle.ledger.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import wattle.ledger.LedgerException;
import wattle.meter.Domain;

/// Runs that are sent while they go on, in a [Database]. What was sent is taken in the order of its
/// bytes, each once, together with the samples that it holds: all of it or nothing. Threads and
/// servers may share it.
public final class LiveRuns {

    private static final List<String> LABELS =
            List.of("model", "task", "dataset", "stage", "project");

    private final Database database;
    private final EnergySamples samples;
    private final Clock clock;

    public LiveRuns(Database database, EnergySamples samples, Clock clock) {
        this.database = database;
        this.samples = samples;
        this.clock = clock;
    }

    /// A run that is to begin.
    ///
    /// @param labels those that [LiveRun] keeps; others are refused
    public record Start(
            String id,
            String owner,
            boolean isPublic,
            @Nullable String zone,
            @Nullable Double pue,
            Map<String, String> labels) {

        public Start {
            labels = Map.copyOf(labels);
            if (!LABELS.containsAll(labels.keySet())) {
                throw new IllegalArgumentException("labels are " + LABELS + ": " + labels.keySet());
            }
        }
    }

    /// Bytes of a record, decoded.
    ///
    /// @param from the first byte
    /// @param to behind the last
    /// @param lines what is kept of them
    /// @param energy what they add
    /// @param count how many samples they have
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, and never compared.
    public record Chunk(
            long from,
            long to,
            byte[] lines,
            EnergyBatch energy,
            long count,
            @Nullable Long startedMicros,
            @Nullable Long lastMicros,
            LiveRun.State state,
            List<LivePart> parts) {}

    /// A run with what it came to, at one moment.
    public record Status(LiveRun run, List<LivePart> parts) {}

    /// Begins a run; one that has begun already is given as it is, whoever began it.
    public LiveRun start(Start start) throws LedgerException {
        long now = clock.millis();
        return database.write(handle -> {
            var insert =
                    handle.createUpdate(
                            """
                            INSERT INTO live_run (id, owner, is_public, created_at_ms, heard_at_ms,
                                next_offset, samples, state, zone, pue,
                                model, task, dataset, stage, project)
                            VALUES (:id, :owner, :public, :now, :now, 0, 0, 'running', :zone, :pue,
                                :model, :task, :dataset, :stage, :project)
                            ON CONFLICT (id) DO NOTHING
                            """);
            for (String label : LABELS) {
                insert.bind(label, start.labels().get(label));
            }
            insert.bind("id", start.id())
                    .bind("owner", start.owner())
                    .bind("public", start.isPublic() ? 1 : 0)
                    .bind("now", now)
                    .bind("zone", start.zone())
                    .bind("pue", start.pue())
                    .execute();
            return find(handle, start.id()).orElseThrow();
        });
    }

    public Optional<LiveRun> find(String id) throws LedgerException {
        return database.read(handle -> find(handle, id));
    }

    private static Optional<LiveRun> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM live_run WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> run(row))
                .findOne();
    }

    /// A run and its parts, of one moment.
    public Optional<Status> status(String id) throws LedgerException {
        return database.snapshot(handle ->
                find(handle, id).map(run -> new Status(run, parts(handle, run.number()))));
    }

    /// Runs that somebody may see, the newest first.
    ///
    /// @param owner whose are seen besides the public ones; null for nobody's
    /// @param all whether all are seen
    /// @param before the number of the run that the page before ended with
    public List<LiveRun> list(@Nullable String owner, boolean all, long before, int limit)
            throws LedgerException {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT * FROM live_run
                                WHERE number < :before
                                    AND (:all = 1 OR is_public = 1 OR owner = :owner)
                                ORDER BY number DESC LIMIT :limit
                                """)
                        .bind("before", before)
                        .bind("all", all ? 1 : 0)
                        .bind("owner", owner == null ? "" : owner)
                        .bind("limit", limit)
                        .map((row, context) -> run(row))
                        .list());
    }

    /// Takes a chunk that begins with the byte that is to come next.
    ///
    /// @return false where it does not, or the run has ended: nothing was taken
    public boolean append(LiveRun run, Chunk chunk) throws LedgerException {
        Instant now = clock.instant();
        samples.prepare(chunk.energy(), now);
        return database.write(handle -> {
            int taken =
                    handle.createUpdate(
                                    """
                                    UPDATE live_run
                                    SET next_offset = :to, heard_at_ms = :now, state = :state,
                                        samples = samples + :count, started_at_us = :started,
                                        last_at_us = :last
                                    WHERE number = :run AND next_offset = :from
                                        AND state = 'running'
                                    """)
                            .bind("run", run.number())
                            .bind("from", chunk.from())
                            .bind("to", chunk.to())
                            .bind("now", now.toEpochMilli())
                            .bind("state", chunk.state().label())
                            .bind("count", chunk.count())
                            .bind("started", chunk.startedMicros())
                            .bind("last", chunk.lastMicros())
                            .execute();
            if (taken == 0) {
                return false;
            }
            handle.createUpdate("INSERT INTO live_chunk VALUES (:run, :from, :to, :lines)")
                    .bind("run", run.number())
                    .bind("from", chunk.from())
                    .bind("to", chunk.to())
                    .bind("lines", chunk.lines())
                    .execute();
            put(handle, run.number(), chunk.parts());
            samples.add(handle, run.number(), chunk.energy(), now);
            return true;
        });
    }

    private static void put(Handle handle, long run, List<LivePart> parts) {
        for (LivePart each : parts) {
            handle.createUpdate(
                            """
                            INSERT INTO live_part
                            VALUES (:run, :part, :name, :domain, :model, :modelled, :joules, :watts)
                            ON CONFLICT (run, part) DO UPDATE
                            SET joules = excluded.joules, watts = excluded.watts
                            """)
                    .bind("run", run)
                    .bind("part", each.part())
                    .bind("name", each.name())
                    .bind("domain", each.domain().name().toLowerCase(Locale.ROOT))
                    .bind("model", each.model())
                    .bind("modelled", each.modelled() ? 1 : 0)
                    .bind("joules", each.joules())
                    .bind("watts", each.watts())
                    .execute();
        }
    }

    /// What was kept of a run from a byte on, in order, up to where it was asked to.
    ///
    /// @param from a place where a chunk begins
    public void replay(LiveRun run, long from, Consumer<byte[]> lines) throws LedgerException {
        database.read(handle -> {
            handle.createQuery(
                            """
                            SELECT lines FROM live_chunk
                            WHERE run = :run AND start_offset >= :from AND start_offset < :to
                            ORDER BY start_offset
                            """)
                    .setFetchSize(16)
                    .bind("run", run.number())
                    .bind("from", from)
                    .bind("to", run.nextOffset())
                    .mapTo(byte[].class)
                    .forEach(lines);
            return true;
        });
    }

    private static List<LivePart> parts(Handle handle, long run) {
        return handle.createQuery("SELECT * FROM live_part WHERE run = :run ORDER BY part")
                .bind("run", run)
                .map((row, context) ->
                        new LivePart(
                                row.getInt("part"),
                                row.getString("name"),
                                Domain.valueOf(row.getString("domain").toUpperCase(Locale.ROOT)),
                                row.getString("model"),
                                row.getInt("modelled") == 1,
                                number(row, "joules"),
                                number(row, "watts")))
                .list();
    }

    private static LiveRun run(ResultSet row) throws SQLException {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String label : LABELS) {
            String value = row.getString(label);
            if (value != null) {
                labels.put(label, value);
            }
        }
        return new LiveRun(
                row.getLong("number"),
                row.getString("id"),
                row.getString("owner"),
                row.getInt("is_public") == 1,
                Instant.ofEpochMilli(row.getLong("created_at_ms")),
                Instant.ofEpochMilli(row.getLong("heard_at_ms")),
                whole(row, "started_at_us"),
                whole(row, "last_at_us"),
                row.getLong("next_offset"),
                row.getLong("samples"),
                LiveRun.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("zone"),
                number(row, "pue"),
                labels);
    }

    private static @Nullable Long whole(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(value);
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : Double.valueOf(value);
    }
}
