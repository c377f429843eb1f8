package wattle.meter;

import java.time.Duration;
import wattle.unit.Energy;

/// What two readings of a counter say about the time between them.
public sealed interface Increment {

    /// The counter advanced by `energy`; `wrapped` once on the way or not.
    record Counted(Energy energy, boolean wrapped) implements Increment {}

    /// The counter started again, as after a driver reload: the energy since the first reading is
    /// not known. Counting goes on from `next`.
    record Reset(CounterReading next) implements Increment {}

    /// The counter jumped by more than the metered part can draw in `elapsed`: the reading is
    /// dropped.
    record Implausible(Energy claimed, Duration elapsed) implements Increment {}
}
