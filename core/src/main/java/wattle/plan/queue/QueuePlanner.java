package wattle.plan.queue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// Plans a queue: exactly where it is a flow of a size that a library solves soon, else by
/// [PricedInsertion].
///
/// Where not all jobs fit, those are planned that the heuristic finds places for, and the others
/// are reported. Which set of jobs is largest is a hard problem of its own, so another could be
/// larger; an exact plan is exact for the jobs that it places.
public final class QueuePlanner {

    private final @Nullable MinCostFlow solver;
    private final long mostArcs;

    /// @param mostArcs of a flow; a larger one is left to the heuristic
    public QueuePlanner(MinCostFlow solver, long mostArcs) {
        this.solver = solver;
        this.mostArcs = mostArcs;
    }

    private QueuePlanner() {
        solver = null;
        mostArcs = 0;
    }

    /// By the heuristic only.
    public static QueuePlanner heuristic() {
        return new QueuePlanner();
    }

    public QueuePlan plan(JobQueue queue) {
        var insertion = new PricedInsertion(queue);
        MinCostFlow flow =
                QueueFlow.isExact(queue) && QueueFlow.arcs(queue) <= mostArcs ? solver : null;
        if (flow == null) {
            PricedInsertion.Result found = insertion.plan();
            return QueuePlan.of(
                    queue,
                    QueuePlan.Method.HEURISTIC,
                    found.draft().placements(),
                    why(queue, insertion),
                    new CarbonMass(found.bound() / Energy.JOULES_PER_KILOWATT_HOUR));
        }
        boolean[] chosen = new boolean[queue.jobs().size()];
        for (int job = 0; job < chosen.length; job++) {
            chosen[job] = insertion.hasPlaceAlone(job);
        }
        List<@Nullable Placement> placements = QueueFlow.plan(queue, chosen, flow);
        if (placements == null) {
            Draft draft = insertion.plan().draft();
            for (int job = 0; job < chosen.length; job++) {
                chosen[job] = draft.has(job);
            }
            placements = QueueFlow.plan(queue, chosen, flow);
        }
        if (placements == null) {
            throw new IllegalStateException("jobs that have places beside each other are a flow");
        }
        double bound = 0;
        for (int job = 0; job < chosen.length; job++) {
            Placement each = placements.get(job);
            bound += each == null ? 0 : each.carbon(queue, queue.jobs().get(job)).grams();
        }
        return QueuePlan.of(
                queue,
                QueuePlan.Method.EXACT,
                placements,
                why(queue, insertion),
                new CarbonMass(bound));
    }

    private static List<@Nullable Unplaced> why(JobQueue queue, PricedInsertion insertion) {
        List<@Nullable Unplaced> why = new ArrayList<>();
        for (int job = 0; job < queue.jobs().size(); job++) {
            QueuedJob each = queue.jobs().get(job);
            boolean tooLong = each.load().slots() > each.deadline() - each.release();
            why.add(
                    tooLong
                            ? Unplaced.WINDOW_TOO_SHORT
                            : insertion.hasPlaceAlone(job)
                                    ? Unplaced.NO_CAPACITY_LEFT
                                    : Unplaced.TOO_FEW_DEVICES);
        }
        return why;
    }
}
