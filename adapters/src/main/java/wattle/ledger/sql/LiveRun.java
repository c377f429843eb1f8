package wattle.ledger.sql;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run that is sent while it goes on, as far as it is known.
///
/// @param number in its store
/// @param id of the run's record
/// @param owner the name of the token that began it
/// @param isPublic whether everybody may see it
/// @param created when it was begun here
/// @param heard when something of it came last
/// @param startedMicros when the run began, in microseconds since 1970; null before its first line
/// @param lastMicros of the last sample; null before the first. Strictly increasing within a run
/// @param nextOffset the byte of the record that is to come next
/// @param samples how many there were, whatever the number of parts
/// @param zone where its electricity is from; null where the run does not say
/// @param pue null where the run does not say
/// @param labels what was done, of those that an excerpt keeps
public record LiveRun(
        long number,
        String id,
        String owner,
        boolean isPublic,
        Instant created,
        Instant heard,
        @Nullable Long startedMicros,
        @Nullable Long lastMicros,
        long nextOffset,
        long samples,
        State state,
        @Nullable String zone,
        @Nullable Double pue,
        Map<String, String> labels) {

    public LiveRun {
        labels = Map.copyOf(labels);
    }

    /// How far a run has come.
    public enum State {
        RUNNING,
        /// Its record says how it ended.
        FINISHED,
        /// Whoever recorded it was killed, and another wrote the end.
        RECOVERED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean hasEnded() {
        return state != State.RUNNING;
    }

    /// Microseconds since 1970 as a time.
    public static Instant at(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    /// Microseconds since 1970, rounded down.
    public static long micros(Instant at) {
        return Math.addExact(
                Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }
}
