package wattle.meter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One part's share of a [Tally].
///
/// For charging a job with active energy by its share `s` of the work and with idle energy by its
/// share `c` of the capacity, where the idle power is known only at the end, it keeps ΣE, ΣE·s,
/// Σt·s and Σt·c: then the charge is ΣE·s − P₀·(Σt·s − Σt·c).
final class PartTally {

    /// What is switched on always draws something, and counters move each millisecond to each
    /// second: one that stands still for longer counts nothing.
    private static final long LONGEST_STILL = 10_000_000_000L;

    private final Channel channel;
    private final Buckets buckets;
    private final long longestSilence;
    final int energy;
    final int energyShared;
    final int timeShared;
    final int timeCapacity;
    final int time;
    final int timeBusy;

    /// The last good reading, and how busy the machine had been until then.
    private boolean read;

    private long lastElapsed;
    private long lastWall;
    private long lastReading;
    private Activity lastActivity = Activity.NONE;

    /// The reading that the last one was counted from; at the last one's own time where there was
    /// none.
    private long elapsedBefore;

    private Activity activityBefore = Activity.NONE;

    /// A reading that could not follow the last good one. If the next one follows it, the counter
    /// has moved for good.
    private @Nullable Sample suspect;

    private long suspectWall;

    /// When a counter was last seen to move, or was first read.
    private long movedElapsed;

    private boolean stands;

    private double joules;
    private long meteredNanos;
    private double lastWatts = Double.NaN;

    PartTally(Channel channel, Buckets buckets, long longestSilence) {
        this.channel = channel;
        this.buckets = buckets;
        this.longestSilence = longestSilence;
        energy = buckets.addColumn();
        energyShared = buckets.addColumn();
        timeShared = buckets.addColumn();
        timeCapacity = buckets.addColumn();
        time = buckets.addColumn();
        timeBusy = buckets.addColumn();
    }

    Part part() {
        return channel.part();
    }

    double joules() {
        return joules;
    }

    long meteredNanos() {
        return meteredNanos;
    }

    /// Whether there is energy of it that may be believed. A counter that never moved says nothing,
    /// not zero.
    boolean isMetered() {
        return meteredNanos > 0 && !(stands && joules == 0);
    }

    double lastWatts() {
        return lastWatts;
    }

    /// @param wallNow the sample's time by the wall clock, in nanoseconds
    /// @return what was wrong with the reading; null where nothing was
    @Nullable String accept(Sample sample, int index, long wallNow) {
        long reading = sample.reading(index);
        if (reading == Sample.MISSING) {
            lastWatts = Double.NaN;
            // Some meters refuse a counter that stands still before it is seen here to do so.
            stands |= read && isStill(sample);
            return null; // Said by whoever read it.
        }
        String wrong = wrong(reading);
        if (wrong != null) {
            lastWatts = Double.NaN;
            return part().name() + ": " + wrong + "; the reading was dropped";
        }
        long passed = sample.elapsedNanos() - lastElapsed;
        if (!read) {
            movedElapsed = sample.elapsedNanos();
            remember(sample, reading, wallNow);
            return null;
        }
        return switch (channel) {
            case Channel.Counter counter ->
                    passed > 0
                            ? counted(counter, sample, index, wallNow)
                            : countedOn(counter, sample, index, wallNow);
            case Channel.Gauge gauge ->
                    passed > 0 ? integrated(gauge, sample, index, wallNow) : null;
        };
    }

    private boolean isStill(Sample sample) {
        return channel instanceof Channel.Counter
                && sample.elapsedNanos() - movedElapsed > LONGEST_STILL;
    }

    /// Null where the reading alone is not wrong.
    private @Nullable String wrong(long reading) {
        return switch (channel) {
            case Channel.Counter counter -> reading < 0 ? "a counter gave " + reading : null;
            case Channel.Gauge gauge -> {
                double watts = reading / 1e6;
                yield watts < 0 || watts > gauge.limit().watts()
                        ? "a power of " + watts + " W is not what it can draw"
                        : null;
            }
        };
    }

