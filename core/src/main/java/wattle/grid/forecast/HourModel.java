package wattle.grid.forecast;

import java.time.Duration;

/// A model of whole hours. May keep what it learned, so for one thread at a time.
interface HourModel {

    String name();

    Duration needs();

    /// The hours after `origin`, in g/kWh.
    double[] ahead(int origin, int count);
}
