package wattle.grid.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.IntensitySeries;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Rung;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.IntervalCursor;
import wattle.series.Nanos;
import wattle.series.Timeline;

/// A forecast that was fetched, for what time, and for which decisions it is known to be the
/// latest.
///
/// @param forecast with its values between `from` and `until`
/// @param from the decision that it was asked for by; what was past then is not in it
/// @param until how far ahead it was asked for
/// @param latestUntil the latest decision that the source answered with it
/// @param archived whether it was asked for by a decision in the past, as tests of plans do, and is
///   kept for good
record StoredForecast(
        Forecast forecast, Instant from, Instant until, Instant latestUntil, boolean archived) {

    /// What it says for a decision, if the source would answer with this one: it was issued before
    /// the decision, is still the latest at a later one, and covers what is wanted.
    Optional<Forecast> latestFor(Decision decision, Duration horizon) {
        boolean covers =
                !decision.at().isBefore(from)
                        && !decision.at().isAfter(latestUntil)
                        && !decision.at().plus(horizon).isAfter(until);
        return covers ? usableFor(decision, horizon) : Optional.empty();
    }

    /// What it says of the time from a decision on, if anything.
    Optional<Forecast> usableFor(Decision decision, Duration horizon) {
        if (!forecast.isUsableFor(decision)) {
            return Optional.empty();
        }
        IntensitySeries series = forecast.usableFor(decision);
        HeldSeries ahead =
                ahead(
                        series.gramsPerKilowattHour(),
                        new Interval(decision.at(), decision.at().plus(horizon)));
        return ahead == null
                ? Optional.empty()
                : Optional.of(
                        new Forecast(forecast.issuedAt(), with(series, ahead), forecast.model()));
    }

    /// The intervals that share an instant with the span; null where there is none.
    private static @Nullable HeldSeries ahead(HeldSeries all, Interval span) {
        Timeline.Builder timeline = Timeline.builder();
        double[] values = new double[all.size()];
        long from = Nanos.of(span.start());
        long to = Nanos.of(span.end());
        for (IntervalCursor at = all.timeline().cursor(); at.next(); ) {
            if (at.end() > from && at.start() < to) {
                values[timeline.size()] = all.value(at.index());
                timeline.add(at.start(), at.end());
            }
        }
        return timeline.size() == 0
                ? null
                : new HeldSeries(
                        timeline.build(), java.util.Arrays.copyOf(values, timeline.size()));
    }

    private static IntensitySeries with(IntensitySeries series, HeldSeries values) {
        return new IntensitySeries(
                series.zone(), series.labels(), series.quality(), series.source(), values);
    }

    /// The same forecast, asked for again, perhaps for another time: what is known of both where
    /// they touch, else what was asked for last.
    StoredForecast with(StoredForecast again) {
        Instant latest = again.latestUntil.isAfter(latestUntil) ? again.latestUntil : latestUntil;
        boolean archive = archived || again.archived;
        if (again.from.isAfter(until) || from.isAfter(again.until)) {
            return new StoredForecast(again.forecast, again.from, again.until, latest, archive);
        }
        var issued = new Decision(forecast.issuedAt());
        IntensitySeries newer = again.forecast.usableFor(issued);
        var both =
                new LayeredIntensity(
                        List.of(
                                Layer.of(Rung.FORECAST, newer),
                                Layer.of(Rung.FORECAST, forecast.usableFor(issued))),
                        (one, other) -> false);
        return new StoredForecast(
                new Forecast(
                        forecast.issuedAt(),
                        with(newer, both.gramsPerKilowattHour()),
                        forecast.model()),
                again.from.isBefore(from) ? again.from : from,
                again.until.isAfter(until) ? again.until : until,
                latest,
                archive);
    }
}
