package wattle.grid.csv;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import wattle.series.csv.Instants;

/// Instants from times of one place's clock, as they come in a file. For one thread and one file.
///
/// A time that the clock shows twice, in the hour by which it is put back, is taken as the first of
/// the two unless that is no later than the time before it in the file.
final class LocalClock {

    private static final long NANOS = 1_000_000_000L;

    private final ZoneId zone;
    private final ZoneRules rules;

    /// Between these two local times the clock is ahead of UTC by `ahead`.
    private long from = Long.MAX_VALUE;

    private long to = Long.MIN_VALUE;
    private long ahead;

    private long last = Long.MIN_VALUE;
    private int repeated;

    LocalClock(ZoneId zone) {
        this.zone = zone;
        rules = zone.getRules();
        if (rules.isFixedOffset()) {
            from = Long.MIN_VALUE;
            to = Long.MAX_VALUE;
            ahead = NANOS * rules.getOffset(Instant.EPOCH).getTotalSeconds();
        }
    }

    ZoneId zone() {
        return zone;
    }

    /// How many times were ones that the clock shows twice.
    int repeated() {
        return repeated;
    }

    /// The instant in nanoseconds since 1970-01-01T00:00:00Z, or [Instants#NONE] where the clock
    /// never shows this time, because it is put forward over it.
    ///
    /// @param local nanoseconds since 1970-01-01T00:00 of this clock
    long instant(long local) {
        last = local >= from && local < to ? local - ahead : atAnEdge(local);
        return last;
    }

    private long atAnEdge(long local) {
        var time = LocalDateTime.ofEpochSecond(Math.floorDiv(local, NANOS), 0, ZoneOffset.UTC);
        List<ZoneOffset> offsets = rules.getValidOffsets(time);
        if (offsets.isEmpty()) {
            return Instants.NONE;
        }
        long first = local - NANOS * offsets.getFirst().getTotalSeconds();
        if (offsets.size() > 1) {
            repeated++;
            return first > last ? first : local - NANOS * offsets.getLast().getTotalSeconds();
        }
        remember(time, offsets.getFirst());
        return first;
    }

    private void remember(LocalDateTime time, ZoneOffset offset) {
        Instant at = time.toInstant(offset);
        ZoneOffsetTransition before = rules.previousTransition(at.plusSeconds(1));
        ZoneOffsetTransition after = rules.nextTransition(at);
        ahead = NANOS * offset.getTotalSeconds();
        from = before == null ? Long.MIN_VALUE : nanos(later(before));
        to = after == null ? Long.MAX_VALUE : nanos(earlier(after));
    }

    private static LocalDateTime later(ZoneOffsetTransition change) {
        return change.isGap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
    }

    private static LocalDateTime earlier(ZoneOffsetTransition change) {
        return change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    }

    /// Held to the years that nanoseconds reach.
    private static long nanos(LocalDateTime time) {
        long seconds = time.toEpochSecond(ZoneOffset.UTC);
        long most = Long.MAX_VALUE / NANOS;
        return NANOS * Math.clamp(seconds, -most, most);
    }
}
