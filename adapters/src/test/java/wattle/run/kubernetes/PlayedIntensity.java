package wattle.run.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import wattle.run.Outlook;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;

/// An intensity by the hour that is known in advance, from a source that can fail. It knows the
/// zone `XX` only.
final class PlayedIntensity implements ZoneIntensity {

    enum Health {
        WELL,
        KNOWS_NOTHING,
        FAILS
    }

    private final ToDoubleFunction<Instant> hours;
    Health health = Health.WELL;

    /// @param hours g/kWh in the hour that begins then
    PlayedIntensity(ToDoubleFunction<Instant> hours) {
        this.hours = hours;
    }

    @Override
    public Outlook outlook(String zone) {
        if (!zone.equals("XX")) {
            throw new IllegalArgumentException("zone \"" + zone + "\" is not known");
        }
        return (from, step, count) ->
                switch (health) {
                    case WELL ->
                            held(new Interval(from, from.plus(step.multipliedBy(count))))
                                    .means(from, step, step, count);
                    case KNOWS_NOTHING -> null;
                    case FAILS -> throw new IllegalStateException("the source is on fire");
                };
    }

    @Override
    public @Nullable Past past(String zone, Interval span) {
        return health == Health.WELL ? new Past(held(span), "measured") : null;
    }

    private HeldSeries held(Interval span) {
        long first = Math.floorDiv(span.start().getEpochSecond(), 3600);
        long last = Math.floorDiv(span.end().getEpochSecond() + 3599, 3600);
        double[] values = new double[Math.toIntExact(last - first)];
        for (int i = 0; i < values.length; i++) {
            values[i] = hours.applyAsDouble(Instant.ofEpochSecond((first + i) * 3600));
        }
        return new HeldSeries(
                Timeline.regular(
                        Instant.ofEpochSecond(first * 3600), Duration.ofHours(1), values.length),
                values);
    }
}
