package wattle.grid;

import java.time.Duration;
import java.time.Instant;

/// A model that forecasts a series from nothing but its own past: one of those in
/// `wattle.grid.forecast`, or one of your own. Immutable; threads may share it.
///
/// What a forecast issued at an instant may rest on are the intervals that had *ended* by then, for
/// their values were not known before. A forecaster that keeps to this gives the same forecast
/// whatever the series holds later.
///
/// ```java
/// Forecaster.Prepared model = Blend.standard().over(series); // once
/// Forecast forecast = model.forecast(now, Duration.ofHours(72)); // thousands of times
/// ```
public interface Forecaster {

    /// The model's name in options and tables, such as `blend`.
    String name();

    /// Gets ready to issue forecasts along the series. The series may go on beyond the instants at
    /// which forecasts are issued.
    Prepared over(IntensitySeries series);

    /// One forecast; where many are wanted of one series, [#over] is faster.
    ///
    /// @throws GridException as [Prepared#forecast]
    default Forecast forecast(IntensitySeries past, Instant issuedAt, Duration horizon)
            throws GridException {
        return over(past).forecast(issuedAt, horizon);
    }

    /// A forecaster on one series. Keeps what it learned for the next forecast, so one thread at a
    /// time; yet what it says does not depend on what it was asked before.
    interface Prepared {

        /// The intensity that is expected, on the step of the series, from the interval that
        /// contains `issuedAt` until one that reaches `issuedAt` + `horizon`.
        ///
        /// Its quality is [Quality#FORECAST] or [Quality#TYPICAL_DAY]; where the model had to fall
        /// back on a simpler one, [Forecast#model] says so.
        ///
        /// @throws GridException [GridException.Reason#NOT_COVERED] if the past holds too little
        Forecast forecast(Instant issuedAt, Duration horizon) throws GridException;
    }
}
