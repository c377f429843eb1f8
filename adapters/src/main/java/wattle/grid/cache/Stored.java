package wattle.grid.cache;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wattle.grid.Observed;
import wattle.series.Interval;
import wattle.series.Nanos;

/// What the cache has of one key: values, and for which times the source was asked when. Immutable.
///
/// @param values null where the source had nothing so far
record Stored(CacheKey key, AskedRanges asked, @Nullable Observed values) {

    static Stored nothing(CacheKey key) {
        return new Stored(key, AskedRanges.NONE, null);
    }

    /// With an answer of the source. Its values replace those that they cover. Where it gave none
    /// and an earlier one did, that value stays, and so does the time at which it was asked for.
    ///
    /// @param page what the source was asked for
    /// @param answer its values; null where it has none
    Stored with(Interval page, Instant at, @Nullable Observed answer) {
        Spans asked = Spans.of(page);
        Spans kept = values == null ? Spans.NONE : Spans.of(values.gramsPerKilowattHour());
        Observed merged = values;
        if (answer != null) {
            Spans answered = Spans.of(answer.gramsPerKilowattHour());
            asked = asked.plus(answered);
            kept = kept.minus(answered);
            merged = values == null ? answer : values.revisedBy(answer);
        }
        return new Stored(key, this.asked.with(asked.minus(kept), Nanos.of(at)), merged);
    }

    Spans covered() {
        return values == null ? Spans.NONE : Spans.of(values.gramsPerKilowattHour());
    }

    /// The values that begin within the span, with the time at which the oldest of them was
    /// retrieved; empty where there is none.
    Optional<Observed> within(Interval span) {
        Optional<Observed> some = values == null ? Optional.empty() : values.within(span);
        if (some.isEmpty()) {
            return some;
        }
        Observed found = some.get();
        Instant oldest = asked.oldestOf(Spans.of(found.gramsPerKilowattHour()));
        return oldest == null ? some : Optional.of(found.retrieved(oldest));
    }

    /// When the source was last asked for any of it.
    Instant latest() {
        return Objects.requireNonNullElse(asked.latest(), Instant.MIN);
    }

    /// Where the last value ends.
    Instant end() {
        return values == null ? Instant.MIN : values.gramsPerKilowattHour().timeline().span().end();
    }
}
