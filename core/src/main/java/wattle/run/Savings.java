package wattle.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.grid.Intensity;
import wattle.grid.Met;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.unit.CarbonMass;
import wattle.unit.Pue;

/// What shifting a run has saved: its operational carbon as it was, against that of the same work
/// begun at once and never paused. Made after the run, from what the intensity was and not from
/// what it was expected to be, so it may be negative.
///
/// @param baseline of the work as if it had begun with its window
/// @param actual of the run, its pauses included
public record Savings(CarbonMass baseline, CarbonMass actual) {

    /// The work is what was metered while the job ran; it is moved to the window's beginning,
    /// stretch after stretch. What was metered in pauses counts for the run and not for its
    /// baseline: without a pause there is none.
    ///
    /// @param energy as metered, one series for each part
    /// @param ran when the job ran, in order
    /// @param start of the window
    /// @param intensity as it was, from the window's beginning to the run's end
    /// @return null where the intensity does not cover both
    public static @Nullable Savings of(
            List<EnergySeries> energy,
            List<Interval> ran,
            Instant start,
            Intensity intensity,
            Pue pue) {
        double baseline = 0;
        double actual = 0;
        for (EnergySeries each : energy) {
            Met met = intensity.meet(each, new GapPolicy.LeaveOut());
            if (!met.coverage().isFull()) {
                return null;
            }
            actual += met.carbon().grams();
            for (EnergySeries part : moved(each, reaching(ran, each.timeline().span()), start)) {
                Met earlier = intensity.meet(part, new GapPolicy.LeaveOut());
                if (!earlier.coverage().isFull()) {
                    return null;
                }
                baseline += earlier.carbon().grams();
            }
        }
        return new Savings(
                new CarbonMass(baseline * pue.ratio()), new CarbonMass(actual * pue.ratio()));
    }

    /// A run is seen to start a moment after it did: what was metered before that, and after its
    /// end was seen, belongs to it.
    private static List<Interval> reaching(List<Interval> ran, Interval metered) {
        if (ran.isEmpty()) {
            return ran;
        }
        List<Interval> all = new ArrayList<>(ran);
        Interval first = all.getFirst();
        if (metered.start().isBefore(first.start())) {
            all.set(0, new Interval(metered.start(), first.end()));
        }
        Interval last = all.getLast();
        if (metered.end().isAfter(last.end())) {
            all.set(all.size() - 1, new Interval(last.start(), metered.end()));
        }
        return all;
    }

    private static List<EnergySeries> moved(
            EnergySeries energy, List<Interval> ran, Instant start) {
        List<EnergySeries> parts = new ArrayList<>();
        Instant at = start;
        for (Interval each : ran) {
            Optional<EnergySeries> part = energy.during(each);
            if (part.isPresent()) {
                parts.add(moved(part.get(), Duration.between(each.start(), at)));
            }
            at = at.plus(each.duration());
        }
        return parts;
    }

    private static EnergySeries moved(EnergySeries energy, Duration by) {
        Timeline.Builder times = Timeline.builder();
        double[] joules = new double[energy.size()];
        for (int i = 0; i < joules.length; i++) {
            Interval interval = energy.timeline().interval(i);
            times.add(new Interval(interval.start().plus(by), interval.end().plus(by)));
            joules[i] = energy.energy(i).joules();
        }
        return new EnergySeries(times.build(), joules);
    }

    /// Negative where the run emitted more than it would have.
    public CarbonMass saved() {
        return new CarbonMass(baseline.grams() - actual.grams());
    }

    /// As a share of the baseline; empty where that is zero.
    public OptionalDouble fraction() {
        return baseline.grams() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(saved().grams() / baseline.grams());
    }
}
