package wattle.grid.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Coordinates;
import wattle.grid.GridZone;

/// Where a place lies on the grid, and every other way to read it.
///
/// @param place what was understood, in words
/// @param zone the zone; null where the name stands for several and nobody said which
/// @param basis how it was found, and what that is worth
/// @param point the point that stands for the place: of a city, not of a building; null where none
///   is known
/// @param kilometres from the point asked for to `point`; null where no point was asked for
/// @param readings that of the zone first
/// @param notes what a reader must know
public record Located(
        String place,
        @Nullable GridZone zone,
        String basis,
        @Nullable Coordinates point,
        @Nullable Double kilometres,
        List<Reading> readings,
        List<String> notes) {

    public Located {
        readings = List.copyOf(readings);
        notes = List.copyOf(notes);
    }
}
