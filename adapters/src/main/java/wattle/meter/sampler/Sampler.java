package wattle.meter.sampler;

import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import wattle.meter.Activity;
import wattle.meter.Channel;
import wattle.meter.Domain;
import wattle.meter.Found;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.Sample;
import wattle.meter.journal.RecordListener;
import wattle.meter.procfs.JobActivity;

/// Takes a sample at each beat, from the start of a run to its end, by the monotonic clock. A beat
/// that comes too late is not made up for: it is counted, and counters lose nothing by it. A
/// sample's time is when its readings were asked for; the last one's is the run's end.
///
/// Sources are sought while the run goes on. Each is read as soon as it is found, and a sample of
/// its own says so: what it drew before that is not known.
///
/// All calls to the listener come from one thread. Nothing that a sensor, a disk or the listener
/// does gets out of here.
public final class Sampler {

    /// For how long a source is waited for at most: at a beat, and at the end.
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private static final long LAST_PATIENCE_NANOS = 500_000_000L;

    private static final int MOST_PROBLEMS = 50;

    /// What goes wrong at more than this share of the samples does so for good.
    private static final double ALWAYS = 0.9;

    private final Clock clock;
    private final long interval;
    private final JobActivity activity;
    private final RecordListener listener;
    private final List<SourceReader> sources = new ArrayList<>();
    private final List<SourceReader> searching = new ArrayList<>();
    private final List<SourceReader> reading = new ArrayList<>();
    private final List<MeterProblem.NoPermission> refused = new ArrayList<>();
    private final Map<String, Said> said = new LinkedHashMap<>();

    /// Rung when a source was found and when the run has ended.
    private final Semaphore bell = new Semaphore(0);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final long origin;
    private final WallClock wall;
    private int channels;

    /// How busy all was at the start; null once there is something newer.
    private @Nullable Activity begun;

    private long begunAt;
    private long committed;
    private long beats;
    private final AtomicLong missed = new AtomicLong();
    private volatile long finalElapsed = -1;

    /// @param origin the start of the run, by the monotonic clock
    /// @param interval between samples, 20 ms to 5 min
    /// @param sources that are likely to have something to read
    public Sampler(
            Clock clock,
            long origin,
            Duration interval,
            List<MeterSource> sources,
            JobActivity activity,
            File procRoot,
            RecordListener listener) {
        this.clock = clock;
        this.origin = origin;
        this.interval = interval.toNanos();
        this.activity = activity;
        this.listener = listener;
        for (MeterSource source : sources) {
            this.sources.add(new SourceReader(source, activity::has, bell::release));
        }
        searching.addAll(this.sources);
        wall = new WallClock(procRoot, clock.millis(), System.nanoTime());
    }

    /// Begins to search the sources and notes how busy the job and the machine are, for the first
    /// sample. To be called as soon as the run has started, by the thread that calls [#run].
    public void search() {
        sources.forEach(SourceReader::start);
        begunAt = System.nanoTime() - origin;
        begun = activity.read();
    }

    /// Waits until every source was searched, for at most as long.
    ///
    /// @return by name what was found; null where a source did not answer
    public Map<String, @Nullable Found> awaitSearch(Duration most) throws InterruptedException {
        Map<String, @Nullable Found> found = new LinkedHashMap<>();
        long deadline = System.nanoTime() + most.toNanos();
        for (SourceReader source : sources) {
            found.put(source.name(), source.awaitFound(deadline - System.nanoTime()));
        }
        return found;
    }

    /// Takes the first sample and goes on until [#stop].
    public void run() {
        try {
            step(this::begin);
            long beat = 1;
            while (await(origin + beat * interval)) {
                long late = (System.nanoTime() - origin) / interval - beat;
                if (late > 0) {
                    missed.addAndGet(late);
                    beat += late;
                }
                step(() -> sample(false));
                beat++;
            }
            step(() -> sample(true));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            sources.forEach(SourceReader::close);
            new LinkedHashMap<>(said).forEach(this::sayHowOften);
            stopped.countDown();
        }
    }

