package wattle.grid.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.unit.Source;

/// The values of one or several pages, put in order by time. A value that comes twice and the same,
/// as pages with inclusive ends give it, counts once; one that comes twice and differs is refused,
/// because nobody can say which holds.
///
/// For one thread.
public final class Points {

    private record Point(Instant end, double gramsPerKilowattHour, Quality quality) {}

    private final String service;
    private final TreeMap<Instant, Point> points = new TreeMap<>();

    /// @param service its name, for sentences
    public Points(String service) {
        this.service = service;
    }

    public void add(Interval interval, double gramsPerKilowattHour, Quality quality)
            throws GridException {
        var point = new Point(interval.end(), gramsPerKilowattHour, quality);
        @Nullable Point before = points.put(interval.start(), point);
        if (before != null && !before.equals(point)) {
            throw malformed(
                    "two values for "
                            + interval.start()
                            + ", "
                            + before.gramsPerKilowattHour
                            + " and "
                            + gramsPerKilowattHour
                            + " g/kWh");
        }
    }

    /// Those that begin within the span.
    ///
    /// @throws GridException NOT_COVERED if there is none; MALFORMED if intervals overlap, or an
    ///   average is below zero
    public Observed observed(
            Interval span,
            GridZone zone,
            Labels labels,
            String model,
            Source source,
            Instant retrievedAt)
            throws GridException {
        Observed.Builder observed = Observed.builder(zone, labels, model, source, retrievedAt);
        try {
            for (Map.Entry<Instant, Point> each : points.entrySet()) {
                if (span.contains(each.getKey())) {
                    Point point = each.getValue();
                    observed.add(
                            nanos(each.getKey()),
                            nanos(point.end),
                            point.gramsPerKilowattHour,
                            point.quality);
                }
            }
        } catch (IllegalArgumentException impossible) {
            throw malformed(String.valueOf(impossible.getMessage()));
        }
        if (observed.size() == 0) {
            throw new GridException(
                    Reason.NOT_COVERED, service + " has no value of " + zone + " for " + span);
        }
        return observed.build();
    }

    /// Those that end after a moment and begin within a time of it, as a forecast.
    ///
    /// @throws GridException as [#observed]
    public IntensitySeries forecast(
            Instant from, Duration horizon, GridZone zone, Labels labels, Source source)
            throws GridException {
        Timeline.Builder timeline = Timeline.builder();
        double[] values = new double[points.size()];
        Instant to = from.plus(horizon);
        try {
            for (Map.Entry<Instant, Point> each : points.entrySet()) {
                Point point = each.getValue();
                if (point.end.isAfter(from) && each.getKey().isBefore(to)) {
                    values[timeline.size()] = point.gramsPerKilowattHour;
                    timeline.add(new Interval(each.getKey(), point.end));
                }
            }
            if (timeline.size() > 0) {
                return new IntensitySeries(
                        zone,
                        labels,
                        Quality.FORECAST,
                        source,
                        new HeldSeries(timeline.build(), Arrays.copyOf(values, timeline.size())));
            }
        } catch (IllegalArgumentException impossible) {
            throw malformed(String.valueOf(impossible.getMessage()));
        }
        throw new GridException(
                Reason.NOT_COVERED,
                service + " has no forecast of " + zone + " for the time after " + from);
    }

    private GridException malformed(String what) {
        return new GridException(
                Reason.MALFORMED, service + " answered what it does not document: " + what);
    }

    private static long nanos(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
