package wattle.report.intensity;

import java.time.Instant;

/// A stretch of time, or an hour of the day, with its mean intensity in g/kWh.
///
/// @param start of the stretch; of an hour of the day, that hour on 1970-01-01
/// @param mean weighted by time; NaN where there is no value
/// @param low the 10th percentile of the values in it, or the mean of the 10th percentiles that
///   came with the series; NaN where there is no value
/// @param high the 90th likewise
public record Bin(Instant start, double mean, double low, double high) {

    public boolean isEmpty() {
        return Double.isNaN(mean);
    }
}
