package wattle.meter.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import wattle.meter.CounterMeter;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.PowerMeter;
import wattle.meter.Sample;
import wattle.meter.SharedMeter;

/// Searches one source and reads its meters, on a thread of its own. The beat asks for a reading
/// and takes it when it is there in time; what comes too late is dropped.
final class SourceReader {

    /// A meter that wants to be read each 10 s is read when 9 have passed.
    private static final double NEARLY = 0.9;

    private final MeterSource source;
    private final LongPredicate job;
    private final Object lock = new Object();

    // Guarded by the lock.
    private @Nullable Found found;
    private long asked;
    private long answered;
    private boolean closed;
    private List<String> failures = new ArrayList<>();
    private long[] readings = {};
    private double[] shares = {};
    private double[] utilizations = {};

    // Of the source's thread alone.
    private double[] lastRead = {};

    SourceReader(MeterSource source, LongPredicate job) {
        this.source = source;
        this.job = job;
    }

    void start() {
        Thread.ofPlatform().daemon().name("meter-" + source.name()).start(this::run);
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

    /// Asks for a reading, unless the last one is still under way.
    ///
    /// @return whether it was asked for
    boolean ask() {
        synchronized (lock) {
            if (found == null || found.meters().isEmpty() || answered < asked) {
                return false;
            }
            asked++;
            lock.notifyAll();
            return true;
        }
    }

    /// Takes the reading that was asked for.
    ///
    /// @return whether it came before the deadline
    boolean take(long deadlineNanos, long[] into, double[] share, double[] busy, int from)
            throws InterruptedException {
        synchronized (lock) {
            long left = deadlineNanos - System.nanoTime();
            while (answered < asked && left > 0) {
                lock.wait(left / 1_000_000, (int) (left % 1_000_000));
                left = deadlineNanos - System.nanoTime();
            }
            if (answered < asked) {
                return false;
            }
            System.arraycopy(readings, 0, into, from, readings.length);
            System.arraycopy(shares, 0, share, from, shares.length);
            System.arraycopy(utilizations, 0, busy, from, utilizations.length);
            return true;
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
        int count = all.meters().size();
        lastRead = new double[count];
        Arrays.fill(lastRead, Double.NEGATIVE_INFINITY);
        synchronized (lock) {
            readings = new long[count];
            shares = new double[count];
            utilizations = new double[count];
            found = all;
            lock.notifyAll();
        }
        try {
            while (awaitRequest()) {
                read(all.meters());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            all.meters().forEach(Meter::close);
        }
    }

    /// A source that breaks its promise not to throw is a source that could not be read.
    private Found search() {
        try {
            return source.find();
        } catch (RuntimeException | LinkageError fault) {
            return Found.nothing(new MeterProblem.Unreadable(source.name(), String.valueOf(fault)));
        }
    }

    private boolean awaitRequest() throws InterruptedException {
        synchronized (lock) {
            while (answered == asked && !closed) {
                lock.wait();
            }
            return !closed;
        }
    }

    private void read(List<? extends Meter> meters) {
        int count = meters.size();
        long[] values = new long[count];
        double[] share = new double[count];
        double[] busy = new double[count];
        Arrays.fill(share, Double.NaN);
        Arrays.fill(busy, Double.NaN);
        List<String> failed = null;
        for (int i = 0; i < count; i++) {
            Meter meter = meters.get(i);
            double now = System.nanoTime() / 1e9;
            values[i] = Sample.MISSING;
            if (now - lastRead[i] < NEARLY * meter.every()) {
                continue;
            }
            try {
                values[i] = value(meter);
                if (meter instanceof SharedMeter shared) {
                    busy[i] = orNaN(shared.utilization());
                    share[i] = orNaN(shared.shareOf(job));
                }
            } catch (MeterException problem) {
                failed = failed == null ? new ArrayList<>() : failed;
                failed.add(meter.part().name() + ": " + problem.getMessage());
            } catch (RuntimeException | LinkageError fault) {
                failed = failed == null ? new ArrayList<>() : failed;
                failed.add(meter.part().name() + ": a fault of ours: " + fault);
            }
            lastRead[i] = now;
        }
        synchronized (lock) {
            readings = values;
            shares = share;
            utilizations = busy;
            if (failed != null) {
                failures.addAll(failed);
            }
            answered = asked;
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
