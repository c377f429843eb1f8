package wattle.grid.ukintensity;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import wattle.grid.Decision;
import wattle.grid.Factor;
import wattle.grid.Forecast;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.IntensityHistory;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.grid.http.AnswerReader;
import wattle.grid.http.GridService;
import wattle.grid.http.Pages;
import wattle.grid.http.Points;
import wattle.series.Interval;
import wattle.unit.Source;
import wattle.unit.http.Answer;
import wattle.unit.http.JsonClient;

/// Great Britain's Carbon Intensity API: history and forecast.
///
/// The nation has an `actual` value for each half-hour that is over: measured. Where it is null,
/// and for regions, which never have one, the last `forecast` for the half-hour stands in its place
/// and is marked estimated; a half-hour that is not over yet is not history. Where both are null
/// there is a gap.
///
/// An average of generation, imports and losses in grams of CO2 from generation only, so its factor
/// is direct CO2 (the service's introduction and its table of factors by fuel; biomass is counted
/// with 120 g/kWh, nuclear power, wind, sun and water with nothing).
///
/// For one thread at a time.
public final class UkIntensity implements IntensityHistory, IntensityForecast {

    /// The source's name in options, zones and files.
    public static final String NAME = "uk";

    public static final URI ADDRESS = URI.create("https://api.carbonintensity.org.uk");

    private static final Labels LABELS = new Labels(Signal.AVERAGE, Factor.DIRECT_CO2);

    /// A day less than the 14 that one request may span, because both of its ends are inclusive.
    private static final Duration PAGE = Duration.ofDays(13);

    /// The service does not say when a forecast was issued. One that is fetched within this time of
    /// a decision counts as known at it.
    private static final Duration JUST_NOW = Duration.ofMinutes(5);

    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final GridService service;

