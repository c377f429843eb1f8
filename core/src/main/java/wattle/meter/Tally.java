package wattle.meter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.unit.Energy;

/// What a row of samples adds up to: for each part its energy over time and what is needed to
/// charge a job with its share, for the processors how busy they were. The same class reads a run
/// as it goes and its record years later, so both give one number.
///
/// Counters give differences, however long ago the last good reading was; gauges are integrated
/// over real time, an instant by the trapezium, a mean by its own length. Memory grows with the
/// run's length in minutes, not with the samples or marks. For one thread.
public final class Tally {

    /// A gauge that was silent for longer than this is not believed to have stayed where it was,
    /// unless samples are to come more seldom than that.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    /// A sample may come late by twice the interval.
    private static final int LATE = 3;

    /// Each mark makes a row, and there is only so much memory.
    private static final int MOST_CUTS = 10_000;

    /// As many epochs as are examples enough for those to come.
    private static final int MOST_EPOCHS = 1000;

    private static final int MOST_PROBLEMS = 100;
    private static final long SECOND = 1_000_000_000L;

    private final Instant start;
    private final long startNanos;
    private final long longestSilence;
    private final Buckets buckets = new Buckets();
    private final int jobCpu = buckets.addColumn();
    private final int busy = buckets.addColumn();
    private final int capacity = buckets.addColumn();
    private final int memory = buckets.addColumn();
    private final int observed = buckets.addColumn();
    private final List<PartTally> parts = new ArrayList<>();
    private final ArrayDeque<Instant> lastEpochs = new ArrayDeque<>();
    private final List<String> problems = new ArrayList<>();

    private long elapsed;
    private long asleep;
    private int pauses;
    private Duration paused = Duration.ZERO;
    private @Nullable Instant pausedAt;
    private long samples;
    private long marks;
    private double units;
    private double epochs;
    private long epochMarks;
    private volatile @Nullable Instant lastEpoch;
    private Activity activity = Activity.NONE;

    /// When the whole machine was known last.
    private long machineElapsed;

    // What is in the rows already. Processors' counters may fall a little, and rows may not.
    private long jobCpuCounted;
    private long busyCounted = Activity.UNKNOWN;
    private long capacityCounted = Activity.UNKNOWN;

    /// @param start of the run, by the wall clock; times are this plus monotonic time
    /// @throws ArithmeticException if that is not between the years 1677 and 2262
    public Tally(Instant start) {
        this(start, Duration.ofSeconds(1));
    }

    /// @param start of the run, by the wall clock; times are this plus monotonic time
    /// @param interval at which samples are to come
    /// @throws ArithmeticException if the start is not between the years 1677 and 2262
    public Tally(Instant start, Duration interval) {
        this.start = start;
        this.startNanos = nanos(start);
        Duration late = interval.multipliedBy(LATE);
        this.longestSilence =
                (late.compareTo(LONGEST_SILENCE) > 0 ? late : LONGEST_SILENCE).toNanos();
    }

    /// One more channel of the samples to come.
    public void add(Channel channel) {
        parts.add(new PartTally(channel, buckets, longestSilence));
    }

    /// The machine slept between the last sample and the next: time passed in which nothing was
    /// drawn and the monotonic clock stood still.
    public void slept(Duration time) {
        asleep += time.toNanos();
    }

    /// Whoever drives the job made its processes stand still. What is drawn meanwhile counts.
    public void paused(Instant at) {
        if (pausedAt == null) {
            pausedAt = at;
            pauses++;
        }
    }

    /// They were let go on.
    public void resumed(Instant at) {
        if (pausedAt != null) {
            paused = paused.plus(between(pausedAt, at));
            pausedAt = null;
        }
    }

    private static Duration between(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }

    /// Counts a mark, at which a row ends. To be told before the sample within which it falls.
    public void mark(Mark mark) {
        if (marks < MOST_CUTS) {
            buckets.cut(nanos(mark.at()));
        } else if (marks == MOST_CUTS) {
            note(
                    "more than "
                            + MOST_CUTS
                            + " marks: energy between later ones is shared out by time");
        }
        marks++;
        if (mark.kind().equals(Mark.UNIT)) {
            units += mark.count();
            return;
        }
        epochs += mark.count();
        epochMarks++;
        lastEpoch = mark.at();
        lastEpochs.addLast(mark.at());
        if (lastEpochs.size() > MOST_EPOCHS) {
            lastEpochs.removeFirst();
        }
    }

