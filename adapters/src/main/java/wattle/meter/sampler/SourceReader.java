package wattle.meter.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import wattle.meter.Channel;
import wattle.meter.CounterMeter;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.PowerMeter;
import wattle.meter.Sample;
import wattle.meter.SharedMeter;

/// Searches one source and reads its meters, on a thread of its own. What it finds it reads at
/// once, so that nothing is lost between the search and the next beat. The beat asks for a reading
/// and takes it when it is there in time; what comes too late is taken at the next beat, so a meter
/// that takes longer than a beat may wait is read at each second one.
///
/// A source that breaks its promises, an `Error` included, is one that could not be read.
final class SourceReader {

    /// A meter that wants to be read each 10 s is read when 9 have passed.
    private static final double NEARLY = 0.9;

    private final MeterSource source;
    private final LongPredicate job;
    private final Runnable whenFound;
    private final Object lock = new Object();

    // Guarded by the lock.
    private @Nullable Found found;
    private List<Channel> channels = List.of();
    private long asked;
    private long answered;
    private long taken;
    private long waitedFor;
    private boolean everything;
    private long firstAt;
    private boolean hurried;
    private boolean closed;
    private List<String> failures = new ArrayList<>();
    private long[] readings = {};
    private double[] shares = {};
    private double[] utilizations = {};

    // Of the source's thread alone.
    private double[] lastRead = {};

    /// @param job whether a process belongs to it
    /// @param whenFound called when the search has come to an end and what it found was read
    SourceReader(MeterSource source, LongPredicate job, Runnable whenFound) {
        this.source = source;
        this.job = job;
        this.whenFound = whenFound;
    }

    void start() {
        try {
            Thread.ofPlatform().daemon().name("meter-" + source.name()).start(this::run);
        } catch (OutOfMemoryError noMoreThreads) {
            synchronized (lock) {
                found =
                        Found.nothing(
                                new MeterProblem.Unreadable(
                                        source.name(), String.valueOf(noMoreThreads)));
                lock.notifyAll();
            }
            whenFound.run();
        }
    }

    String name() {
        return source.name();
    }

    /// What the search gave; null while it goes on.
    @Nullable Found found() {
        synchronized (lock) {
            return found;
        }
    }

    /// One for each meter that is read, once the search has come to an end.
    List<Channel> channels() {
        synchronized (lock) {
            return channels;
        }
    }

    /// What the search gave, waiting for it.
    ///
    /// @return null where it took longer
    @Nullable Found awaitFound(long nanos) throws InterruptedException {
        synchronized (lock) {
            long deadline = System.nanoTime() + nanos;
            long left = nanos;
            while (found == null && left > 0) {
                lock.wait(left / 1_000_000, (int) (left % 1_000_000));
                left = deadline - System.nanoTime();
            }
            return found;
        }
    }

    /// Takes the reading that followed the search, if it is there and was not taken yet.
    ///
    /// @return when it was begun, by the monotonic clock; empty where there is none
    OptionalLong takeFirst(long[] into, double[] share, double[] busy, int from) {
        synchronized (lock) {
            if (taken > 0 || answered == 0) {
                return OptionalLong.empty();
            }
            give(into, share, busy, from);
            return OptionalLong.of(firstAt);
        }
    }

    /// Asks for a reading, unless one is still under way or one that came late was not taken yet.
    ///
    /// @param last whether it is the last one: then all meters are read, however often they want to
    ///   be, nothing that came late is good enough, and what is under way is followed by another
    void ask(boolean last) {
        synchronized (lock) {
            if (last || (answered == asked && taken == answered)) {
                asked++;
                everything = last;
                lock.notifyAll();
            }
        }
    }

    /// Takes a reading that was not taken yet, waiting for the one that is under way.
    ///
    /// @param last whether to wait even when the run is about to end
    /// @return whether there was one before the deadline
    boolean take(
            boolean last, long deadlineNanos, long[] into, double[] share, double[] busy, int from)
            throws InterruptedException {
        synchronized (lock) {
            long left = last || waitedFor < asked ? deadlineNanos - System.nanoTime() : 0;
            waitedFor = asked; // One that hangs is waited for once.
            while (answered < asked && left > 0 && (last || !hurried)) {
                lock.wait(left / 1_000_000, (int) (left % 1_000_000));
                left = deadlineNanos - System.nanoTime();
            }
            if (answered == taken) {
                return false;
            }
            give(into, share, busy, from);
            return true;
        }
    }

