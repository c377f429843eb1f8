package wattle.ledger.tracked;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Database;

/// Runs and what they emitted, kept as it came. What a method returned is on the disk. Threads may
/// share it.
public final class TrackedRuns {

    /// As many as a list of runs has at most: the newest.
    public static final int MOST_RUNS = 10_000;

    private static final int ROWS_AT_ONCE = 1000;
    private static final long NANOS = 1_000_000_000L;

    private static final String RUNS =
            "SELECT id, project_id, experiment_id, at_ns, body FROM tracked_run ";
    private static final String EMISSIONS = "SELECT id, run_id, at_ns, body FROM tracked_emission ";

    private final Database database;
    private final Clock clock;

    /// What is added up together.
    public enum Of {
        ORGANIZATION(
                """
                tracked_run.project_id IN
                    (SELECT id FROM tracked_project WHERE organization_id = :id)
                """),
        PROJECT("tracked_run.project_id = :id"),
        EXPERIMENT("tracked_run.experiment_id = :id AND tracked_run.project_id = :project_id");

        private final String where;

        Of(String where) {
            this.where = where;
        }
    }

    /// Is handed one emission after the other.
    @FunctionalInterface
    public interface Visitor {
        /// @param body what the tracker said
        void visit(UUID experimentId, UUID runId, String body);
    }