    /// Takes one last sample and ends.
    ///
    /// @param elapsed the length of the run, which the last sample is given
    /// @return whether that was done in time; otherwise it goes on without anybody waiting
    public boolean stop(Duration elapsed, Duration patience) throws InterruptedException {
        finalElapsed = elapsed.toNanos();
        bell.release();
        sources.forEach(SourceReader::hurry);
        return stopped.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Beats that came too late.
    public long missed() {
        return missed.get();
    }

    /// Waits for a beat, and meanwhile takes in what is found.
    ///
    /// @return whether it came before the end
    private boolean await(long time) throws InterruptedException {
        while (bell.tryAcquire(time - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            if (finalElapsed >= 0) {
                return false;
            }
            step(() -> join(false));
        }
        return true;
    }

    private interface Step {
        void take() throws InterruptedException;
    }

    private void step(Step step) throws InterruptedException {
        try {
            step.take();
        } catch (RuntimeException | Error fault) {
            fault(fault);
        }
    }

    /// The first sample, of the time before anything was found.
    private void begin() {
        Activity first = begun;
        if (first != null) {
            commit(Sample.of(withinRun(begunAt), first));
        }
        join(false);
        begun = null;
    }

    /// A time of the run: not before the last sample, and not after the end where that has come.
    private long withinRun(long elapsed) {
        long end = finalElapsed;
        return Math.max(committed, end >= 0 ? Math.min(elapsed, end) : elapsed);
    }

    private void commit(Sample sample) {
        committed = sample.elapsedNanos();
        shielded(() -> listener.sample(sample));
    }

    private void sample(boolean last) throws InterruptedException {
        join(last);
        beats++;
        lookAtClock();
        long asked = System.nanoTime() - origin;
        for (int i = 0; i < reading.size(); i++) {
            reading.get(i).ask(last);
        }
        Activity now = last ? activity.settle() : activity.read();
        long[] readings = new long[channels];
        double[] shares = new double[channels];
        double[] utilizations = new double[channels];
        Arrays.fill(readings, Sample.MISSING);
        Arrays.fill(shares, Double.NaN);
        Arrays.fill(utilizations, Double.NaN);
        long deadline = System.nanoTime() + (last ? LAST_PATIENCE_NANOS : patience());
        int from = 0;
        for (int i = 0; i < reading.size(); i++) {
            SourceReader source = reading.get(i);
            if (!source.take(last, deadline, readings, shares, utilizations, from)) {
                failure(source.name() + " did not answer in time");
            }
            source.failures().forEach(this::failure);
            from += source.channels().size();
        }
        // The run's end is when the command ended, not when that was noticed here.
        long elapsed = withinRun(last ? finalElapsed : asked);
        commit(new Sample(elapsed, now, readings, shares, utilizations));
    }

    private long patience() {
        return Math.min(interval / 2, PATIENCE_NANOS);
    }

    /// Takes in the sources whose search has come to an end.
    private void join(boolean last) {
        int known = reading.size();
        for (int i = 0; i < searching.size(); i++) {
            SourceReader source = searching.get(i);
            Found found = source.found();
            if (found == null) {
                if (last) {
                    failure(
                            source.name()
                                    + " had not been searched when the run ended, so nothing of"
                                    + " it is counted");
                }
                continue;
            }
            searching.remove(i--);
            for (MeterProblem each : found.problems()) {
                if (each instanceof MeterProblem.NoPermission no && !no.parts().isEmpty()) {
                    refused.add(no); // Another source may give what this one may not.
                } else if (!(each instanceof MeterProblem.NotPresent)) { // Absence is no fault.
                    failure(each.brief());
                }
            }
            if (found.meters().isEmpty()) {
                source.close();
                continue;
            }
            reading.add(source);
            for (Channel channel : source.channels()) {
                shielded(() -> listener.channel(channel));
                channels++;

                if (channel.part().domain() != Domain.GPU_BOARD) {
                    activity.share();
                }
            }
        }
        if (searching.isEmpty() || last) {
            refused.removeIf(this::isMadeGood);
            refused.forEach(each -> failure(each.brief()));
            refused.clear();
        }
        if (reading.size() > known) {
            firstReadings(known);
        }
    }

    private boolean isMadeGood(MeterProblem.NoPermission problem) {
        for (SourceReader source : reading) {
            for (Channel channel : source.channels()) {
                if (problem.isMadeGoodBy(channel.part().id())) {
                    return true;
                }
            }
        }
        return false;
    }

    /// A sample for each source that was just found and has been read since, in order of time.
    ///
    /// @param known how many sources were there before
    private void firstReadings(int known) {
        List<First> all = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < reading.size(); i++) {
            if (i >= known) {
                var first = new First(channels);
                if (first.takenOf(reading.get(i), from)) {
                    all.add(first);
                }
            }
            from += reading.get(i).channels().size();
        }
        all.sort(Comparator.comparingLong(first -> first.at));
        Activity now = begun != null ? begun : activity.read();
        for (First first : all) {
            commit(first.sample(withinRun(first.at - origin), now));
        }
    }

    /// The first readings of one source, in a sample in which the others have none.
    private static final class First {

        private final long[] readings;
        private final double[] shares;
        private final double[] utilizations;
        private long at;

        First(int channels) {
            readings = new long[channels];
            shares = new double[channels];
            utilizations = new double[channels];
            Arrays.fill(readings, Sample.MISSING);
            Arrays.fill(shares, Double.NaN);
            Arrays.fill(utilizations, Double.NaN);
        }

        boolean takenOf(SourceReader source, int from) {
            OptionalLong begun = source.takeFirst(readings, shares, utilizations, from);
            at = begun.orElse(0);
            return begun.isPresent();
        }

        Sample sample(long elapsed, Activity now) {
            return new Sample(elapsed, now, readings, shares, utilizations);
        }
    }

    private void lookAtClock() {
        WallClock.Jump jump = wall.look(clock.millis(), System.nanoTime());
        if (jump == null) {
            return;
        }
        if (!jump.slept().isZero()) {
            shielded(() -> listener.slept(jump.slept()));
            problem("the machine slept for " + seconds(jump.slept()) + " s");
        }
        if (!jump.set().isZero()) {
            problem(
                    "the clock was set by "
                            + seconds(jump.set())
                            + " s during the run; times follow the clock as it was at the start");
        }
    }

    private static long seconds(Duration time) {
        return Math.round(time.toMillis() / 1000.0);
    }

    /// Says it once, and at the end how often.
    private void problem(String sentence) {
        String once = first(sentence);
        if (once != null) {
            shielded(() -> listener.problem(once));
        }
    }

    private void failure(String sentence) {
        String once = first(sentence);
        if (once != null) {
            shielded(() -> listener.failed(once));
        }
    }

    /// What to say of it; null where that was said before.
    private @Nullable String first(String sentence) {
        boolean room = said.size() < MOST_PROBLEMS || said.containsKey(sentence);
        String counted = room ? sentence : "there were problems of yet other kinds";
        return once(counted) ? counted : null;
    }

    /// Whether that was not said before.
    private boolean once(String sentence) {
        Said before = said.get(sentence);
        said.put(
                sentence,
                new Said(
                        before == null ? 1 : before.times + 1,
                        before == null ? beats : before.since));
        return before == null;
    }

    /// How often something went wrong.
    ///
    /// @param since the number of the sample at which it did first
    private record Said(long times, long since) {}

    /// Of what never worked again there is nothing to be counted.
    private void sayHowOften(String sentence, Said all) {
        boolean always = all.times > ALWAYS * (beats - all.since);
        if (all.times > 1 && !always) {
            shielded(() -> listener.problem(sentence + " (" + all.times + " times)"));
        }
    }

    private void shielded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error fault) {
            fault(fault);
        }
    }

    /// Says it, if that is still possible.
    private void fault(Throwable fault) {
        boolean room = said.size() < 2 * MOST_PROBLEMS;
        String sentence = room ? "a fault of ours: " + fault : "there were faults of other kinds";
        if (once(sentence)) {
            try {
                listener.problem(sentence);
            } catch (RuntimeException | Error again) {
                return; // Whoever listens cannot be told.
            }
        }
    }
}
