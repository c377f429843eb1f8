package wattle.meter;

import java.time.Instant;
import java.util.Random;
import java.util.Set;
import wattle.unit.Share;

/// A machine whose power is `idle` + `active` × busy, shared by several jobs that are each metered
/// by a [Tally] of their own; what each second took is known exactly. Half of its seconds nobody
/// works, so that its idle power is seen.
final class SharedMachine {

    static final Instant START = Instant.parse("2026-03-01T04:05:00Z");
    static final long SECOND = 1_000_000_000L;

    final double idleWatts;
    final double activeWatts;
    final int threads;
    final int seconds;

    /// Thread seconds that each job worked, by second and job.
    final double[][] worked;

    final Tally[] tallies;

    SharedMachine(Random random, int jobs) {
        idleWatts = 10 + random.nextInt(90);
        activeWatts = random.nextInt(400);
        threads = 1 + random.nextInt(64);
        seconds = 20 + random.nextInt(200);
        worked = new double[seconds][jobs];
        tallies = new Tally[jobs];
        for (int second = 0; second < seconds; second++) {
            if (second % 2 == 1) {
                double left = threads;
                for (int job = 0; job < jobs; job++) {
                    // In steps of the kernel's.
                    worked[second][job] = Math.floor(100 * random.nextDouble() * left) / 100;
                    left -= worked[second][job];
                }
            }
        }
        for (int job = 0; job < jobs; job++) {
            tallies[job] = metered(job);
        }
    }

    private Tally metered(int job) {
        var tally = new Tally(START);
        tally.add(Channels.counter("cpu", Domain.PACKAGE));
        double joules = 0;
        double mine = 0;
        double all = 0;
        for (int second = 0; second <= seconds; second++) {
            tally.accept(
                    Sample.of(
                            second * SECOND,
                            new Activity(nanos(mine), nanos(all), SECOND * second * threads, 0),
                            Math.round(joules * 1e6)));
            if (second < seconds) {
                joules += energy(second);
                mine += worked[second][job];
                all += busy(second);
            }
        }
        return tally;
    }

    double busy(int second) {
        double sum = 0;
        for (double each : worked[second]) {
            sum += each;
        }
        return sum;
    }

    double energy(int second) {
        return idleWatts + activeWatts * busy(second) / threads;
    }

    double energy() {
        double sum = 0;
        for (int second = 0; second < seconds; second++) {
            sum += energy(second);
        }
        return sum;
    }

    /// Active energy by share of the work, idle energy by share of the capacity.
    double chargeOf(int job) {
        double sum = 0;
        for (int second = 0; second < seconds; second++) {
            double mine = worked[second][job];
            if (mine > 0) {
                sum += activeWatts * busy(second) / threads * mine / busy(second);
                sum += idleWatts * mine / threads;
            }
        }
        return sum;
    }

    /// Idle energy of threads that nobody used.
    double unused() {
        double sum = 0;
        for (int second = 0; second < seconds; second++) {
            sum += idleWatts * (1 - busy(second) / threads);
        }
        return sum;
    }

    static Allocation given(double cpus, double memory, String... accelerators) {
        return new Allocation(new Share(cpus), new Share(memory), Set.of(accelerators));
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
