package wattle.hub.web.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run's record tells beside energy.
///
/// @param interval at which samples are to come
/// @param sleeps times in which the whole machine slept, the first of them
/// @param asleep for how long it slept in all
/// @param epochs that were marked
/// @param units of work that were marked
/// @param failed readings that were due and did not come, of all parts together
/// @param missed beats that came too late; null before the record says how the run ended
/// @param problems counters that started again, jumps that were refused and lines that were left
///   out, in sentences
public record Story(
        Duration interval,
        List<Sleep> sleeps,
        Duration asleep,
        double epochs,
        double units,
        long failed,
        @Nullable Long missed,
        List<String> problems) {

    /// @param at when it began, or the last sample before
    public record Sleep(Instant at, Duration time) {}

    public Story {
        sleeps = List.copyOf(sleeps);
        problems = List.copyOf(problems);
    }
}
