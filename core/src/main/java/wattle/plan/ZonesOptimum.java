package wattle.plan;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of the dynamic programme of [ShiftRegion]. For one thread.
///
/// It goes through the same band as [Optimum], in blocks, twice, for the same reasons; each state
/// stands once for each zone. A pause is remembered with what ends it, the slot and the zone of the
/// next work, since of equal sums the one that works earlier is taken, and a transfer may be begun
/// early and end late.
final class ZonesOptimum {

    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final int DOUBLE_BITS = 52;

    private final Load load;
    private final List<Site> sites;
    private final Pausing pausing;
    private final int zones;
    private final int slots;
    private final int slack;
    private final int size;
    private final boolean bounded;
    private final int layers;
    private final double rounding;
    private final double pausePenalty;

    /// By zone and slot: what going on in the slot takes before work is done, with a restart alone
    /// and with a transfer before it. Never, where it does not fit.
    private final double[][] restart;

    private final double[][] arrival;

    /// By zone and slot, so that the loops look at arrays only.
    private final double[][] means;

    private final double[][] devices;
    private final double[][] idle;
    private final double[][] stop;

    /// Whether the job may stop before its slot.
    private final boolean[] pausable;

    /// The base of each slot's row: the same throughout a block.
    private final int[] bases;

    private final int reach;
    private final int block;
    private final int width;
    private final @Nullable Row[] rows;
    private int made = -1;
    private final ArrayDeque<Row> spare = new ArrayDeque<>();

    /// The least arrival of a state by layer and done, that of the best other zone, and what they
    /// lead to.
    private final double[][] best;

    private final double[][] second;
    private final int[][] bestKey;
    private final int[][] secondKey;

    /// As in [Optimum]; `running`, `paused` and `key` by layer and zone, `through` by zone.
    private static final class Row {
        final double[][] running;
        final double[][] paused;

        /// Slot and zone of the work that ends the pause: `slot × zones + zone`.
        final int[][] key;

        final double[][] through;

        Row(int layers, int zones, int width) {
            running = new double[layers * zones][width];
            paused = new double[layers * zones][width];
            key = new int[layers * zones][width];
            through = new double[zones][width];
        }
    }

    ZonesOptimum(Load load, List<Site> sites, Pausing pausing) {
        this.load = load;
        this.sites = sites;
        this.pausing = pausing;
        zones = sites.size();
        slots = load.slots();
        Slots window = sites.getFirst().window;
        slack = window.slack(load);
        size = window.size();
        int most = slots - 1;
        for (Site each : sites) {
            if (each.window.size() != size || !each.window.start().equals(window.start())) {
                throw new IllegalArgumentException("zones are planned on the same slots");
            }
        }
        bounded = pausing.maxPauses() < most;
        layers = bounded ? pausing.maxPauses() + 1 : 1;
        double bound = most(most);
        double ulp = bound == 0 ? 1 : Math.scalb(1.0, Math.getExponent(bound) + 1 - DOUBLE_BITS);
        int bits = 33 - Integer.numberOfLeadingZeros(most + 1);
        pausePenalty = ulp;
        rounding = 1.5 * Math.scalb(ulp, bits + DOUBLE_BITS);
        means = new double[zones][];
        devices = new double[zones][size];
        idle = new double[zones][size];
        stop = new double[zones][size];
        for (int zone = 0; zone < zones; zone++) {
            means[zone] = sites.get(zone).window.means;
            for (int at = 0; at < size; at++) {
                devices[zone][at] = sites.get(zone).devices(at);
                idle[zone][at] = exact(pausing.idleJoules(load.step()) * means[zone][at]);
                stop[zone][at] = exact(pausing.stop().joules() * means[zone][at]) + pausePenalty;
            }
        }
        pausable = new boolean[slots + 1];
        for (int done = 0; done <= slots; done++) {
            pausable[done] = pausing.allowedBefore(done, slots);
        }
        restart = new double[zones][];
        arrival = new double[zones][];
        int longestTransfer = 0;
        for (int zone = 0; zone < zones; zone++) {
            Site site = sites.get(zone);
            longestTransfer = Math.max(longestTransfer, Math.min(size, site.transferSlots()));
            restart[zone] = restarts(site);
            arrival[zone] = arrivals(site, restart[zone]);
        }
        int longest = Math.min(slots, pausing.minRunSlots());
        reach = Math.min(size, longestTransfer + pausing.restartSlots()) + longest;
        block = Math.max(reach, (int) Math.ceil(Math.sqrt((double) size * reach)));
        width = Math.min(slots, slack + block) + 2;
        bases = new int[size + 1];
        for (int at = 0; at <= size; at++) {
            bases[at] = least(at - at % block);
        }
        rows = new Row[size + 1];
        best = new double[layers][width];
        second = new double[layers][width];
        bestKey = new int[layers][width];
        secondKey = new int[layers][width];
    }

