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
        candidates.addAllOptima(load.slots() + slack);
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

    /// Those of every deadline up to `slots`, from the last: an optimum that finishes early is that
    /// of all deadlines from its finish on.
    private void addAllOptima(int slots) {
        for (int zone = 0; zone < sites.size(); zone++) {
            int deadline = slots;
            while (deadline >= load.slots()) {
                deadline = before(addOptimum(zone, sites, deadline));
            }
        }
        if (moves && sites.size() > 1) {
            int deadline = slots;
            while (deadline >= load.slots()) {
                deadline = before(addShifted(sites, deadline));
            }
        }
    }

    /// The last deadline that a route does not keep; none where there is no route.
    private static int before(@Nullable Route route) {
        return route == null ? 0 : route.slot(route.size() - 1);
    }

    /// @param weighed the sites by what is to be least
    private @Nullable Route addOptimum(int zone, List<Site> weighed, int deadline) {
        Site within = weighed.get(zone).first(deadline);
        Route route = ShiftRegion.choose(load, List.of(within), pausing);
        Route in = route == null ? null : Route.in(zone, route.schedule());
        add(Policy.PAUSE_RESUME.label(), in);
        return in;
    }

    private @Nullable Route addShifted(List<Site> weighed, int deadline) {
        List<Site> within = new ArrayList<>();
        for (Site each : weighed) {
            within.add(each.first(deadline));
        }
        Route route = ShiftRegion.choose(load, within, pausing);
        add(ShiftRegion.LABEL, route);
        return route;
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
                int deadline = load.slots() + finish;
                for (int zone = 0; zone < mixed.size(); zone++) {
                    addOptimum(zone, mixed, deadline);
                }
                if (moves && mixed.size() > 1) {
                    addShifted(mixed, deadline);
                }
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
