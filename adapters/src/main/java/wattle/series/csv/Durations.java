package wattle.series.csv;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/// Durations as people write them, in options and in tables.
public final class Durations {

    private Durations() {}

    /// `90s`, `30m`, `6h`, `2d`, or ISO 8601 such as `PT30M`.
    ///
    /// @throws DateTimeParseException if it is something else
    /// @throws NumberFormatException likewise
    /// @throws ArithmeticException if it is too long
    public static Duration parse(String word) {
        if (word.startsWith("P") || word.isEmpty()) {
            return Duration.parse(word);
        }
        String number = word.substring(0, word.length() - 1);
        return switch (word.charAt(word.length() - 1)) {
            case 's' -> Duration.ofSeconds(Long.parseLong(number));
            case 'm' -> Duration.ofMinutes(Long.parseLong(number));
            case 'h' -> Duration.ofHours(Long.parseLong(number));
            case 'd' -> Duration.ofDays(Long.parseLong(number));
            default -> Duration.parse(word);
        };
    }
}
