package wattle.series;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The join of an energy series with a value that holds over time: Σ energy × value over every
/// stretch of time in which both are constant, matched by instant.
///
/// The two series may have any steps and offsets. An energy interval that meets several values is
/// split exactly, in proportion to time; nothing is resampled, and nothing is matched by position.
///
/// Cost: O(energy intervals + value intervals), without memory of its own. Immutable; threads may
/// share it.
///
/// @param weightedSum Σ energy × value, in joules × the value's unit, over covered energy
/// @param coverage how much of the energy met a value
/// @param valueSeconds Σ value × seconds over covered time
/// @param covered the time in which energy and value were both there
/// @param held the part of `covered` in which the last value was held over a gap
/// @param firstGap the first stretch of energy without a value; null where there is none
public record Join(
        double weightedSum,
        Coverage coverage,
        double valueSeconds,
        Duration covered,
        Duration held,
        @Nullable Interval firstGap) {

    /// @throws NotCoveredException if energy met no value and the policy is [GapPolicy.Fail]
    public static Join of(EnergySeries energy, HeldSeries values, GapPolicy policy) {
        return of(energy, values, policy, null);
    }

    /// As [#of(EnergySeries, HeldSeries, GapPolicy)], and adds up apart what values of each tag
    /// met.
    ///
    /// @param byTag one tag for each value; filled by this join
    public static Join of(
            EnergySeries energy, HeldSeries values, GapPolicy policy, @Nullable SumsByTag byTag) {
        Join join = new Joiner(energy, values, Nanos.of(policy.atMost()), byTag).join();
        if (policy instanceof GapPolicy.Fail && join.firstGap != null) {
            throw new NotCoveredException(join.firstGap, join.coverage);
        }
        return join;
    }

    /// The mean of the value weighted by energy; empty where no energy was covered.
    public OptionalDouble energyWeightedMean() {
        double joules = coverage.joined().joules();
        return joules == 0 ? OptionalDouble.empty() : OptionalDouble.of(weightedSum / joules);
    }

    /// The mean of the value over the covered time; empty where no time was covered.
    public OptionalDouble timeMean() {
        return covered.isZero()
                ? OptionalDouble.empty()
                : OptionalDouble.of(valueSeconds / (covered.toNanos() / (double) Nanos.PER_SECOND));
    }

    public Optional<Interval> gap() {
        return Optional.ofNullable(firstGap);
    }
}
