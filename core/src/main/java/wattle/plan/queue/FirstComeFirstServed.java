package wattle.plan.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.plan.Schedule;

/// What would happen without a plan: in the order of their release, and of the queue among equals,
/// each job starts as soon as its devices are free for as long as it runs, in that of its pools
/// where this is earliest, and does not pause. A later job may run before an earlier one where it
/// delays none that came before it.
///
/// It knows neither carbon nor deadlines, so a job may end late.
///
/// Cost: jobs × slots until there is room.
public final class FirstComeFirstServed {

    private FirstComeFirstServed() {}

    /// @return for each job of the queue; null where it would not end within the queue's slots
    public static List<@Nullable Placement> place(JobQueue queue) {
        var free = new Free(queue);
        List<Integer> order = new ArrayList<>();
        List<@Nullable Placement> placements = new ArrayList<>();
        for (int job = 0; job < queue.jobs().size(); job++) {
            order.add(job);
            placements.add(null);
        }
        order.sort(Comparator.comparingInt(each -> queue.jobs().get(each).release()));
        for (int each : order) {
            QueuedJob job = queue.jobs().get(each);
            Placement first = first(job, free.devices);
            if (first != null) {
                free.take(job, first);
                placements.set(each, first);
            }
        }
        return placements;
    }

    private static @Nullable Placement first(QueuedJob job, int[][] free) {
        int best = Integer.MAX_VALUE;
        int where = -1;
        for (int pool : job.pools()) {
            int start = start(job, free[pool]);
            if (start < best) {
                best = start;
                where = pool;
            }
        }
        return where < 0 ? null : Placement.in(where, Schedule.from(best, job.load().slots()));
    }

    private static int start(QueuedJob job, int[] free) {
        int openSince = job.release();
        for (int slot = job.release(); slot < free.length; slot++) {
            if (free[slot] < job.devices()) {
                openSince = slot + 1;
            } else if (slot + 1 - openSince == job.load().slots()) {
                return openSince;
            }
        }
        return Integer.MAX_VALUE;
    }
}
