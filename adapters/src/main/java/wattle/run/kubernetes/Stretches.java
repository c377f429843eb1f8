package wattle.run.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.series.Interval;

/// When a Job ran, as it stands in its annotation: `2026-03-01T04:00:00Z/2026-03-01T05:10:00Z`,
/// with commas between several. Instants of whole seconds, as Kubernetes has them. Immutable.
record Stretches(List<Interval> all) {

    static final Stretches NONE = new Stretches(List.of());

    Stretches {
        all = List.copyOf(all);
    }

    /// What cannot be read, because somebody edited it, was not run: a Job is rather started too
    /// early than too late.
    static Stretches parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        List<Interval> all = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            int slash = each.indexOf('/');
            Instant start = slash < 0 ? null : instant(each.substring(0, slash));
            Instant end = slash < 0 ? null : instant(each.substring(slash + 1));
            if (start != null && end != null && start.isBefore(end)) {
                all.add(new Interval(start, end));
            }
        }
        return new Stretches(all);
    }

    /// Of an annotation or a status; null where there is none that can be read.
    static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException edited) {
            return null;
        }
    }

    /// With one more, if it has any length.
    Stretches and(@Nullable Instant start, Instant end) {
        if (start == null || !start.isBefore(end)) {
            return this;
        }
        List<Interval> more = new ArrayList<>(all);
        more.add(new Interval(start, end));
        return new Stretches(more);
    }

    Duration sum() {
        return all.stream().map(Interval::duration).reduce(Duration.ZERO, Duration::plus);
    }

    /// The annotation's value.
    String text() {
        var text = new StringBuilder();
        for (Interval each : all) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(each.start())
                    .append('/')
                    .append(each.end());
        }
        return text.toString();
    }
}
