package wattle.plan.queue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.plan.Schedule;

/// A queue as a flow of least cost: each job sends as many units as it has slots of work, at most
/// one through each slot of its window, and through a slot of a pool no more than it has devices.
/// An integral flow is a plan, and the cheapest one the optimum.
///
/// That holds where
///
/// - every job may use any slots of its window at the same energy: constant power, and pauses that
///   cost nothing and know no rule;
/// - all jobs of a pool need as many devices. With d each, a pool of c devices has room for ⌊c / d⌋
///   jobs. Jobs of different sizes are no flow: of one that needs two devices a flow could work a
///   half here and a half there;
/// - a job with several pools may move between them after any slot. One that has to stay in the
///   pool where it began is no flow, since its units would have to agree.
///
/// Carbon is counted in whole quanta: 2⁻³⁰ of what the dearest slot of any job emits beyond its
/// cheapest one, or more from 2¹⁴ slots on. The plan is the optimum of the rounded carbon, so its
/// own is at most a quantum for each slot of work above the least. An arc past all slots, dearer
/// than any way through them, takes what finds no room: it is used only if there is no plan that
/// places all.
final class QueueFlow {

    private static final int COST_BITS = 30;

    /// The overflow costs more than any way through all slots: 2^(bits of a slot + bits of their
    /// number + 1).
    private static final int OVERFLOW_BITS = 45;

    private final JobQueue queue;
    private final boolean[] chosen;
    private final FlowNetwork network = new FlowNetwork();
    private final int[] jobNode;
    private final int sink;

    /// The node of each pool's slot; -1 where it has none yet.
    private final int[][] slotNode;

    /// By arc: the job and the slot of a pool that it stands for; -1 where for none.
    private final List<int[]> meaning = new ArrayList<>();

    private final List<Integer> overflow = new ArrayList<>();
    private final int[] size;

    private QueueFlow(JobQueue queue, boolean[] chosen) {
        this.queue = queue;
        this.chosen = chosen;
        jobNode = new int[chosen.length];
        slotNode = new int[queue.pools().size()][queue.size()];
        size = sizes(queue);
        int demand = 0;
        for (int job = 0; job < chosen.length; job++) {
            if (chosen[job]) {
                int slots = queue.jobs().get(job).load().slots();
                jobNode[job] = network.addNode(slots);
                demand = Math.addExact(demand, slots);
            }
        }
        sink = network.addNode(-demand);
        addSlots();
        double quantum = quantum();
        for (int job = 0; job < chosen.length; job++) {
            if (chosen[job]) {
                addJob(job, quantum);
            }
        }
    }

    /// Whether the optimum of the queue is a flow.
    static boolean isExact(JobQueue queue) {
        int[] size = new int[queue.pools().size()];
        for (QueuedJob job : queue.jobs()) {
            boolean anywhere = job.pools().size() == 1 || job.moves() || job.load().slots() == 1;
            if (!job.isFree() || !anywhere) {
                return false;
            }
            for (int pool : job.pools()) {
                if (size[pool] != 0 && size[pool] != job.devices()) {
                    return false;
                }
                size[pool] = job.devices();
            }
        }
        return true;
    }

    /// How many arcs the flow would have, about.
    static long arcs(JobQueue queue) {
        long arcs = 0;
        for (QueuedJob job : queue.jobs()) {
            arcs += (long) (job.deadline() - job.release()) * job.pools().size();
        }
        return arcs;
    }

    /// @param chosen the jobs to be placed
    /// @return a place for each of them; null where there is no plan that places all
    static @Nullable List<@Nullable Placement> plan(
            JobQueue queue, boolean[] chosen, MinCostFlow solver) {
        var flow = new QueueFlow(queue, chosen);
        int[] units = solver.solve(flow.network);
        flow.network.check(units);
        for (int arc : flow.overflow) {
            if (units[arc] > 0) {
                return null;
            }
        }
        return flow.placements(units);
    }

