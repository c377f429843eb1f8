package wattle.hub.page.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import wattle.grid.Bounds;
import wattle.grid.LayeredIntensity;
import wattle.grid.Rung;
import wattle.hub.page.Chart.Kind;
import wattle.hub.page.Chart.Point;
import wattle.hub.page.Chart.Series;
import wattle.hub.page.Chart.Table;
import wattle.report.Figures;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// The intensity of a place over a time as lines: what was measured is plain, and what is expected
/// is lighter, each way of knowing it with a colour, a dash and a name of its own. Bounds are lines
/// beside them. Immutable.
///
/// @param series empty where nothing is known of that time
/// @param rungs by which it is known, the best first
/// @param lowestAt from when on the lowest value holds
record IntensityLines(
        List<Series> series,
        Table table,
        Set<Rung> rungs,
        double low,
        double high,
        Instant lowestAt) {

    static IntensityLines of(LayeredIntensity known, Instant from, Instant to) {
        return new Drawn(known, from, to).lines();
    }

    /// "by forecast, then typical day, signal average, factor direct, in DE".
    ///
    /// @param known what the lines are of
    String by(LayeredIntensity known) {
        return "by "
                + String.join(", then ", rungs.stream().map(Rung::words).toList())
                + ", signal "
                + known.labels().signal().label()
                + ", factor "
                + known.labels().factor().label()
                + ", in "
                + known.place();
    }

    /// "all the time 100 g CO2eq/kWh", "between 100 and 200 g CO2eq/kWh".
    String span() {
        return (low == high
                        ? "all the time " + Figures.number(low)
                        : "between " + Figures.number(low) + " and " + Figures.number(high))
                + " g CO2eq/kWh";
    }

    private static String at(Instant time) {
        return Words.second(time);
    }

    /// Makes the lines. For one thread.
    private static final class Drawn {

        private final Instant from;
        private final Instant to;
        private final LayeredIntensity known;
        private final Map<Rung, List<Point>> values = new EnumMap<>(Rung.class);
        private final List<Point> lows = new ArrayList<>();
        private final List<Point> highs = new ArrayList<>();
        private final List<List<String>> rows = new ArrayList<>();
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;
        private Instant lowestAt;

        Drawn(LayeredIntensity known, Instant from, Instant to) {
            this.known = known;
            this.from = from;
            this.to = to;
            lowestAt = from;
        }

        IntensityLines lines() {
            HeldSeries series = known.gramsPerKilowattHour();
            Bounds bounds = known.bounds();
            Instant reached = from;
            @Nullable Rung last = null;
            for (int i = 0; i < series.size(); i++) {
                Interval all = series.timeline().interval(i);
                Interval each = all.intersection(new Interval(from, to)).orElse(null);
                if (each == null || each.duration().isZero()) {
                    continue;
                }
                Rung rung = known.layers().get(known.layerOf(i)).rung();
                List<Point> line = values.computeIfAbsent(rung, _ -> begun());
                if (last != null && (last != rung || each.start().isAfter(reached))) {
                    gap(line(last), reached);
                    gap(line, each.start());
                }
                last = rung;
                reached = each.end();
                add(each, rung, series.value(i), line);
                bounds(each, bounds, i, series.value(i));
            }
            return new IntensityLines(
                    series(), table(bounds != null), rungs(), low, high, lowestAt);
        }

        private List<Point> line(Rung rung) {
            return values.computeIfAbsent(rung, _ -> begun());
        }

        /// All lines begin and end where the time does, so that charts below each other agree.
        private List<Point> begun() {
            return new ArrayList<>(List.of(point(from, Double.NaN)));
        }

        private static Point point(Instant at, double value) {
            return Point.of((double) at.toEpochMilli(), value);
        }

        private static void gap(List<Point> line, Instant at) {
            line.add(point(at, Double.NaN));
        }

        private void add(Interval each, Rung rung, double value, List<Point> line) {
            if (value < low) {
                low = value;
                lowestAt = each.start();
            }
            high = Math.max(high, value);
            line.add(point(each.start(), value));
            line.add(point(each.end(), value));
            rows.add(
                    new ArrayList<>(
                            List.of(
                                    at(each.start()),
                                    at(each.end()),
                                    rung.words(),
                                    Figures.number(value))));
        }

        private void bounds(Interval each, @Nullable Bounds bounds, int index, double value) {
            if (bounds == null) {
                return;
            }
            double least = bounds.low().value(index);
            double most = bounds.high().value(index);
            boolean ranged = least < value || most > value;
            for (Instant at : List.of(each.start(), each.end())) {
                lows.add(point(at, ranged ? least : Double.NaN));
                highs.add(point(at, ranged ? most : Double.NaN));
            }
            rows.getLast().add(ranged ? Figures.number(least) : Words.UNKNOWN);
            rows.getLast().add(ranged ? Figures.number(most) : Words.UNKNOWN);
        }

        private Set<Rung> rungs() {
            return new TreeSet<>(values.keySet());
        }

        private List<Series> series() {
            List<Series> series = new ArrayList<>();
            values.forEach((rung, points) -> {
                gap(points, to);
                series.add(
                        new Series(
                                rung.words(),
                                Kind.LINE,
                                colour(rung),
                                null,
                                rung.compareTo(Rung.CACHED) > 0,
                                points));
            });
            if (lows.stream().anyMatch(each -> !Double.isNaN(each.y()))) {
                series.add(new Series("10th percentile", Kind.LINE, 6, null, true, lows));
                series.add(new Series("90th percentile", Kind.LINE, 3, null, true, highs));
            }
            return series;
        }

        private static int colour(Rung rung) {
            return switch (rung) {
                case HISTORY -> 0;
                case CACHED -> 2;
                case FORECAST -> 1;
                case TYPICAL_DAY -> 5;
                case YEARLY -> 4;
            };
        }

        private Table table(boolean ranged) {
            List<String> header =
                    new ArrayList<>(
                            List.of("From, UTC", "To, UTC", "How it is known", "g CO2eq/kWh"));
            if (ranged) {
                header.addAll(List.of("10th percentile", "90th percentile"));
            }
            return new Table(header, rows, ranged ? 3 : 1);
        }
    }
}
