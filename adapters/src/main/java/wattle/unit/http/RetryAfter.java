package wattle.unit.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// The header by which a server says when it may be asked again: seconds from now, or a date (RFC
/// 9110, 10.2.3).
final class RetryAfter {

    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /// Null where there is none, or none that can be read.
    static @Nullable Instant parse(String header, Instant now) {
        String text = header.strip();
        if (text.isEmpty()) {
            return null;
        }
        boolean seconds =
                text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (seconds) {
            return now.plusSeconds(Long.parseLong(text));
        }
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