    /// More than any route can weigh.
    private double most(int pauses) {
        double joules = 0;
        for (double each : load.joules) {
            joules += each;
        }
        double largest = 0;
        double devices = 0;
        double transfer = 0;
        for (Site each : sites) {
            largest = Math.max(largest, each.window.largest());
            transfer = Math.max(transfer, each.transfer().joules());
            for (int slot = 0; slot < size; slot++) {
                devices = Math.max(devices, Math.abs(each.devices(slot)));
            }
        }
        double often = Math.min(pauses, (double) pausing.maxPauses()) + 1;
        joules += often * (pausing.stop().joules() + pausing.start().joules() + transfer);
        joules += slack * pausing.idleJoules(load.step());
        return joules * largest + size * devices;
    }

    private double[] restarts(Site site) {
        double[] sums = new double[size];
        for (int slot = 0; slot < size; slot++) {
            int works = slot + pausing.restartSlots();
            sums[slot] =
                    works < size && site.isAvailable(slot, works)
                            ? exact(site.restart(pausing, slot))
                            : NEVER;
        }
        return sums;
    }

    private double[] arrivals(Site site, double[] restart) {
        double[] sums = new double[size];
        for (int slot = 0; slot < size; slot++) {
            int there = slot + site.transferSlots();
            sums[slot] = there < size ? exact(site.transfer(slot)) + restart[there] : NEVER;
        }
        return sums;
    }

    /// Null where the job cannot be worked through in the window.
    @Nullable Route route() {
        int first = Math.min(pausing.minRunSlots(), slots);
        int start = 0;
        int in = 0;
        double least = NEVER;
        for (int at = size; at >= 0; at--) {
            fill(at);
            forget(at + reach + 1, false);
            if (at > slack) {
                continue;
            }
            double here = NEVER;
            int where = 0;
            for (int zone = 0; zone < zones; zone++) {
                double sum = placed(zone, at, first);
                if (sum < here) {
                    here = sum;
                    where = zone;
                }
            }
            // Without the penalties: an earlier start is taken even if it pauses more often.
            double weight = exact(here);
            if (weight <= least && weight < NEVER) {
                least = weight;
                start = at;
                in = where;
            }
        }
        return least < NEVER ? path(start, in, first) : null;
    }

    private double placed(int zone, int at, int first) {
        Site site = sites.get(zone);
        return site.isReached(at)
                ? exact(site.placing(at)) + stretch(layers - 1, zone, at, 0, first)
                : NEVER;
    }

    /// Follows the least sums from the first start on.
    private Route path(int start, int in, int first) {
        int[] chosen = new int[slots];
        int[] where = new int[slots];
        int layer = layers - 1;
        int stretch = first;
        int zone = in;
        int done = 0;
        int at = start;
        while (done < slots) {
            for (int i = 0; i < stretch; i++) {
                where[done] = zone;
                chosen[done++] = at++;
            }
            int key = -1;
            while (done < slots && key < 0) {
                make(at);
                key = next(layer, zone, at, done);
                if (key < 0) {
                    where[done] = zone;
                    chosen[done++] = at++;
                }
            }
            if (done < slots) {
                layer = under(layer);
                at = key / zones;
                zone = key % zones;
                stretch = pausing.minRunSlots();
            }
        }
        return new Route(new Schedule(chosen), where);
    }

