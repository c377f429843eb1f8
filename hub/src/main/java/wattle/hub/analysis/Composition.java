package wattle.hub.analysis;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import wattle.ledger.claim.Claim;

/// What was put together: figures of different kinds compare badly, and a model with two claims
/// counts twice.
///
/// @param repeatedModels claims of models that have another claim before them
/// @param energyBoundaries what the energies count, and how many claims each
/// @param carbonBases what the carbon counts
/// @param signals which question the intensities answer
public record Composition(
        int repeatedModels,
        Map<String, Integer> energyBoundaries,
        Map<String, Integer> carbonBases,
        Map<String, Integer> signals) {

    static Composition of(List<Observation> all) {
        Set<String> ids = new HashSet<>();
        all.forEach(each -> ids.add(each.modelId()));
        return new Composition(
                all.size() - ids.size(),
                counts(all, claim -> claim.reported().boundary().label()),
                counts(all, claim -> claim.reported().basis().label()),
                counts(all, claim -> claim.inputs().signal().label()));
    }

    private static Map<String, Integer> counts(
            List<Observation> all, Function<Claim, String> label) {
        Map<String, Integer> counts = new TreeMap<>();
        all.forEach(each -> counts.merge(label.apply(each.claim()), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }
}
