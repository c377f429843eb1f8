package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts what is left out. For one thread.
final class Exclusions {

    private final Map<String, EnumMap<Reason, Integer>> counts = new LinkedHashMap<>();

    /// Why an observation is of no use; null where it is of use.
    interface Rule {
        @Nullable Reason against(Observation each);
    }

    /// Those that the figure rests on; the others are counted.
    List<Observation> keep(String figure, List<Observation> all, Rule rule) {
        List<Observation> kept = new ArrayList<>(all.size());
        for (Observation each : all) {
            Reason reason = rule.against(each);
            if (reason == null) {
                kept.add(each);
            } else {
                counts.computeIfAbsent(figure, name -> new EnumMap<>(Reason.class))
                        .merge(reason, 1, Integer::sum);
            }
        }
        return kept;
    }

    List<Excluded> list() {
        List<Excluded> list = new ArrayList<>();
        counts.forEach((figure, reasons) ->
                reasons.forEach(
                        (reason, models) -> list.add(new Excluded(figure, reason, models))));
        return list;
    }
}