    private @Nullable String counted(
            Channel.Counter counter, Sample sample, int index, long wallNow) {
        long reading = sample.reading(index);
        Increment increment =
                counter.scale()
                        .between(
                                new CounterReading(instant(lastElapsed), lastReading),
                                new CounterReading(instant(sample.elapsedNanos()), reading));
        Sample before = suspect;
        suspect = null;
        return switch (increment) {
            case Increment.Counted counted -> {
                if (counted.energy().joules() > 0) {
                    movedElapsed = sample.elapsedNanos();
                    stands = false;
                } else if (stands || isStill(sample)) {
                    // Should it move again, the difference has all that it drew meanwhile.
                    lastWatts = Double.NaN;
                    boolean known = stands;
                    stands = true;
                    yield known
                            ? null
                            : part().name()
                                    + ": its counter has stood still for 10 s, and what is on always"
                                    + " draws something; it is not believed";
                }
                add(counted.energy().joules(), sample, index, wallNow);
                long from = lastElapsed;
                Activity then = lastActivity;
                remember(sample, reading, wallNow);
                elapsedBefore = from;
                activityBefore = then;
                yield null;
            }
            case Increment.Reset reset -> {
                lastWatts = Double.NaN;
                String said =
                        part().name()
                                + ": its counter started again, so the energy of "
                                + seconds(sample)
                                + " s is not known";
                movedElapsed = sample.elapsedNanos();
                stands = false;
                remember(sample, reset.next().raw(), wallNow);
                yield said;
            }
            case Increment.Implausible claimed -> {
                lastWatts = Double.NaN;
                if (before != null && follows(counter.scale(), before, sample, index)) {
                    String said =
                            part().name()
                                    + ": its counter moved for good, so the energy of "
                                    + seconds(before)
                                    + " s is not known";
                    remember(before, before.reading(index), suspectWall);
                    counted(counter, sample, index, wallNow);
                    yield said;
                }
                suspect = sample;
                suspectWall = wallNow;
                yield jumped(claimed);
            }
        };
    }

    /// A second reading at the last one's instant: the sample under way when the command ends, and
    /// the last one, are both given its end. By what the counter went on between them the last
    /// difference was too small, and may have been so all the time since the reading before.
    private @Nullable String countedOn(
            Channel.Counter counter, Sample sample, int index, long wallNow) {
        long over = lastElapsed - elapsedBefore;
        if (over == 0) {
            return null; // No time was counted yet that it could belong to.
        }
        long reading = sample.reading(index);
        Increment increment =
                counter.scale()
                        .between(
                                new CounterReading(instant(0), lastReading),
                                new CounterReading(instant(over), reading));
        return switch (increment) {
            case Increment.Counted counted -> {
                double amount = counted.energy().joules();
                lastActivity = activityBefore;
                buckets.spread(energy, lastWall, wallNow, amount);
                buckets.spread(energyShared, lastWall, wallNow, amount * ofWork(sample, index));
                joules += amount;
                lastWatts += amount / (over / 1e9);
                lastActivity = sample.activity();
                lastReading = reading;
                yield null;
            }
            case Increment.Reset reset -> {
                remember(sample, reset.next().raw(), wallNow);
                yield null; // It has counted all that it can of the time until now.
            }
            case Increment.Implausible claimed -> jumped(claimed);
        };
    }

    private String jumped(Increment.Implausible claimed) {
        return part().name()
                + ": its counter jumped by "
                + Math.round(claimed.claimed().joules())
                + " J in "
                + Math.round(claimed.elapsed().toNanos() / 1e8) / 10.0
                + " s, more than it can draw; the reading was dropped";
    }

    private static boolean follows(CounterScale scale, Sample first, Sample second, int index) {
        return second.elapsedNanos() > first.elapsedNanos()
                && scale.between(
                                new CounterReading(
                                        instant(first.elapsedNanos()), first.reading(index)),
                                new CounterReading(
                                        instant(second.elapsedNanos()), second.reading(index)))
                        instanceof Increment.Counted;
    }

