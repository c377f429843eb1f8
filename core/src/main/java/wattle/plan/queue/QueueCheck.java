package wattle.plan.queue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at a result once more, by the words of the problem alone: whole work in order, within each
/// window, in a pool where the job may run, under its rules of pausing, and never more devices than
/// there are.
public final class QueueCheck {

    private QueueCheck() {}

    /// @param placements for each job of the queue; null where it has no place
    /// @return what is broken, in words; empty where nothing is
    public static List<String> broken(JobQueue queue, List<@Nullable Placement> placements) {
        List<String> broken = new ArrayList<>();
        if (placements.size() != queue.jobs().size()) {
            broken.add("there are " + placements.size() + " places");
            return broken;
        }
        int[][] held = new int[queue.pools().size()][queue.size()];
        for (int i = 0; i < placements.size(); i++) {
            Placement placement = placements.get(i);
            if (placement != null) {
                check(queue.jobs().get(i), placement, broken);
                hold(queue.jobs().get(i), placement, held);
            }
        }
        for (int pool = 0; pool < held.length; pool++) {
            for (int slot = 0; slot < queue.size(); slot++) {
                int there = queue.pools().get(pool).devices(slot);
                if (held[pool][slot] > there) {
                    broken.add(
                            "slot %d of %s has %d devices, and %d are held"
                                    .formatted(
                                            slot,
                                            queue.pools().get(pool).zone(),
                                            there,
                                            held[pool][slot]));
                }
            }
        }
        return broken;
    }

    private static void check(QueuedJob job, Placement placement, List<String> broken) {
        if (placement.schedule().size() != job.load().slots()) {
            broken.add(job.id() + " does other work than its own: " + placement);
            return;
        }
        if (placement.schedule().slot(0) < job.release() || placement.end() > job.deadline()) {
            broken.add(job.id() + " leaves its window: " + placement);
        }
        for (int i = 0; i < job.load().slots(); i++) {
            if (!job.pools().contains(placement.pool(i))) {
                broken.add(job.id() + " may not run there: " + placement);
                return;
            }
        }
        if (placement.moves() && !job.moves()) {
            broken.add(job.id() + " may not move: " + placement);
        }
        if (!job.pausing().allows(placement.schedule())) {
            broken.add(job.id() + " may not pause like this: " + placement);
        }
    }

    private static void hold(QueuedJob job, Placement placement, int[][] held) {
        for (int i = 0; i < placement.schedule().size(); i++) {
            int slot = placement.schedule().slot(i);
            held[placement.pool(i)][slot] += job.devices();
            int before = i == 0 ? slot - 1 : placement.schedule().slot(i - 1);
            for (int waits = before + 1; waits < slot; waits++) {
                boolean restarts = waits >= slot - job.pausing().restartSlots();
                if (restarts || job.pausing().idle().watts() > 0) {
                    held[placement.pool(i)][waits] += job.devices();
                }
            }
        }
    }
}
