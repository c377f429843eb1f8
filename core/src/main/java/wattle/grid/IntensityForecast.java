package wattle.grid;

import java.time.Duration;
import java.util.List;

/// A source of forecasts: a service, an archive, or a model of Wattle's own. One thread at a time,
/// unless an implementation says otherwise.
///
/// `IntensityForecastContract` in the module `testing` checks what every implementation must keep.
public interface IntensityForecast {

    /// The source's name in options, zones and files, such as `watttime`.
    String name();

    /// The kinds of intensity that it may be asked for.
    List<Labels> offers();

    /// The latest forecast that was issued no later than the decision.
    ///
    /// @param horizon how far ahead; the forecast may end earlier where the source does
    /// @throws GridException if there is none; [GridException.Reason#NOT_COVERED] where the source
    ///   keeps none that is old enough
    Forecast latest(GridZone zone, Labels labels, Decision decision, Duration horizon)
            throws GridException, InterruptedException;
}
