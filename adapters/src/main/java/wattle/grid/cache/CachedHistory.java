package wattle.grid.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.IntensityHistory;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.series.Interval;
import wattle.series.Nanos;

/// A cache in front of a source of history: reads what is there and asks for the rest, page by
/// page, oldest first. Each page is kept as soon as it is there, so what was broken off goes on
/// where it was. One thread at a time.
///
/// [Freshness] says what is asked for again. Pages are widened to whole hours. Where the source has
/// changed its model, the answer is of the model that it gave last, asked for from the beginning;
/// what it gives of another model only is a gap, for another model is another quantity.
///
/// The answer counts as retrieved when the oldest of its values was.
public final class CachedHistory implements IntensityHistory {

    private static final long HOUR = 3600 * Nanos.PER_SECOND;

    private final GridCache cache;
    private final String name;
    private final @Nullable IntensityHistory source;
    private final Clock clock;
    private final Duration page;

    /// @param page how much to ask for at once; what is lost at most when a fetch is killed
    public CachedHistory(GridCache cache, IntensityHistory source, Clock clock, Duration page) {
        this(cache, source.name(), source, clock, page);
    }

    private CachedHistory(
            GridCache cache,
            String name,
            @Nullable IntensityHistory source,
            Clock clock,
            Duration page) {
        if (page.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("a page is at least an hour: " + page);
        }
        this.cache = cache;
        this.name = name;
        this.source = source;
        this.clock = clock;
        this.page = page;
    }

