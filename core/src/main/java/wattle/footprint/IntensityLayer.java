package wattle.footprint;

import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.grid.Quality;
import wattle.grid.Rung;
import wattle.unit.Source;

/// One of several intensities that a footprint was made with, and for what part of it.
///
/// @param rung how it was come by
/// @param quality how it is known
/// @param zone the grid zone; null where nobody said
/// @param place the place in words
/// @param year the year of a yearly figure; null for a series
/// @param source publisher and licence
/// @param share of the energy that met an intensity, above 0 and at most 1
/// @param energyWeighted the mean by the energy that it answered for, in g/kWh; empty where nobody
///   noted it
/// @param retrievedAt when its source was asked, for the oldest of its values; null where it ships
///   with Wattle or came from a file
/// @param issuedAt when it was published; null where it is no forecast
public record IntensityLayer(
        Rung rung,
        Quality quality,
        @Nullable GridZone zone,
        String place,
        @Nullable Integer year,
        Source source,
        double share,
        OptionalDouble energyWeighted,
        @Nullable Instant retrievedAt,
        @Nullable Instant issuedAt) {

    public IntensityLayer {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a layer's share lies in 0 to 1: " + share);
        }
    }
}
