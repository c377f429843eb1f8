package wattle.grid.forecast;

import java.time.Duration;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import wattle.grid.Quality;

/// A typical day, scaled so that its mean over the last 24 hours is the mean that was seen.
///
/// `ŷ(τ) = typical(τ) · mean₂₄(y) / mean₂₄(typical)`; not scaled where the typical mean is zero.
/// The typical day is a table of 12 months × 24 hours in UTC, or where none is given the mean of
/// the same hour over the last month or so ([Hours#slow]).
///
/// Immutable.
final class TypicalDayModel implements StepModel {

    private final Hours hours;
    private final double @Nullable [][] table;

    /// @param table g/kWh by month (0 is January) and hour; null for the series' own
    TypicalDayModel(Hours hours, double @Nullable [][] table) {
        this.hours = hours;
        this.table = table;
    }

    @Override
    public String name() {
        return table == null ? "typical-day" : Forecasters.SHIPPED_DAY;
    }

    @Override
    public Duration needs() {
        return Duration.ofDays(2);
    }

    @Override
    public Quality quality() {
        return Quality.TYPICAL_DAY;
    }

    @Override
    public double[] values(Frame frame) {
        int origin = hours.last(frame);
        var path = new HourPath(hours, origin, ahead(origin, HourPath.hoursFor(frame, hours)));
        return path.values(frame);
    }

    private double[] ahead(int origin, int count) {
        double mean = 0;
        for (int h = origin - Hours.DAY + 1; h <= origin; h++) {
            mean += typical(Math.max(0, h), origin) / Hours.DAY;
        }
        double scale = mean > 0 ? hours.levelOf24[origin] / mean : 1;
        double[] values = new double[count];
        for (int k = 1; k <= count; k++) {
            values[k - 1] = scale * typical(origin + k, origin);
        }
        return values;
    }

    private double typical(int hour, int origin) {
        if (table == null) {
            return hours.slow[hour <= origin ? hour : Hours.dayBefore(origin, hour - origin)];
        }
        var at = Known.instant((hours.first + hour) * Known.HOUR).atOffset(ZoneOffset.UTC);
        return table[at.getMonthValue() - 1][at.getHour()];
    }
}
