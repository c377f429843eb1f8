package wattle.grid.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.Labels;

/// A cache in front of a source of forecasts. One thread at a time.
///
/// A forecast that the source answered one decision with is the latest for every decision between
/// its issue and that one, so it is not asked for again. Those issued more than a week ago are let
/// go of, unless they were asked for by a decision of more than a day ago: an archive that somebody
/// tests plans with stays.
public final class CachedForecast implements IntensityForecast {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration PAST = Duration.ofDays(1);

    private final GridCache cache;
    private final String name;
    private final @Nullable IntensityForecast source;
    private final Clock clock;

    public CachedForecast(GridCache cache, IntensityForecast source, Clock clock) {
        this(cache, source.name(), source, clock);
    }

    private CachedForecast(
            GridCache cache, String name, @Nullable IntensityForecast source, Clock clock) {
        this.cache = cache;
        this.name = name;
        this.source = source;
        this.clock = clock;
    }

    /// What was fetched before, and nothing else: the latest forecast that is there, which need not
    /// be the latest that there was.
    public static CachedForecast offline(GridCache cache, String name, Clock clock) {
        return new CachedForecast(cache, name, null, clock);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Labels> offers() {
        return source == null ? CachedHistory.labels(cache, name) : source.offers();
    }

    /// Whether [#latest] would ask nobody.
    public boolean knows(GridZone zone, Labels labels, Decision decision, Duration horizon) {
        return kept(zone, labels, decision, horizon).isPresent();
    }

    private Optional<Forecast> kept(
            GridZone zone, Labels labels, Decision decision, Duration horizon) {
        for (StoredForecast each : cache.forecasts(zone, labels)) {
            Optional<Forecast> kept =
                    source == null
                            ? each.usableFor(decision, horizon)
                            : each.latestFor(decision, horizon);
            if (kept.isPresent()) {
                return kept;
            }
        }
        return Optional.empty();
    }

    @Override
    public Forecast latest(GridZone zone, Labels labels, Decision decision, Duration horizon)
            throws GridException, InterruptedException {
        Optional<Forecast> kept = kept(zone, labels, decision, horizon);
        if (kept.isPresent()) {
            return kept.get();
        }
        if (source == null) {
            throw new GridException(
                    GridException.Reason.NOT_COVERED,
                    "no forecast of "
                            + zone
                            + " that was issued before "
                            + decision.at()
                            + " was fetched before");
        }
        Forecast forecast = source.latest(zone, labels, decision, horizon);
        Instant now = clock.instant();
        // A decision in the future is answered with what is the latest now.
        Instant latestUntil = decision.at().isAfter(now) ? now : decision.at();
        cache.keep(
                new StoredForecast(
                        forecast,
                        decision.at(),
                        decision.at().plus(horizon),
                        latestUntil,
                        decision.at().isBefore(now.minus(PAST))),
                now.minus(KEPT));
        return forecast;
    }
}
