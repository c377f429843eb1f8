package wattle.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wattle.footprint.Metered;

/// One layer of the power chart: a component, or all of a kind where there are too many to tell
/// apart.
///
/// @param name of the component or kind
/// @param components their places in the run's list
record Band(String name, List<Integer> components) {

    /// As many as there are colours that everybody can tell apart.
    static final int MOST = 8;

    static List<Band> of(List<Metered> metered) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        boolean few = metered.size() <= MOST;
        for (int i = 0; i < metered.size(); i++) {
            String name = few ? metered.get(i).name() : metered.get(i).kind();
            String group =
                    few || groups.containsKey(name) || groups.size() < MOST - 1 ? name : "other";
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(i);
        }
        List<Band> bands = new ArrayList<>();
        groups.forEach((name, components) ->
                bands.add(
                        new Band(
                                few ? name : name + " (" + components.size() + ")",
                                List.copyOf(components))));
        return bands;
    }

    /// Mean power in the bin, in W.
    double watts(Bins bins, int bin) {
        double sum = 0;
        for (int each : components) {
            sum += bins.watts(each, bin);
        }
        return sum;
    }

    boolean isMetered(Bins bins, int bin) {
        for (int each : components) {
            if (bins.seconds[each][bin] > 0) {
                return true;
            }
        }
        return false;
    }
}
