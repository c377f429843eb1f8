package wattle.plan.queue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import wattle.plan.Slots;
import wattle.unit.Pue;

/// A heuristic for any queue: several devices a job, profiles, costs and rules of pausing, jobs
/// that cannot pause, one pool for each job.
///
/// ## Method
///
/// 1. **Deadlines first.** Jobs are put in order of their slack, each at its best place among the
///    devices that are free. Where some find none, all are put as early as they can be, in order of
///    slack, of deadline and of devices; those without a place go to the front of the order, and it
///    begins anew (*squeaky wheel*, Joslin and Clements 1999), a number of times. The draft with
///    the most jobs says which are planned; the others are reported.
/// 2. **Prices.** [SlotPrices] finds what a device is worth in each slot; of a long queue some jobs
///    are asked first. On the way all are put in order at these prices now and then; the best draft
///    is kept.
/// 3. **One by one.** Each job is taken out and put at its best place beside the others: first at
///    the prices, so that those leave the clean slots who gain little by them, then at none, those
///    first that lose most, until nothing gets better. A job never loses its place by this.
///
/// What is counted is work, not time, so that the same queue gives the same plan everywhere.
///
/// Cost: a pass places each job once ([BestPlace] says at what cost); there are some tens of them,
/// fewer for long queues. Prices also give a bound; how far plans are above it is in
/// `benchmarks/results/many-jobs.csv`.
final class PricedInsertion {

    /// In each of three orders.
    private static final int ANEW = 6;

    /// Of the prices: a job moves first at the whole ones, at last at none.
    private static final double[] SHARES = {1, 1, 0.5};

    private static final int PASSES = 12;

    /// A pass that gains less than this share was the last.
    private static final double SLIGHT = 1e-5;

    /// A queue of more jobs seeks prices by asking some of them first.
    private static final int ALL_ASKED = 500;

    private static final int MOST_LEFT_OUT = 16;
    private static final int STEPS_OF_SOME = 60;
    private static final int MOST_STEPS = 160;
    private static final int LEAST_STEPS = 8;
    private static final int STEPS_FOR_A_DRAFT = 8;

    /// Slots that are looked at while prices are sought.
    private static final long WORK = 40_000_000;

    private final JobQueue queue;
    private final BestPlace best;

    /// What each job would emit if it were alone, in J·g/kWh; NaN where it has no place even then.
    private final double[] alone;

    PricedInsertion(JobQueue queue) {
        this.queue = queue;
        best = new BestPlace(queue);
        alone = new double[queue.jobs().size()];
        int[][] capacity = queue.capacity();
        for (int job = 0; job < alone.length; job++) {
            BestPlace.Found found = best.of(queue.jobs().get(job), capacity);
            alone[job] = found == null ? Double.NaN : found.cost();
        }
    }

    /// Places and a bound on what these jobs emit together, in J·g/kWh.
    record Result(Draft draft, double bound) {}

    Result plan() {
        int[] order = bySlack();
        Draft draft = insert(order, best);
        if (draft.placed() < order.length) {
            Draft hurried = mostJobs();
            draft = hurried.isBetterThan(draft) ? hurried : draft;
        }
        boolean[] chosen = new boolean[alone.length];
        for (int job = 0; job < chosen.length; job++) {
            chosen[job] = draft.has(job);
        }
        order = Arrays.stream(order).filter(job -> chosen[job]).toArray();
        return priced(order, chosen, draft);
    }

    private Result priced(int[] order, boolean[] chosen, Draft first) {
        Draft draft = first;
        improve(draft);
        var prices = new SlotPrices(queue, best, chosen);
        int every = Math.clamp(order.length / ALL_ASKED, 1, MOST_LEFT_OUT);
        if (every > 1) {
            prices.ask(every);
            int left = STEPS_OF_SOME;
            while (left > 0 && prices.improve(draft.carbon())) {
                left--;
            }
            draft = improved(draft, prices.best());
            prices.ask(1);
        }
        int steps = rounds(order, LEAST_STEPS, MOST_STEPS);
        for (int step = 1; step <= steps && prices.improve(draft.carbon()); step++) {
            if (step % STEPS_FOR_A_DRAFT == 0) {
                best.price(prices.latest());
                draft = better(draft, insert(order, best));
            }
        }
        best.price(prices.best());
        draft = better(draft, insert(order, best));
        draft = better(draft, insert(largestFirst(order), best));
        draft = improved(draft, prices.best());
        double bound = prices.bound();
        for (int job : bySlack()) {
            if (!draft.has(job) && draft.place(job, best)) {
                bound += alone[job];
            }
        }
        return new Result(draft, bound);
    }