    /// With the lock.
    private void give(long[] into, double[] share, double[] busy, int from) {
        taken = answered;
        System.arraycopy(readings, 0, into, from, readings.length);
        System.arraycopy(shares, 0, share, from, shares.length);
        System.arraycopy(utilizations, 0, busy, from, utilizations.length);
    }

    /// The run is about to end: no reading but the last is waited for any more.
    void hurry() {
        synchronized (lock) {
            hurried = true;
            lock.notifyAll();
        }
    }

    /// What failed since the last call, in sentences.
    List<String> failures() {
        synchronized (lock) {
            if (failures.isEmpty()) {
                return List.of();
            }
            List<String> taken = failures;
            failures = new ArrayList<>();
            return taken;
        }
    }

    /// Ends the thread when it next has nothing to do, and closes the meters.
    void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    private void run() {
        Found all = search();
        List<Channel> described = new ArrayList<>();
        Found usable = described(all, described);
        int count = described.size();
        lastRead = new double[count];
        Arrays.fill(lastRead, Double.NEGATIVE_INFINITY);
        synchronized (lock) {
            readings = new long[count];
            shares = new double[count];
            utilizations = new double[count];
            channels = List.copyOf(described);
            found = usable;
            if (count > 0 && !closed) {
                asked = 1;
                everything = true;
                firstAt = System.nanoTime();
            }
            lock.notifyAll();
        }
        try {
            for (long request = asked(); request > 0; request = awaitRequest()) {
                read(request, usable.meters(), described);
                if (request == 1) {
                    whenFound.run();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            all.meters().forEach(SourceReader::close);
        }
    }

    private Found search() {
        try {
            return Objects.requireNonNull(source.find());
        } catch (RuntimeException | Error fault) {
            return Found.nothing(new MeterProblem.Unreadable(source.name(), String.valueOf(fault)));
        }
    }

    /// Without the meters that do not even say what they are.
    ///
    /// @param channels to put the others' into
    private Found described(Found all, List<Channel> channels) {
        List<Meter> usable = new ArrayList<>();
        List<MeterProblem> problems = new ArrayList<>(all.problems());
        for (Meter meter : all.meters()) {
            try {
                channels.add(Channel.of(meter));
                usable.add(meter);
            } catch (RuntimeException | Error fault) {
                problems.add(
                        new MeterProblem.Unreadable(
                                "a meter of " + source.name(), String.valueOf(fault)));
            }
        }
        return usable.size() == all.meters().size() ? all : new Found(usable, problems);
    }

    private static void close(Meter meter) {
        try {
            meter.close();
        } catch (RuntimeException | Error fault) {
            return; // Nobody is left to tell, and there is nothing to be done.
        }
    }

    private long asked() {
        synchronized (lock) {
            return asked;
        }
    }

    /// The number of the reading that is asked for; 0 where there will be none any more.
    private long awaitRequest() throws InterruptedException {
        synchronized (lock) {
            while (answered == asked && !closed) {
                lock.wait();
            }
            return closed ? 0 : asked;
        }
    }

    private boolean all() {
        synchronized (lock) {
            return everything;
        }
    }

    private void read(long request, List<? extends Meter> meters, List<Channel> channels) {
        boolean all = all();
        int count = meters.size();
        long[] values = new long[count];
        double[] share = new double[count];
        double[] busy = new double[count];
        Arrays.fill(share, Double.NaN);
        Arrays.fill(busy, Double.NaN);
        Failures failed = null;
        for (int i = 0; i < count; i++) {
            Meter meter = meters.get(i);
            double now = System.nanoTime() / 1e9;
            values[i] = Sample.MISSING;
            try {
                if (!all && now - lastRead[i] < NEARLY * meter.every()) {
                    continue;
                }
                values[i] = value(meter);
                if (meter instanceof SharedMeter shared) {
                    busy[i] = orNaN(shared.utilization());
                    share[i] = orNaN(shared.shareOf(job));
                }
            } catch (MeterException problem) {
                failed = failed == null ? new Failures() : failed;
                failed.add(channels.get(i).part().name(), problem.problem());
            } catch (RuntimeException | Error fault) {
                failed = failed == null ? new Failures() : failed;
                failed.add(channels.get(i).part().name(), fault);
            }
            lastRead[i] = now;
        }
        synchronized (lock) {
            readings = values;
            shares = share;
            utilizations = busy;
            if (failed != null) {
                failures.addAll(failed.sentences());
            }
            answered = request;
            lock.notifyAll();
        }
    }

    private static long value(Meter meter) throws MeterException {
        return switch (meter) {
            case CounterMeter counter -> counter.read();
            case PowerMeter power -> power.readMicrowatts();
        };
    }

    private static double orNaN(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : Double.NaN;
    }
}