    /// Where work goes on after a stop at `at`; negative where it goes on at once.
    private int next(int layer, int zone, int at, int done) {
        double on = on(layer, zone, at, done);
        if (!mayPause(layer, done)) {
            return -1;
        }
        int under = under(layer);
        double pause = NEVER;
        int key = Integer.MAX_VALUE;
        if (pausing.restartSlots() > 0) {
            pause = pausedAt(under, zone, at, done);
            key = keyAt(under, zone, at, done);
        } else {
            pause = idle[zone][at] + pausedAt(under, zone, at + 1, done);
            key = keyAt(under, zone, at + 1, done);
            for (int other = 0; other < zones; other++) {
                double arrived = other == zone ? NEVER : arrive(under, other, at, done);
                int there = works(other, at) * zones + other;
                if (arrived < pause || (arrived == pause && there < key)) {
                    pause = arrived;
                    key = there;
                }
            }
        }
        pause += stop[zone][at];
        return on < pause || (on == pause && at * zones + zone < key) ? -1 : key;
    }

    private void make(int at) {
        int from = at - at % block;
        if (from == made) {
            return;
        }
        for (int before = Math.max(0, made); before < from; before++) {
            forget(before, true);
        }
        made = from;
        for (int each = Math.min(from + block, size) - 1; each >= from; each--) {
            if (rows[each] == null) {
                fill(each);
            }
        }
    }

    private void forget(int at, boolean all) {
        if (at > size) {
            return;
        }
        Row row = rows[at];
        if (row != null && (all || !(at % block < reach || at + reach > size))) {
            spare.push(row);
            rows[at] = null;
        }
    }

    private double exact(double weight) {
        return weight + rounding - rounding;
    }

    private double work(int zone, int done, int at) {
        if (done < slots - 1) {
            return exact(load.joules[done] * means[zone][at] + devices[zone][at]);
        }
        Site site = sites.get(zone);
        return exact(load.joules[done] * site.window.heads[at] + site.devices(load, done, at));
    }

    private int least(int at) {
        return Math.max(0, at - slack);
    }

    private int works(int zone, int at) {
        return at + sites.get(zone).transferSlots() + pausing.restartSlots();
    }

    private boolean mayPause(int layer, int done) {
        return pausable[done] && !(bounded && layer == 0);
    }

    private int under(int layer) {
        return bounded ? layer - 1 : 0;
    }

    private void fill(int at) {
        Row row = spare.isEmpty() ? new Row(layers, zones, width) : spare.pop();
        rows[at] = row;
        int finished = slots - bases[at];
        if (Math.min(slots, at) == slots) {
            for (double[] each : row.running) {
                each[finished] = 0;
            }
            for (double[] each : row.paused) {
                each[finished] = NEVER;
            }
            for (double[] each : row.through) {
                each[finished] = 0;
            }
        }
        if (at < size) {
            for (int zone = 0; zone < zones; zone++) {
                fillThrough(zone, at);
            }
            for (int layer = 0; layer < layers; layer++) {
                fillArrivals(layer, at);
                for (int zone = 0; zone < zones; zone++) {
                    fillPaused(layer, zone, at);
                    fillRunning(layer, zone, at);
                }
            }
        }
    }

    private int to(int at) {
        return Math.min(slots - 1, at);
    }

    private void fillThrough(int zone, int at) {
        double[] through = row(at).through[zone];
        double[] after = row(at + 1).through[zone];
        for (int done = least(at); done <= to(at); done++) {
            through[done - bases[at]] = work(zone, done, at) + after[done + 1 - bases[at + 1]];
        }
    }

