package wattle.plan.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Schedule;
import wattle.plan.Slots;
import wattle.unit.Pue;

/// The heuristic against what must hold for any plan. Brute force is in the adapters' tests, where
/// the library is.
class QueuePlannerTest {

    @Test
    void everyPlanKeepsCapacityWindowsAndRulesAndStaysAboveItsBound() {
        Property.forAll(
                1500,
                random -> {
                    JobQueue queue = Queues.random(random, 1 + random.nextInt(12), 12);

                    QueuePlan plan = QueuePlanner.heuristic().plan(queue);

                    assertThat(QueueCheck.broken(queue, plan.placements())).isEmpty();
                    assertThat(plan.carbon().grams())
                            .isGreaterThanOrEqualTo(plan.bound().grams() - 1e-6);
                    for (QueuePlan.Planned each : plan.jobs()) {
                        assertThat(each.placement() == null).isEqualTo(each.why() != null);
                    }
                });
    }

    @Test
    void whereDevicesAboundEachJobHasItsOwnOptimum() {
        Property.forAll(
                500,
                random -> {
                    JobQueue queue = abounding(Queues.random(random, 8, 14), 1000);

                    QueuePlan plan = QueuePlanner.heuristic().plan(queue);

                    for (QueuePlan.Planned each : plan.jobs()) {
                        JobQueue alone = new JobQueue(queue.pools(), List.of(each.job()));
                        QueuePlan own = QueuePlanner.heuristic().plan(alone);
                        assertThat(each.carbon()).isEqualTo(own.jobs().getFirst().carbon());
                    }
                });
    }

    @Test
    void theSamePlanComesTwice() {
        Property.forAll(
                100,
                random -> {
                    JobQueue queue = Queues.random(random, 10, 12);
                    assertThat(QueuePlanner.heuristic().plan(queue).placements())
                            .isEqualTo(QueuePlanner.heuristic().plan(queue).placements());
                });
    }

    @Test
    void deadlinesAreKeptWhereTheCleanSlotsWouldBreakThem() {
        // The first takes slots 1 and 2 if it may choose freely; the others need just these.
        Pool pool =
                Pool.of(
                        "z",
                        Slots.ofMeans(Queues.START, Queues.STEP, 9, 1, 1, 9),
                        Pue.NONE,
                        1,
                        1,
                        1,
                        1);
        JobQueue queue =
                new JobQueue(
                        List.of(pool),
                        List.of(
                                job("wide", 0, 4, 2, 1),
                                job("second", 1, 2, 1, 1),
                                job("third", 2, 3, 1, 1)));

        QueuePlan plan = QueuePlanner.heuristic().plan(queue);

        assertThat(plan.placed()).isEqualTo(3);
        assertThat(plan.placements().getFirst()).isEqualTo(Placement.in(0, Schedule.of(0, 3)));
    }

    @Test
    void whatHasNoPlaceIsReportedWithItsReason() {
        Pool pool = Pool.of("z", Slots.ofMeans(Queues.START, Queues.STEP, 5, 5), Pue.NONE, 2, 2);
        JobQueue queue =
                new JobQueue(
                        List.of(pool),
                        List.of(
                                job("too-long", 0, 1, 2, 1),
                                job("too-wide", 0, 2, 1, 3),
                                job("a", 0, 2, 2, 2),
                                job("b", 0, 2, 2, 2)));

        QueuePlan plan = QueuePlanner.heuristic().plan(queue);

        assertThat(plan.jobs())
                .extracting(QueuePlan.Planned::why)
                .containsExactly(
                        Unplaced.WINDOW_TOO_SHORT,
                        Unplaced.TOO_FEW_DEVICES,
                        null,
                        Unplaced.NO_CAPACITY_LEFT);
    }

    @Test
    void withoutAPlanTheFirstComesFirstAndALaterOneFillsTheHole() {
        Pool pool =
                Pool.of(
                        "z",
                        Slots.ofMeans(Queues.START, Queues.STEP, 5, 4, 3, 2),
                        Pue.NONE,
                        2,
                        2,
                        2,
                        2);
        JobQueue queue =
                new JobQueue(
                        List.of(pool),
                        List.of(
                                job("one", 0, 4, 2, 1),
                                job("both", 0, 4, 1, 2),
                                job("small", 0, 1, 1, 1),
                                job("never", 0, 4, 2, 2)));

        assertThat(FirstComeFirstServed.place(queue))
                .containsExactly(
                        Placement.in(0, Schedule.of(0, 1)),
                        Placement.in(0, Schedule.of(2)),
                        Placement.in(0, Schedule.of(0)),
                        null);
    }

    @Test
    void withoutAPlanNothingIsHeldTwice() {
        Property.forAll(
                500,
                random -> {
                    JobQueue queue = Queues.random(random, 8, 12);
                    for (String each :
                            QueueCheck.broken(queue, FirstComeFirstServed.place(queue))) {
                        assertThat(each).contains("leaves its window");
                    }
                });
    }

