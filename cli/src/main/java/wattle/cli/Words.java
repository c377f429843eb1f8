package wattle.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import wattle.series.csv.Durations;

/// The values that options take, from words.
final class Words {

    /// No series has times beyond these, and none that is computed with them lies beyond what
    /// nanoseconds can count.
    private static final Instant EARLIEST = Instant.parse("1700-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Words() {}

    /// The value whose label the user wrote, in any case.
    static <T> T choose(String option, String word, T[] values, Function<T, String> label) {
        for (T each : values) {
            if (label.apply(each).equals(word.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new Failure(
                Exit.USAGE,
                30,
                option + " cannot be \"" + word + "\"",
                "Use one of: "
                        + Arrays.stream(values).map(label).collect(Collectors.joining(", ")));
    }

    /// `90s`, `30m`, `6h`, `2d`, or ISO 8601 such as `PT30M`; longer than zero.
    static Duration duration(String option, String word) {
        try {
            Duration duration = Durations.parse(word);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (ArithmeticException | DateTimeParseException | NumberFormatException wrong) {
            throw duration(option, word, wrong);
        }
        throw duration(option, word, null);
    }

    private static Failure duration(
            String option, String word, @org.jspecify.annotations.Nullable Exception cause) {
        var failure =
                new Failure(
                        Exit.USAGE,
                        31,
                        option + " needs a duration above zero, not \"" + word + "\"",
                        "Write 90s, 30m, 6h, 2d or PT30M.");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    /// A file's name.
    static Path path(String option, String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException wrong) {
            throw new Failure(
                    Exit.USAGE, 35, option + " is no name for a file", "Check the name.", wrong);
        }
    }

    /// An instant with its zone, such as `2026-03-01T04:05:00Z`.
    static Instant instant(String option, String word) {
        try {
            Instant instant = OffsetDateTime.parse(word).toInstant();
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new Failure(
                        Exit.USAGE, 391, option + " lies outside of 1700 to 2200: " + word, "");
            }
            return instant;
        } catch (DateTimeParseException wrong) {
            throw new Failure(
                    Exit.USAGE,
                    32,
                    option + " needs a time with its zone, not \"" + word + "\"",
                    "Write 2026-03-01T04:05:00Z.",
                    wrong);
        }
    }

    /// An instant, or the beginning of a day in UTC, such as `2026-11-01`.
    static Instant instantOrDay(String option, String word) {
        try {
            return word.indexOf('T') < 0
                    ? LocalDate.parse(word).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : instant(option, word);
        } catch (DateTimeParseException wrong) {
            throw new Failure(
                    Exit.USAGE,
                    32,
                    option + " needs a day or a time with its zone, not \"" + word + "\"",
                    "Write 2026-03-01 or 2026-03-01T04:05:00Z.",
                    wrong);
        }
    }

    /// A number from an option, within `low` and `high`.
    static double within(String option, double value, double low, double high, String unit) {
        if (!(value >= low && value <= high)) {
            throw new Failure(
                    Exit.USAGE,
                    33,
                    option
                            + " must lie between "
                            + plain(low)
                            + " and "
                            + plain(high)
                            + unit
                            + ": "
                            + value,
                    "");
        }
        return value;
    }

    static double positive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new Failure(
                    Exit.USAGE, 34, option + " must be finite and above zero: " + value, "");
        }
        return value;
    }

    private static String plain(double value) {
        return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
