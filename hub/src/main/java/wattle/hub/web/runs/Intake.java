package wattle.hub.web.runs;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.LiveRun;
import wattle.ledger.sql.LiveRuns;

/// Takes records of runs chunk by chunk, each byte once. What has come so far is read once and kept
/// in memory for the runs that were heard last; for another, or on another server, it is read again
/// from the store. Threads share it.
final class Intake {

    /// As many runs as are kept in memory.
    private static final int MOST_DECODERS = 256;

    private final LiveRuns runs;
    private final Clock clock;

    private final Map<String, Decoder> decoders =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Decoder> eldest) {
                    return size() > MOST_DECODERS;
                }
            };

    Intake(LiveRuns runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /// What became of a chunk.
    ///
    /// @param next the byte of the record that is to come next
    /// @param leftOut damaged lines in it
    record Taken(long next, LiveRun.State state, int leftOut) {}

    /// Takes the whole lines of a chunk that were not taken before.
    ///
    /// @param offset of the chunk's first byte in the record
    /// @throws ProblemException 409 if bytes before it are missing, or the run has ended; 422 if it
    ///   is no record of this run
    Taken take(LiveRun seen, long offset, byte[] bytes) throws LedgerException {
        while (true) {
            Decoder decoder = decoder(seen.id());
            synchronized (decoder) {
                if (!decoder.isSpoilt()) {
                    try {
                        return take(decoder, seen.id(), offset, bytes);
                    } finally {
                        if (decoder.isSpoilt()) {
                            forget(seen.id(), decoder);
                        }
                    }
                }
            }
        }
    }

    private Taken take(Decoder decoder, String id, long offset, byte[] bytes)
            throws LedgerException {
        LiveRun run = runs.find(id).orElseThrow();
        long next = run.nextOffset();
        int end = lastLine(bytes);
        if (offset + end <= next) {
            return new Taken(next, run.state(), 0);
        }
        if (run.hasEnded()) {
            throw conflict("the run has ended", next);
        }
        if (offset > next) {
            throw conflict("bytes before these are missing", next);
        }
        Instant now = clock.instant();
        if (decoder.offset() > next) {
            decoder.spoil();
            throw conflict("the store has less of it than it had", next);
        }
        catchUp(decoder, run);
        LiveRuns.Chunk chunk = decoder.take(bytes, (int) (next - offset), end, now);
        if (!runs.append(run, chunk)) { // Another server was faster.
            long then = runs.find(id).orElseThrow().nextOffset();
            throw conflict("bytes of this chunk were taken meanwhile", then);
        }
        decoder.kept();
        return new Taken(chunk.to(), chunk.state(), decoder.leftOut());
    }

    /// What the record of a run that goes on tells beside energy.
    ///
    /// @return null before its first line
    @Nullable Story story(LiveRun seen) throws LedgerException {
        while (true) {
            Decoder decoder = decoder(seen.id());
            synchronized (decoder) {
                if (decoder.isSpoilt()) {
                    continue; // Whoever spoilt it forgets it.
                }
                try {
                    return story(decoder, runs.find(seen.id()).orElseThrow());
                } finally {
                    if (decoder.isSpoilt()) {
                        forget(seen.id(), decoder);
                    }
                }
            }
        }
    }

    /// The same of one that has ended, which is not kept in memory: nothing will come.
    @Nullable Story storyOfEnded(LiveRun run) throws LedgerException {
        return story(new Decoder(run.id()), run);
    }

    private @Nullable Story story(Decoder decoder, LiveRun run) throws LedgerException {
        catchUp(decoder, run);
        return decoder.story();
    }

    private void catchUp(Decoder decoder, LiveRun run) throws LedgerException {
        if (decoder.offset() < run.nextOffset()) {
            Instant now = clock.instant();
            runs.replay(run, decoder.offset(), lines -> decoder.replay(lines, now));
            decoder.replayed(run.nextOffset());
        }
    }

    private Decoder decoder(String id) {
        synchronized (decoders) {
            return decoders.computeIfAbsent(id, Decoder::new);
        }
    }

    private void forget(String id, Decoder decoder) {
        synchronized (decoders) {
            decoders.remove(id, decoder);
        }
    }

    /// Behind the last newline; 0 where there is none.
    private static int lastLine(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static ProblemException conflict(String why, long next) {
        return new ProblemException(
                Problem.of(409, why + ": go on with offset " + next),
                Map.of("Wattle-Next-Offset", Long.toString(next)));
    }
}