    public TrackedRuns(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param run of an experiment that there is
    public void add(Run run) throws LedgerException {
        database.write(handle ->
                handle.createUpdate(
                                """
                                INSERT INTO tracked_run (id, project_id, experiment_id, at_ns,
                                    received_at_ms, body)
                                VALUES (:id, :project_id, :experiment_id, :at, :now, :body)
                                """)
                        .bind("id", run.id().toString())
                        .bind("project_id", run.projectId().toString())
                        .bind("experiment_id", run.experimentId().toString())
                        .bind("at", nanos(run.at()))
                        .bind("now", clock.millis())
                        .bind("body", run.body())
                        .execute());
    }

    public Optional<Run> run(UUID id) throws LedgerException {
        return database.read(handle ->
                handle.createQuery(RUNS + "WHERE id = :id")
                        .bind("id", id.toString())
                        .map((row, context) -> run(row))
                        .findOne());
    }

    /// The newest of all, [#MOST_RUNS] at most.
    public List<Run> runs() throws LedgerException {
        return database.read(handle -> newest(handle.createQuery(newestOf("")), MOST_RUNS));
    }

    /// As [#runs()], of a project.
    public List<Run> runsOf(UUID projectId) throws LedgerException {
        return database.read(handle ->
                newest(
                        handle.createQuery(newestOf("WHERE project_id = :project_id"))
                                .bind("project_id", projectId.toString()),
                        MOST_RUNS));
    }

    /// As [#runs()], of an experiment.
    public List<Run> runsOf(Experiment experiment) throws LedgerException {
        return database.read(handle ->
                newest(
                        handle.createQuery(
                                        newestOf(
                                                """
                                                WHERE experiment_id = :id
                                                    AND project_id = :project_id
                                                """))
                                .bind("id", experiment.id().toString())
                                .bind("project_id", experiment.projectId().toString()),
                        MOST_RUNS));
    }

    /// The newest of a project that began from one instant to another, both included.
    public Optional<Run> lastRun(UUID projectId, Instant from, Instant to) throws LedgerException {
        return database
                .read(handle ->
                        newest(
                                handle.createQuery(
                                                newestOf(
                                                        """
                                                        WHERE project_id = :project_id
                                                            AND at_ns BETWEEN :from AND :to
                                                        """))
                                        .bind("project_id", projectId.toString())
                                        .bind("from", nanos(from))
                                        .bind("to", nanos(to)),
                                1))
                .stream()
                .findFirst();
    }

    private static String newestOf(String where) {
        return RUNS + where + " ORDER BY at_ns DESC, id LIMIT :most";
    }

    private static List<Run> newest(Query query, int most) {
        return query.bind("most", most).map((row, context) -> run(row)).list();
    }

    /// Adds an emission, unless its run has one of that instant already, in whatever order they
    /// come.
    ///
    /// @param emission of a run that there is
    /// @return what the run has of that instant now: this one, or the one that came first
    public Emission add(Emission emission) throws LedgerException {
        return database.write(
                handle -> insert(handle, emission) > 0 ? emission : ofInstant(handle, emission));
    }

    private int insert(Handle handle, Emission emission) {
        return handle.createUpdate(
                        """
                        INSERT INTO tracked_emission (id, run_id, at_ns, received_at_ms, body)
                        VALUES (:id, :run_id, :at, :now, :body)
                        ON CONFLICT (run_id, at_ns) DO NOTHING
                        """)
                .bind("id", emission.id().toString())
                .bind("run_id", emission.runId().toString())
                .bind("at", nanos(emission.at()))
                .bind("now", clock.millis())
                .bind("body", emission.body())
                .execute();
    }

    private static Emission ofInstant(Handle handle, Emission emission) {
        return handle.createQuery(EMISSIONS + "WHERE run_id = :run_id AND at_ns = :at")
                .bind("run_id", emission.runId().toString())
                .bind("at", nanos(emission.at()))
                .map((row, context) -> emission(row))
                .one();
    }

    public Optional<Emission> emission(UUID id) throws LedgerException {
        return database.read(handle ->
                handle.createQuery(EMISSIONS + "WHERE id = :id")
                        .bind("id", id.toString())
                        .map((row, context) -> emission(row))
                        .findOne());
    }

    public long emissionCount(UUID runId) throws LedgerException {
        return database.read(handle ->
                handle.createQuery("SELECT count(*) FROM tracked_emission WHERE run_id = :run_id")
                        .bind("run_id", runId.toString())
                        .mapTo(Long.class)
                        .one());
    }

    /// The newest first.
    public List<Emission> emissions(UUID runId, long offset, int most) throws LedgerException {
        return database.read(handle ->
                handle.createQuery(
                                EMISSIONS
                                        + """
                                        WHERE run_id = :run_id
                                        ORDER BY at_ns DESC LIMIT :most OFFSET :offset
                                        """)
                        .bind("run_id", runId.toString())
                        .bind("most", most)
                        .bind("offset", offset)
                        .map((row, context) -> emission(row))
                        .list());
    }

    /// Hands on all emissions from one instant to another, both included, in no order, as they are
    /// at one moment.
    ///
    /// @param id of the organization, project or experiment
    /// @param projectId of the experiment; of no matter otherwise
    public void visit(Of of, UUID id, UUID projectId, Instant from, Instant to, Visitor visitor)
            throws LedgerException {
        database.snapshot(handle -> {
            Query query =
                    handle.createQuery(
                                    """
                                    SELECT tracked_run.experiment_id, tracked_run.id,
                                        tracked_emission.body
                                    FROM tracked_run
                                    JOIN tracked_emission ON tracked_emission.run_id = tracked_run.id
                                    WHERE tracked_emission.at_ns BETWEEN :from AND :to
                                        AND
                                    """
                                            + of.where)
                            .bind("id", id.toString())
                            .bind("from", nanos(from))
                            .bind("to", nanos(to))
                            .setFetchSize(ROWS_AT_ONCE);
            if (of == Of.EXPERIMENT) {
                query.bind("project_id", projectId.toString());
            }
            return walk(query, visitor);
        });
    }

    private static long walk(Query query, Visitor visitor) {
        long count = 0;
        try (ResultIterator<Long> rows =
                query.map(
                                (row, context) -> {
                                    visitor.visit(
                                            UUID.fromString(row.getString(1)),
                                            UUID.fromString(row.getString(2)),
                                            row.getString(3));
                                    return 1L;
                                })
                        .iterator()) {
            while (rows.hasNext()) {
                count += rows.next();
            }
        }
        return count;
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                UUID.fromString(row.getString("id")),
                UUID.fromString(row.getString("project_id")),
                UUID.fromString(row.getString("experiment_id")),
                instant(row.getLong("at_ns")),
                row.getString("body"));
    }

    private static Emission emission(ResultSet row) throws SQLException {
        return new Emission(
                UUID.fromString(row.getString("id")),
                UUID.fromString(row.getString("run_id")),
                instant(row.getLong("at_ns")),
                row.getString("body"));
    }

    /// Since 1970. Reaches from 1678 to 2261.
    ///
    /// @throws ArithmeticException beyond that
    private static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS), at.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
