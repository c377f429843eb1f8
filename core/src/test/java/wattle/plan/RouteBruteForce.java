package wattle.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every route that the rules allow, one after the other: the oracle of plans across zones. It
/// judges whole routes and knows nothing of how they are found.
final class RouteBruteForce {

    private RouteBruteForce() {}

    static List<Route> all(Load load, List<Site> sites, Pausing pausing) {
        List<Route> found = new ArrayList<>();
        int[] slots = new int[load.slots()];
        extend(load, sites, pausing, slots, new int[load.slots()], 0, found);
        return found;
    }

    private static void extend(
            Load load,
            List<Site> sites,
            Pausing pausing,
            int[] slots,
            int[] zones,
            int done,
            List<Route> found) {
        if (done == slots.length) {
            Route route = new Route(new Schedule(slots.clone()), zones.clone());
            if (isAllowed(route, sites, pausing)) {
                found.add(route);
            }
            return;
        }
        int size = sites.getFirst().window().size();
        for (int slot = done == 0 ? 0 : slots[done - 1] + 1;
                slot <= size - (slots.length - done);
                slot++) {
            for (int zone = 0; zone < sites.size(); zone++) {
                slots[done] = slot;
                zones[done] = zone;
                extend(load, sites, pausing, slots, zones, done + 1, found);
            }
        }
    }

    private static boolean isAllowed(Route route, List<Site> sites, Pausing pausing) {
        int stretch = 0;
        int pauses = 0;
        for (int i = 0; i <= route.size(); i++) {
            boolean end = i == route.size();
            boolean stops =
                    i > 0
                            && (end
                                    || route.slot(i) != route.slot(i - 1) + 1
                                    || route.site(i) != route.site(i - 1));
            if (stops && stretch < Math.min(pausing.minRunSlots(), route.size())) {
                return false;
            }
            if (end) {
                break;
            }
            Site site = sites.get(route.site(i));
            int ready = route.slot(i);
            if (stops) {
                pauses++;
                stretch = 0;
                ready -= pausing.restartSlots();
                int free = ready;
                if (route.site(i) != route.site(i - 1)) {
                    free -= site.transferSlots();
                }
                if (free <= route.slot(i - 1) || i % pausing.checkpointSlots() != 0) {
                    return false;
                }
            }
            if (i == 0 && !site.isHome() && route.slot(0) < site.transferSlots()) {
                return false;
            }
            for (int slot = ready; slot <= route.slot(i); slot++) {
                if (!site.isAvailable(slot, slot + 1)) {
                    return false;
                }
            }
            stretch++;
        }
        return pauses <= pausing.maxPauses();
    }

    /// The least by weight, then earliest start, fewest pauses, then slot by slot the earlier one
    /// and the zone that comes first. Null where nothing is allowed.
    static @Nullable Route best(Load load, List<Site> sites, Pausing pausing) {
        Route best = null;
        double least = 0;
        for (Route each : all(load, sites, pausing)) {
            double weight = Grams.weight(each, load, sites, pausing);
            if (best == null
                    || weight < least - 1e-9
                    || (weight < least + 1e-9 && isBefore(each, best))) {
                least = best == null ? weight : Math.min(least, weight);
                best = each;
            }
        }
        return best;
    }

    private static boolean isBefore(Route one, Route other) {
        if (one.slot(0) != other.slot(0)) {
            return one.slot(0) < other.slot(0);
        }
        if (one.pauses() != other.pauses()) {
            return one.pauses() < other.pauses();
        }
        for (int i = 0; i < one.size(); i++) {
            if (one.slot(i) != other.slot(i)) {
                return one.slot(i) < other.slot(i);
            }
            if (one.site(i) != other.site(i)) {
                return one.site(i) < other.site(i);
            }
        }
        return false;
    }
}