    private @Nullable String integrated(
            Channel.Gauge gauge, Sample sample, int index, long wallNow) {
        double watts = sample.reading(index) / 1e6;
        long passed = sample.elapsedNanos() - lastElapsed;
        if (passed > longestSilence) {
            lastWatts = Double.NaN;
            String said =
                    part().name()
                            + ": gave no reading for "
                            + seconds(sample)
                            + " s, whose energy is not known";
            remember(sample, sample.reading(index), wallNow);
            return said;
        }
        double before = lastReading / 1e6;
        // A mean over the last w seconds says nothing of what came before them.
        double held = Math.min(1, gauge.windowSeconds() / (passed / 1e9));
        double mean = held * watts + (1 - held) * (before + watts) / 2;
        add(mean * passed / 1e9, sample, index, wallNow);
        remember(sample, sample.reading(index), wallNow);
        return null;
    }

    private void add(double amount, Sample sample, int index, long wallNow) {
        long passed = sample.elapsedNanos() - lastElapsed;
        long from = lastWall; // A machine that slept has no rows in between.
        double seconds = passed / 1e9;
        double ofWork = ofWork(sample, index);
        double ofCapacity = ofCapacity(sample, ofWork);
        double busyShare = busyShare(sample, index);
        buckets.spread(energy, from, wallNow, amount);
        buckets.spread(energyShared, from, wallNow, amount * ofWork);
        buckets.spread(timeShared, from, wallNow, seconds * ofWork);
        buckets.spread(timeCapacity, from, wallNow, seconds * ofCapacity);
        buckets.spread(time, from, wallNow, seconds);
        // Not known is as good as busy: it is only asked where the part was idle.
        buckets.spread(
                timeBusy, from, wallNow, seconds * (Double.isNaN(busyShare) ? 1 : busyShare));
        joules += amount;
        meteredNanos += passed;
        lastWatts = amount / seconds;
    }

    private void remember(Sample sample, long reading, long wall) {
        read = true;
        lastElapsed = sample.elapsedNanos();
        lastWall = wall;
        lastReading = reading;
        lastActivity = sample.activity();
        elapsedBefore = lastElapsed;
        activityBefore = lastActivity;
    }

    /// The job's share of the work: what the device says, or else of the processors' time.
    private double ofWork(Sample sample, int index) {
        double said = sample.share(index);
        if (!Double.isNaN(said)) {
            return Math.clamp(said, 0, 1);
        }
        if (part().domain() == Domain.GPU_BOARD) {
            return 1; // It cannot be told, and the SCI counts what is reserved.
        }
        return share(jobCpu(sample), busy(sample));
    }

    private double ofCapacity(Sample sample, double ofWork) {
        return part().domain() == Domain.GPU_BOARD
                ? ofWork
                : Math.min(ofWork, share(jobCpu(sample), capacity(sample)));
    }

    private double busyShare(Sample sample, int index) {
        if (part().domain() == Domain.GPU_BOARD) {
            return sample.utilization(index);
        }
        double capacity = capacity(sample);
        return capacity > 0 ? Math.clamp(busy(sample) / capacity, 0, 1) : Double.NaN;
    }

    /// Where nobody says how busy the machine was, all of it was the job's.
    private static double share(double part, double whole) {
        return Double.isNaN(whole) ? 1 : whole > 0 ? Math.clamp(part / whole, 0, 1) : 0;
    }

    private double jobCpu(Sample sample) {
        return sample.activity().jobCpuNanos() - lastActivity.jobCpuNanos();
    }

    private double busy(Sample sample) {
        return between(lastActivity.busyNanos(), sample.activity().busyNanos());
    }

    private double capacity(Sample sample) {
        return between(lastActivity.capacityNanos(), sample.activity().capacityNanos());
    }

    private static double between(long before, long now) {
        return before == Activity.UNKNOWN || now == Activity.UNKNOWN ? Double.NaN : now - before;
    }

    private String seconds(Sample sample) {
        return String.valueOf(Math.round((sample.elapsedNanos() - lastElapsed) / 1e8) / 10.0);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
