package wattle.run.driver;

/// Time that passes evenly, whatever is done to the clock: what a run's length is taken by. It
/// stands still while the machine sleeps, as the run does.
public interface Ticks {

    /// The machine's own, which all its processes share until it is started anew.
    Ticks SYSTEM = System::nanoTime;

    /// Nanoseconds since some moment of the machine's present start.
    long now();
}
