package wattle.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.plan.Candidates;
import wattle.plan.Front;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Plan;
import wattle.plan.Policy;
import wattle.plan.Route;
import wattle.plan.RunNow;
import wattle.plan.Schedule;
import wattle.plan.ShiftRegion;
import wattle.plan.Site;

/// The plans of one job by each policy, in the zones where it may run.
///
/// @param console told which policy has none, and why
record PolicyPlans(Console console, PolicyOptions policies, Load load, Pausing rules) {

    /// One for each policy that has one, and one that moves between zones where that was asked for.
    List<Plan> best(List<Policy> chosen, List<ZoneOptions.Placed> zones) {
        List<Plan> plans = new ArrayList<>();
        for (Policy each : chosen) {
            Plan best = best(each, zones);
            if (best != null) {
                plans.add(best);
            }
        }
        if (policies.shifts()) {
            Plan shifted = shifted(zones);
            if (shifted != null) {
                plans.add(shifted);
            }
        }
        return plans;
    }

    /// Starting at once at home, whether or not there are devices.
    Plan baseline(ZoneOptions.Placed home) {
        return plan(Policy.RUN_NOW, home, RunNow.choose(load, home.site().window()));
    }

    private Plan plan(Policy policy, ZoneOptions.Placed in, Schedule schedule) {
        return planned(
                policy.label(),
                Route.in(0, schedule),
                List.of(in),
                in.priced() == null ? List.of() : List.of(in.priced()));
    }

    /// With a range where all zones have one.
    private Plan planned(
            String policy, Route route, List<ZoneOptions.Placed> zones, List<Site> priced) {
        List<Site> low = new ArrayList<>();
        List<Site> high = new ArrayList<>();
        for (ZoneOptions.Placed each : zones) {
            if (each.bounds() != null) {
                low.add(each.bounds().low());
                high.add(each.bounds().high());
            }
        }
        Plan plan = Plan.of(policy, route, load, sites(zones), priced, rules);
        return low.size() < zones.size() ? plan : plan.between(route, load, low, high, rules);
    }

    /// The plan of the zone that emits least; the first of equals. Null where there is none: the
    /// policy cannot keep the rules in any zone.
    private @Nullable Plan best(Policy each, List<ZoneOptions.Placed> zones) {
        Plan best = null;
        for (ZoneOptions.Placed zone : zones) {
            Schedule schedule = zone.site().choose(each, load, rules, policies.level(each, zone));
            Plan plan = schedule == null ? null : plan(each, zone, schedule);
            if (plan != null && (best == null || plan.carbon().grams() < best.carbon().grams())) {
                best = plan;
            }
        }
        if (best == null) {
            boolean blind = each == Policy.LOWEST_INTERVALS || each == Policy.THRESHOLD;
            leftOut(
                    each.label(),
                    blind
                            ? "since it looks at none of the rules of pausing and breaks one here"
                            : "since the job fits nowhere");
        }
        return best;
    }

    private @Nullable Plan shifted(List<ZoneOptions.Placed> zones) {
        List<Site> sites = sites(zones);
        Route route = ShiftRegion.choose(load, sites, rules);
        if (route == null) {
            leftOut(ShiftRegion.LABEL, "since the job fits nowhere");
            return null;
        }
        List<Site> priced = priced(zones);
        return planned(
                ShiftRegion.LABEL, route, zones, priced.size() < sites.size() ? List.of() : priced);
    }

    private void leftOut(String policy, String why) {
        console.err().println("wattle: " + policy + " is left out, " + why);
    }

    /// The plans that no other beats.
    ///
    /// @param priced whether cost counts; zones without a price are left out then
    List<Plan> front(List<ZoneOptions.Placed> zones, boolean priced) {
        List<ZoneOptions.Placed> compared = new ArrayList<>(zones);
        if (priced) {
            compared.removeIf(each -> each.priced() == null);
        }
        return compared.isEmpty()
                ? List.of()
                : Front.of(
                        Candidates.of(
                                load, sites(compared), priced(compared), rules, policies.shifts()));
    }

    private static List<Site> sites(List<ZoneOptions.Placed> zones) {
        List<Site> sites = new ArrayList<>();
        zones.forEach(each -> sites.add(each.site()));
        return sites;
    }

    private static List<Site> priced(List<ZoneOptions.Placed> zones) {
        List<Site> priced = new ArrayList<>();
        for (ZoneOptions.Placed each : zones) {
            if (each.priced() != null) {
                priced.add(each.priced());
            }
        }
        return priced;
    }
}
