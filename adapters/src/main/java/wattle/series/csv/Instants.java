package wattle.series.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/// Instants written as ISO 8601 with a zone, as nanoseconds since 1970-01-01T00:00:00Z: the form in
/// which [wattle.series.Timeline] takes them.
public final class Instants {

    /// Not an instant: [#problem] says why.
    public static final long NONE = Long.MIN_VALUE;

    private static final long NANOS = 1_000_000_000L;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS - 1;
    private static final int SHORTEST = "2026-03-01T04:05Z".length();
    private static final int LONGEST_OFFSET_SECONDS = 18 * 3600;

    private Instants() {}

    /// The instant, or [#NONE].
    public static long parse(char[] text, int offset, int length) {
        int from = offset;
        int end = offset + length;
        while (from < end && text[from] == ' ') {
            from++;
        }
        while (from < end && text[end - 1] == ' ') {
            end--;
        }
        long fast = usual(text, from, end, true);
        return fast != NONE ? fast : exact(new String(text, from, end - from));
    }

    /// A time without a zone, such as `2026-03-01 04:05:00`, in nanoseconds since 1970-01-01T00:00
    /// of the same clock; [#NONE] where it is another thing, such as a time with a zone.
    public static long parseLocal(char[] text, int offset, int length) {
        int from = offset;
        int end = offset + length;
        while (from < end && text[from] == ' ') {
            from++;
        }
        while (from < end && text[end - 1] == ' ') {
            end--;
        }
        return usual(text, from, end, false);
    }

    /// A time without a zone from its parts, as [#parseLocal]; [#NONE] where there is no such time.
    public static long local(int year, int month, int day, int hour, int minute, int second) {
        boolean isTime =
                year >= 0
                        && month >= 1
                        && month <= 12
                        && day >= 1
                        && day <= daysOf(year, month)
                        && hour >= 0
                        && hour <= 23
                        && minute >= 0
                        && minute <= 59
                        && second >= 0
                        && second <= 59;
        return isTime
                ? nanos(
                        daysBefore(year, month, day) * SECONDS_PER_DAY
                                + hour * 3600L
                                + minute * 60L
                                + second,
                        0)
                : NONE;
    }

    /// `2026-03-01T04:05:00Z` and what differs from it in the zone, the seconds, or a space for the
    /// T.
    ///
    /// @param zoned whether the time has a zone
    private static long usual(char[] text, int from, int end, boolean zoned) {
        if (end - from < (zoned ? SHORTEST : SHORTEST - 1)
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || (text[from + 10] != 'T' && text[from + 10] != ' ')
                || text[from + 13] != ':') {
            return NONE;
        }
        int year = 100 * two(text, from) + two(text, from + 2);
        int month = two(text, from + 5);
        int day = two(text, from + 8);
        int hour = two(text, from + 11);
        int minute = two(text, from + 14);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return NONE;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return NONE;
        }
        int at = from + 16;
        int second = 0;
        int nano = 0;
        if (at < end && text[at] == ':') {
            if (end - at < (zoned ? 4 : 3)) {
                return NONE;
            }
            second = two(text, at + 1);
            at += 3;
            if (at < end && text[at] == '.') {
                int unit = (int) NANOS / 10;
                int first = ++at;
                for (; at < end && text[at] >= '0' && text[at] <= '9' && unit > 0; at++) {
                    nano += unit * (text[at] - '0');
                    unit /= 10;
                }
                if (at == first) {
                    return NONE;
                }
            }
        }
        int ahead = zoned ? zone(text, at, end) : at == end ? 0 : Integer.MIN_VALUE;
        if (second < 0 || second > 59 || ahead == Integer.MIN_VALUE) {
            return NONE;
        }
        long seconds =
                daysBefore(year, month, day) * SECONDS_PER_DAY
                        + hour * 3600L
                        + minute * 60L
                        + second
                        - ahead;
        return nanos(seconds, nano);
    }

    /// Seconds ahead of UTC, or the smallest integer where this is no zone.
    private static int zone(char[] text, int at, int end) {
        if (at == end - 1 && text[at] == 'Z') {
            return 0;
        }
        boolean colon = end - at == 6 && text[at + 3] == ':';
        if (!(colon || end - at == 5 || end - at == 3) || (text[at] != '+' && text[at] != '-')) {
            return Integer.MIN_VALUE;
        }
        int hours = two(text, at + 1);
        int minutes = end - at == 3 ? 0 : two(text, colon ? at + 4 : at + 3);
        int seconds = hours * 3600 + minutes * 60;
        if (hours < 0 || minutes < 0 || minutes > 59 || seconds > LONGEST_OFFSET_SECONDS) {
            return Integer.MIN_VALUE;
        }
        return text[at] == '-' ? -seconds : seconds;
    }

    /// Two digits, or a number far below zero.
    private static int two(char[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -100_000 : 10 * tens + ones;
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// Days since 1970-01-01 in the Gregorian calendar, by counting years from March.
    private static long daysBefore(int year, int month, int day) {
        long y = month > 2 ? year : year - 1L;
        int monthFromMarch = month > 2 ? month - 3 : month + 9;
        return 365 * y
                + Math.floorDiv(y, 4)
                - Math.floorDiv(y, 100)
                + Math.floorDiv(y, 400)
                + (153L * monthFromMarch + 2) / 5
                + day
                - 719_469;
    }

    private static long exact(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
            return nanos(instant.getEpochSecond(), instant.getNano());
        } catch (DateTimeException notATime) {
            return NONE;
        }
    }

    private static long nanos(long seconds, int nano) {
        return Math.abs(seconds) > LAST_SECOND ? NONE : seconds * NANOS + nano;
    }

    /// Why a text is not an instant, and what to do.
    static Problem problem(String cell) {
        String text = cell.strip();
        String example = "Write it in UTC, such as 2026-03-01T04:05:00Z";
        if (text.isEmpty()) {
            return new Problem("the time is missing", example + ", or delete the row.");
        }
        String quoted = InvalidFileException.quoted(text);
        try {
            LocalDateTime local = LocalDateTime.parse(text.replace(' ', 'T'));
            return new Problem(
                    quoted + " is a time without a zone",
                    "If it is UTC, write " + local + "Z; if not, add its offset, such as +02:00.");
        } catch (DateTimeException notLocal) {
            return other(text, quoted, example);
        }
    }

    private static Problem other(String text, String quoted, String example) {
        try {
            OffsetDateTime.parse(text.replace(' ', 'T'));
            return new Problem(
                    quoted + " lies outside the years 1678 to 2261", "Correct the year.");
        } catch (DateTimeException notATime) {
            try {
                LocalDate.parse(text);
                return new Problem(quoted + " is a date without a time and a zone", example + ".");
            } catch (DateTimeException notADate) {
                return new Problem(quoted + " is not an ISO 8601 time with a zone", example + ".");
            }
        }
    }

    /// What is wrong, and what to do.
    record Problem(String what, String advice) {}
}