    private static int[] sizes(JobQueue queue) {
        int[] size = new int[queue.pools().size()];
        Arrays.fill(size, 1);
        for (QueuedJob job : queue.jobs()) {
            for (int pool : job.pools()) {
                size[pool] = job.devices();
            }
        }
        return size;
    }

    private void addSlots() {
        for (int pool = 0; pool < slotNode.length; pool++) {
            for (int slot = 0; slot < queue.size(); slot++) {
                int room = queue.pools().get(pool).devices(slot) / size[pool];
                slotNode[pool][slot] = room == 0 ? -1 : network.addNode(0);
                if (room > 0) {
                    addArc(slotNode[pool][slot], sink, room, 0, -1, -1, -1);
                }
            }
        }
    }

    private void addArc(int from, int to, int capacity, long cost, int job, int pool, int slot) {
        network.addArc(from, to, capacity, cost);
        meaning.add(new int[] {job, pool, slot});
    }

    private double quantum() {
        double dearest = 0;
        for (int job = 0; job < chosen.length; job++) {
            if (chosen[job]) {
                QueuedJob each = queue.jobs().get(job);
                double most = Double.NEGATIVE_INFINITY;
                for (int pool : each.pools()) {
                    for (int slot = each.release(); slot < each.deadline(); slot++) {
                        most = Math.max(most, carbon(each, pool, slot));
                    }
                }
                dearest = Math.max(dearest, most - least(each));
            }
        }
        int slots = slotNode.length * queue.size();
        int bits = Math.min(COST_BITS, OVERFLOW_BITS - 33 + Integer.numberOfLeadingZeros(slots));
        return dearest == 0 ? 1 : dearest / (1L << bits);
    }

    private double carbon(QueuedJob job, int pool, int slot) {
        return job.load().joules(0) * queue.pools().get(pool).intensity().mean(slot);
    }

    private double least(QueuedJob job) {
        double least = Double.POSITIVE_INFINITY;
        for (int pool : job.pools()) {
            for (int slot = job.release(); slot < job.deadline(); slot++) {
                least = Math.min(least, carbon(job, pool, slot));
            }
        }
        return least;
    }

    private void addJob(int job, double quantum) {
        QueuedJob each = queue.jobs().get(job);
        // Every plan works as many slots, so a job's carbon may be counted from its least on.
        double least = least(each);
        for (int slot = each.release(); slot < each.deadline(); slot++) {
            int from = jobNode[job];
            if (each.pools().size() > 1) {
                // In one pool at a time.
                from = network.addNode(0);
                addArc(jobNode[job], from, 1, 0, -1, -1, -1);
            }
            for (int pool : each.pools()) {
                if (slotNode[pool][slot] >= 0) {
                    long cost = Math.round((carbon(each, pool, slot) - least) / quantum);
                    addArc(from, slotNode[pool][slot], 1, cost, job, pool, slot);
                }
            }
        }
        overflow.add(meaning.size());
        addArc(jobNode[job], sink, each.load().slots(), 1L << OVERFLOW_BITS, -1, -1, -1);
    }

    private List<@Nullable Placement> placements(int[] units) {
        int[][] slots = new int[chosen.length][];
        int[][] pools = new int[chosen.length][];
        int[] found = new int[chosen.length];
        for (int arc = 0; arc < units.length; arc++) {
            int[] means = meaning.get(arc);
            int job = means[0];
            if (job >= 0 && units[arc] > 0) {
                if (found[job] == 0) {
                    slots[job] = new int[queue.jobs().get(job).load().slots()];
                    pools[job] = new int[slots[job].length];
                }
                pools[job][found[job]] = means[1];
                slots[job][found[job]++] = means[2];
            }
        }
        List<@Nullable Placement> placements = new ArrayList<>();
        for (int job = 0; job < chosen.length; job++) {
            placements.add(
                    chosen[job] ? Placement.across(Schedule.of(slots[job]), pools[job]) : null);
        }
        return placements;
    }
}
