package wattle.hub.page.calculator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;
import wattle.footprint.Footprint;
import wattle.grid.GridZone;
import wattle.grid.catalog.ZoneLocator;
import wattle.series.Interval;

/// The address of `/plan` for the job that was calculated: one run of it, with the same energy of
/// its devices over the same time, in the same place; where it was said from when to when it ran,
/// within that time.
final class ToPlan {

    private ToPlan() {}

    static String address(Form form, Footprint footprint) {
        var query = new StringJoiner("&", "/plan?", "");
        double joules = footprint.operational().itEnergy().joules() / runs(form);
        Duration duration = footprint.duration();
        long seconds = duration == null ? 0 : Math.round(duration.toNanos() / 1e9);
        if (seconds > 0) {
            query.add("duration=" + words(seconds));
            query.add("power_watts=" + plain(joules / seconds));
        } else {
            query.add("energy_kwh=" + plain(joules / 3.6e6)); // The plan asks for the duration.
        }
        String zone = zone(form, footprint);
        if (!zone.isEmpty()) {
            query.add("zone=" + URLEncoder.encode(zone, StandardCharsets.UTF_8));
        }
        query.add("pue=" + plain(footprint.operational().pue().ratio()));
        Interval span = footprint.span();
        if (span != null) {
            query.add("at=" + span.start());
            long slack = span.duration().toSeconds() - seconds;
            if (seconds > 0 && slack > 0) {
                query.add("slack=" + words(slack));
            }
        }
        return query.toString();
    }

    private static double runs(Form form) {
        return form.value("runs").isEmpty() ? 1 : Double.parseDouble(form.value("runs"));
    }

    private static String zone(Form form, Footprint footprint) {
        if (!form.value("zone").isEmpty()) {
            return form.value("zone");
        }
        // A provider's own yearly figure is of no grid zone: hours are those of where its region
        // is.
        GridZone zone =
                form.value("region").isEmpty()
                        ? footprint.intensity().zone()
                        : ZoneLocator.region(form.value("provider"), form.value("region")).zone();
        return zone == null ? "" : zone.toString();
    }

    /// "100h", "90m", "61s".
    private static String words(long seconds) {
        return seconds % 3600 == 0
                ? seconds / 3600 + "h"
                : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(12))
                .stripTrailingZeros()
                .toPlainString();
    }
}
