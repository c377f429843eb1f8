package wattle.meter;

/// A counter of energy. Its differences are exact however rarely it is read, as long as it wraps at
/// most once in between.
public non-sealed interface CounterMeter extends Meter {

    CounterScale scale();

    /// The counter now, in ticks, not negative.
    ///
    /// @throws MeterException if it could not be read; a failed reading is never a value
    long read() throws MeterException;
}
