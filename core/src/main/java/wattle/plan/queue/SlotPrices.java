package wattle.plan.queue;

/// What a device costs in a slot because others want it too: prices at which each job, choosing its
/// best place for itself alone, asks for no more than there is, as nearly as that can be had.
///
/// Lagrangian relaxation of the capacity (Fisher 1981, *The Lagrangian relaxation method for
/// solving integer programming problems*): for any prices λ that are not negative, `Σ_jobs
/// min(carbon + λ × devices held) − Σ_slots λ × capacity` is below the carbon of every plan that
/// places these jobs. The prices follow its subgradient, which is what is asked for less what is
/// there, with the step of Polyak; the highest value met is the bound. For one thread.
final class SlotPrices {

    private static final double FIRST_STEP = 1;
    private static final int PATIENCE = 4;

    /// A plan so near the bound, as a share, is near enough.
    private static final double NEAR = 5e-5;

    private final JobQueue queue;
    private final BestPlace best;
    private final boolean[] chosen;
    private final int[][] capacity;
    private final int[][] asked;

    private double[][] prices;
    private double[][] bestPrices;
    private double bound = Double.NEGATIVE_INFINITY;
    private double length = FIRST_STEP;
    private int inVain;

    /// Every how many-th job is asked.
    private int every = 1;

    /// @param chosen the jobs that are to be placed, each of which has a place alone
    SlotPrices(JobQueue queue, BestPlace best, boolean[] chosen) {
        this.queue = queue;
        this.best = best;
        this.chosen = chosen;
        capacity = queue.capacity();
        asked = new int[capacity.length][queue.size()];
        prices = new double[capacity.length][queue.size()];
        bestPrices = prices;
    }

    /// In J·g/kWh: no plan of the chosen jobs emits less.
    double bound() {
        return bound;
    }

    /// In J·g/kWh for each device, by pool and slot: those of the bound.
    double[][] best() {
        return bestPrices;
    }

    double[][] latest() {
        return prices;
    }

    /// From now on asks every so many-th job only, each for as many: cheap steps, whose bound is an
    /// estimate; 1 begins with true bounds, at the best prices so far.
    void ask(int everyJob) {
        every = everyJob;
        prices = bestPrices;
        bound = Double.NEGATIVE_INFINITY;
        length = FIRST_STEP;
        inVain = 0;
    }

    /// One step, at the cost of a place for each job.
    ///
    /// @param upper what a plan is known to emit, in J·g/kWh
    /// @return whether another step may help
    boolean improve(double upper) {
        double value = answer();
        if (value > bound) {
            bound = value;
            bestPrices = prices;
            inVain = 0;
        } else if (++inVain == PATIENCE) {
            length /= 2;
            inVain = 0;
        }
        double norm = 0;
        for (int pool = 0; pool < capacity.length; pool++) {
            for (int slot = 0; slot < queue.size(); slot++) {
                double excess = asked[pool][slot] - capacity[pool][slot];
                if (excess > 0 || prices[pool][slot] > 0) {
                    norm += excess * excess;
                }
            }
        }
        if (norm == 0 || upper - bound <= NEAR * Math.abs(upper)) {
            return false;
        }
        double step = length * (upper - value) / norm;
        double[][] next = new double[capacity.length][queue.size()];
        for (int pool = 0; pool < capacity.length; pool++) {
            for (int slot = 0; slot < queue.size(); slot++) {
                double excess = asked[pool][slot] - capacity[pool][slot];
                next[pool][slot] = Math.max(0, prices[pool][slot] + step * excess);
            }
        }
        prices = next;
        return true;
    }

    /// What the jobs ask for at the latest prices, and the bound that follows.
    private double answer() {
        best.price(prices);
        double value = 0;
        for (int pool = 0; pool < capacity.length; pool++) {
            java.util.Arrays.fill(asked[pool], 0);
            for (int slot = 0; slot < queue.size(); slot++) {
                value -= prices[pool][slot] * capacity[pool][slot];
            }
        }
        for (int job = 0; job < chosen.length; job += every) {
            if (chosen[job]) {
                QueuedJob each = queue.jobs().get(job);
                BestPlace.Found found = best.of(each, capacity);
                if (found == null) {
                    throw new IllegalArgumentException(each.id() + " has no place even alone");
                }
                value += every * found.cost();
                Free.add(each, found.placement(), every * each.devices(), asked);
            }
        }
        return value;
    }
}
