package wattle.grid.csv;

import org.jspecify.annotations.Nullable;
import wattle.series.csv.Instants;

/// A date and time of day in digits with other signs between, read from left to right.
final class DateDigits {

    private final char[] text;
    private final int end;
    private int at;

    DateDigits(char[] text, int offset, int length) {
        this.text = text;
        at = offset;
        end = offset + length;
    }

    /// `7/1/2024 5:00:00 PM`, `07/01/2024 17:00`, and nothing behind it.
    long american(@Nullable LocalClock clock) {
        int month = number('/');
        int day = number('/');
        int year = number(' ');
        int hour = number(':');
        int minute = number(at + 2 < end && text[at + 2] == ':' ? ':' : ' ');
        int second = isDigit() ? number(' ') : 0;
        if (at < end) {
            boolean afternoon = is('P');
            if ((!afternoon && !is('A')) || end - at != 2 || hour < 1 || hour > 12) {
                return Instants.NONE;
            }
            at++;
            if (!is('M')) {
                return Instants.NONE;
            }
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        return instant(Instants.local(year, month, day, hour, minute, second), clock);
    }

    /// `01.01.2020 00:00`, `01/01/2025 00:00:00`, and anything behind it.
    long dayFirst(@Nullable LocalClock clock) {
        char between = end - at > 2 && text[at + 2] == '.' ? '.' : '/';
        int day = number(between);
        int month = number(between);
        int year = number(' ');
        int hour = number(':');
        int minute = number(at + 2 < end && text[at + 2] == ':' ? ':' : ' ');
        int second = isDigit() ? number(' ') : 0;
        return instant(Instants.local(year, month, day, hour, minute, second), clock);
    }

    private static long instant(long local, @Nullable LocalClock clock) {
        return local == Instants.NONE || clock == null ? Instants.NONE : clock.instant(local);
    }

    /// The digits from here, and the sign behind them if it is the one that may stand there; below
    /// zero where there are none, or another sign.
    private int number(char next) {
        int first = at;
        int number = 0;
        while (isDigit() && at - first < 4) {
            number = 10 * number + (text[at++] - '0');
        }
        if (at == first) {
            return -1;
        }
        if (at < end) {
            if (text[at++] != next) {
                return -1;
            }
        }
        return number;
    }

    private boolean isDigit() {
        return at < end && text[at] >= '0' && text[at] <= '9';
    }

    private boolean is(char sign) {
        return at < end && Character.toUpperCase(text[at]) == sign;
    }
}
