package wattle.grid.electricitymaps;

import java.time.Duration;
import java.time.Instant;

/// The length of the intervals that the service is asked for (`temporalGranularity`).
public enum Granularity {
    /// Every plan has it.
    HOURLY("hourly", Duration.ofHours(1), Duration.ofDays(10)),
    /// Not in every zone and plan.
    FIFTEEN_MINUTES("15_minutes", Duration.ofMinutes(15), Duration.ofDays(2)),
    /// Not in every zone and plan.
    FIVE_MINUTES("5_minutes", Duration.ofMinutes(5), Duration.ofDays(1));

    private final String word;
    private final Duration step;
    private final Duration page;

    Granularity(String word, Duration step, Duration page) {
        this.word = word;
        this.step = step;
        this.page = page;
    }

    /// The service's word for it.
    String word() {
        return word;
    }

    Duration step() {
        return step;
    }

    /// The longest stretch that `past-range` is asked for at once. Ten days of hours are the
    /// documented limit; for shorter intervals none is published, and these are the shortest that
    /// other clients keep to.
    Duration page() {
        return page;
    }

    /// The first instant at or after this one at which an interval begins.
    Instant ceiling(Instant instant) {
        Instant floor = floor(instant);
        return floor.equals(instant) ? floor : floor.plus(step);
    }

    /// The last instant at or before this one at which an interval begins.
    Instant floor(Instant instant) {
        long seconds = step.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }
}
