package wattle.grid.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;

/// One way to read a place: a zone of some source that it is, lies in, or is near to.
///
/// @param zone the zone
/// @param name what it is called, in words
/// @param basis how the place comes to it, such as "country by its code" or "same border as
///   country:FRA"
/// @param kilometres from the point asked for to the one that stands for the zone; null where no
///   point was asked for
/// @param data what is shipped for exactly this zone, possibly nothing
public record Reading(
        GridZone zone,
        String name,
        String basis,
        @Nullable Double kilometres,
        List<ZoneData> data) {

    public Reading {
        data = List.copyOf(data);
    }
}
