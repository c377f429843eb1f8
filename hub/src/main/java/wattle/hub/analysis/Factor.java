package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    static Factor of(Quantity quantity, List<Observation> logged) {
        List<Observation> kept = new ArrayList<>();
        for (Observation each : logged) {
            if (each.has(quantity) && each.get(quantity) > 0) {
                kept.add(each);
            }
        }
        LogFit fit =
                LogFit.of(
                        LogFit.logs(Observation.values(kept, quantity)),
                        Observation.values(kept, Quantity.LOG_CARBON));
        return new Factor(
                quantity.label(),
                kept.size(),
                null,
                fit.rSquared(),
                adjusted(fit.rSquared(), kept.size(), 2));
    }

    static Factor of(
            String name, Function<Observation, @Nullable String> category, List<Observation> logged) {
        Map<String, List<Observation>> groups = Groups.by(category, logged);
        List<double[]> logs = new ArrayList<>();
        int n = 0;
        for (List<Observation> group : groups.values()) {
            logs.add(Observation.values(group, Quantity.LOG_CARBON));
            n += group.size();
        }
        Double share = correlationRatio(logs, n);
        return new Factor(name, n, logs.size(), share, adjusted(share, n, logs.size()));
    }

    private static @Nullable Double correlationRatio(List<double[]> groups, int n) {
        double[] all = new double[n];
        int at = 0;
        for (double[] group : groups) {
            System.arraycopy(group, 0, all, at, group.length);
            at += group.length;
        }
        if (n < 2 || groups.size() < 2 || LogFit.isConstant(all)) {
            return null;
        }
        double mean = LogFit.mean(all);
        double between = 0;
        for (double[] group : groups) {
            double distance = LogFit.mean(group) - mean;
            between += group.length * distance * distance;
        }
        return Math.min(1, between / (LogFit.covariance(all, all) * n));
    }

    private static @Nullable Double adjusted(@Nullable Double share, int n, int k) {
        return share == null || k >= n
                ? null
                : Double.valueOf(1 - (1 - share) * (n - 1) / (n - k));
    }
}
