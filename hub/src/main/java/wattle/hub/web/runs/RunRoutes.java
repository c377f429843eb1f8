package wattle.hub.web.runs;

import io.javalin.http.Context;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Access;
import wattle.hub.web.Answers;
import wattle.hub.web.Described;
import wattle.hub.web.Limits;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.Turns;
import wattle.hub.web.carbonaware.LocationIntensity;
import wattle.ledger.LedgerException;
import wattle.ledger.Scope;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LiveRun;
import wattle.ledger.sql.LiveRuns;
import wattle.report.Versions;

/// `/v1/runs`: runs while they go on. To be closed before the server, which waits for those who
/// watch.
public final class RunRoutes implements Routes, AutoCloseable {

    /// What can be said of these routes without a store.
    public static final Described DESCRIPTION =
            () -> Objects.requireNonNull(RunRoutes.class.getResourceAsStream("runs.json"));

    /// The longest chunk.
    static final int MOST_BYTES = 4 << 20;

    /// Places that the longest chunk takes, and a short one takes one: many short ones may be taken
    /// at once, and are written together.
    private static final int PLACES = 64;

    private static final int MOST_START_BYTES = 8192;
    private static final int STANDARD_PAGE = 50;
    private static final int MOST_PAGE = 100;

    /// Steps of one answer.
    private static final int MOST_STEPS = 5000;

    private static final int STANDARD_STEPS = 1000;
    private static final long[] STEPS = {1, 5, 10, 30, 60, 300, 900, 3600, 10_800, 21_600, 86_400};
    private static final long SECOND = 1_000_000;
    private final LiveRuns runs;
    private final EnergySamples samples;
    private final RunCarbon carbon;
    private final Versions versions;
    private final Clock clock;
    private final Intake intake;
    private final Turns turns;
    private final Watching watching;
    private final Runs seen;

    /// @param intensity of the places that runs say they are in
    public RunRoutes(
            LiveRuns runs,
            EnergySamples samples,
            LocationIntensity intensity,
            Versions versions,
            Clock clock,
            Limits limits) {
        this(
                runs,
                samples,
                intensity,
                versions,
                clock,
                limits,
                new Watching(
                        runs,
                        samples,
                        clock,
                        versions,
                        1000,
                        Duration.ofSeconds(10),
                        Duration.ofHours(1)));
    }

    RunRoutes(
            LiveRuns runs,
            EnergySamples samples,
            LocationIntensity intensity,
            Versions versions,
            Clock clock,
            Limits limits,
            Watching watching) {
        this.runs = runs;
        this.samples = samples;
        this.carbon = new RunCarbon(intensity, samples, clock);
        this.versions = versions;
        this.clock = clock;
        this.intake = new Intake(runs, clock);
        this.turns = new Turns(PLACES * limits.calculations(), limits.turn(), limits.calculation());
        this.watching = watching;
        this.seen = new Runs(runs, samples, carbon, intake, watching, clock);
    }

    /// The same runs, for those who show them otherwise.
    public Runs seen() {
        return seen;
    }

    @Override
    public void addTo(Router router) {
        router.get("/v1/runs", context -> Runs.guarded(context, this::list))
                .post("/v1/runs", Scope.SUBMIT, context -> Runs.guarded(context, this::start))
                .get("/v1/runs/{run}", context -> Runs.guarded(context, this::one))
                .post(
                        "/v1/runs/{run}/chunks",
                        Scope.SUBMIT,
                        context -> Runs.guarded(context, this::chunk))
                .get("/v1/runs/{run}/samples", context -> Runs.guarded(context, this::series))
                .get("/v1/runs/{run}/events", context -> Runs.guarded(context, this::events));
    }

    @Override
    public InputStream openApi() {
        return DESCRIPTION.openApi();
    }

    private void start(Context context) throws LedgerException {
        Access.Identity identity = Objects.requireNonNull(Requests.identity(context));
        LiveRuns.Start start =
                StartBody.read(Requests.json(context, MOST_START_BYTES), identity.id());
        LiveRun run = runs.start(start);
        if (!Permission.SEND.allows(identity, run)) {
            throw new ProblemException(Problem.of(409, "the id is taken by another's run"));
        }
        context.status(run.nextOffset() == 0 ? 201 : 200);
        context.header("Location", "/v1/runs/" + run.id());
        Answers.json(context, RunJson.taken(run.id(), run.nextOffset(), run.state(), 0));
    }

    private void chunk(Context context) throws LedgerException, InterruptedException {
        LiveRun run = seen.find(Requests.identity(context), context.pathParam("run"));
        if (!Permission.SEND.allows(Requests.identity(context), run)) {
            throw new ProblemException(Problem.of(403, "only its owner sends to a run"));
        }
        String type = String.valueOf(context.header("Content-Type"));
        if (!type.startsWith("application/x-ndjson")
                && !type.startsWith("application/octet-stream")) {
            throw new ProblemException(
                    Problem.of(415, "the body has to be application/x-ndjson: lines of a record"));
        }
        Long offset = Query.whole(Requests.query(context), "offset");
        if (offset == null) {
            throw Query.refused(
                    "offset", "it has to be there: the place of the body in the record");
        }
        byte[] bytes = Requests.bytes(context, MOST_BYTES);
        Intake.Taken taken = inTurn(run, offset, bytes);
        watching.changed(run.id());
        Answers.json(
                context, RunJson.taken(run.id(), taken.next(), taken.state(), taken.leftOut()));
    }

