package wattle.hub.page.live;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.grid.LayeredIntensity;
import wattle.hub.page.Chart;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Frame;
import wattle.hub.page.Pages;
import wattle.hub.page.Visitor;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.runs.Runs;
import wattle.hub.web.runs.Story;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.LiveRun;
import wattle.ledger.sql.LiveRuns;

/// `/live`: runs while they go on and after, one by one and side by side. Threads share it.
public final class LivePages implements Routes {

    private static final String SECTION = "/live";
    private static final int PAGE = 25;
    private static final int MOST_COMPARED = 4;
    private static final int LONGEST_NAME = 200;

    /// How far back the charts go, by the word in the address.
    private static final Map<String, Duration> WINDOWS =
            Map.of(
                    "10min", Duration.ofMinutes(10),
                    "1h", Duration.ofHours(1),
                    "6h", Duration.ofHours(6),
                    "24h", Duration.ofHours(24));

    private static final List<String> WINDOW_NAMES = List.of("10min", "1h", "6h", "24h");

    private final Pages pages;
    private final Runs runs;
    private final Clock clock;

    public LivePages(Pages pages, Runs runs, Clock clock) {
        this.pages = pages;
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public InputStream openApi() {
        return EveryPage.undescribed();
    }

    @Override
    public void addTo(Router router) {
        router.get("/live", context -> Runs.guarded(context, this::list))
                .get("/live/compare", context -> Runs.guarded(context, this::compare))
                .get("/live/{run}", context -> Runs.guarded(context, this::one))
                .get("/live/{run}/samples.csv", context -> Runs.guarded(context, this::csv))
                .get("/live/{run}/events", context -> Runs.guarded(context, this::events));
    }

    private Visitor visitor(Context context) {
        return pages.frame(context, "", SECTION).visitor();
    }

    private LiveRuns.Status status(Context context, Visitor visitor) throws LedgerException {
        return runs.status(visitor.identity(), context.pathParam("run"));
    }

    private RunView view(LiveRuns.Status status, Visitor visitor) throws LedgerException {
        LayeredIntensity known = runs.carbon().intensity(status.run());
        return RunView.of(
                status,
                runs.carbon().grams(status),
                known == null ? null : known.labels(),
                runs.state(status.run()),
                clock.instant(),
                visitor);
    }

    private void list(Context context) throws LedgerException {
        Frame frame = pages.frame(context, "Runs", SECTION);
        Visitor visitor = frame.visitor();
        String before = first(context, "before");
        long number = before.matches("[0-9]{1,15}") ? Long.parseLong(before) : Long.MAX_VALUE;
        List<LiveRun> found = runs.list(visitor.identity(), number, PAGE + 1);
        List<RunView> shown = new ArrayList<>();
        for (LiveRun each : found.subList(0, Math.min(PAGE, found.size()))) {
            shown.add(view(runs.status(each), visitor));
        }
        String older =
                found.size() > PAGE ? SECTION + "?before=" + shown.getLast().run().number() : "";
        pages.send(
                context,
                frame,
                "runs.jte",
                Map.of(
                        "runs",
                        shown,
                        "older",
                        older,
                        "newest",
                        number == Long.MAX_VALUE,
                        "site",
                        site(context)));
    }

    private static String site(Context context) {
        return context.scheme() + "://" + context.host();
    }

    /// What the page of one run shows.
    ///
    /// @param why nothing is known of the intensity now; empty where it is
    /// @param end when it is expected to end; empty for a run that has ended
    /// @param standing whether whoever drives the run has it stand still now
    /// @param advice on pausing; null for a run that has ended
    /// @param ahead the intensity of the hours to come; null where it is not known or not needed
    /// @param windows addresses of the same page over other times; the one that is shown has none
    /// @param everySeconds how often it is worth to look again
    public record Shown(
            RunView view,
            @Nullable IntensityNow intensity,
            String why,
            String end,
            boolean standing,
            @Nullable Advice advice,
            @Nullable Chart ahead,
            List<Chart> charts,
            List<Events.Event> events,
            List<String> counters,
            List<String> problems,
            Chart.@Nullable Table components,
            List<String> within,
            Map<String, String> windows,
            boolean byHours,
            long everySeconds) {}

    private void one(Context context) throws LedgerException {
        Visitor visitor = visitor(context);
        LiveRuns.Status status = status(context, visitor);
        RunView view = view(status, visitor);
        Frame frame = pages.frame(context, view.name(), SECTION).withCharts();
        pages.send(
                context,
                frame,
                "run.jte",
                Map.of("shown", shown(view, first(context, "last")), "site", site(context)));
    }

    private Shown shown(RunView view, String asked) throws LedgerException {
        LiveRun run = view.run();
        Duration window = WINDOWS.get(asked);
        LayeredIntensity known = runs.carbon().intensity(run);
        Course course = Course.of(runs, run, view.outer(), known, view.grams(), window, view.now());
        Story story = runs.story(run);
        IntensityNow now = known == null ? null : intensityNow(known, view);
        List<Events.Event> events = Events.of(view, course, story);
        boolean goesOn = !view.hasEnded();
        LayeredIntensity ahead =
                goesOn
                        ? runs.carbon().ahead(run, view.now(), Advice.ahead(story, view.now()))
                        : null;
        return new Shown(
                view,
                now,
                now == null ? intensityWhy(run) : "",
                goesOn ? view.end(story) : "",
                goesOn && story != null && story.isPaused(),
                goesOn ? Advice.of(view, story, ahead) : null,
                ahead == null ? null : HoursAhead.chart(ahead, view.now()),
                new Drawing(course, events, view.address() + "/samples.csv").charts(known),
                events,
                Events.counters(run, story),
                story == null ? List.of() : story.problems(),
                view.outer().parts().isEmpty() ? null : Components.of(view.outer(), view.span()),
                Components.within(view.status().parts(), view.outer()),
                windows(view, window == null ? "" : asked),
                course.byHours(),
                everySeconds(course));
    }

    /// No oftener than something new can be drawn, and than once a second.
    private static long everySeconds(Course course) {
        long span = (course.toMicros() - course.fromMicros()) / 1_000_000;
        return Math.clamp(span / 180, 1, 30);
    }

    private static @Nullable IntensityNow intensityNow(LayeredIntensity known, RunView view) {
        Long last = view.run().lastMicros();
        if (last == null) {
            return null;
        }
        return IntensityNow.of(known, LiveRun.at(last), view.now());
    }

    private static String intensityWhy(LiveRun run) {
        return run.zone() == null
                ? "the run does not say where it is"
                : "nothing is known here of " + run.zone() + " at that time";
    }

    /// The address is empty for the one that is shown.
    private static Map<String, String> windows(RunView view, String shown) {
        Map<String, String> windows = new LinkedHashMap<>();
        Duration span = view.span();
        windows.put("the whole run", shown.isEmpty() ? "" : view.address());
        for (String each : WINDOW_NAMES) {
            Duration length = Objects.requireNonNull(WINDOWS.get(each));
            if (each.equals(shown) || (span != null && span.compareTo(length) > 0)) {
                windows.put(
                        "the last " + Words.time(length),
                        each.equals(shown) ? "" : view.address() + "?last=" + each);
            }
        }
        return windows;
    }

    private void csv(Context context) throws LedgerException {
        LiveRuns.Status status = status(context, visitor(context));
        context.header(
                "Content-Disposition",
                "attachment; filename=\"run-" + fileName(status.run().id()) + ".csv\"");
        var answer = context.res();
        answer.setContentType("text/csv; charset=utf-8");
        answer.setHeader("Cache-Control", "private, no-store");
        try {
            new SampleCsv(status, runs.samples(), runs.carbon().intensity(status.run()))
                    .to(answer.getOutputStream(), clock.instant());
        } catch (IOException | java.io.UncheckedIOException gone) {
            // He closed the page. There is nobody left to be told.
            context.attribute("wattle.gone", true);
        }
    }

    private static String fileName(String id) {
        return id.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private void events(Context context) throws LedgerException, InterruptedException {
        runs.events(context, visitor(context).identity(), context.pathParam("run"));
    }

    private void compare(Context context) throws LedgerException {
        Frame frame = pages.frame(context, "Runs compared", SECTION);
        Set<String> asked = new LinkedHashSet<>();
        for (String each : Requests.query(context).getOrDefault("run", List.of())) {
            String id = each.strip();
            if (!id.isEmpty() && id.length() <= LONGEST_NAME) {
                asked.add(id);
            }
        }
        List<RunView> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String each : asked.stream().limit(MOST_COMPARED).toList()) {
            try {
                found.add(view(runs.status(frame.visitor().identity(), each), frame.visitor()));
            } catch (ProblemException none) {
                if (none.problem().status() != 404) {
                    throw none;
                }
                missing.add(each);
            }
        }
        if (asked.size() > MOST_COMPARED) {
            frame =
                    frame.saying(
                            "Only the first "
                                    + MOST_COMPARED
                                    + " of "
                                    + asked.size()
                                    + " runs are shown: more do not fit beside each other.");
        }
        if (!missing.isEmpty()) {
            context.status(404);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("comparison", found.isEmpty() ? null : Comparison.of(found));
        values.put("missing", missing);
        pages.send(context, frame, "run-compare.jte", values);
    }

    private static String first(Context context, String name) {
        return Requests.query(context).getOrDefault(name, List.of("")).getFirst();
    }
}
