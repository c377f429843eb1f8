package wattle.hub.analysis;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How much of the variance of log10(carbon) one factor explains by itself.
///
/// For a number it is r² of the straight line over log10 of it; for a category, η²: the variance
/// between the groups' means over the whole variance (Fisher 1925, the correlation ratio). Both are
/// over the models of which the factor is known.
///
/// @param factor its name
/// @param n models of which it is known, the number being above 0
/// @param groups how many categories; null for a number
/// @param share 0 to 1; null where there is nothing to explain or to explain it by
/// @param adjustedShare 1 − (1 − share)(n − 1) ÷ (n − k), with k groups, or 2 for a number: less
///   than 0 where the factor explains no more than chance does, since η² grows with the number of
///   groups; null where k is not below n
public record Factor(
        String factor,
        int n,
        @Nullable Integer groups,
        @Nullable Double share,
        @Nullable Double adjustedShare) {

    /// @param carbon log10 of the carbon of each of `models`
    static Factor of(Quantity quantity, List<Observation> models, double[] carbon) {
        double[] x = new double[carbon.length];
        double[] y = new double[carbon.length];
        int n = 0;
        for (int i = 0; i < carbon.length; i++) {
            Observation each = models.get(i);
            if (each.hasLog(quantity)) {
                x[n] = each.log(quantity);
                y[n++] = carbon[i];
            }
        }
        Double share = LogFit.of(Arrays.copyOf(x, n), Arrays.copyOf(y, n)).rSquared();
        return new Factor(quantity.label(), n, null, share, adjusted(share, n, 2));
    }

    /// @param carbon log10 of the carbon of each of `models`
    static Factor of(
            String name,
            Function<Observation, @Nullable String> category,
            List<Observation> models,
            double[] carbon) {
        Map<String, Group> groups = new HashMap<>();
        double[] y = new double[carbon.length];
        int n = 0;
        for (int i = 0; i < carbon.length; i++) {
            String its = category.apply(models.get(i));
            if (its != null) {
                groups.computeIfAbsent(its, key -> new Group()).add(carbon[i]);
                y[n++] = carbon[i];
            }
        }
        Double share = correlationRatio(new TreeMap<>(groups).values(), Arrays.copyOf(y, n));
        return new Factor(name, n, groups.size(), share, adjusted(share, n, groups.size()));
    }

    private static final class Group {
        private int n;
        private double sum;

        void add(double value) {
            n++;
            sum += value;
        }
    }

    private static @Nullable Double correlationRatio(Collection<Group> groups, double[] all) {
        if (groups.size() < 2 || LogFit.isConstant(all)) {
            return null;
        }
        double mean = LogFit.mean(all);
        double between = 0;
        for (Group each : groups) {
            double distance = each.sum / each.n - mean;
            between += each.n * distance * distance;
        }
        return Math.min(1, between / (LogFit.covariance(all, all) * all.length));
    }

    private static @Nullable Double adjusted(@Nullable Double share, int n, int k) {
        return share == null || k >= n ? null : Double.valueOf(1 - (1 - share) * (n - 1) / (n - k));
    }
}