    private Intake.Taken inTurn(LiveRun run, long offset, byte[] bytes)
            throws LedgerException, InterruptedException {
        var failure = new LedgerException[1];
        Intake.Taken taken =
                turns.hold(
                        1 + (int) ((PLACES - 1L) * bytes.length / MOST_BYTES),
                        () -> {
                            try {
                                return intake.take(run, offset, bytes);
                            } catch (LedgerException failed) {
                                failure[0] = failed;
                                return new Intake.Taken(0, LiveRun.State.RUNNING, 0);
                            }
                        });
        if (failure[0] != null) {
            throw failure[0];
        }
        return taken;
    }

    private void list(Context context) throws LedgerException {
        Requests.requireAccepts(context, Answers.JSON);
        Map<String, List<String>> query = Requests.query(context);
        Query.only(query, "cursor", "limit");
        Long limit = Query.whole(query, "limit");
        Long cursor = Query.whole(query, "cursor");
        if (limit != null && (limit < 1 || limit > MOST_PAGE)) {
            throw Query.refused("limit", "it has to be 1 to " + MOST_PAGE);
        }
        int wanted = limit == null ? STANDARD_PAGE : limit.intValue();
        List<LiveRun> found =
                seen.list(
                        Requests.identity(context),
                        cursor == null ? Long.MAX_VALUE : cursor,
                        wanted + 1);
        List<LiveRun> page = found.subList(0, Math.min(wanted, found.size()));
        String next = found.size() > wanted ? Long.toString(page.getLast().number()) : null;
        Answers.json(context, RunJson.page(page, next, clock.instant(), versions));
    }

    private void one(Context context) throws LedgerException {
        Requests.requireAccepts(context, Answers.JSON);
        LiveRuns.Status status = status(context);
        Answers.json(context, RunJson.one(status, carbon.grams(status), clock.instant(), versions));
    }

    private void series(Context context) throws LedgerException {
        Requests.requireAccepts(context, Answers.JSON);
        LiveRuns.Status status = status(context);
        Map<String, List<String>> query = Requests.query(context);
        Query.only(query, "from", "to", "step");
        LiveRun run = status.run();
        long started = run.startedMicros() == null ? 0 : run.startedMicros();
        Long askedFrom = Query.micros(query, "from");
        Long askedTo = Query.micros(query, "to");
        long from = askedFrom == null ? started : askedFrom;
        long to = askedTo == null ? Math.max(Watching.last(run), from) + 1 : askedTo;
        if (to <= from) {
            throw Query.refused("to", "it has to come after from");
        }
        Long asked = Query.whole(query, "step");
        if (asked != null && (asked < 1 || asked > 31L * 86_400)) {
            throw Query.refused("step", "it has to be 1 to 2678400 seconds");
        }
        long step = SECOND * (asked == null ? standardStep(to - from) : asked);
        long start = Math.floorDiv(from, step) * step;
        if ((to - start) / step > MOST_STEPS) {
            throw Query.refused("step", "more than " + MOST_STEPS + " steps: ask for longer ones");
        }
        boolean hours = step % EnergySamples.MICROS_PER_HOUR == 0;
        if (!hours && start < samples.keptFrom(clock.instant())) {
            throw Query.refused(
                    "step", "samples are not kept for so long: ask for whole hours, step=3600");
        }
        List<EnergySamples.Sum> sums =
                hours
                        ? samples.byHours(run.number(), start, to, step)
                        : samples.bySteps(run.number(), start, to, step);
        Answers.json(
                context,
                RunJson.series(status, start, to, step, hours ? "hours" : "samples", sums));
    }

    private static long standardStep(long span) {
        for (long each : STEPS) {
            if (span / (each * SECOND) <= STANDARD_STEPS) {
                return each;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    private void events(Context context) throws LedgerException, InterruptedException {
        seen.events(context, Requests.identity(context), context.pathParam("run"));
    }

    private LiveRuns.Status status(Context context) throws LedgerException {
        return seen.status(Requests.identity(context), context.pathParam("run"));
    }

    @Override
    public void close() {
        watching.close();
    }

    /// Numbers and times of a query.
    private static final class Query {

        private Query() {}

        static void only(Map<String, List<String>> query, String... names) {
            for (String each : query.keySet()) {
                if (!List.of(names).contains(each)) {
                    throw refused(each, "no such parameter is known here");
                }
            }
        }

        private static @Nullable String one(Map<String, List<String>> query, String name) {
            List<String> values = query.getOrDefault(name, List.of());
            if (values.size() > 1) {
                throw refused(name, "it is there twice");
            }
            return values.isEmpty() ? null : values.getFirst();
        }

        static @Nullable Long whole(Map<String, List<String>> query, String name) {
            String text = one(query, name);
            if (text != null && !text.matches("[0-9]{1,15}")) {
                throw refused(name, "it has to be a whole number");
            }
            return text == null ? null : Long.valueOf(text);
        }

        static @Nullable Long micros(Map<String, List<String>> query, String name) {
            String text = one(query, name);
            if (text == null) {
                return null;
            }
            try {
                Instant at = text.length() > 40 ? Instant.MAX : Instant.parse(text);
                if (at.isAfter(Instant.EPOCH) && at.isBefore(Instant.ofEpochSecond(1L << 33))) {
                    return LiveRun.micros(at);
                }
            } catch (DateTimeException malformed) {
                throw refused(name, "it has to be a time such as 2026-03-01T04:05:00Z");
            }
            throw refused(name, "it has to be a time from 1970 to 2242");
        }

        static ProblemException refused(String parameter, String why) {
            return new ProblemException(
                    Problem.of(
                            422,
                            parameter + ": " + why,
                            Problem.Place.inQuery(parameter, "WATTLE-3394", why)));
        }
    }
}
