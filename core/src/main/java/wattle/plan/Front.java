package wattle.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The Pareto front of plans by carbon, cost and finish: those that no other plan of the set equals
/// or beats in all of them and beats in one. Of plans that are equal in all the first is kept.
///
/// What is on it depends on the set that it is taken from: [Candidates].
public final class Front {

    private Front() {}

    /// Cost: n log n in the plans.
    ///
    /// @param plans either all with a cost or none
    /// @return by finish, then by carbon
    public static List<Plan> of(List<Plan> plans) {
        List<Plan> ordered = new ArrayList<>(plans);
        ordered.sort(
                Comparator.comparing(Plan::end)
                        .thenComparingDouble(Front::carbon)
                        .thenComparingDouble(Front::cost));
        List<Plan> front = new ArrayList<>();
        // Of all that finish no later: the least cost for as much carbon or less, falling.
        NavigableMap<Double, Double> least = new TreeMap<>();
        for (Plan each : ordered) {
            Map.Entry<Double, Double> below = least.floorEntry(carbon(each));
            if (below != null && below.getValue() <= cost(each)) {
                continue;
            }
            front.add(each);
            Map.Entry<Double, Double> above = least.ceilingEntry(carbon(each));
            while (above != null && above.getValue() >= cost(each)) {
                least.remove(above.getKey());
                above = least.ceilingEntry(carbon(each));
            }
            least.put(carbon(each), cost(each));
        }
        return front;
    }

    /// Whether one plan is no worse than another in all and better in one.
    static boolean dominates(Plan one, Plan other) {
        Instant end = one.end();
        boolean noWorse =
                carbon(one) <= carbon(other)
                        && cost(one) <= cost(other)
                        && !end.isAfter(other.end());
        return noWorse
                && (carbon(one) < carbon(other)
                        || cost(one) < cost(other)
                        || end.isBefore(other.end()));
    }

    private static double carbon(Plan plan) {
        return rounded(plan.carbon().grams());
    }

    private static double cost(Plan plan) {
        return plan.cost() == null ? 0 : rounded(plan.cost());
    }

    /// To 2⁻⁴⁰ of itself: sums that differ by less differ by their order only.
    private static double rounded(double value) {
        long bits = Double.doubleToLongBits(value);
        return Double.longBitsToDouble((bits + (1L << 11)) & -(1L << 12)) + 0.0;
    }
}