    /// @param base [#ADDRESS], or another for tests
    /// @param client closed by whoever made it
    public UkIntensity(URI base, JsonClient client) {
        service = new GridService("UK Carbon Intensity", base, client);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Labels> offers() {
        return List.of(LABELS);
    }

    @Override
    public Observed history(GridZone zone, Labels labels, Interval span, DoubleConsumer progress)
            throws GridException, InterruptedException {
        UkZone uk = UkZone.of(zone);
        requireOffered(labels);
        Instant now = service.clock().instant();
        if (!span.start().isBefore(now)) {
            throw new GridException(
                    Reason.NOT_COVERED,
                    "UK Carbon Intensity has no past values for the future: " + span);
        }
        var past = new Interval(span.start(), span.end().isBefore(now) ? span.end() : now);
        List<Interval> pages = Pages.of(past, PAGE);
        var points = new Points(service.name());
        int done = 0;
        for (Interval each : pages) {
            AnswerReader reader = read(uk, each.start(), minutes(ceil(each.end())));
            for (JsonNode value : values(reader)) {
                Half half = half(reader, value);
                if (half != null && !half.interval.end().isAfter(now)) {
                    addPast(points, half);
                }
            }
            progress.accept((double) ++done / pages.size());
        }
        return points.observed(span, zone, labels, "", source(uk), now);
    }

    private static void addPast(Points points, Half half) throws GridException {
        if (half.actual != null) {
            points.add(half.interval, half.actual, Quality.MEASURED);
        } else if (half.forecast != null) {
            points.add(half.interval, half.forecast, Quality.ESTIMATED);
        }
    }

    /// The forecast that holds now, 48 hours at most. The service keeps none of the past, so a
    /// decision more than five minutes ago is refused.
    @Override
    public Forecast latest(GridZone zone, Labels labels, Decision decision, Duration horizon)
            throws GridException, InterruptedException {
        UkZone uk = UkZone.of(zone);
        requireOffered(labels);
        Instant now = service.clock().instant();
        if (decision.at().isBefore(now.minus(JUST_NOW))) {
            throw new GridException(
                    Reason.NOT_COVERED,
                    "UK Carbon Intensity keeps no forecasts of the past, so none is known that was"
                            + " issued before "
                            + decision.at());
        }
        AnswerReader reader = read(uk, decision.at(), "fw48h");
        var points = new Points(service.name());
        for (JsonNode value : values(reader)) {
            Half half = half(reader, value);
            if (half != null && half.forecast != null) {
                points.add(half.interval, half.forecast, Quality.FORECAST);
            }
        }
        return new Forecast(
                decision.at().isBefore(now) ? decision.at() : now,
                points.forecast(decision.at(), horizon, zone, labels, source(uk)),
                "");
    }

    private static void requireOffered(Labels labels) throws GridException {
        if (!labels.equals(LABELS)) {
            throw new GridException(
                    Reason.NOT_OFFERED,
                    "UK Carbon Intensity offers average direct-co2, not "
                            + labels.signal().label()
                            + " "
                            + labels.factor().label());
        }
    }

    private AnswerReader read(UkZone zone, Instant from, String rest)
            throws GridException, InterruptedException {
        Answer answer = service.get(zone.path(minutes(from), rest), Map.of(), Map.of());
        if (answer.isGood()) {
            return new AnswerReader(service, answer);
        }
        throw switch (answer.status()) {
            case 401, 403 ->
                    service.refused(
                            Reason.NOT_AUTHORISED,
                            answer,
                            "it needs no account, so something on the way refuses");
            case 400, 404 ->
                    zone.kind() == UkZone.Kind.POSTCODE
                            ? service.refused(
                                    Reason.UNKNOWN_ZONE,
                                    answer,
                                    "it does not know the postcode district " + zone.key())
                            : service.refused(
                                    Reason.NOT_COVERED, answer, "it has nothing for that time");
            default -> service.malformed(answer, "status " + answer.status(), null);
        };
    }

    /// The list of half-hours: `data` of the nation, `data.data` of a region, where the outer
    /// `data` is an object in some answers and a list of one in others.
    private static JsonNode values(AnswerReader reader) throws GridException {
        JsonNode data = reader.root().path("data");
        if (data.isArray() && data.size() == 1 && data.path(0).has("data")) {
            return reader.array(data.path(0), "data");
        }
        return data.isObject() ? reader.array(data, "data") : reader.array(reader.root(), "data");
    }

    private record Half(Interval interval, @Nullable Double actual, @Nullable Double forecast) {}

    /// Null for the empty row that the service gives where it has nothing.
    private static @Nullable Half half(AnswerReader reader, JsonNode value) throws GridException {
        JsonNode intensity = reader.object(value, "intensity");
        Double actual = numberOrNull(reader, intensity, "actual");
        Double forecast = numberOrNull(reader, intensity, "forecast");
        if (!intensity.has("forecast")) {
            throw reader.malformed("there is no \"forecast\"", value);
        }
        if (value.path("from").isNull() && actual == null && forecast == null) {
            return null;
        }
        Instant from = reader.instant(value, "from");
        Instant to = reader.instant(value, "to");
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST_INTERVAL) > 0) {
            throw reader.malformed("\"from\" and \"to\" are no interval", value);
        }
        return new Half(new Interval(from, to), actual, forecast);
    }

    /// Null where it is null or, as `actual` of a region, not there.
    private static @Nullable Double numberOrNull(AnswerReader reader, JsonNode of, String name)
            throws GridException {
        JsonNode number = of.path(name);
        return number.isNull() || number.isMissingNode() ? null : reader.number(of, name);
    }

    private static Source source(UkZone zone) {
        return new Source(
                "NESO Carbon Intensity API, "
                        + switch (zone.kind()) {
                            case NATION -> "Great Britain";
                            case REGION -> "region " + zone.key();
                            case POSTCODE -> "postcode district " + zone.key();
                        },
                "CC BY 4.0, National Energy System Operator");
    }

    private static String minutes(Instant instant) {
        return MINUTES.format(instant);
    }

    private static Instant ceil(Instant instant) {
        Instant floor = instant.truncatedTo(ChronoUnit.MINUTES);
        return floor.equals(instant) ? floor : floor.plus(1, ChronoUnit.MINUTES);
    }
}
