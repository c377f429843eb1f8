package wattle.hub.page.live;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wattle.grid.LayeredIntensity;
import wattle.hub.page.Chart;
import wattle.hub.page.Chart.Axis;
import wattle.hub.page.Chart.Scale;

/// The intensity that is expected at a run's place.
final class HoursAhead {

    /// Of the chart, and of the starts that a pause is advised among.
    static final Duration LONG = Duration.ofHours(24);

    private HoursAhead() {}

    /// @return null where nothing is known of the time from now on
    static @Nullable Chart chart(LayeredIntensity known, Instant now) {
        IntensityLines lines = IntensityLines.of(known, now, now.plus(LONG));
        if (lines.series().isEmpty()) {
            return null;
        }
        String words =
                "Expected from now on: "
                        + lines.span()
                        + ", lowest from "
                        + Words.second(lines.lowestAt())
                        + " UTC; "
                        + lines.by(known)
                        + ".";
        return Chart.of(
                "Intensity of the hours to come",
                words,
                Axis.of("Time, UTC", "", Scale.TIME),
                Axis.of("Intensity", "g CO2eq/kWh", Scale.VALUE),
                lines.series(),
                lines.table());
    }
}
