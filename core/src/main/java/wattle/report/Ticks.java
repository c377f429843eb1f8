package wattle.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Round values along an axis.
public final class Ticks {

    private static final int MOST = 7;

    /// Lengths that people count time in, in seconds; beyond them months and years.
    private static final double[] TIMES = {
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300,
        600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800
    };

    private static final double DAY = 86_400;

    /// From this length on months are counted, of which these many go together.
    private static final double MONTHS_FROM = 70 * DAY;

    private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600};

    private Ticks() {}

    /// From the last one at or below `low` to the first at or above `high`: 1, 2 or 5 times a power
    /// of ten apart.
    public static List<Double> values(double low, double high) {
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
    public record Time(Instant at, String label) {}

    /// Round times of the day in UTC, with labels.
    public static List<Time> times(Instant start, Duration span) {
        double seconds = Math.max(1e-6, span.toNanos() / 1e9);
        if (seconds > MONTHS_FROM) {
            return months(start, start.plus(span), seconds / DAY / 30.4);
        }
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
        return 10 * DAY;
    }

    private static List<Time> months(Instant start, Instant end, double count) {
        int step = MONTHS[MONTHS.length - 1];
        for (int each : MONTHS) {
            if (count / each <= MOST) {
                step = each;
                break;
            }
        }
        List<Time> times = new ArrayList<>();
        LocalDate first = start.atOffset(ZoneOffset.UTC).toLocalDate();
        // Counted from year 0, so that the ticks are round years and quarters.
        long at = Math.floorDiv(first.getYear() * 12L + first.getMonthValue() - 1, step) * step;
        while (true) {
            LocalDate month = LocalDate.of((int) (at / 12), (int) (at % 12) + 1, 1);
            Instant tick = month.atStartOfDay().toInstant(ZoneOffset.UTC);
            if (tick.isAfter(end)) {
                return times;
            }
            if (!tick.isBefore(start)) {
                times.add(new Time(tick, month.toString().substring(0, step % 12 == 0 ? 4 : 7)));
            }
            at += step;
        }
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
