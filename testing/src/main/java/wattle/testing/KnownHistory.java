package wattle.testing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.IntensityHistory;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.series.Interval;
import wattle.series.IntervalCursor;
import wattle.series.Nanos;

/// A source of history whose values are known beforehand, up to the present of its clock, and which
/// notes what it was asked for. For one thread.
public final class KnownHistory implements IntensityHistory {

    private final Clock clock;
    private final List<Interval> asked = new ArrayList<>();
    private List<Observed> known;
    private @Nullable GridException refusal;
    private int answered;

    /// @param known of one source; several models or zones may be among them
    public KnownHistory(Clock clock, Observed... known) {
        this.clock = clock;
        this.known = List.of(known);
    }

    /// From now on the source knows something else.
    public void knows(Observed... other) {
        known = List.of(other);
    }

    /// From now on every question is refused; with null none is.
    public void refuses(@Nullable GridException with) {
        refusal = with;
        answered = 0;
    }

    /// So many questions are answered from now on, and then every one is refused.
    public void refusesAfter(int questions, GridException with) {
        refusal = with;
        answered = questions;
    }

    /// Each span that was asked for, refused ones included.
    public List<Interval> asked() {
        return List.copyOf(asked);
    }

    public void forget() {
        asked.clear();
    }

    @Override
    public String name() {
        return known.getFirst().zone().source();
    }

    @Override
    public List<Labels> offers() {
        return known.stream().map(Observed::labels).distinct().toList();
    }

    @Override
    public Observed history(GridZone zone, Labels labels, Interval span, DoubleConsumer progress)
            throws GridException {
        asked.add(span);
        if (refusal != null && answered-- <= 0) {
            throw refusal;
        }
        if (known.stream().noneMatch(each -> each.zone().equals(zone))) {
            throw new GridException(
                    GridException.Reason.UNKNOWN_ZONE, zone + " is no zone of " + name());
        }
        if (!offers().contains(labels)) {
            throw new GridException(
                    GridException.Reason.NOT_OFFERED,
                    name()
                            + " has no "
                            + labels.signal().label()
                            + " "
                            + labels.factor().label()
                            + " of "
                            + zone);
        }
        for (Observed each : known) {
            if (each.zone().equals(zone) && each.labels().equals(labels)) {
                Optional<Observed> some = each.within(span).flatMap(this::past);
                if (some.isPresent()) {
                    progress.accept(1);
                    return some.get();
                }
            }
        }
        throw new GridException(
                GridException.Reason.NOT_COVERED, "there is nothing of " + zone + " in " + span);
    }

    /// What has begun by now, retrieved now.
    private Optional<Observed> past(Observed all) {
        Observed.Builder past =
                Observed.builder(
                        all.zone(), all.labels(), all.model(), all.source(), clock.instant());
        long now = Nanos.of(clock.instant());
        for (IntervalCursor at = all.gramsPerKilowattHour().timeline().cursor(); at.next(); ) {
            if (at.start() < now) {
                past.add(
                        at.start(),
                        at.end(),
                        all.gramsPerKilowattHour().value(at.index()),
                        all.quality(at.index()));
            }
        }
        return past.size() == 0 ? Optional.empty() : Optional.of(past.build());
    }
}
