package wattle.report.html;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import wattle.footprint.Metered;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.grid.IntensitySeries;
import wattle.grid.LayeredIntensity;
import wattle.report.RecordedRun;
import wattle.series.EnergySeries;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.unit.Energy;

/// A run's time cut into equally long bins, few enough to draw. Energy and grams are kept: what
/// lies across an edge is divided in proportion to time, so sums over the bins are those of the
/// run.
///
/// The grams are those of energy that met an intensity; an intensity held over a gap of its series
/// is not among them.
final class Bins {

    private static final double NANOS = 1e9;

    private final Instant start;
    private final long width;

    /// IT energy in joules and metered seconds, by component and bin.
    final double[][] joules;

    final double[][] seconds;

    /// Facility carbon in grams, by bin.
    final double[] grams;

    /// Σ intensity × seconds and seconds, over all components' energy, by bin.
    private final double[] intensitySeconds;

    private final double[] intensityKnown;

    private Bins(Instant start, long width, int bins, int components) {
        this.start = start;
        this.width = width;
        joules = new double[components][bins];
        seconds = new double[components][bins];
        grams = new double[bins];
        intensitySeconds = new double[bins];
        intensityKnown = new double[bins];
    }

    /// @param most how many bins there may be, at least one
    static Bins of(RecordedRun run, int most) {
        List<Metered> metered = run.metered();
        Instant start = Instant.MAX;
        Instant end = Instant.MIN;
        int intervals = 1;
        for (Metered each : metered) {
            Timeline timeline = each.energy().timeline();
            Interval span = timeline.span();
            start = span.start().isBefore(start) ? span.start() : start;
            end = span.end().isAfter(end) ? span.end() : end;
            intervals = Math.max(intervals, timeline.size());
        }
        long span = Duration.between(start, end).toNanos();
        long width = Math.ceilDiv(span, Math.min(most, intervals));
        // A whole number of samples, where they are equally long.
        long step = metered.getFirst().energy().timeline().step().map(Duration::toNanos).orElse(0L);
        if (step > 0 && step <= span) {
            width = step * Math.ceilDiv(Math.ceilDiv(span, step), most);
        }
        var bins = new Bins(start, width, (int) Math.ceilDiv(span, width), metered.size());
        double pue = run.footprint().operational().pue().ratio();
        for (int i = 0; i < metered.size(); i++) {
            bins.add(i, metered.get(i).energy(), run.intensity(), pue);
        }
        return bins;
    }

    int size() {
        return grams.length;
    }

    Duration width() {
        return Duration.ofNanos(width);
    }

    Instant start(int bin) {
        return start.plusNanos(bin * width);
    }

    /// Whether anything was metered in the bin.
    boolean isMetered(int bin) {
        for (double[] each : seconds) {
            if (each[bin] > 0) {
                return true;
            }
        }
        return false;
    }

    /// The component's mean power while it was metered, in W; 0 where it was not.
    double watts(int component, int bin) {
        return seconds[component][bin] > 0 ? joules[component][bin] / seconds[component][bin] : 0;
    }

    /// All components' mean power, in W.
    double watts(int bin) {
        double sum = 0;
        for (int i = 0; i < joules.length; i++) {
            sum += watts(i, bin);
        }
        return sum;
    }

    /// The mean intensity that energy of the bin met, in g/kWh; NaN where it met none.
    double intensity(int bin) {
        return intensityKnown[bin] > 0 ? intensitySeconds[bin] / intensityKnown[bin] : Double.NaN;
    }

    private void add(int component, EnergySeries energy, Intensity intensity, double pue) {
        Timeline timeline = energy.timeline();
        var grid = new Grid(intensity);
        for (int i = 0; i < energy.size(); i++) {
            Interval interval = timeline.interval(i);
            long from = nanos(interval.start());
            long to = nanos(interval.end());
            double perNano = energy.energy(i).joules() / (to - from);
            long at = from;
            while (at < to) {
                int bin = (int) (at / width);
                long until = Math.min(to, (bin + 1) * width);
                joules[component][bin] += perNano * (until - at);
                seconds[component][bin] += (until - at) / NANOS;
                emit(bin, at, until, perNano, grid, pue);
                at = until;
            }
        }
    }

    private void emit(int bin, long from, long to, double perNano, Grid grid, double pue) {
        long at = from;
        while (at < to) {
            long until = Math.min(to, grid.seek(at));
            double value = grid.value();
            if (!Double.isNaN(value)) {
                double part = until - at;
                grams[bin] += perNano * part / Energy.JOULES_PER_KILOWATT_HOUR * value * pue;
                intensitySeconds[bin] += value * part / NANOS;
                intensityKnown[bin] += part / NANOS;
            }
            at = until;
        }
    }

    private long nanos(Instant instant) {
        return Duration.between(start, instant).toNanos();
    }

    /// The intensity as time goes on, which it only does forward.
    private final class Grid {

        private final Intensity intensity;
        private int next;
        private long from;
        private long to = Long.MIN_VALUE;
        private double value = Double.NaN;

        Grid(Intensity intensity) {
            this.intensity = intensity;
        }

        /// Goes to the stretch of one value, or of none, that `at` lies in and says where it ends.
        long seek(long at) {
            return switch (intensity) {
                case IntensityFactor factor -> {
                    value = factor.intensity().value().gramsPerKilowattHour();
                    yield Long.MAX_VALUE;
                }
                case IntensitySeries series -> seek(at, series.gramsPerKilowattHour());
                case LayeredIntensity layered -> seek(at, layered.gramsPerKilowattHour());
            };
        }

        private long seek(long at, HeldSeries values) {
            while (to <= at && next < values.size()) {
                Interval interval = values.timeline().interval(next);
                from = nanos(interval.start());
                to = nanos(interval.end());
                next++;
            }
            if (at >= to || at < from) {
                value = Double.NaN;
                return at < from ? from : Long.MAX_VALUE;
            }
            value = values.value(next - 1);
            return to;
        }

        /// In g/kWh; NaN where there is none.
        double value() {
            return value;
        }
    }
}
