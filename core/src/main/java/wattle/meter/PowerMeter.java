package wattle.meter;

import wattle.unit.Power;

/// A gauge of power, which has to be integrated over time.
public non-sealed interface PowerMeter extends Meter {

    /// The length of time that one value is the mean of, in seconds; 0 for an instant.
    double window();

    /// More than the metered part can draw; a value beyond it is refused.
    Power limit();

    /// The power now, in microwatts, not negative.
    ///
    /// @throws MeterException if it could not be read; a failed reading is never a value
    long readMicrowatts() throws MeterException;
}
