package wattle.hub.web.codecarbon;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From when to when emissions are added up, both included.
record Period(Instant from, Instant to) {

    private static final int MONTHS = 3;

    /// By `start_date` and `end_date`; the last three months and the next day where they are not
    /// given.
    ///
    /// @throws RefusedException 422
    static Period of(Map<String, List<String>> query, Instant now) {
        Instant from = time(query, "start_date");
        Instant to = time(query, "end_date");
        return new Period(
                from == null ? now.atOffset(ZoneOffset.UTC).minusMonths(MONTHS).toInstant() : from,
                to == null ? now.atOffset(ZoneOffset.UTC).plusDays(1).toInstant() : to);
    }

    private static @Nullable Instant time(Map<String, List<String>> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.isEmpty() || values.getFirst().isBlank()) {
            return null;
        }
        // A plus sign that was not encoded arrives as a space.
        String text = values.getFirst().strip().replace(' ', '+');
        Instant time = Kind.instant(text);
        if (time == null) {
            time = Kind.instant(inUtc(text));
        }
        if (time == null) {
            throw RefusedException.invalid(
                    "query", name, "datetime_parsing", "Input should be a day or a time");
        }
        return time;
    }

    /// What has no zone is UTC here, and a day begins at midnight.
    private static String inUtc(String text) {
        try {
            return text.length() <= "2026-03-01".length()
                    ? LocalDate.parse(text) + "T00:00:00Z"
                    : LocalDateTime.parse(text).atOffset(ZoneOffset.UTC).toString();
        } catch (DateTimeException none) {
            return "";
        }
    }
}
