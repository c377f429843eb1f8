package wattle.hub.submission;

import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.catalog.Places;
import wattle.grid.catalog.YearlySeries;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;

/// The intensities that a claim of a country may have.
///
/// @param range from the lowest yearly figure of the country and its states to the highest,
///   widened; null where the country is not known
record CountryRange(@Nullable Range<CarbonIntensity> range) {

    /// Data sets differ by what they count (direct or lifecycle, produced or consumed), and the
    /// years before the first one that is shipped were dirtier.
    private static final double WIDENED = 1.5;

    /// @param code two letters of ISO 3166-1
    static CountryRange of(String code) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (Places.Place each : Places.all()) {
            if (each.zone().equals(code) || each.zone().startsWith(code + "-")) {
                GridZone zone = Places.find(each.zone(), null).zone();
                for (IntensitySeries series :
                        zone == null
                                ? YearlySeries.of(new GridZone("country", code))
                                : YearlySeries.of(zone)) {
                    low = Math.min(low, series.gramsPerKilowattHour().min());
                    high = Math.max(high, series.gramsPerKilowattHour().max());
                }
            }
        }
        return new CountryRange(
                high == 0
                        ? null
                        : new Range<>(
                                new CarbonIntensity(low / WIDENED),
                                new CarbonIntensity((low + high) / 2),
                                new CarbonIntensity(high * WIDENED)));
    }
}
