package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How much of the variance of log10(carbon) goes with each thing that is known of a model.
///
/// Each factor is taken alone, so the shares do not add up to 1: what goes together, such as energy
/// and hours, explains the same variance twice. [Product] is the one that adds up.
///
/// @param n models with a carbon above 0
/// @param variance of log10(carbon in kg), over n; null where n is 0
/// @param factors each alone
/// @param product carbon as a product
public record Variance(int n, @Nullable Double variance, List<Factor> factors, Product product) {

    static final String FIGURE = "variance";

    public Variance {
        factors = List.copyOf(factors);
    }

    static Variance of(List<Observation> all, Exclusions exclusions) {
        List<Observation> kept = exclusions.keep(FIGURE, all, Observation::withoutLogCarbon);
        double[] logs = Observation.logs(kept, Quantity.CARBON);
        List<Factor> factors = new ArrayList<>();
        for (Quantity each :
                List.of(
                        Quantity.ENERGY,
                        Quantity.INTENSITY,
                        Quantity.TRAINING_HOURS,
                        Quantity.DEVICES,
                        Quantity.DEVICE_HOURS,
                        Quantity.POWER)) {
            factors.add(Factor.of(each, kept, logs));
        }
        categories()
                .forEach((name, category) -> factors.add(Factor.of(name, category, kept, logs)));
        return new Variance(
                kept.size(),
                kept.isEmpty() ? null : Double.valueOf(LogFit.covariance(logs, logs)),
                factors,
                Product.of(all, exclusions));
    }

    private static Map<String, Function<Observation, @Nullable String>> categories() {
        Map<String, Function<Observation, @Nullable String>> map = new LinkedHashMap<>();
        map.put("task", Observation::task);
        map.put("dataset", Observation::dataset);
        map.put("year", each -> each.year() == null ? null : String.valueOf(each.year()));
        map.put("energy_source", Observation::energySource);
        map.put("country", Observation::country);
        map.put("device_model", Observation::device);
        map.put("compute_setting", Observation::setting);
        return map;
    }
}
