package wattle.plan.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import wattle.plan.Grams;
import wattle.plan.Schedule;
import wattle.series.Interval;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// In which slots a job works, and in which pool. Immutable; threads may share it.
public final class Placement {

    private final Schedule schedule;

    /// One for each slot of the job, or one for all.
    private final int[] pools;

    private Placement(Schedule schedule, int[] pools) {
        this.schedule = schedule;
        this.pools = pools;
    }

    /// All in one pool.
    public static Placement in(int pool, Schedule schedule) {
        return new Placement(schedule, new int[] {pool});
    }

    /// @param pools one for each slot of the job
    public static Placement across(Schedule schedule, int... pools) {
        if (pools.length != schedule.size()) {
            throw new IllegalArgumentException(
                    schedule.size() + " slots need as many pools, not " + pools.length);
        }
        for (int each : pools) {
            if (each != pools[0]) {
                return new Placement(schedule, pools.clone());
            }
        }
        return in(pools[0], schedule);
    }

    /// By the queue's slots.
    public Schedule schedule() {
        return schedule;
    }

    /// Where the job's slot is worked.
    public int pool(int jobSlot) {
        return pools.length == 1 ? pools[0] : pools[jobSlot];
    }

    /// Whether it works in more than one pool.
    public boolean moves() {
        return pools.length > 1;
    }

    /// The slot behind the last one.
    public int end() {
        return schedule.slot(schedule.size() - 1) + 1;
    }

    /// A stretch of work in one pool.
    public record Stretch(int pool, Interval time) {}

    /// In order of time.
    public List<Stretch> stretches(JobQueue queue) {
        List<Stretch> stretches = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= schedule.size(); i++) {
            if (i == schedule.size()
                    || schedule.slot(i) != schedule.slot(i - 1) + 1
                    || pool(i) != pool(i - 1)) {
                Instant start = queue.at(schedule.slot(from));
                Instant end = queue.at(schedule.slot(i - 1) + 1);
                stretches.add(new Stretch(pool(from), new Interval(start, end)));
                from = i;
            }
        }
        return stretches;
    }

    /// Operational carbon of the job and its pauses, facility overhead included, recomputed in
    /// order of time.
    public CarbonMass carbon(JobQueue queue, QueuedJob job) {
        if (!moves()) {
            return Grams.of(
                    schedule, job.load(), queue.pools().get(pools[0]).intensity(), job.pausing());
        }
        double sum = 0;
        for (int i = 0; i < schedule.size(); i++) {
            sum +=
                    job.load().joules(i)
                            * queue.pools().get(pool(i)).intensity().mean(schedule.slot(i));
        }
        return new CarbonMass(sum / Energy.JOULES_PER_KILOWATT_HOUR);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Placement that
                && schedule.equals(that.schedule)
                && java.util.Arrays.equals(pools, that.pools);
    }

    @Override
    public int hashCode() {
        return 31 * schedule.hashCode() + java.util.Arrays.hashCode(pools);
    }

    @Override
    public String toString() {
        return schedule + " in " + java.util.Arrays.toString(pools);
    }
}
