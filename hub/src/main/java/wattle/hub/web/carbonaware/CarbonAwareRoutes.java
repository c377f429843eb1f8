package wattle.hub.web.carbonaware;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import wattle.grid.Labels;
import wattle.hub.web.Answers;
import wattle.hub.web.Json;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Refusal;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.series.Interval;

/// The seven routes of the Carbon Aware SDK.
public final class CarbonAwareRoutes implements Routes {

    private static final String EMISSIONS = "/emissions";
    private static final String KIND = "Wattle-Intensity";
    private static final int MOST_BODY = 64 * 1024;
    private static final int MOST_BATCH = 100;

    /// Of a forecast, where nobody said.
    private static final Duration AHEAD = Duration.ofHours(24);

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration LONGEST_FORECAST = Duration.ofDays(31);

    private static final List<String> OBSERVED = List.of("location", "time", "toTime", "energyKwh");
    private static final List<String> CURRENT =
            List.of("location", "dataStartAt", "dataEndAt", "windowSize", "energyKwh");
    private static final List<String> REQUESTED =
            List.of(
                    "requestedAt",
                    "location",
                    "dataStartAt",
                    "dataEndAt",
                    "windowSize",
                    "energyKwh");
    private static final List<String> AVERAGE =
            List.of("location", "startTime", "endTime", "energyKwh");

    private final LocationIntensity source;
    private final Clock clock;

