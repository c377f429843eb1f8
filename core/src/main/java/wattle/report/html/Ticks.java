package wattle.report.html;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Round values along an axis.
final class Ticks {

    private static final int MOST = 7;

    /// Lengths that people count time in, in seconds; beyond them whole tens of days.
    private static final double[] TIMES = {
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300,
        600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800
    };

    private static final double DAY = 86_400;

    private Ticks() {}

    /// From the last one at or below `low` to the first at or above `high`: 1, 2 or 5 times a power
    /// of ten apart.
    static List<Double> values(double low, double high) {
        double span = high > low ? high - low : 1;
        double power = Math.pow(10, Math.floor(Math.log10(span / MOST)));
        double step = 10 * power;
        for (double each : new double[] {1, 2, 5}) {
            if (span / (each * power) <= MOST) {
                step = each * power;
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.floor(low / step);
        long last = Math.max(first + 1, (long) Math.ceil((low + span) / step));
        for (long i = first; i <= last; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /// An instant with what is written below it.
    record Time(Instant at, String label) {}

    static List<Time> times(Instant start, Duration span) {
        double seconds = Math.max(1e-6, span.toNanos() / 1e9);
        double step = step(seconds);
        long stepNanos = Math.max(1, Math.round(step * 1e9));
        // Counted from midnight, so that the ticks are round times of the day.
        Instant midnight = start.truncatedTo(ChronoUnit.DAYS);
        long before = Math.ceilDiv(Duration.between(midnight, start).toNanos(), stepNanos);
        List<Time> times = new ArrayList<>();
        Instant at = midnight.plusNanos(before * stepNanos);
        while (!at.isAfter(start.plus(span)) && times.size() <= 2 * MOST) {
            times.add(new Time(at, label(at, step)));
            at = at.plusNanos(stepNanos);
        }
        return times;
    }

    private static double step(double seconds) {
        for (double each : TIMES) {
            if (seconds / each <= MOST) {
                return each;
            }
        }
        return 10 * DAY * Math.ceil(seconds / (10 * DAY) / MOST);
    }

    private static String label(Instant at, double step) {
        String text = at.toString();
        String date = text.substring(5, 10);
        boolean midnight = at.equals(at.truncatedTo(ChronoUnit.DAYS));
        if (step >= DAY || (midnight && step >= 60)) {
            return date;
        }
        String time = text.substring(11, text.length() - 1);
        return step >= 60 ? time.substring(0, 5) : time;
    }
}
