package wattle.meter;

/// A sensor that was found and may be read: a counter of energy or a gauge of power, never both.
///
/// Read by one thread at a time, not always the one that found it. Reading takes microseconds where
/// the kernel or a driver answers, seconds where a program or a bus is asked ([#every]), and may
/// hang with a sick driver: the sampler reads each source on a thread of its own.
public sealed interface Meter extends AutoCloseable permits CounterMeter, PowerMeter {

    /// What it measures and how.
    Part part();

    /// The shortest time between two readings that makes sense, in seconds; 0 where a reading costs
    /// next to nothing.
    default double every() {
        return 0;
    }

    /// Gives back what it holds. Further readings are refused with a [MeterException]; closing
    /// twice is harmless.
    @Override
    void close();
}
