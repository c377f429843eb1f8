package wattle.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plans of one job from which a [Front] is taken:
///
/// - every start in every zone at which the job runs through;
/// - for each slot in which it may finish the exact optimum with that as its deadline, in each zone
///   and, if it may move, across all;
/// - where prices are known, for up to [#DEADLINES] of these slots evenly from the first to the
///   last the optima of mixtures of carbon and cost, from cost alone to nine tenths carbon. Both
///   are counted in what the job emits and costs if it runs through from its first start.
///
/// A mixture finds what is lowest on some straight line of carbon and cost; a plan of the whole
/// front that lies above all such lines may be missing, and only that.
public final class Candidates {

    static final int DEADLINES = 24;
    private static final int PARTS = 10;

    private final Load load;
    private final List<Site> sites;
    private final List<Site> priced;
    private final Pausing pausing;
    private final boolean moves;
    private final List<Plan> plans = new ArrayList<>();

    private Candidates(
            Load load, List<Site> sites, List<Site> priced, Pausing pausing, boolean moves) {
        this.load = load;
        this.sites = sites;
        this.priced = priced;
        this.pausing = pausing;
        this.moves = moves;
    }

    /// Cost: for each slot of slack an optimum of each zone, and with prices ten times as many for
    /// each of the deadlines.
    ///
    /// @param sites at least one
    /// @param priced the same, weighed by what they cost; empty where that is not known
    /// @param moves whether the job may go on in another zone
    public static List<Plan> of(
            Load load, List<Site> sites, List<Site> priced, Pausing pausing, boolean moves) {
        var candidates = new Candidates(load, sites, priced, pausing, moves);
        int slack = sites.getFirst().window().slack(load);
        candidates.addStarts(slack);
        for (int finish = 0; finish <= slack; finish++) {
            candidates.addOptima(sites, load.slots() + finish);
        }
        if (!priced.isEmpty() && !candidates.plans.isEmpty()) {
            candidates.addMixtures(slack);
        }
        return candidates.plans;
    }

    private void addStarts(int slack) {
        for (int start = 0; start <= slack; start++) {
            for (int zone = 0; zone < sites.size(); zone++) {
                Site site = sites.get(zone);
                if (site.isReached(start) && site.isAvailable(start, start + load.slots())) {
                    add(
                            Policy.FLEXIBLE_START.label(),
                            Route.in(zone, Schedule.from(start, load.slots())));
                }
            }
        }
    }

    /// @param weighed the sites by what is to be least
    private void addOptima(List<Site> weighed, int slots) {
        List<Site> within = new ArrayList<>();
        for (Site each : weighed) {
            within.add(each.first(slots));
        }
        for (int zone = 0; zone < within.size(); zone++) {
            Route route = ShiftRegion.choose(load, List.of(within.get(zone)), pausing);
            if (route != null) {
                add(Policy.PAUSE_RESUME.label(), Route.in(zone, route.schedule()));
            }
        }
        if (moves && sites.size() > 1) {
            add(ShiftRegion.LABEL, ShiftRegion.choose(load, within, pausing));
        }
    }

    private void addMixtures(int slack) {
        Plan first = plans.getFirst();
        double grams = unit(first.carbon().grams());
        double money = unit(first.cost() == null ? 0 : first.cost());
        int count = Math.min(DEADLINES, slack + 1);
        for (int k = 0; k < count; k++) {
            int finish = count == 1 ? 0 : (int) ((long) slack * k / (count - 1));
            for (int part = 0; part < PARTS; part++) {
                double share = (double) part / PARTS;
                List<Site> mixed = new ArrayList<>();
                for (int zone = 0; zone < sites.size(); zone++) {
                    Site site = sites.get(zone);
                    mixed.add(site.mixed(share / grams, priced.get(zone), (1 - share) / money));
                }
                addOptima(mixed, load.slots() + finish);
            }
        }
    }

    private static double unit(double value) {
        return value == 0 ? 1 : Math.abs(value);
    }

    private void add(String policy, @Nullable Route route) {
        if (route != null) {
            plans.add(Plan.of(policy, route, load, sites, priced, pausing));
        }
    }
}
