package wattle.grid.electricitymaps;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;

/// A zone that the service knows.
///
/// @param zone with the key that [wattle.grid.IntensityHistory] is asked with
/// @param name in words
/// @param country in words or as two letters; null where the service does not say
/// @param access what the token may ask, such as `carbon-intensity/history`, or `*` for everything;
///   empty where no token was sent
public record ElectricityMapsZone(
        GridZone zone, String name, @Nullable String country, Set<String> access) {

    public ElectricityMapsZone {
        access = Set.copyOf(access);
    }

    /// Whether the token may ask this.
    ///
    /// @param what such as `carbon-intensity/past-range`
    public boolean mayAsk(String what) {
        return access.contains("*") || access.contains(what);
    }
}
