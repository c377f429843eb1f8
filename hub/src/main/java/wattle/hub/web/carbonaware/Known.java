package wattle.hub.web.carbonaware;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// What is known of a location over a time, all of which is covered.
///
/// @param span as it was asked for
/// @param hours the same in whole hours
record Known(String location, Interval span, Interval hours, LayeredIntensity intensity) {

    private static final Duration HOUR = Duration.ofHours(1);

    /// @param decision forecasts must have been issued before it
    /// @param byTheHour whether a yearly figure is no answer
    /// @param parameter that is to blame where the time is not covered
    static Known of(
            LocationIntensity source,
            String location,
            Interval span,
            Instant decision,
            boolean byTheHour,
            String parameter) {
        // So that values are not cut at the ends.
        var hours =
                new Interval(
                        span.start().truncatedTo(ChronoUnit.HOURS),
                        span.end().plus(HOUR).minusNanos(1).truncatedTo(ChronoUnit.HOURS));
        LayeredIntensity intensity;
        try {
            intensity = source.over(location, hours, decision, byTheHour);
        } catch (NotKnownException unknown) {
            throw new RefusedException("location", String.valueOf(unknown.getMessage()));
        }
        var known = new Known(location, span, hours, intensity);
        Instant reached = span.start();
        for (Point each : known.points()) {
            if (each.start().isAfter(reached)) {
                break;
            }
            reached = each.end();
        }
        if (reached.isBefore(span.end())) {
            throw new RefusedException(
                    parameter, "nothing is known of " + location + " from " + reached + " on");
        }
        return known;
    }

    /// Every value that holds at some time of the span, as long as it holds within these hours.
    List<Point> points() {
        HeldSeries values = intensity.gramsPerKilowattHour();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Interval at = values.timeline().interval(i);
            if (at.start().isBefore(span.end()) && at.end().isAfter(span.start())) {
                Instant start = at.start().isBefore(hours.start()) ? hours.start() : at.start();
                Instant end = at.end().isAfter(hours.end()) ? hours.end() : at.end();
                points.add(
                        new Point(location, start, Duration.between(start, end), values.value(i)));
            }
        }
        return points;
    }

    /// The mean over the span, weighted by time.
    double mean() {
        return mean(points(), 0, span.start(), span.end());
    }

    /// The mean of each window, the first at the span's start and each next one a value's length
    /// later, as long as they end within the span. Every value where the window has no length.
    List<Point> windows(Duration window) {
        List<Point> points = points();
        if (window.isZero()) {
            return points;
        }
        Duration tick = points.getFirst().duration();
        List<Point> windows = new ArrayList<>();
        int first = 0;
        for (Instant at = span.start(); !at.plus(window).isAfter(span.end()); at = at.plus(tick)) {
            while (!points.get(first).end().isAfter(at)) {
                first++;
            }
            windows.add(new Point(location, at, window, mean(points, first, at, at.plus(window))));
        }
        return windows;
    }

    private static double mean(List<Point> points, int first, Instant start, Instant end) {
        double sum = 0;
        double seconds = 0;
        for (int i = first; i < points.size() && points.get(i).start().isBefore(end); i++) {
            Point each = points.get(i);
            Instant from = each.start().isBefore(start) ? start : each.start();
            Instant to = each.end().isAfter(end) ? end : each.end();
            double held = Duration.between(from, to).toNanos() / 1e9;
            if (held > 0) {
                sum += held * each.value();
                seconds += held;
            }
        }
        return sum / seconds;
    }

    /// When the forecast that answers was issued; null where none does.
    @Nullable Instant issuedAt() {
        Instant issued = null;
        for (Layer each : intensity.answering(span)) {
            issued = each.issuedAt() != null ? each.issuedAt() : issued;
        }
        return issued;
    }

    /// Such as `average lifecycle-co2e; quality=typical-day`.
    String kind() {
        return intensity.labels().signal().label()
                + " "
                + intensity.labels().factor().label()
                + "; quality="
                + intensity.quality(span).label();
    }
}
