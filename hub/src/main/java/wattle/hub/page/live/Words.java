package wattle.hub.page.live;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.unit.CarbonMass;

/// Times and quantities as the pages of runs say them.
final class Words {

    static final String UNKNOWN = "not known";

    private Words() {}

    /// "34 s", "2 min 5 s", "3 h 12 min", "2 d 4 h": whole units, rounded down.
    static String time(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        if (seconds < 86_400) {
            return seconds / 3600
                    + " h"
                    + (seconds % 3600 < 60 ? "" : " " + seconds % 3600 / 60 + " min");
        }
        return seconds / 86_400
                + " d"
                + (seconds % 86_400 < 3600 ? "" : " " + seconds % 86_400 / 3600 + " h");
    }

    /// "2026-03-01 10:00:07", in UTC.
    static String second(Instant at) {
        String text = at.truncatedTo(ChronoUnit.SECONDS).toString();
        return text.replace('T', ' ').replace("Z", "");
    }

    static String energy(double joules) {
        return Figures.energy(joules / 3.6e6);
    }

    static String carbon(double grams) {
        return Masses.alone(new CarbonMass(grams));
    }

    static String power(double watts) {
        return watts < 10_000 ? Figures.number(watts) + " W" : Figures.number(watts / 1000) + " kW";
    }
}
