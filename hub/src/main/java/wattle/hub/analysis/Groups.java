package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Observations by something that they have in common.
final class Groups {

    private Groups() {}

    /// In the order of the keys; those without a key are in no group.
    static <K extends Comparable<K>> Map<K, List<Observation>> by(
            Function<Observation, @Nullable K> key, List<Observation> all) {
        Map<K, List<Observation>> groups = new HashMap<>();
        for (Observation each : all) {
            K its = key.apply(each);
            if (its != null) {
                groups.computeIfAbsent(its, k -> new ArrayList<>()).add(each);
            }
        }
        return new TreeMap<>(groups);
    }
}