    /// What was fetched before, and nothing else.
    public static CachedHistory offline(GridCache cache, String name, Clock clock) {
        return new CachedHistory(cache, name, null, clock, Duration.ofDays(1));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Labels> offers() {
        return source == null ? labels(cache, name) : source.offers();
    }

    static List<Labels> labels(GridCache cache, String source) {
        Set<Labels> found = new LinkedHashSet<>();
        for (CacheEntry each : cache.list()) {
            if (each.key().zone().source().equals(source)) {
                found.add(each.key().labels());
            }
        }
        return List.copyOf(found);
    }

    /// What would be asked for now, page by page, if the source keeps its model; empty offline.
    public List<Interval> missing(GridZone zone, Labels labels, Interval span) {
        if (source == null) {
            return List.of();
        }
        List<Stored> stored = fetched(zone, labels);
        var fetch = new Fetch(source, zone, labels, span, share -> {}, stored);
        Stored best = best(stored);
        Spans missing =
                fetch.missing(best == null ? Stored.nothing(new CacheKey(zone, labels, "")) : best);
        List<Interval> pages = new ArrayList<>();
        while (!missing.isEmpty()) {
            Interval next = fetch.page(missing);
            pages.add(next);
            missing = missing.minus(Spans.of(next));
        }
        return pages;
    }

    /// What the source gave, which an import is not.
    private List<Stored> fetched(GridZone zone, Labels labels) {
        return cache.histories(zone, labels).stream()
                .filter(each -> !each.key().model().equals(CacheKey.IMPORT))
                .toList();
    }

    /// The model asked for last that has a value; null where nothing was ever asked for.
    private static @Nullable Stored best(List<Stored> stored) {
        Stored best = null;
        for (Stored each : stored) {
            if (best == null || (best.values() == null && each.values() != null)) {
                best = each;
            }
        }
        return best;
    }

    @Override
    public Observed history(GridZone zone, Labels labels, Interval span, DoubleConsumer progress)
            throws GridException, InterruptedException {
        Optional<Observed> found = Optional.empty();
        if (source == null) {
            // Whoever cannot ask takes the model asked for last of those that have a value.
            for (Stored each : cache.histories(zone, labels)) {
                found = found.or(() -> each.within(span));
            }
        } else {
            List<Stored> stored = fetched(zone, labels);
            found =
                    new Fetch(source, zone, labels, span, progress, stored)
                            .from(best(stored))
                            .within(span);
        }
        if (found.isPresent()) {
            return found.get();
        }
        throw new GridException(
                GridException.Reason.NOT_COVERED,
                source == null
                        ? "nothing of "
                                + zone
                                + " within "
                                + span
                                + " was fetched before, as "
                                + labels.signal().label()
                                + " and "
                                + labels.factor().label()
                        : name + " has no value of " + zone + " within " + span);
    }

    /// One answer under way. For one thread.
    private final class Fetch {

        private final IntensityHistory source;
        private final GridZone zone;
        private final Labels labels;
        private final Interval span;
        private final DoubleConsumer progress;
        private final List<Stored> stored;
        private final Instant now = clock.instant();

        /// Asked for in this call, whatever came.
        private Spans asked = Spans.NONE;

        private double told;

        Fetch(
                IntensityHistory source,
                GridZone zone,
                Labels labels,
                Interval span,
                DoubleConsumer progress,
                List<Stored> stored) {
            this.source = source;
            this.zone = zone;
            this.labels = labels;
            this.span = span;
            this.progress = progress;
            this.stored = stored;
        }

        Stored from(@Nullable Stored best) throws GridException, InterruptedException {
            Stored known = best == null ? Stored.nothing(new CacheKey(zone, labels, "")) : best;
            Spans missing = missing(known);
            while (!missing.isEmpty()) {
                Interval next = page(missing);
                double all = length(asked) + length(missing);
                double done = length(asked) / all;
                double part = Nanos.of(next.duration()) / all;
                Observed answer = ask(next, of -> tell(done + of * part));
                Spans before = asked;
                asked = asked.plus(Spans.of(next));
                if (answer != null && !answer.model().equals(known.key().model())) {
                    known = changed(before, answer);
                }
                Instant at = answer == null ? clock.instant() : answer.retrievedAt();
                known = known.with(next, at, answer);
                cache.merge(known.key(), next, at, answer);
                missing = missing(known);
                tell(length(asked) / (length(asked) + (double) length(missing)));
            }
            tell(1);
            return known;
        }

        /// Another model may mean that more is to be done than it seemed: the share waits then.
        private void tell(double share) {
            told = Math.max(told, Math.min(1, share));
            progress.accept(told);
        }

        /// The source answers with another model than before. What was asked for in this call and
        /// came from that other one is a gap of this one, or each call would ask for it anew.
        private Stored changed(Spans before, Observed answer) {
            CacheKey key = CacheKey.of(answer);
            Stored known = Stored.nothing(key);
            for (Stored each : stored) {
                known = each.key().equals(key) ? each : known;
            }
            for (int i = 0; i < before.size(); i++) {
                var elsewhere =
                        new Interval(Nanos.instant(before.start(i)), Nanos.instant(before.end(i)));
                known = known.with(elsewhere, now, null);
                cache.merge(key, elsewhere, now, null);
            }
            return known;
        }

        private Spans missing(Stored known) {
            AskedRanges nothingElsewhere = AskedRanges.NONE;
            for (Stored each : stored) {
                if (!each.key().equals(known.key()) && each.values() == null) {
                    nothingElsewhere = each.asked();
                }
            }
            return Freshness.RULE
                    .missing(known, nothingElsewhere, span, now)
                    .widenedTo(HOUR)
                    .minus(Spans.of(Nanos.of(now), Long.MAX_VALUE))
                    .minus(asked);
        }

        /// From the first missing instant to the last one that is no more than a page away.
        private Interval page(Spans missing) {
            long from = missing.start(0);
            long limit = from + Nanos.of(page);
            long to = from;
            for (int i = 0; i < missing.size() && missing.start(i) < limit; i++) {
                to = Math.min(missing.end(i), limit);
            }
            return new Interval(Nanos.instant(from), Nanos.instant(to));
        }

        /// Null where the source has nothing.
        private @Nullable Observed ask(Interval next, DoubleConsumer done)
                throws GridException, InterruptedException {
            try {
                return source.history(zone, labels, next, done).within(next).orElse(null);
            } catch (GridException refused) {
                if (refused.reason() == GridException.Reason.NOT_COVERED) {
                    return null;
                }
                throw refused;
            }
        }
    }

    private static long length(Spans spans) {
        long sum = 0;
        for (int i = 0; i < spans.size(); i++) {
            sum += spans.end(i) - spans.start(i);
        }
        return sum;
    }
}
