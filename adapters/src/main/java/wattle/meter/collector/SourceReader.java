package wattle.meter.collector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import wattle.meter.CounterMeter;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.PowerMeter;

/// Reads the meters of one source, one after another on a thread of its own, so that a sick driver
/// holds up nobody but its own meters. Reads when somebody asks and each meter's time has come.
/// Thread-safe.
final class SourceReader implements AutoCloseable {

    /// How long an answer waits for a reading while the last one is still good.
    static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(50);

    /// How long it waits while there is none, as at first or after a long silence; a reading that
    /// takes longer is waited for no more.
    static final long LONG_PATIENCE = TimeUnit.SECONDS.toNanos(2);

    /// A value is given for this long after the next one was due.
    static final long STALE = TimeUnit.SECONDS.toNanos(5);

    private static final long JOIN_MILLIS = 1000;

    private final List<? extends Meter> meters;
    private final long[] periods;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private boolean wanted;
    private boolean closed;
    private boolean reading;
    private long began;
    private long rounds;
    private Answer last;

    /// @param refresh the shortest time between two readings of a meter, in nanoseconds
    SourceReader(List<? extends Meter> meters, long refresh) {
        this.meters = List.copyOf(meters);
        periods = new long[meters.size()];
        for (int i = 0; i < periods.length; i++) {
            periods[i] = Math.max(refresh, Math.round(meters.get(i).every() * 1e9));
        }
        last = new Answer(Collections.nCopies(periods.length, Sample.NOTHING));
        thread = Thread.ofPlatform().daemon().name("meters").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Begins a reading where one is due; returns at once.
    void ask() {
        lock.lock();
        try {
            if (!reading && !wanted && due(last, System.nanoTime())) {
                wanted = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The last reading, after waiting a little for one that is under way. What is older than it
    /// should be has no value any more, but a problem.
    Answer answer() throws InterruptedException {
        lock.lock();
        try {
            long now = System.nanoTime();
            long round = rounds;
            long deadline =
                    now
                            + (stale(last, now)
                                    ? Math.max(0, LONG_PATIENCE - (reading ? now - began : 0))
                                    : PATIENCE);
            while ((wanted || reading) && rounds == round && !closed) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                changed.awaitNanos(left);
            }
            now = System.nanoTime();
            return stale(last, now) ? withoutStale(last, now) : last;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            Answer before;
            lock.lock();
            try {
                while (!wanted && !closed) {
                    changed.awaitUninterruptibly();
                }
                if (closed) {
                    return;
                }
                wanted = false;
                reading = true;
                began = System.nanoTime();
                before = last;
            } finally {
                lock.unlock();
            }
            Answer next = read(before);
            lock.lock();
            try {
                last = next;
                reading = false;
                rounds++;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private Answer read(Answer before) {
        List<Sample> samples = new ArrayList<>(periods.length);
        for (int i = 0; i < periods.length; i++) {
            Sample one = before.samples().get(i);
            long now = System.nanoTime();
            samples.add(one.olderThan(periods[i], now) ? sample(i, now) : one);
        }
        return new Answer(samples);
    }

    private Sample sample(int meter, long now) {
        try {
            long value = value(meters.get(meter));
            return value >= 0
                    ? new Sample(now, value, null)
                    : Sample.failed(now, unreadable(meter, "its sensor says " + value));
        } catch (MeterException failed) {
            return Sample.failed(now, failed.problem());
        } catch (RuntimeException | LinkageError fault) {
            return Sample.failed(now, unreadable(meter, fault.toString()));
        }
    }

    private static long value(Meter meter) throws MeterException {
        return switch (meter) {
            case CounterMeter counter -> counter.read();
            case PowerMeter power -> power.readMicrowatts();
        };
    }

    private boolean due(Answer answer, long now) {
        for (int i = 0; i < periods.length; i++) {
            if (answer.samples().get(i).olderThan(periods[i], now)) {
                return true;
            }
        }
        return false;
    }

    private boolean stale(Answer answer, long now) {
        for (int i = 0; i < periods.length; i++) {
            if (answer.samples().get(i).olderThan(periods[i] + STALE, now)) {
                return true;
            }
        }
        return false;
    }

    private Answer withoutStale(Answer answer, long now) {
        List<Sample> samples = new ArrayList<>(answer.samples());
        for (int i = 0; i < periods.length; i++) {
            Sample one = samples.get(i);
            if (one.olderThan(periods[i] + STALE, now)) {
                String why =
                        one.taken()
                                ? "its sensor has not answered for "
                                        + TimeUnit.NANOSECONDS.toSeconds(now - one.at())
                                        + " s"
                                : "its sensor has not answered yet";
                samples.set(i, Sample.failed(one.at(), unreadable(i, why)));
            }
        }
        return new Answer(samples);
    }

    private MeterProblem unreadable(int meter, String why) {
        return new MeterProblem.Unreadable(meters.get(meter).part().name(), why);
    }

    /// Ends the thread and closes the meters. Where a sensor hangs they stay open: a meter is used
    /// by one thread at a time.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            meters.forEach(Meter::close);
        }
    }
}
