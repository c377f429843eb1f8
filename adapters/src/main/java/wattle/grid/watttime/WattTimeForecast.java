package wattle.grid.watttime;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.http.AnswerReader;
import wattle.grid.http.Points;

/// WattTime's forecasts: the newest (`/v3/forecast`) where the decision is made now, the one of
/// that time (`/v3/forecast/historical`) where it was made earlier. Five-minute values up to 72
/// hours ahead, issued every five minutes.
public final class WattTimeForecast implements IntensityForecast {

    private static final int LONGEST_HOURS = 72;

    /// An older decision is looked up in the archive at once.
    private static final Duration JUST_NOW = Duration.ofMinutes(10);

    /// How far back the archive is searched: first a little, then as far as one request may.
    private static final List<Duration> ARCHIVE =
            List.of(Duration.ofMinutes(15), Duration.ofHours(24));

    private static final List<WattTimeSignal> OFFERED = List.of(WattTimeSignal.CO2_MOER);

    private final WattTime wattTime;

    public WattTimeForecast(WattTime wattTime) {
        this.wattTime = wattTime;
    }

    @Override
    public String name() {
        return WattTime.NAME;
    }

    @Override
    public List<Labels> offers() {
        return OFFERED.stream().map(WattTimeSignal::labels).toList();
    }

    /// @param horizon at most 72 hours are given
    @Override
    public Forecast latest(GridZone zone, Labels labels, Decision decision, Duration horizon)
            throws GridException, InterruptedException {
        WattTimeSignal signal = WattTimeSignal.of(labels, OFFERED);
        Instant now = wattTime.clock().instant();
        if (decision.at().isAfter(now.minus(JUST_NOW))) {
            Forecast newest = newest(zone, signal, decision, horizon);
            if (newest != null) {
                return newest;
            }
        }
        for (Duration back : ARCHIVE) {
            Forecast archived = archived(zone, signal, decision, horizon, back);
            if (archived != null) {
                return archived;
            }
        }
        throw new GridException(
                Reason.NOT_COVERED,
                "WattTime keeps no forecast of "
                        + zone
                        + " that was issued in the day before "
                        + decision.at());
    }

    /// Null where it was issued after the decision.
    private @Nullable Forecast newest(
            GridZone zone, WattTimeSignal signal, Decision decision, Duration horizon)
            throws GridException, InterruptedException {
        Map<String, String> query = Map.of("horizon_hours", hours(horizon));
        Page page = Page.ask(wattTime, "v3/forecast", zone, signal, query);
        AnswerReader reader = page.reader();
        Instant issued = reader.instant(reader.object(reader.root(), "meta"), "generated_at");
        return issued.isAfter(decision.at())
                ? null
                : forecast(page, zone, issued, page.data(), decision, horizon);
    }

    /// Null where none was issued in that time before the decision.
    private @Nullable Forecast archived(
            GridZone zone,
            WattTimeSignal signal,
            Decision decision,
            Duration horizon,
            Duration back)
            throws GridException, InterruptedException {
        Instant end = decision.at().truncatedTo(ChronoUnit.SECONDS);
        Map<String, String> query = new LinkedHashMap<>();
        query.put("start", end.minus(back).toString());
        query.put("end", end.toString());
        query.put("horizon_hours", hours(horizon.plus(back)));
        Page page = Page.ask(wattTime, "v3/forecast/historical", zone, signal, query);
        AnswerReader reader = page.reader();
        @Nullable Instant latest = null;
        @Nullable JsonNode values = null;
        for (JsonNode each : page.data()) {
            Instant issued = reader.instant(each, "generated_at");
            if (!issued.isAfter(decision.at()) && (latest == null || issued.isAfter(latest))) {
                latest = issued;
                values = reader.array(each, "forecast");
            }
        }
        return latest == null || values == null
                ? null
                : forecast(page, zone, latest, values, decision, horizon);
    }

    private Forecast forecast(
            Page page,
            GridZone zone,
            Instant issued,
            JsonNode values,
            Decision decision,
            Duration horizon)
            throws GridException {
        var points = new Points(wattTime.name());
        page.addTo(points, values, Quality.FORECAST);
        return new Forecast(
                issued,
                points.forecast(
                        decision.at(), horizon, zone, page.signal().labels(), page.source()),
                page.model());
    }

    /// An hour more than asked, because it counts from when the forecast was issued.
    private static String hours(Duration horizon) {
        long hours = horizon.plus(Duration.ofHours(2)).minusNanos(1).toHours();
        return Long.toString(Math.clamp(hours, 1, LONGEST_HOURS));
    }
}
