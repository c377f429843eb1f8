package wattle.grid.catalog;

import org.jspecify.annotations.Nullable;
import wattle.grid.Labels;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// Between which shares of its yearly mean the intensity of an hour usually lies.
///
/// From the typical days of the zone with the same signal and factor: the mean over its 288 months
/// and hours of the 10th percentile, over the mean of the means; the 90th likewise. For any other
/// zone the medians of these two ratios over the 24 average series that are shipped, 0.795 and
/// 1.194 (contains data of Electricity Maps, ODbL 1.0). A spread within month and hour of the day:
/// across a whole year hours lie farther apart.
///
/// @param low the 10th percentile over the mean, at most 1
/// @param high the 90th percentile over the mean, at least 1
record HourlySpread(double low, double high) {

    static final HourlySpread TYPICAL = new HourlySpread(0.795, 1.194);

    /// @param zone the zone's key at Electricity Maps; null where there is none
    static HourlySpread of(@Nullable String zone, Labels labels) {
        if (zone == null) {
            return TYPICAL;
        }
        HourlySpread open = in(TypicalDay.TABLE, zone, labels);
        HourlySpread found = open == null ? in(TypicalDay.ODBL, zone, labels) : open;
        return found == null ? TYPICAL : found;
    }

    Range<CarbonIntensity> around(double mean) {
        CarbonIntensity value = new CarbonIntensity(mean);
        return new Range<>(value.times(low), value, value.times(high));
    }

    private static @Nullable HourlySpread in(Table table, String zone, Labels labels) {
        for (Row row : table.rows()) {
            if (row.key().equals(zone)
                    && row.text("signal").equals(labels.signal().label())
                    && row.text("factor").equals(labels.factor().label())) {
                return new HourlySpread(row.number("p10_over_mean"), row.number("p90_over_mean"));
            }
        }
        return null;
    }
}