    private static Draft better(Draft draft, Draft other) {
        return other.isBetterThan(draft) ? other : draft;
    }

    /// First at prices, so that those leave the best slots who gain least by them, then at none.
    private Draft improved(Draft draft, double[][] prices) {
        var other = new Draft(draft);
        improve(draft);
        for (double share : SHARES) {
            best.price(scaled(prices, share));
            for (int job : bySlack()) {
                other.move(job, best);
            }
        }
        improve(other);
        return better(draft, other);
    }

    private static double[][] scaled(double[][] prices, double share) {
        double[][] scaled = new double[prices.length][];
        for (int pool = 0; pool < prices.length; pool++) {
            scaled[pool] = Arrays.stream(prices[pool]).map(each -> share * each).toArray();
        }
        return scaled;
    }

    private int[] largestFirst(int[] order) {
        return Arrays.stream(order)
                .boxed()
                .sorted(Comparator.comparingInt(job -> -queue.jobs().get(job).devices()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// How often all jobs may be placed for the work that is allowed.
    private int rounds(int[] order, int least, int most) {
        long work = 1;
        for (int job : order) {
            work += BestPlace.work(queue.jobs().get(job));
        }
        return Math.clamp(WORK / work, least, most);
    }

    private Draft insert(int[] order, BestPlace at) {
        var draft = new Draft(queue);
        for (int job : order) {
            draft.place(job, at);
        }
        return draft;
    }

    /// Without a look at carbon: as many jobs as can be.
    private Draft mostJobs() {
        BestPlace earliest = new BestPlace(hurried());
        Draft most = new Draft(queue);
        int rounds = rounds(bySlack(), 6, 3 * ANEW) / 3;
        for (Comparator<Integer> by :
                List.<Comparator<Integer>>of(
                        Comparator.comparingInt(this::slack),
                        Comparator.comparingInt(job -> queue.jobs().get(job).deadline()),
                        Comparator.comparingInt(job -> -queue.jobs().get(job).devices()))) {
            int[] order = ordered(by);
            for (int round = 0; round < rounds; round++) {
                Draft draft = insert(order, earliest);
                most = draft.isBetterThan(most) ? draft : most;
                if (draft.placed() == order.length) {
                    return draft;
                }
                order = unplacedFirst(order, draft);
            }
        }
        return most;
    }

    private static int[] unplacedFirst(int[] order, Draft draft) {
        int[] next = new int[order.length];
        int at = 0;
        for (boolean placed : new boolean[] {false, true}) {
            for (int job : order) {
                if (draft.has(job) == placed) {
                    next[at++] = job;
                }
            }
        }
        return next;
    }

    /// The same queue where an earlier slot is always the better one.
    private JobQueue hurried() {
        double[] clock = new double[queue.size()];
        Arrays.setAll(clock, slot -> slot);
        List<Pool> pools = new ArrayList<>();
        int[][] capacity = queue.capacity();
        for (int pool = 0; pool < capacity.length; pool++) {
            Slots slots = Slots.ofMeans(queue.at(0), queue.step(), clock);
            pools.add(Pool.of(queue.pools().get(pool).zone(), slots, Pue.NONE, capacity[pool]));
        }
        return new JobQueue(pools, queue.jobs());
    }

    private void improve(Draft draft) {
        best.price(new double[queue.pools().size()][queue.size()]);
        double before = draft.carbon();
        for (int pass = 0; pass < PASSES; pass++) {
            for (int job :
                    ordered(Comparator.comparingDouble(each -> alone[each] - draft.carbon(each)))) {
                if (draft.carbon(job) - alone[job] > 1e-9 * Math.abs(alone[job])) {
                    draft.move(job, best);
                }
            }
            double after = draft.carbon();
            if (before - after <= SLIGHT * Math.abs(after)) {
                return;
            }
            before = after;
        }
    }

    private int slack(int job) {
        QueuedJob each = queue.jobs().get(job);
        return each.deadline() - each.release() - each.load().slots();
    }

    private int[] bySlack() {
        return ordered(Comparator.comparingInt(this::slack));
    }

    /// Those that have a place alone; of equals the first.
    private int[] ordered(Comparator<Integer> by) {
        List<Integer> order = new ArrayList<>();
        for (int job = 0; job < alone.length; job++) {
            if (!Double.isNaN(alone[job])) {
                order.add(job);
            }
        }
        order.sort(by);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    boolean hasPlaceAlone(int job) {
        return !Double.isNaN(alone[job]);
    }
}
