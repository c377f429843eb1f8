package wattle.plan.queue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.unit.Energy;

/// A plan in the making: places that fit beside each other, and what they emit. For one thread.
final class Draft {

    private final JobQueue queue;
    private final Free free;
    private final List<@Nullable Placement> placements;

    /// What each job emits, in J·g/kWh.
    private final double[] carbon;

    private int placed;

    Draft(JobQueue queue) {
        this.queue = queue;
        free = new Free(queue);
        placements = new ArrayList<>(Collections.nCopies(queue.jobs().size(), null));
        carbon = new double[queue.jobs().size()];
    }

    Draft(Draft other) {
        this(other.queue);
        for (int job = 0; job < carbon.length; job++) {
            Placement each = other.placements.get(job);
            if (each != null) {
                put(job, each);
            }
        }
    }

    /// Puts a job where it costs least.
    ///
    /// @return whether there was a place
    boolean place(int job, BestPlace best) {
        BestPlace.Found found = best.of(queue.jobs().get(job), free.devices);
        if (found == null) {
            return false;
        }
        put(job, found.placement());
        return true;
    }

    /// Puts a job elsewhere if it costs less there, prices included.
    ///
    /// @return whether it went
    boolean move(int job, BestPlace best) {
        Placement before = placements.get(job);
        if (before == null) {
            return false;
        }
        QueuedJob each = queue.jobs().get(job);
        double cost = carbon[job] + best.price(each, before);
        remove(job, before);
        BestPlace.Found found = best.of(each, free.devices);
        boolean goes = found != null && found.cost() < cost - 1e-12 * Math.abs(cost);
        put(job, goes && found != null ? found.placement() : before);
        return goes;
    }

    private void put(int job, Placement placement) {
        QueuedJob each = queue.jobs().get(job);
        free.take(each, placement);
        placements.set(job, placement);
        carbon[job] = placement.carbon(queue, each).grams() * Energy.JOULES_PER_KILOWATT_HOUR;
        placed++;
    }

    private void remove(int job, Placement placement) {
        free.giveBack(queue.jobs().get(job), placement);
        placements.set(job, null);
        carbon[job] = 0;
        placed--;
    }

    int placed() {
        return placed;
    }

    boolean has(int job) {
        return placements.get(job) != null;
    }

    /// In J·g/kWh.
    double carbon(int job) {
        return carbon[job];
    }

    /// In J·g/kWh.
    double carbon() {
        double sum = 0;
        for (double each : carbon) {
            sum += each;
        }
        return sum;
    }

    /// More jobs are better, then less carbon.
    boolean isBetterThan(Draft other) {
        return placed != other.placed ? placed > other.placed : carbon() < other.carbon();
    }

    List<@Nullable Placement> placements() {
        return Collections.unmodifiableList(placements);
    }
}