    @Test
    void thePauseOfAJobThatKeepsItsMachineHoldsItsDevices() {
        Pausing keeps =
                new Pausing(
                        9,
                        Pausing.FREE.stop(),
                        Pausing.FREE.start(),
                        new wattle.unit.Power(1),
                        0,
                        1,
                        1);
        Pool pool =
                Pool.of("z", Slots.ofMeans(Queues.START, Queues.STEP, 1, 9, 1), Pue.NONE, 1, 1, 1);
        QueuedJob pausing =
                new QueuedJob(
                        "keeps",
                        0,
                        3,
                        Load.ofJoules(Queues.STEP, 1, 1),
                        1,
                        List.of(0),
                        false,
                        keeps);
        JobQueue queue = new JobQueue(List.of(pool), List.of(pausing, job("other", 1, 2, 1, 1)));
        List<Placement> both =
                List.of(Placement.in(0, Schedule.of(0, 2)), Placement.in(0, Schedule.of(1)));

        assertThat(QueueCheck.broken(queue, new ArrayList<>(both))).hasSize(1);
        assertThat(QueuePlanner.heuristic().plan(queue).placed()).isEqualTo(1);
    }

    /// A check that accepts anything would prove nothing.
    @Test
    void theCheckSeesWhatIsBroken() {
        Pool pool =
                Pool.of("z", Slots.ofMeans(Queues.START, Queues.STEP, 1, 1, 1), Pue.NONE, 1, 1, 0);
        JobQueue queue =
                new JobQueue(
                        List.of(pool, pool), List.of(job("a", 0, 2, 2, 1), job("b", 0, 3, 1, 1)));
        Placement first = Placement.in(0, Schedule.of(0, 1));

        assertThat(broken(queue, first, Placement.in(0, Schedule.of(0)))).contains("2 are held");
        assertThat(broken(queue, first, Placement.in(0, Schedule.of(2)))).contains("1 are held");
        assertThat(broken(queue, Placement.in(0, Schedule.of(1, 2)), null)).contains("window");
        assertThat(broken(queue, Placement.in(0, Schedule.of(1)), null)).contains("other work");
        assertThat(broken(queue, Placement.in(1, Schedule.of(0, 1)), null)).contains("not run");
        assertThat(broken(queue, Placement.across(Schedule.of(0, 1), 0, 1), null))
                .contains("not run");
    }

    private static String broken(
            JobQueue queue, @org.jspecify.annotations.Nullable Placement... places) {
        List<@org.jspecify.annotations.Nullable Placement> all = new ArrayList<>();
        Collections.addAll(all, places);
        return String.join("; ", QueueCheck.broken(queue, all));
    }

    @Test
    void aQueueThatContradictsItselfIsRefused() {
        Pool pool = Pool.of("z", Slots.ofMeans(Queues.START, Queues.STEP, 1, 1), Pue.NONE, 1, 1);
        assertThatThrownBy(() -> new JobQueue(List.of(pool), List.of(job("a", 0, 3, 1, 1))))
                .hasMessageContaining("behind the last slot");
        QueuedJob once = job("a", 0, 2, 1, 1);
        assertThatThrownBy(() -> new JobQueue(List.of(pool), List.of(once, once)))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> job("a", 2, 1, 1, 1)).hasMessageContaining("window");
    }

    @Test
    void theKthSmallestIsThatOfTheSortedValues() {
        Property.forAll(
                2000,
                random -> {
                    double[] values =
                            random.doubles(1 + random.nextInt(40)).map(Math::rint).toArray();
                    double[] mixed =
                            random.nextBoolean() ? values : random.doubles(values.length).toArray();
                    double[] sorted = mixed.clone();
                    java.util.Arrays.sort(sorted);
                    int k = 1 + random.nextInt(sorted.length);
                    assertThat(Selection.smallest(mixed, mixed.length, k)).isEqualTo(sorted[k - 1]);
                });
    }

    static QueuedJob job(String id, int release, int deadline, int slots, int devices) {
        double[] joules = new double[slots];
        java.util.Arrays.fill(joules, Queues.KWH);
        Load load = Load.ofJoules(Queues.STEP, joules);
        return new QueuedJob(id, release, deadline, load, devices, List.of(0), false, Pausing.FREE);
    }

    /// The same jobs where there are many devices.
    private static JobQueue abounding(JobQueue queue, int devices) {
        List<Pool> pools = new ArrayList<>();
        for (Pool each : queue.pools()) {
            int[] many = new int[each.size()];
            java.util.Arrays.fill(many, devices);
            pools.add(Pool.of(each.zone(), each.intensity(), Pue.NONE, many));
        }
        return new JobQueue(pools, queue.jobs());
    }
}
