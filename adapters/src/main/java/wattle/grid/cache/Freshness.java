package wattle.grid.cache;

import java.time.Duration;
import java.time.Instant;
import wattle.series.Interval;
import wattle.series.Nanos;

/// What of a stretch of time has to be asked for, given what is stored: the rule by which the cache
/// trusts itself.
///
/// - What was never asked for.
/// - What was younger than `settled` when it was retrieved, once that is longer ago than `again`:
///   sources estimate first and put in measured values as they come. No source promises when it is
///   done; two days is when the grid operators' own late corrections of a day have usually come in.
///   A revision after that is not noticed; `wattle grid cache clear` makes it be.
/// - A time for which the source had nothing, once a day.
/// - Nothing of the future, which has no history.
///
/// @param settled the age from which on a value is taken as final
/// @param again how long a value that is not final is good enough; five minutes is the shortest
///   step at which any source publishes
/// @param nothing how long to believe a source that it has no value
record Freshness(Duration settled, Duration again, Duration nothing) {

    static final Freshness RULE =
            new Freshness(Duration.ofHours(48), Duration.ofMinutes(5), Duration.ofDays(1));

    /// @param nothingElsewhere where other models of the same source had nothing either
    Spans missing(Stored stored, AskedRanges nothingElsewhere, Interval span, Instant now) {
        long time = Nanos.of(now);
        Spans wanted = Spans.of(span).minus(Spans.of(time, Long.MAX_VALUE));
        Spans covered = stored.covered();
        Spans good = good(stored.asked(), covered, time);
        // What other models say is only about what is not there.
        return wanted.minus(good.plus(good(nothingElsewhere, covered, time).minus(covered)));
    }

    private Spans good(AskedRanges asked, Spans covered, long now) {
        var old = new Spans.Builder();
        var recent = new Spans.Builder();
        var today = new Spans.Builder();
        // The distance in time, so that a clock that was set back makes no answer good for longer.
        for (AskedRanges.Asked each : asked.list()) {
            long edge = Math.min(each.to(), each.at() - settled.toNanos());
            if (each.from() < edge) {
                old.add(each.from(), edge);
                if (Math.abs(now - each.at()) < nothing.toNanos()) {
                    today.add(each.from(), edge);
                }
            }
            if (Math.abs(now - each.at()) < again.toNanos()) {
                recent.add(each.from(), each.to());
            }
        }
        return old.build().and(covered).plus(today.build()).plus(recent.build());
    }
}
