package wattle.grid.forecast;

import java.time.Duration;
import wattle.grid.Quality;

/// What answers a [Frame]. May keep what it learned, so for one thread at a time; what it answers
/// depends on the frame alone.
interface StepModel {

    /// The model's name.
    String name();

    /// How much past it needs.
    Duration needs();

    /// What a forecast by it is: a forecast, or no more than a typical day.
    Quality quality();

    /// One value in g/kWh for each wanted interval, finite and not yet held within the range of the
    /// past.
    double[] values(Frame frame);
}
