package wattle.testing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.plan.Schedule;
import wattle.plan.queue.JobQueue;
import wattle.plan.queue.Placement;
import wattle.plan.queue.QueueCheck;
import wattle.plan.queue.QueuedJob;

/// Every plan of a small queue, one after the other: the oracle of all that plan queues. What is
/// allowed is asked of [QueueCheck].
public final class EveryQueuePlan {

    private final JobQueue queue;
    private final List<List<Placement>> choices = new ArrayList<>();
    private final List<List<Double>> grams = new ArrayList<>();
    private final List<@Nullable Placement> chosen = new ArrayList<>();
    private double least = Double.POSITIVE_INFINITY;

    private EveryQueuePlan(JobQueue queue) {
        this.queue = queue;
        for (QueuedJob job : queue.jobs()) {
            List<Placement> all = all(queue, job);
            choices.add(all);
            grams.add(all.stream().map(each -> each.carbon(queue, job).grams()).toList());
            chosen.add(null);
        }
    }

    /// The least grams of all plans that place every job; infinite where there is none.
    public static double leastGrams(JobQueue queue) {
        var every = new EveryQueuePlan(queue);
        every.extend(0, 0);
        return every.least;
    }

    private void extend(int job, double sum) {
        if (job == choices.size()) {
            least = Math.min(least, sum);
            return;
        }
        for (int i = 0; i < choices.get(job).size(); i++) {
            double next = sum + grams.get(job).get(i);
            chosen.set(job, choices.get(job).get(i));
            if (QueueCheck.broken(queue, chosen).isEmpty()) {
                extend(job + 1, next);
            }
        }
        chosen.set(job, null);
    }

    /// Every place of the job alone.
    public static List<Placement> all(JobQueue queue, QueuedJob job) {
        List<Placement> found = new ArrayList<>();
        slots(queue, job, new int[job.load().slots()], 0, found);
        return found;
    }

    private static void slots(
            JobQueue queue, QueuedJob job, int[] slots, int done, List<Placement> found) {
        if (done == slots.length) {
            pools(job, Schedule.of(slots), new int[slots.length], 0, found);
            return;
        }
        int from = done == 0 ? job.release() : slots[done - 1] + 1;
        for (int slot = from; slot < job.deadline(); slot++) {
            slots[done] = slot;
            slots(queue, job, slots, done + 1, found);
        }
    }

    private static void pools(
            QueuedJob job, Schedule schedule, int[] pools, int done, List<Placement> found) {
        if (!job.pausing().allows(schedule)) {
            return;
        }
        if (done == pools.length) {
            found.add(Placement.across(schedule, pools));
            return;
        }
        for (int pool : job.pools()) {
            if (job.moves() || done == 0 || pool == pools[0]) {
                pools[done] = pool;
                pools(job, schedule, pools, done + 1, found);
            }
        }
    }
}
