package wattle.hub.page.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Factor;
import wattle.grid.Labels;
import wattle.grid.LayeredIntensity;
import wattle.grid.Signal;
import wattle.hub.web.carbonaware.NotKnownException;
import wattle.series.Interval;

/// What this machine knows of places by the hour: what was fetched, and typical days. Asks no
/// service. Threads share it.
public interface HourlyPlaces {

    /// A place that plans can be made for.
    ///
    /// @param zone the name that a plan takes
    /// @param name in words
    /// @param basis how it is known, such as "typical day"
    record Known(String zone, String name, Labels labels, String basis) {}

    /// All of them.
    List<Known> all();

    /// The intensity that a plan for this place rests on.
    ///
    /// @param signal null for the place's own, or else one that is known of it
    /// @param factor likewise
    /// @param span bounded by the caller
    /// @throws NotKnownException if nothing is called so, or nothing by the hour is known of it
    LayeredIntensity over(
            String place, @Nullable Signal signal, @Nullable Factor factor, Interval span)
            throws NotKnownException;
}
