package wattle.plan.queue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import wattle.plan.Grams;
import wattle.plan.PauseResume;
import wattle.plan.Schedule;
import wattle.plan.Slots;
import wattle.unit.Energy;

/// The best place of one job among the devices that are free, where each slot of a device may have
/// a price besides its carbon: exact for every kind of job. For one thread.
///
/// Cost, with W slots of window, n of work and S of slack: W for a job that pauses for nothing and
/// for one of constant power that never pauses, n × S otherwise; each times its pools.
final class BestPlace {

    /// Costs that differ by less than this share of themselves differ by rounding only.
    private static final double SAME = 1e-12;

    /// What a job costs at least.
    private static final long ANY = 50;

    private final JobQueue queue;
    private final double[][] means;
    private final double[][] meansBefore;

    /// By pool and slot, in J·g/kWh for each device.
    private double[][] prices;

    private double[][] pricesBefore;

    /// Of one job's window: what each slot costs, and in which pool.
    private final double[] costs;

    private final double[] scratch;
    private final int[] where;

    /// A place and what it costs in J·g/kWh, prices included.
    record Found(Placement placement, double cost) {}

    BestPlace(JobQueue queue) {
        this.queue = queue;
        int size = queue.size();
        means = new double[queue.pools().size()][size];
        for (int pool = 0; pool < means.length; pool++) {
            for (int slot = 0; slot < size; slot++) {
                means[pool][slot] = queue.pools().get(pool).intensity().mean(slot);
            }
        }
        meansBefore = sums(means);
        prices = new double[means.length][size];
        pricesBefore = sums(prices);
        costs = new double[size];
        scratch = new double[size];
        where = new int[size];
    }

    /// From now on.
    ///
    /// @param perDevice by pool and slot, in J·g/kWh, not negative
    void price(double[][] perDevice) {
        prices = perDevice;
        pricesBefore = sums(prices);
    }

    /// What the devices that the job holds there cost, beside their carbon.
    double price(QueuedJob job, Placement placement) {
        return Free.price(job, placement, prices);
    }

    private static double[][] sums(double[][] values) {
        double[][] before = new double[values.length][values[0].length + 1];
        for (int pool = 0; pool < values.length; pool++) {
            for (int slot = 0; slot < values[pool].length; slot++) {
                before[pool][slot + 1] = before[pool][slot] + values[pool][slot];
            }
        }
        return before;
    }

    /// @param free devices by pool and slot
    /// @return null where there is no place
    @Nullable Found of(QueuedJob job, int[][] free) {
        if (job.isFree() && job.moves()) {
            Arrays.fill(costs, job.release(), job.deadline(), Double.POSITIVE_INFINITY);
            for (int pool : job.pools()) {
                offer(job, pool, free[pool]);
            }
            return lowest(job);
        }
        Found best = null;
        for (int pool : job.pools()) {
            Found found = in(job, pool, free[pool]);
            if (found != null
                    && (best == null || found.cost < best.cost - SAME * Math.abs(best.cost))) {
                best = found;
            }
        }
        return best;
    }

    private @Nullable Found in(QueuedJob job, int pool, int[] free) {
        if (job.isWhole()) {
            return whole(job, pool, free);
        }
        if (job.isFree()) {
            Arrays.fill(costs, job.release(), job.deadline(), Double.POSITIVE_INFINITY);
            offer(job, pool, free);
            return lowest(job);
        }
        return paused(job, pool, free);
    }

    /// How much work [#of] is, about in slots that are looked at.
    static long work(QueuedJob job) {
        long window = (long) job.deadline() - job.release();
        long slots = job.load().slots();
        boolean linear = job.isFree() || (job.isWhole() && job.load().isConstant());
        long each = linear ? window : slots * Math.max(1, window - slots + 1);
        if (!linear && !job.isWhole()) {
            long layers = Math.min(job.pausing().maxPauses(), slots - 1) + 1;
            each *= 4L * (job.pausing().maxPauses() < slots - 1 ? layers : 1);
        }
        return (ANY + each) * job.pools().size();
    }

