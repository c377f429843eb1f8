package wattle.hub.web.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Prediction;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.ledger.sql.EnergyBatch;
import wattle.ledger.sql.LivePart;
import wattle.ledger.sql.LiveRun;
import wattle.ledger.sql.LiveRuns;
import wattle.meter.Channel;
import wattle.meter.Mark;
import wattle.meter.Part;
import wattle.meter.Sample;
import wattle.meter.Tally;
import wattle.meter.journal.BoundedRecord;
import wattle.meter.journal.End;
import wattle.meter.journal.Excerpt;
import wattle.meter.journal.Header;
import wattle.meter.journal.NotARecordException;
import wattle.meter.journal.RecordListener;
import wattle.meter.journal.RecordReader;
import wattle.meter.journal.RecordTooLargeException;
import wattle.meter.journal.Recording;

/// The record of one run, read as it comes by what also reads records from files, so that both add
/// up to one number. For one thread at a time.
final class Decoder {

    /// Clocks differ, and some are set to the time of the place.
    private static final Duration AHEAD = Duration.ofHours(25);

    private static final Duration OLDEST = Duration.ofDays(3660);

    /// As many sleeps as a story tells.
    private static final int MOST_SLEEPS = 50;

    private static final int MOST_PAUSES = 200;

    private final String id;
    private final Recording recording = new Recording();
    private final Excerpt excerpt = new Excerpt();
    private final RecordReader reader;

    /// Up to this byte of the record everything was taken.
    private long offset;

    private boolean spoilt;
    private long lastMicros = Long.MIN_VALUE;
    private double[] counted = new double[8];
    private long[] metered = new long[8];

    private final List<Story.Sleep> sleeps = new ArrayList<>();
    private final List<Story.Pause> pauses = new ArrayList<>();
    private long failed;
    private long allLeftOut;
    private boolean begun;

    // Of the chunk that is being read.
    private EnergyBatch batch = new EnergyBatch();
    private long samples;
    private int leftOut;
    private Instant now = Instant.EPOCH;

    Decoder(String id) {
        this.id = id;
        this.reader = new RecordReader("this", new BoundedRecord(new Both()));
    }

    long offset() {
        return offset;
    }

    /// Lines of the last chunk that were damaged or of no known kind.
    int leftOut() {
        return leftOut;
    }

    /// Whether it has read what was not kept: then it is of no more use.
    boolean isSpoilt() {
        return spoilt;
    }

    void spoil() {
        spoilt = true;
    }

    /// What was read is in the store.
    void kept() {
        spoilt = false;
    }

    /// Reads what is in the store already.
    void replay(byte[] lines, Instant at) {
        read(lines, 0, lines.length, at);
        excerpt.take();
    }

    /// All of it, up to this byte of the record.
    void replayed(long upTo) {
        offset = upTo;
        kept();
    }

    /// Reads on from [#offset].
    ///
    /// @param to behind a newline
    /// @throws ProblemException 422 if it is no record, or not of this run
    LiveRuns.Chunk take(byte[] bytes, int from, int to, Instant at) {
        read(bytes, from, to, at);
        long start = offset;
        offset += to - from;
        return new LiveRuns.Chunk(
                start,
                offset,
                excerpt.take(),
                batch,
                samples,
                LiveRun.micros(recording.header().started()),
                lastMicros == Long.MIN_VALUE ? null : Long.valueOf(lastMicros),
                state(recording.end()),
                parts());
    }

    private void read(byte[] bytes, int from, int to, Instant at) {
        spoilt = true;
        batch = new EnergyBatch();
        samples = 0;
        leftOut = 0;
        now = at;
        try {
            reader.feed(bytes, from, to);
        } catch (NotARecordException none) {
            throw refused("the body is " + none.getMessage());
        } catch (RecordTooLargeException tooLarge) {
            throw refused("the record cannot be taken: " + tooLarge.getMessage());
        }
    }

    private static LiveRun.State state(@Nullable End end) {
        if (end == null) {
            return LiveRun.State.RUNNING;
        }
        return end.recovered() ? LiveRun.State.RECOVERED : LiveRun.State.FINISHED;
    }

    /// What was read so far; null before the first line.
    @Nullable Story story() {
        if (!begun) {
            return null;
        }
        Tally tally = recording.tally();
        End end = recording.end();
        List<String> problems = new ArrayList<>(tally.problems());
        if (allLeftOut > 0) {
            problems.add(allLeftOut + " damaged lines of the record were left out");
        }
        return new Story(
                recording.header().interval(),
                sleeps,
                tally.asleep(),
                pauses,
                tally.epochs(),
                tally.epochMarks(),
                recording.header().epochs(),
                ends(tally),
                end == null ? left(tally) : null,
                tally.units(),
                failed,
                end == null || end.recovered() ? null : Long.valueOf(end.missed()),
                problems);
    }

