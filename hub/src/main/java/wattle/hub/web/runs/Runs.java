package wattle.hub.web.runs;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Access;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LiveRun;
import wattle.ledger.sql.LiveRuns;

/// Live runs as somebody may see them, for the API, which knows him by his token, and for pages,
/// which know him by his session. Threads share it.
public final class Runs {

    /// A run that was not heard of for so long is said to be silent.
    public static final java.time.Duration SILENT = RunJson.SILENT;

    private static final String LAST_EVENT = "Last-Event-ID";

    /// Ended runs whose stories are remembered.
    private static final int MOST_STORIES = 256;

    private final LiveRuns runs;
    private final EnergySamples samples;
    private final RunCarbon carbon;
    private final Intake intake;
    private final Watching watching;
    private final Clock clock;

    private final Map<String, Optional<Story>> stories =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<Story>> eldest) {
                    return size() > MOST_STORIES;
                }
            };

    Runs(
            LiveRuns runs,
            EnergySamples samples,
            RunCarbon carbon,
            Intake intake,
            Watching watching,
            Clock clock) {
        this.runs = runs;
        this.samples = samples;
        this.carbon = carbon;
        this.intake = intake;
        this.watching = watching;
        this.clock = clock;
    }

    /// What a route does.
    public interface Work {
        void answer(Context context) throws LedgerException, InterruptedException;
    }

    /// Answers, with 503 where the store cannot be used.
    public static void guarded(Context context, Work work) throws InterruptedException {
        try {
            work.answer(context);
        } catch (LedgerException failed) {
            throw new ProblemException(
                    Problem.of(503, "the store cannot be used now: try again"),
                    Map.of("Retry-After", "5"));
        }
    }

    /// The newest first.
    ///
    /// @param identity null for nobody
    /// @param before the number of the run that the page before ended with
    public List<LiveRun> list(Access.@Nullable Identity identity, long before, int limit)
            throws LedgerException {
        return runs.list(
                identity == null ? null : identity.id(),
                Permission.isAdmin(identity),
                before,
                limit);
    }

    /// A run and its parts, of one moment.
    ///
    /// @throws ProblemException 404 for what is not there, and for what he may not see
    public LiveRuns.Status status(Access.@Nullable Identity identity, String id)
            throws LedgerException {
        return runs.status(find(identity, id).id()).orElseThrow();
    }

    /// The parts of a run that may be seen.
    public LiveRuns.Status status(LiveRun seen) throws LedgerException {
        return runs.status(seen.id()).orElseThrow();
    }

    /// What may not be seen is not there.
    LiveRun find(Access.@Nullable Identity identity, String id) throws LedgerException {
        if (StartBody.isId(id)) {
            Optional<LiveRun> run = runs.find(id);
            if (run.isPresent() && Permission.SEE.allows(identity, run.get())) {
                return run.get();
            }
        }
        throw new ProblemException(Problem.of(404, "there is no such run"));
    }

    /// `running`, `silent`, `finished` or `recovered`.
    public String state(LiveRun run) {
        return RunJson.state(run, clock.instant());
    }

    public RunCarbon carbon() {
        return carbon;
    }

    public EnergySamples samples() {
        return samples;
    }

    /// What the record tells beside energy; null where it is no longer kept.
    public @Nullable Story story(LiveRun run) throws LedgerException {
        if (!run.hasEnded()) {
            return intake.story(run);
        }
        synchronized (stories) {
            Optional<Story> known = stories.get(run.id());
            if (known != null) {
                return known.orElse(null);
            }
        }
        Story read = intake.storyOfEnded(run);
        synchronized (stories) {
            stories.put(run.id(), Optional.ofNullable(read));
        }
        return read;
    }

    /// The run's server-sent events, until it ends or the watcher goes. He that comes back with
    /// `Last-Event-ID` gets what came meanwhile.
    ///
    /// @throws ProblemException 404 as [#find], 406 for who takes no such stream, 503 where too
    ///   many watch
    public void events(Context context, Access.@Nullable Identity identity, String id)
            throws LedgerException, InterruptedException {
        Requests.requireAccepts(context, "text/event-stream");
        LiveRun run = find(identity, id);
        Long last = lastEvent(context);
        if (last != null && run.hasEnded() && last == Watching.endOf(run)) {
            context.status(204); // By which an EventSource knows that it need not come again.
            return;
        }
        try (Watching.Place place = watching.enter(run)) {
            var answer = context.res();
            answer.setStatus(200);
            answer.setContentType("text/event-stream");
            answer.setCharacterEncoding("utf-8");
            answer.setHeader("Cache-Control", "no-store");
            answer.setHeader("X-Accel-Buffering", "no"); // Or nginx would wait for more.
            watching.send(place, last, answer.getOutputStream());
        } catch (IOException gone) {
            // He closed the page. There is nobody left to be told.
            context.attribute("wattle.gone", true);
        }
    }

    private static @Nullable Long lastEvent(Context context) {
        String header = context.header(LAST_EVENT);
        return header == null || !header.matches("[0-9]{1,18}") ? null : Long.valueOf(header);
    }
}