    private void fillArrivals(int layer, int at) {
        for (int done = least(at); done <= to(at); done++) {
            int k = done - bases[at];
            double one = NEVER;
            double two = NEVER;
            int oneKey = Integer.MAX_VALUE;
            int twoKey = Integer.MAX_VALUE;
            for (int zone = 0; zone < zones; zone++) {
                double sum = arrive(layer, zone, at, done);
                int key = works(zone, at) * zones + zone;
                if (sum < one || (sum == one && key < oneKey)) {
                    two = one;
                    twoKey = oneKey;
                    one = sum;
                    oneKey = key;
                } else if (sum < two || (sum == two && key < twoKey)) {
                    two = sum;
                    twoKey = key;
                }
            }
            best[layer][k] = one;
            bestKey[layer][k] = oneKey;
            second[layer][k] = two;
            secondKey[layer][k] = twoKey;
        }
    }

    private void fillPaused(int layer, int zone, int at) {
        Row row = row(at);
        for (int done = least(at); done <= to(at); done++) {
            int k = done - bases[at];
            double least = back(layer, zone, restart[zone][at], at + pausing.restartSlots(), done);
            int key = (at + pausing.restartSlots()) * zones + zone;
            double wait = idle[zone][at] + pausedAt(layer, zone, at + 1, done);
            if (wait < least) {
                least = wait;
                key = keyAt(layer, zone, at + 1, done);
            }
            boolean same = bestKey[layer][k] % zones == zone;
            double move = same ? second[layer][k] : best[layer][k];
            int moveKey = same ? secondKey[layer][k] : bestKey[layer][k];
            if (move < least || (move == least && moveKey < key)) {
                least = move;
                key = moveKey;
            }
            row.paused[layer * zones + zone][k] = least;
            row.key[layer * zones + zone][k] = key;
        }
    }

    private void fillRunning(int layer, int zone, int at) {
        double[] running = row(at).running[layer * zones + zone];
        for (int done = least(at); done <= to(at); done++) {
            double least = on(layer, zone, at, done);
            if (mayPause(layer, done)) {
                int under = under(layer);
                double pause;
                if (pausing.restartSlots() > 0) {
                    pause = pausedAt(under, zone, at, done);
                } else {
                    int k = done - bases[at];
                    boolean same = bestKey[under][k] % zones == zone;
                    pause =
                            Math.min(
                                    idle[zone][at] + pausedAt(under, zone, at + 1, done),
                                    same ? second[under][k] : best[under][k]);
                }
                least = Math.min(least, stop[zone][at] + pause);
            }
            running[done - bases[at]] = least;
        }
    }

    /// Working on.
    private double on(int layer, int zone, int at, int done) {
        return sites.get(zone).isAvailable(at, at + 1)
                ? work(zone, done, at) + runningAt(layer, zone, at + 1, done + 1)
                : NEVER;
    }

    /// Beginning to bring the job to a zone.
    private double arrive(int layer, int zone, int at, int done) {
        return back(layer, zone, arrival[zone][at], works(zone, at), done);
    }

    /// Coming back at a cost, to work again in the slot `works`.
    private double back(int layer, int zone, double cost, int works, int done) {
        return cost == NEVER || done < least(works) || slots - done < pausing.minRunSlots()
                ? NEVER
                : cost + stretch(layer, zone, works, done, pausing.minRunSlots());
    }

    /// Working at least `length` slots from `at` on, and what is best after that.
    private double stretch(int layer, int zone, int at, int done, int length) {
        if (!sites.get(zone).isAvailable(at, at + length)) {
            return NEVER;
        }
        double work =
                length == 1
                        ? work(zone, done, at)
                        : row(at).through[zone][done - bases[at]]
                                - row(at + length)
                                        .through[zone][done + length - bases[at + length]];
        return work + runningAt(layer, zone, at + length, done + length);
    }

    private double runningAt(int layer, int zone, int at, int done) {
        return done < least(at) ? NEVER : row(at).running[layer * zones + zone][done - bases[at]];
    }

    private double pausedAt(int layer, int zone, int at, int done) {
        return done < least(at) ? NEVER : row(at).paused[layer * zones + zone][done - bases[at]];
    }

    private int keyAt(int layer, int zone, int at, int done) {
        return done < least(at)
                ? Integer.MAX_VALUE
                : row(at).key[layer * zones + zone][done - bases[at]];
    }

    private Row row(int at) {
        return java.util.Objects.requireNonNull(rows[at]);
    }
}
