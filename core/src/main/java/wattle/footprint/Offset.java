package wattle.footprint;

import wattle.unit.CarbonMass;

/// A claim to have offset part of the operational carbon: shown beside a footprint and never
/// subtracted from it.
///
/// @param percent 0 to 100
/// @param claimed that part of the operational carbon
public record Offset(double percent, CarbonMass claimed) {

    public Offset {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "an offset is between 0 and 100 percent: " + percent);
        }
    }

    public static Offset of(double percent, CarbonMass operational) {
        return new Offset(percent, operational.times(percent / 100));
    }
}
