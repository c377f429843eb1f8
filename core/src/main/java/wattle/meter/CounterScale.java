package wattle.meter;

import java.time.Duration;
import java.util.OptionalLong;
import wattle.unit.Energy;
import wattle.unit.Power;

/// What an energy counter's ticks mean and when it starts again from zero.
///
/// RAPL counts microjoules and wraps at the zone's `max_energy_range_uj`; NVML counts millijoules
/// since the driver was loaded and does not wrap in practice. Raw values stay `long` until their
/// difference is taken.
///
/// @param tick the energy of one tick, more than zero
/// @param wrapsAt the highest value before the counter starts again from zero; empty where it never
///   wraps or nobody knows
/// @param limit more than the metered part can draw; an increment beyond it is refused
public record CounterScale(Energy tick, OptionalLong wrapsAt, Power limit) {

    public CounterScale {
        if (tick.joules() == 0) {
            throw new IllegalArgumentException("a counter's tick must be more than zero joules");
        }
        if (wrapsAt.isPresent() && wrapsAt.getAsLong() < 1) {
            throw new IllegalArgumentException(
                    "a counter wraps at a value above zero, in ticks: " + wrapsAt.getAsLong());
        }
    }

    /// The energy between two readings.
    ///
    /// A smaller second value is a wrap where the counter wraps and the energy that follows is
    /// plausible in the elapsed time, otherwise a reset; never an absolute difference. More than
    /// one wrap between two readings cannot be seen, so a counter has to be read more often than
    /// `wrapsAt` × `tick` ÷ `limit`.
    ///
    /// @throws IllegalArgumentException if the second reading is not later than the first
    public Increment between(CounterReading first, CounterReading second) {
        Duration elapsed = Duration.between(first.at(), second.at());
        if (elapsed.isNegative() || elapsed.isZero()) {
            throw new IllegalArgumentException(
                    "the second reading must be later: " + first.at() + ", " + second.at());
        }
        boolean fell = second.raw() < first.raw();
        if (fell && wrapsAt.isEmpty()) {
            return new Increment.Reset(second);
        }
        long ticks = second.raw() - first.raw() + (fell ? wrapsAt.getAsLong() : 0);
        if (ticks < 0) {
            return new Increment.Reset(second);
        }
        Energy energy = tick.times((double) ticks);
        if (energy.compareTo(limit.over(elapsed)) > 0) {
            return fell ? new Increment.Reset(second) : new Increment.Implausible(energy, elapsed);
        }
        return new Increment.Counted(energy, fell);
    }
}
