package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Carbon as power of a device × devices × hours × intensity, so that in logarithms it is a sum.
/// Each part has the share cov(log10 part, log10 carbon) ÷ var(log10 carbon), which is what it adds
/// to the variance together with the others; the shares add up to 1. One is below 0 where a part is
/// the smaller the greater the carbon is.
///
/// @param n models of which all is known
/// @param parts empty where there is no variance
public record Product(int n, List<Part> parts) {

    static final String FIGURE = "variance.product";

    private static final List<Quantity> PARTS =
            List.of(Quantity.POWER, Quantity.DEVICES, Quantity.TRAINING_HOURS, Quantity.INTENSITY);

    /// What recorded carbon has beside the product: PUE, and what does not add up.
    private static final String REST = "rest";

    /// A part of the product and its share.
    public record Part(String factor, double share) {}

    public Product {
        parts = List.copyOf(parts);
    }

    static Product of(List<Observation> all, Exclusions exclusions) {
        List<Observation> kept = exclusions.keep(FIGURE, all, Product::against);
        double[] carbon = Observation.logs(kept, Quantity.CARBON);
        if (kept.size() < 2 || LogFit.isConstant(carbon)) {
            return new Product(kept.size(), List.of());
        }
        double variance = LogFit.covariance(carbon, carbon);
        List<Part> parts = new ArrayList<>();
        double rest = 1;
        for (Quantity each : PARTS) {
            double[] logs = Observation.logs(kept, each);
            double share = LogFit.covariance(logs, carbon) / variance;
            parts.add(new Part(each.label(), share));
            rest -= share;
        }
        parts.add(new Part(REST, rest));
        return new Product(kept.size(), parts);
    }

    private static @Nullable Reason against(Observation each) {
        Reason carbon = each.withoutLogCarbon();
        if (carbon != null) {
            return carbon;
        }
        if (!PARTS.stream().allMatch(each::has)) {
            return Reason.NO_INPUTS;
        }
        return PARTS.stream().allMatch(each::hasLog) ? null : Reason.NOT_POSITIVE;
    }
}
