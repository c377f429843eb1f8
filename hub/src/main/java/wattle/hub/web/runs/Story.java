package wattle.hub.web.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Prediction;

/// What a run's record tells beside energy.
///
/// @param interval at which samples are to come
/// @param sleeps times in which the whole machine slept, the first of them
/// @param asleep for how long it slept in all
/// @param pauses in which whoever drives the run had it stand still, the first of them
/// @param epochs that were marked
/// @param marked how often an epoch was marked, each of which may stand for several
/// @param expected how many epochs there will be; null where nobody said
/// @param ends of the last epochs, in order; [#MOST_ENDS] at most
/// @param left until its last epoch ends, from the last sample on; null where nobody can tell
/// @param units of work that were marked
/// @param failed readings that were due and did not come, of all parts together
/// @param missed beats that came too late; null before the record says how the run ended
/// @param problems counters that started again, jumps that were refused and lines that were left
///   out, in sentences
public record Story(
        Duration interval,
        List<Sleep> sleeps,
        Duration asleep,
        List<Pause> pauses,
        double epochs,
        long marked,
        @Nullable Integer expected,
        List<Instant> ends,
        @Nullable Left left,
        double units,
        long failed,
        @Nullable Long missed,
        List<String> problems) {

    /// @param at when it began, or the last sample before
    public record Sleep(Instant at, Duration time) {}

    /// As many ends of epochs as a story tells.
    public static final int MOST_ENDS = 50;

    /// @param to when the run was let go on; null where it was not, by the last sample
    public record Pause(Instant from, @Nullable Instant to) {}

    /// @param epochs in all
    /// @param total time of the run in seconds, with its 95 % interval where it has one
    /// @param at until when the run is known
    public record Left(int epochs, Prediction total, Instant start, Instant at) {

        /// When the last epoch is expected to end.
        public Instant end() {
            return after(total.total().value());
        }

        public Instant earliest() {
            return after(total.total().low());
        }

        public Instant latest() {
            return after(total.total().high());
        }

        private Instant after(double seconds) {
            // A century: an epoch of years, thousands of times, is nothing that can be said.
            return start.plusSeconds(Math.round(Math.min(seconds, 3.2e9)));
        }
    }

    /// Whether it stands still.
    public boolean isPaused() {
        return !pauses.isEmpty() && pauses.getLast().to() == null;
    }

    public Story {
        sleeps = List.copyOf(sleeps);
        pauses = List.copyOf(pauses);
        ends = List.copyOf(ends);
        problems = List.copyOf(problems);
    }
}
