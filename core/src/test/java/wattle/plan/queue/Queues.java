package wattle.plan.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Slots;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Pue;

/// Random queues of all kinds of jobs.
final class Queues {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration STEP = Duration.ofHours(1);
    static final double KWH = Energy.JOULES_PER_KILOWATT_HOUR;

    private Queues() {}

    static JobQueue random(Random random, int jobs, int size) {
        boolean whole = random.nextBoolean();
        int zones = 1 + random.nextInt(2);
        List<Pool> pools = new ArrayList<>();
        for (int pool = 0; pool < zones; pool++) {
            pools.add(pool(random, "zone-" + pool, size, whole, 1 + random.nextInt(3)));
        }
        List<QueuedJob> queued = new ArrayList<>();
        for (int job = 0; job < jobs; job++) {
            queued.add(job(random, "job-" + job, size, zones));
        }
        return new JobQueue(pools, queued);
    }

    /// Intensities of whole numbers are often equal; marginal ones may be negative.
    static Pool pool(Random random, String zone, int size, boolean whole, int most) {
        double[] means = new double[size];
        int[] devices = new int[size];
        boolean marginal = random.nextInt(10) == 0;
        for (int slot = 0; slot < size; slot++) {
            double value = whole ? random.nextInt(6) : random.nextDouble() * 500;
            means[slot] = marginal ? value - 2 : value;
            devices[slot] = Math.max(0, most - random.nextInt(2));
        }
        Pue pue = new Pue(1 + 0.25 * random.nextInt(2));
        return Pool.of(zone, Slots.ofMeans(START, STEP, means), pue, devices);
    }

    private static QueuedJob job(Random random, String id, int size, int zones) {
        int release = random.nextInt(size - 1);
        int deadline = release + 1 + random.nextInt(size - release);
        double[] joules = new double[1 + random.nextInt(Math.min(4, deadline - release))];
        boolean constant = random.nextBoolean();
        Arrays.fill(joules, KWH * (1 + random.nextInt(3)));
        for (int i = 0; i < joules.length && !constant; i++) {
            joules[i] = KWH * random.nextInt(4);
        }
        List<Integer> pools = new ArrayList<>(List.of(random.nextInt(zones)));
        if (zones > 1 && random.nextBoolean()) {
            pools.add(1 - pools.getFirst());
        }
        Pausing pausing =
                switch (random.nextInt(3)) {
                    case 0 -> Pausing.FREE;
                    case 1 -> Pausing.FREE.withMaxPauses(0);
                    default -> pausing(random);
                };
        boolean moves = constant && pausing.equals(Pausing.FREE) && random.nextBoolean();
        Load load = Load.ofJoules(STEP, joules);
        int devices = 1 + random.nextInt(2);
        return new QueuedJob(id, release, deadline, load, devices, pools, moves, pausing);
    }

    static Pausing pausing(Random random) {
        return new Pausing(
                random.nextInt(4),
                new Energy(KWH * random.nextInt(2)),
                new Energy(KWH * random.nextInt(2)),
                new Power(random.nextInt(2) * 1000),
                random.nextInt(3),
                1 + random.nextInt(3),
                1 + random.nextInt(2));
    }
}