    /// Adds a sample, later than the one before.
    public void accept(Sample sample) {
        if (sample.elapsedNanos() < elapsed) {
            throw new IllegalArgumentException(
                    "samples come in order of time: "
                            + sample.elapsedNanos()
                            + " ns after "
                            + elapsed);
        }
        samples++;
        long to = wall(sample.elapsedNanos());
        long from = to - (sample.elapsedNanos() - elapsed);
        buckets.reach(from, to);
        Activity now = sample.activity();
        count(sample, from, to);
        for (int i = 0; i < Math.min(parts.size(), sample.size()); i++) {
            String problem = parts.get(i).accept(sample, i, to);
            if (problem != null) {
                note(problem);
            }
        }
        elapsed = sample.elapsedNanos();
        activity = now;
    }

    /// Two samples may stand for one instant, the run's end: then the second adds to its last row.
    private void count(Sample sample, long from, long to) {
        Activity now = sample.activity();
        buckets.spread(memory, from, to, now.jobMemoryBytes() * seconds(to - from));
        buckets.spread(observed, from, to, seconds(to - from));
        if (buckets.size() > 0 && now.jobCpuNanos() > jobCpuCounted) {
            buckets.spread(jobCpu, from, to, seconds(now.jobCpuNanos() - jobCpuCounted));
            jobCpuCounted = now.jobCpuNanos();
        }
        if (now.busyNanos() == Activity.UNKNOWN || now.capacityNanos() == Activity.UNKNOWN) {
            return;
        }
        // Not in every sample: what they grew by belongs to the time since they were there last.
        long since = Math.min(from, to - (sample.elapsedNanos() - machineElapsed));
        if (busyCounted == Activity.UNKNOWN) { // Counted since the machine's start, so no sum yet.
            busyCounted = now.busyNanos();
            capacityCounted = now.capacityNanos();
        } else if (buckets.size() > 0) {
            buckets.spread(busy, since, to, seconds(Math.max(0, now.busyNanos() - busyCounted)));
            buckets.spread(
                    capacity,
                    since,
                    to,
                    seconds(Math.max(0, now.capacityNanos() - capacityCounted)));
            busyCounted = Math.max(busyCounted, now.busyNanos());
            capacityCounted = Math.max(capacityCounted, now.capacityNanos());
        }
        machineElapsed = sample.elapsedNanos();
    }

    private void note(String problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }

    public Instant start() {
        return start;
    }

    /// By the monotonic clock, up to the last sample.
    public Duration elapsed() {
        return Duration.ofNanos(elapsed);
    }

    /// For how long the machine slept.
    public Duration asleep() {
        return Duration.ofNanos(asleep);
    }

    /// How often the job was made to stand still by whoever drives it.
    public int pauses() {
        return pauses;
    }

    /// For how long it stood still so, up to the last sample.
    public Duration paused() {
        Instant last = start.plus(elapsed()).plus(asleep());
        return pausedAt == null ? paused : paused.plus(between(pausedAt, last));
    }

    public long samples() {
        return samples;
    }

    /// Processor time of the job's processes.
    public Duration jobCpuTime() {
        return Duration.ofNanos(activity.jobCpuNanos());
    }

    /// How many marks of any kind there were.
    public long marks() {
        return marks;
    }

    /// What the marks of units count, all together.
    public double units() {
        return units;
    }

    /// What the marks of epochs count, all together.
    public double epochs() {
        return epochs;
    }

    /// How many marks of an epoch there were.
    public long epochMarks() {
        return epochMarks;
    }

    /// When the last epoch ended; null before the first. For any thread.
    public @Nullable Instant lastEpoch() {
        return lastEpoch;
    }

    /// When the last epochs ended, 1,000 of them at most, in the order of their marks.
    public List<Instant> lastEpochs() {
        return List.copyOf(lastEpochs);
    }

    /// Counters that started again and jumps that were refused, in sentences.
    public List<String> problems() {
        return List.copyOf(problems);
    }

    public List<Part> parts() {
        return parts.stream().map(PartTally::part).toList();
    }

    /// All energy that one part drew while it was metered.
    public Energy energy(int part) {
        return new Energy(parts.get(part).joules());
    }

    /// What one part drew on the mean between its last two readings, in watts; NaN where the last
    /// one failed.
    public double watts(int part) {
        return parts.get(part).lastWatts();
    }

    /// For how long a part was metered.
    public Duration metered(int part) {
        return Duration.ofNanos(parts.get(part).meteredNanos());
    }

    /// Whether there is energy of a part that may be believed: two good readings at least, and not
    /// a counter that never moved.
    public boolean isMetered(int part) {
        return parts.get(part).isMetered();
    }

    Buckets buckets() {
        return buckets;
    }

    PartTally tally(int part) {
        return parts.get(part);
    }

    int jobCpu() {
        return jobCpu;
    }

    int busy() {
        return busy;
    }

    int capacity() {
        return capacity;
    }

    int memory() {
        return memory;
    }

    int observed() {
        return observed;
    }

    private long wall(long elapsedNanos) {
        return startNanos + elapsedNanos + asleep;
    }

    private static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), SECOND), at.getNano());
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
