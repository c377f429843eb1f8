package wattle.plan.jgrapht;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Slots;
import wattle.plan.queue.FlowNetwork;
import wattle.plan.queue.JobQueue;
import wattle.plan.queue.MinCostFlow;
import wattle.plan.queue.Pool;
import wattle.plan.queue.QueueCheck;
import wattle.plan.queue.QueuePlan;
import wattle.plan.queue.QueuePlanner;
import wattle.plan.queue.QueuedJob;
import wattle.testing.EveryQueuePlan;
import wattle.testing.Property;
import wattle.unit.Energy;
import wattle.unit.Pue;

/// Exact plans and the heuristic against every possible plan, and exact plans against what must
/// hold for any.
class JGraphTFlowTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofHours(1);
    private static final double KWH = Energy.JOULES_PER_KILOWATT_HOUR;

    /// One with every queue that is a flow.
    private final QueuePlanner exact =
            new QueuePlanner(JGraphTFlowTest::solvedAndProven, Long.MAX_VALUE);

    @Test
    void theFlowIsTheBestOfAllPlansAndTheHeuristicNearIt() throws Exception {
        double[] sums = new double[2];
        int[] feasible = new int[1];
        Property.forAll(
                2500,
                random -> {
                    JobQueue queue = queue(random, 1 + random.nextInt(3), 3 + random.nextInt(3));
                    double least = EveryQueuePlan.leastGrams(queue);

                    QueuePlan plan = exact.plan(queue);
                    QueuePlan near = QueuePlanner.heuristic().plan(queue);

                    assertThat(plan.method()).isEqualTo(QueuePlan.Method.EXACT);
                    assertThat(QueueCheck.broken(queue, plan.placements())).isEmpty();
                    assertThat(QueueCheck.broken(queue, near.placements())).isEmpty();
                    boolean all = least < Double.POSITIVE_INFINITY;
                    assertThat(plan.placed() == queue.jobs().size()).isEqualTo(all);
                    assertThat(near.placed()).isLessThanOrEqualTo(queue.jobs().size());
                    if (all) {
                        double little = 1e-8 * (1 + Math.abs(least));
                        assertThat(plan.carbon().grams()).isBetween(least - little, least + little);
                        assertThat(near.bound().grams()).isLessThanOrEqualTo(least + little);
                        if (near.placed() == queue.jobs().size()) {
                            assertThat(near.carbon().grams())
                                    .isGreaterThanOrEqualTo(least - little);
                            sums[0] += near.carbon().grams();
                            sums[1] += least;
                        }
                        feasible[0]++;
                    }
                });
        if (feasible[0] > 1) {
            assertThat(feasible[0]).isGreaterThan(1000);
            assertThat(sums[0] / sums[1]).isBetween(1.0, 1.01);
        }
    }

    @Test
    void moreDevicesOrALaterDeadlineNeverHurt() throws Exception {
        Property.forAll(
                300,
                random -> {
                    JobQueue queue = queue(random, 8, 16);
                    QueuePlan plan = exact.plan(queue);
                    if (plan.placed() < queue.jobs().size()) {
                        return;
                    }
                    double most = plan.carbon().grams();
                    double little = 1e-8 * (1 + Math.abs(most));

                    List<Pool> pools = new ArrayList<>();
                    for (Pool each : queue.pools()) {
                        int[] devices = new int[each.size()];
                        Arrays.setAll(devices, slot -> each.devices(slot) + random.nextInt(2));
                        pools.add(Pool.of(each.zone(), each.intensity(), Pue.NONE, devices));
                    }
                    List<QueuedJob> later = new ArrayList<>();
                    for (QueuedJob each : queue.jobs()) {
                        int deadline = Math.min(queue.size(), each.deadline() + random.nextInt(3));
                        later.add(with(each, deadline, each.pausing()));
                    }
                    assertThat(exact.plan(new JobQueue(pools, queue.jobs())).carbon().grams())
                            .isLessThanOrEqualTo(most + little);
                    assertThat(exact.plan(new JobQueue(queue.pools(), later)).carbon().grams())
                            .isLessThanOrEqualTo(most + little);
                });
    }

    @Test
    void whereDevicesAboundEachJobHasItsOwnOptimum() throws Exception {
        Property.forAll(
                200,
                random -> {
                    JobQueue few = queue(random, 8, 16);
                    List<Pool> pools = new ArrayList<>();
                    for (Pool each : few.pools()) {
                        int[] devices = new int[each.size()];
                        Arrays.fill(devices, 100);
                        pools.add(Pool.of(each.zone(), each.intensity(), Pue.NONE, devices));
                    }
                    JobQueue queue = new JobQueue(pools, few.jobs());

                    for (QueuePlan.Planned each : exact.plan(queue).jobs()) {
                        JobQueue alone = new JobQueue(pools, List.of(each.job()));
                        QueuePlan own = QueuePlanner.heuristic().plan(alone);
                        assertThat(Objects.requireNonNull(each.carbon()).grams())
                                .isCloseTo(
                                        own.carbon().grams(),
                                        org.assertj.core.data.Offset.offset(
                                                1e-8 * (1 + Math.abs(own.carbon().grams()))));
                    }
                });
    }

    @Test
    void whatIsNoFlowIsNotCalledExact() {
        Pool pool = Pool.of("z", Slots.ofMeans(START, STEP, 3, 1, 2), Pue.NONE, 2, 2, 2);
        Load load = Load.ofJoules(STEP, KWH, KWH);
        Load profile = Load.ofJoules(STEP, KWH, 2 * KWH);
        QueuedJob free = new QueuedJob("a", 0, 3, load, 1, List.of(0), false, Pausing.FREE);
        QueuedJob wide = new QueuedJob("b", 0, 3, load, 2, List.of(0), false, Pausing.FREE);
        QueuedJob uneven = new QueuedJob("c", 0, 3, profile, 1, List.of(0), false, Pausing.FREE);
        QueuedJob whole = with(free, 3, Pausing.FREE.withMaxPauses(0));

        assertThat(method(pool, free)).isEqualTo(QueuePlan.Method.EXACT);
        assertThat(method(pool, wide)).isEqualTo(QueuePlan.Method.EXACT);
        assertThat(method(pool, free, wide)).isEqualTo(QueuePlan.Method.HEURISTIC);
        assertThat(method(pool, uneven)).isEqualTo(QueuePlan.Method.HEURISTIC);
        assertThat(method(pool, whole)).isEqualTo(QueuePlan.Method.HEURISTIC);
    }

    private QueuePlan.Method method(Pool pool, QueuedJob... jobs) {
        return exact.plan(new JobQueue(List.of(pool), List.of(jobs))).method();
    }

    private static QueuedJob with(QueuedJob job, int deadline, Pausing pausing) {
        return new QueuedJob(
                job.id(),
                job.release(),
                deadline,
                job.load(),
                job.devices(),
                job.pools(),
                job.moves(),
                pausing);
    }

    /// The library's flow, and the proof that no other is cheaper: with what it leaves of the
    /// network no cycle costs less than nothing (Klein 1967).
    private static int[] solvedAndProven(FlowNetwork network) {
        MinCostFlow library = new JGraphTFlow();
        int[] flow = library.solve(network);
        long[] distance = new long[network.nodes()];
        boolean changed = true;
        for (int round = 0; changed; round++) {
            assertThat(round).as("a cycle costs less than nothing").isLessThan(network.nodes() + 1);
            changed = false;
            for (int arc = 0; arc < network.arcs(); arc++) {
                int from = network.source(arc);
                int to = network.target(arc);
                long cost = network.cost(arc);
                if (flow[arc] < network.capacity(arc) && distance[from] + cost < distance[to]) {
                    distance[to] = distance[from] + cost;
                    changed = true;
                }
                if (flow[arc] > 0 && distance[to] - cost < distance[from]) {
                    distance[from] = distance[to] - cost;
                    changed = true;
                }
            }
        }
        return flow;
    }

    /// Jobs of constant power and one size that pause for nothing.
    private static JobQueue queue(Random random, int jobs, int size) {
        boolean whole = random.nextBoolean();
        int zones = 1 + random.nextInt(2);
        List<Pool> pools = new ArrayList<>();
        for (int zone = 0; zone < zones; zone++) {
            double[] means = new double[size];
            int[] devices = new int[size];
            int most = 1 + random.nextInt(4);
            boolean marginal = random.nextInt(10) == 0;
            for (int slot = 0; slot < size; slot++) {
                double value = whole ? random.nextInt(6) : random.nextDouble() * 500;
                means[slot] = marginal ? value - 2 : value;
                devices[slot] = Math.max(0, most - random.nextInt(2));
            }
            Slots slots = Slots.ofMeans(START, STEP, means);
            pools.add(Pool.of("zone-" + zone, slots, new Pue(1 + 0.2 * zone), devices));
        }
        int each = 1 + random.nextInt(2);
        List<QueuedJob> queued = new ArrayList<>();
        for (int job = 0; job < jobs; job++) {
            int release = random.nextInt(size - 1);
            int deadline = release + 1 + random.nextInt(size - release);
            double[] joules = new double[1 + random.nextInt(Math.min(3, deadline - release))];
            Arrays.fill(joules, KWH * (1 + random.nextInt(4)) * each);
            List<Integer> where = new ArrayList<>(List.of(random.nextInt(zones)));
            boolean moves = zones > 1 && random.nextBoolean();
            if (moves) {
                where.add(1 - where.getFirst());
            }
            Load load = Load.ofJoules(STEP, joules);
            queued.add(
                    new QueuedJob(
                            "job-" + job,
                            release,
                            deadline,
                            load,
                            each,
                            where,
                            moves,
                            Pausing.FREE));
        }
        return new JobQueue(pools, queued);
    }
}