    private static List<Instant> ends(Tally tally) {
        List<Instant> all = tally.lastEpochs();
        return all.subList(Math.max(0, all.size() - Story.MOST_ENDS), all.size());
    }

    private Story.@Nullable Left left(Tally tally) {
        Integer epochs = recording.header().epochs();
        if (epochs == null || tally.epochMarks() >= epochs) {
            return null;
        }
        Instant at = tally.start().plus(tally.elapsed()).plus(tally.asleep());
        Prediction total =
                Prediction.ofTime(
                        tally.start(), tally.lastEpochs(), tally.epochMarks(), at, epochs);
        return total == null ? null : new Story.Left(epochs, total, tally.start(), at);
    }

    private List<LivePart> parts() {
        Tally tally = recording.tally();
        List<Part> all = tally.parts();
        List<LivePart> parts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Part part = all.get(i);
            double watts = tally.watts(i);
            parts.add(
                    new LivePart(
                            i,
                            part.name(),
                            part.domain(),
                            part.model(),
                            part.modelled(),
                            tally.isMetered(i) ? Double.valueOf(tally.energy(i).joules()) : null,
                            Double.isFinite(watts) ? Double.valueOf(watts) : null));
        }
        return parts;
    }

    private static ProblemException refused(String why) {
        return new ProblemException(
                Problem.of(422, why, Problem.Place.inBody("", "WATTLE-3393", why)));
    }

    /// Hands what is read to the sums and to what is kept.
    private final class Both implements RecordListener {

        @Override
        public void began(Header header) {
            if (!header.id().equals(id)) {
                throw refused("the record is that of another run");
            }
            if (header.started().isAfter(now.plus(AHEAD))
                    || header.started().isBefore(now.minus(OLDEST))) {
                throw refused("the run began at no time that can be: look at the machine's clock");
            }
            begun = true;
            recording.began(header);
            excerpt.began(header);
        }

        @Override
        public void channel(Channel channel) {
            recording.channel(channel);
            excerpt.channel(channel);
            int parts = recording.tally().parts().size();
            if (counted.length < parts) {
                counted = Arrays.copyOf(counted, 2 * parts);
                metered = Arrays.copyOf(metered, 2 * parts);
            }
        }

        @Override
        public void mark(Mark mark) {
            recording.mark(mark);
            excerpt.mark(mark);
        }

        @Override
        public void slept(Duration time) {
            if (sleeps.size() < MOST_SLEEPS && time.isPositive()) {
                Tally tally = recording.tally();
                sleeps.add(
                        new Story.Sleep(
                                tally.start().plus(tally.elapsed()).plus(tally.asleep()), time));
            }
            recording.slept(time);
            excerpt.slept(time);
        }

        @Override
        public void paused(Instant at) {
            requirePossible(at);
            if (pauses.size() < MOST_PAUSES && !isPaused()) {
                pauses.add(new Story.Pause(at, null));
            }
            excerpt.paused(at);
        }

        @Override
        public void resumed(Instant at) {
            requirePossible(at);
            if (isPaused() && !at.isBefore(pauses.getLast().from())) {
                pauses.add(new Story.Pause(pauses.removeLast().from(), at));
            }
            excerpt.resumed(at);
        }

        /// What is thrown here leaves the line out.
        private void requirePossible(Instant at) {
            if (at.isBefore(recording.header().started()) || at.isAfter(now.plus(AHEAD))) {
                throw new IllegalArgumentException("a pause lies outside of the run");
            }
        }

        private boolean isPaused() {
            return !pauses.isEmpty() && pauses.getLast().to() == null;
        }

        @Override
        public void sample(Sample sample) {
            Tally tally = recording.tally();
            Instant at = tally.start().plusNanos(sample.elapsedNanos()).plus(tally.asleep());
            if (at.isAfter(now.plus(AHEAD))) {
                throw refused("a sample is of the future: look at the machine's clock");
            }
            recording.sample(sample);
            excerpt.sample(sample);
            samples++;
            lastMicros = Math.max(LiveRun.micros(at), lastMicros + 1);
            for (int i = 0; i < Math.min(sample.size(), tally.parts().size()); i++) {
                failed += sample.reading(i) == Sample.MISSING ? 1 : 0;
                long time = tally.metered(i).toNanos();
                double joules = tally.energy(i).joules();
                if (time > metered[i] || joules != counted[i]) {
                    batch.add(lastMicros, i, joules - counted[i]);
                    counted[i] = joules;
                    metered[i] = time;
                }
            }
        }

        @Override
        public void problem(String sentence) {
            int damaged = sentence.endsWith("; it was left out") ? 1 : 0;
            leftOut += damaged;
            allLeftOut += damaged;
        }

        @Override
        public void ended(End end) {
            recording.ended(end);
            excerpt.ended(end);
        }
    }
}