    private void offer(QueuedJob job, int pool, int[] free) {
        double joules = job.load().joules(0);
        double[] mean = means[pool];
        double[] price = prices[pool];
        int devices = job.devices();
        for (int slot = job.release(); slot < job.deadline(); slot++) {
            if (free[slot] >= devices) {
                double cost = joules * mean[slot] + devices * price[slot];
                if (cost < costs[slot]) {
                    costs[slot] = cost;
                    where[slot] = pool;
                }
            }
        }
    }

    /// The slots that cost least; of equal ones the earlier.
    private @Nullable Found lowest(QueuedJob job) {
        int need = job.load().slots();
        int count = 0;
        for (int slot = job.release(); slot < job.deadline(); slot++) {
            if (costs[slot] < Double.POSITIVE_INFINITY) {
                scratch[count++] = costs[slot];
            }
        }
        if (count < need) {
            return null;
        }
        double level = Selection.smallest(scratch, count, need);
        int atLevel = need;
        for (int slot = job.release(); slot < job.deadline(); slot++) {
            atLevel -= costs[slot] < level ? 1 : 0;
        }
        int[] slots = new int[need];
        int[] pools = new int[need];
        int next = 0;
        double sum = 0;
        for (int slot = job.release(); slot < job.deadline() && next < need; slot++) {
            if (costs[slot] < level || (costs[slot] == level && atLevel-- > 0)) {
                sum += costs[slot];
                pools[next] = where[slot];
                slots[next++] = slot;
            }
        }
        return new Found(Placement.across(Schedule.of(slots), pools), sum);
    }

    private @Nullable Found whole(QueuedJob job, int pool, int[] free) {
        int slots = job.load().slots();
        boolean constant = job.load().isConstant();
        double least = Double.POSITIVE_INFINITY;
        int best = -1;
        int openSince = job.release();
        for (int slot = job.release(); slot < job.deadline(); slot++) {
            if (free[slot] < job.devices()) {
                openSince = slot + 1;
            } else if (slot + 1 - openSince >= slots) {
                int start = slot + 1 - slots;
                double carbon =
                        constant
                                ? job.load().joules(0)
                                        * (meansBefore[pool][slot + 1] - meansBefore[pool][start])
                                : profile(job, means[pool], start);
                double price = pricesBefore[pool][slot + 1] - pricesBefore[pool][start];
                double cost = carbon + job.devices() * price;
                if (best < 0 || cost < least - SAME * Math.abs(least)) {
                    least = cost;
                    best = start;
                }
            }
        }
        return best < 0 ? null : new Found(Placement.in(pool, Schedule.from(best, slots)), least);
    }

    private static double profile(QueuedJob job, double[] mean, int start) {
        double sum = 0;
        for (int i = 0; i < job.load().slots(); i++) {
            sum += job.load().joules(i) * mean[start + i];
        }
        return sum;
    }

    private @Nullable Found paused(QueuedJob job, int pool, int[] free) {
        int from = job.release();
        if (job.deadline() - from < job.load().slots()) {
            return null;
        }
        double[] surcharge = new double[job.deadline() - from];
        for (int i = 0; i < surcharge.length; i++) {
            surcharge[i] =
                    free[from + i] < job.devices()
                            ? Double.POSITIVE_INFINITY
                            : job.devices() * prices[pool][from + i];
        }
        Slots all = queue.pools().get(pool).intensity();
        Schedule inWindow =
                PauseResume.choose(
                        job.load(), all.part(from, job.deadline()), job.pausing(), surcharge);
        if (inWindow == null) {
            return null;
        }
        int[] slots = new int[inWindow.size()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = from + inWindow.slot(i);
        }
        Placement placement = Placement.in(pool, Schedule.of(slots));
        double carbon =
                Grams.of(placement.schedule(), job.load(), all, job.pausing()).grams()
                        * Energy.JOULES_PER_KILOWATT_HOUR;
        return new Found(placement, carbon + Free.price(job, placement, prices));
    }
}
