package wattle.hub.web.carbonaware;

import java.time.Instant;
import wattle.grid.LayeredIntensity;
import wattle.series.Interval;

/// The carbon intensity of locations over time, from what is known here: what was fetched, else a
/// typical day, else a yearly figure. Asks no service. Threads share it.
@FunctionalInterface
public interface LocationIntensity {

    /// @param location a cloud region such as `eastus`, or a place as `wattle grid find` takes it
    /// @param span bounded by the caller
    /// @param decision forecasts must have been issued before it
    /// @param byTheHour whether a yearly figure, which tells no hour from another, is no answer
    /// @throws NotKnownException if nothing is called so, or nothing by the hour is known of it
    LayeredIntensity over(String location, Interval span, Instant decision, boolean byTheHour)
            throws NotKnownException;
}