    public CarbonAwareRoutes(LocationIntensity source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public void addTo(Router router) {
        router.get(EMISSIONS + "/bylocations/best", sdk(context -> observed(context, true)))
                .get(EMISSIONS + "/bylocations", sdk(context -> observed(context, false)))
                .get(EMISSIONS + "/bylocation", sdk(this::observedInOne))
                .get(EMISSIONS + "/forecasts/current", sdk(this::forecasts))
                .post(EMISSIONS + "/forecasts/batch", sdk(this::forecastBatch))
                .get(EMISSIONS + "/average-carbon-intensity", sdk(this::average))
                .post(EMISSIONS + "/average-carbon-intensity/batch", sdk(this::averageBatch));
    }

    @Override
    public InputStream openApi() {
        return Objects.requireNonNull(getClass().getResourceAsStream("carbon-aware.json"));
    }

    /// With refusals in the SDK's shape.
    private static Handler sdk(Handler handler) {
        return context -> {
            try {
                Requests.requireAccepts(context, Answers.JSON);
                handler.handle(context);
            } catch (RefusedException refused) {
                refuse(
                        context,
                        Problem.of(400, String.valueOf(refused.getMessage())),
                        refused.parameter());
            } catch (ProblemException problem) {
                problem.headers().forEach(context::header);
                refuse(context, problem.problem(), "");
            }
        };
    }

    private static void refuse(Context context, Problem problem, String parameter) {
        context.status(problem.status());
        context.contentType(Problem.CONTENT_TYPE);
        context.result(SdkJson.problem(problem, parameter, Refusal.instance(context)));
    }

    private void observedInOne(Context context) {
        Asked.of(Requests.query(context), OBSERVED).location();
        observed(context, false);
    }

    private void observed(Context context, boolean best) {
        Asked asked = Asked.of(Requests.query(context), OBSERVED);
        if (asked.has("toTime") && !asked.has("time")) {
            throw new RefusedException("time", "time must be defined if toTime is defined");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant from = asked.has("time") ? asked.needed("time") : now;
        Instant to = asked.has("toTime") ? asked.needed("toTime") : from;
        Interval span =
                to.equals(from)
                        ? Interval.of(from, Duration.ofNanos(1))
                        : span("time", from, "toTime", to, LONGEST);
        List<Point> points = new ArrayList<>();
        Set<String> kinds = new LinkedHashSet<>();
        Labels labels = null;
        for (String each : asked.locations()) {
            Known known = Known.of(source, each, span, now, false, "toTime");
            Labels its = known.intensity().labels();
            if (best && labels != null && !labels.equals(its)) {
                throw new RefusedException(
                        "location",
                        each + " counts otherwise than the locations before it: " + known.kind());
            }
            labels = its;
            points.addAll(known.points());
            kinds.add(known.kind());
        }
        context.header(KIND, String.join(", ", kinds));
        Answers.json(
                context, SdkJson.emissions(best ? Point.lowest(points) : points, asked.energy()));
    }

    private void forecasts(Context context) {
        Asked asked = Asked.of(Requests.query(context), CURRENT);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<SdkJson.Forecast> forecasts = new ArrayList<>();
        Set<String> kinds = new LinkedHashSet<>();
        for (String each : asked.locations()) {
            forecasts.add(forecast(asked, each, now, kinds));
        }
        context.header(KIND, String.join(", ", kinds));
        Answers.json(context, SdkJson.forecasts(forecasts));
    }

    private void forecastBatch(Context context) {
        Set<String> kinds = new LinkedHashSet<>();
        List<SdkJson.Forecast> forecasts =
                batch(
                        context,
                        REQUESTED,
                        asked -> {
                            Instant requested = asked.needed("requestedAt");
                            return forecast(asked, asked.location(), requested, kinds);
                        });
        context.header(KIND, String.join(", ", kinds));
        Answers.json(context, SdkJson.forecasts(forecasts));
    }

    private SdkJson.Forecast forecast(
            Asked asked, String location, Instant requested, Set<String> kinds) {
        Instant from = asked.has("dataStartAt") ? asked.needed("dataStartAt") : requested;
        Instant to = asked.has("dataEndAt") ? asked.needed("dataEndAt") : from.plus(AHEAD);
        Interval span = span("dataStartAt", from, "dataEndAt", to, LONGEST_FORECAST);
        Duration window = asked.minutes("windowSize");
        if (window.compareTo(span.duration()) > 0) {
            throw new RefusedException(
                    "windowSize", "windowSize is longer than dataStartAt to dataEndAt");
        }
        Known known = Known.of(source, location, span, requested, true, "dataEndAt");
        kinds.add(known.kind());
        Instant issued = known.issuedAt();
        return new SdkJson.Forecast(
                issued == null ? requested : issued,
                requested,
                location,
                from,
                to,
                window,
                known.windows(window),
                asked.energy());
    }

    private void average(Context context) {
        Set<String> kinds = new LinkedHashSet<>();
        SdkJson.Average average = average(Asked.of(Requests.query(context), AVERAGE), kinds);
        context.header(KIND, String.join(", ", kinds));
        Answers.json(context, SdkJson.average(average));
    }

    private void averageBatch(Context context) {
        Set<String> kinds = new LinkedHashSet<>();
        List<SdkJson.Average> averages = batch(context, AVERAGE, asked -> average(asked, kinds));
        context.header(KIND, String.join(", ", kinds));
        Answers.json(context, SdkJson.averages(averages));
    }

    private SdkJson.Average average(Asked asked, Set<String> kinds) {
        Instant from = asked.needed("startTime");
        Instant to = asked.needed("endTime");
        Interval span = span("startTime", from, "endTime", to, LONGEST);
        Known known = Known.of(source, asked.location(), span, clock.instant(), false, "endTime");
        kinds.add(known.kind());
        return new SdkJson.Average(known.location(), from, to, known.mean(), asked.energy());
    }

    private static <T> List<T> batch(
            Context context, List<String> known, Function<Asked, T> answer) {
        if (!(Requests.json(context, MOST_BODY) instanceof Json.Items items)) {
            throw new RefusedException("body", "a batch is an array");
        }
        if (items.values().isEmpty() || items.values().size() > MOST_BATCH) {
            throw new RefusedException("body", "a batch has 1 to " + MOST_BATCH + " elements");
        }
        List<T> answers = new ArrayList<>();
        for (Json each : items.values()) {
            answers.add(answer.apply(Asked.of(each, known)));
        }
        return answers;
    }

    private static Interval span(
            String start, Instant from, String end, Instant to, Duration longest) {
        if (!from.isBefore(to)) {
            throw new RefusedException(start, start + " must be before " + end);
        }
        if (Duration.between(from, to).compareTo(longest) > 0) {
            throw new RefusedException(
                    end,
                    start + " and " + end + " lie at most " + longest.toDays() + " days apart");
        }
        return new Interval(from, to);
    }
}
