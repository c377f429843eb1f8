package wattle.plan.queue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.unit.CarbonMass;

/// Where and when each job of a queue works. Immutable; threads may share it.
///
/// @param method by which it was found
/// @param jobs in the order of the queue
/// @param bound no plan that places the same jobs emits less; for [Method#EXACT] what it emits
public record QueuePlan(JobQueue queue, Method method, List<Planned> jobs, CarbonMass bound) {

    /// How a plan was found.
    public enum Method {
        /// No plan that places the same jobs emits less.
        EXACT("exact"),
        HEURISTIC("heuristic");

        private final String label;

        Method(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// One job.
    ///
    /// @param placement null where it has none
    /// @param carbon of the placement
    /// @param why it has no place; null where it has one
    /// @param baseline where [FirstComeFirstServed] puts it; null where that would not end within
    ///   the queue's slots
    /// @param baselineCarbon of the baseline
    public record Planned(
            QueuedJob job,
            @Nullable Placement placement,
            @Nullable CarbonMass carbon,
            @Nullable Unplaced why,
            @Nullable Placement baseline,
            @Nullable CarbonMass baselineCarbon) {

        /// Whether both are known.
        public boolean isCompared() {
            return carbon != null && baselineCarbon != null;
        }

        /// Whether the baseline ends behind the deadline, or behind the last slot.
        public boolean isLateWithoutPlan() {
            return baseline == null || baseline.end() > job.deadline();
        }
    }

    public QueuePlan {
        jobs = List.copyOf(jobs);
    }

    /// @param why for each job that has no placement
    static QueuePlan of(
            JobQueue queue,
            Method method,
            List<@Nullable Placement> placements,
            List<@Nullable Unplaced> why,
            CarbonMass bound) {
        List<@Nullable Placement> baseline = FirstComeFirstServed.place(queue);
        List<Planned> jobs = new ArrayList<>();
        for (int i = 0; i < placements.size(); i++) {
            QueuedJob job = queue.jobs().get(i);
            Placement placement = placements.get(i);
            Placement atOnce = baseline.get(i);
            jobs.add(
                    new Planned(
                            job,
                            placement,
                            placement == null ? null : placement.carbon(queue, job),
                            placement == null ? why.get(i) : null,
                            atOnce,
                            atOnce == null ? null : atOnce.carbon(queue, job)));
        }
        return new QueuePlan(queue, method, jobs, bound);
    }

    public List<@Nullable Placement> placements() {
        List<@Nullable Placement> placements = new ArrayList<>();
        for (Planned each : jobs) {
            placements.add(each.placement());
        }
        return placements;
    }

    /// How many jobs have a place.
    public int placed() {
        int placed = 0;
        for (Planned each : jobs) {
            placed += each.placement() == null ? 0 : 1;
        }
        return placed;
    }

    /// Of all jobs that have a place.
    public CarbonMass carbon() {
        double sum = 0;
        for (Planned each : jobs) {
            sum += each.carbon() == null ? 0 : each.carbon().grams();
        }
        return new CarbonMass(sum);
    }

    /// Of the jobs that have both a place and a baseline: what they emit by the plan.
    public CarbonMass comparedCarbon() {
        double sum = 0;
        for (Planned each : jobs) {
            sum += each.carbon() != null && each.isCompared() ? each.carbon().grams() : 0;
        }
        return new CarbonMass(sum);
    }

    /// Of the same jobs: what they would emit by the baseline.
    public CarbonMass comparedBaseline() {
        double sum = 0;
        for (Planned each : jobs) {
            sum +=
                    each.baselineCarbon() != null && each.isCompared()
                            ? each.baselineCarbon().grams()
                            : 0;
        }
        return new CarbonMass(sum);
    }
}
