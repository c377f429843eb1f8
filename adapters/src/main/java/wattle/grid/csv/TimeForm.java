package wattle.grid.csv;

import org.jspecify.annotations.Nullable;
import wattle.series.csv.Decimals;
import wattle.series.csv.Instants;

/// How a file writes times. Each gives nanoseconds since 1970-01-01T00:00:00Z, or [Instants#NONE].
enum TimeForm {
    /// ISO 8601 with a zone, or without one where a clock is known.
    ISO {
        @Override
        long parse(char[] text, int offset, int length, @Nullable LocalClock clock) {
            if (clock != null) {
                long local = Instants.parseLocal(text, offset, length);
                if (local != Instants.NONE) {
                    return clock.instant(local);
                }
            }
            return Instants.parse(text, offset, length);
        }
    },
    /// Seconds since 1970, or milliseconds where the number is too large for that.
    EPOCH {
        @Override
        long parse(char[] text, int offset, int length, @Nullable LocalClock clock) {
            double number = Decimals.parse(text, offset, length);
            if (!(Math.abs(number) < LAST_MILLISECOND) || number != Math.rint(number)) {
                return Instants.NONE;
            }
            boolean seconds = Math.abs(number) < FIRST_MILLISECOND;
            return ((long) number) * (seconds ? 1_000_000_000L : 1_000_000L);
        }
    },
    /// `7/1/2024 5:00:00 PM`, month first, of a known clock.
    AMERICAN {
        @Override
        long parse(char[] text, int offset, int length, @Nullable LocalClock clock) {
            return new DateDigits(text, offset, length).american(clock);
        }
    },
    /// The first of two times, such as `01.01.2020 00:00 - 01.01.2020 01:00 (UTC)` or `01/01/2025
    /// 00:00:00 - 01/01/2025 00:15:00`, day first, of a known clock.
    PERIOD {
        @Override
        long parse(char[] text, int offset, int length, @Nullable LocalClock clock) {
            return new DateDigits(text, offset, length).dayFirst(clock);
        }
    };

    /// The second of 2001-09-09 in milliseconds, or the second of the year 33658.
    private static final double FIRST_MILLISECOND = 1e11;

    private static final double LAST_MILLISECOND = 9e12;

    /// @param clock of the times that have no zone; null where it is not known
    abstract long parse(char[] text, int offset, int length, @Nullable LocalClock clock);
}
