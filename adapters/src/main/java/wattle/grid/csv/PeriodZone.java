package wattle.grid.csv;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The time zones as the ENTSO-E Transparency Platform writes them in brackets: `(UTC)`,
/// `(CET/CEST)` for a clock that changes, `(CEST)` for a time by one of its offsets.
final class PeriodZone {

    private PeriodZone() {}

    /// What stands in the first brackets; empty where there are none.
    static String written(CharSequence text) {
        int open = 0;
        while (open < text.length() && text.charAt(open) != '(') {
            open++;
        }
        int close = open;
        while (close < text.length() && text.charAt(close) != ')') {
            close++;
        }
        return close < text.length() ? text.subSequence(open + 1, close).toString() : "";
    }

    /// Null where it is no zone that the platform uses.
    static @Nullable ZoneId of(String written) {
        return switch (written) {
            case "UTC" -> ZoneOffset.UTC;
            case "WET/WEST" -> ZoneId.of("Europe/Lisbon");
            case "CET/CEST" -> ZoneId.of("Europe/Brussels");
            case "EET/EEST" -> ZoneId.of("Europe/Helsinki");
            case "GMT", "WET" -> ZoneOffset.UTC;
            case "CET", "WEST", "BST" -> ZoneOffset.ofHours(1);
            case "CEST", "EET" -> ZoneOffset.ofHours(2);
            case "EEST" -> ZoneOffset.ofHours(3);
            default -> null;
        };
    }
}
