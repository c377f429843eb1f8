package wattle.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import wattle.grid.Forecaster;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.catalog.Places;
import wattle.grid.catalog.TypicalDay;
import wattle.grid.forecast.Forecasters;

/// The typical day that ships for the zone of a series, as a model of forecasts.
final class ShippedDay {

    private ShippedDay() {}

    /// @param zone as the user named it; null where nobody did, and the series' own is taken
    /// @param issued the first forecast; a table that knows the time after it is not used
    /// @return null where none of the series' signal and factor is shipped
    static @Nullable Forecaster of(IntensitySeries series, @Nullable String zone, Instant issued) {
        TypicalDay day = day(series, zone);
        boolean isPast = day != null && issued.atOffset(ZoneOffset.UTC).getYear() > day.lastYear();
        return day != null && isPast ? Forecasters.typicalDay(day.means()) : null;
    }

    private static @Nullable TypicalDay day(IntensitySeries series, @Nullable String named) {
        GridZone own = series.zone();
        String name = named != null ? named : own == null ? "" : own.key();
        if (name.isEmpty()) {
            return null;
        }
        GridZone zone = Places.isKnown(name) ? Places.find(name, null).zone() : null;
        TypicalDay day = zone == null ? null : TypicalDay.find(zone, series.labels());
        return day != null
                ? day
                : TypicalDay.find(new GridZone(TypicalDay.PROFILE, name), series.labels());
    }
}
