package wattle.hub.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much of all carbon the models with the most have.
///
/// @param label such as `4` or `10 %`
/// @param models how many they are: not more than there are
/// @param share 0 to 1; null where there is no carbon
public record TopShare(String label, int models, @Nullable Double share) {

    static final String FOUR = "4";

    /// Of 1, 4 and 10, and of 10 % of the models, rounded up.
    static List<TopShare> of(Sample carbon) {
        int tenth = (carbon.size() + 9) / 10;
        return List.of(
                of("1", 1, carbon),
                of(FOUR, 4, carbon),
                of("10", 10, carbon),
                of("10 %", tenth, carbon));
    }

    private static TopShare of(String label, int most, Sample carbon) {
        int models = Math.min(most, carbon.size());
        double[] sorted = carbon.sorted();
        double others = 0;
        double top = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i < sorted.length - models) {
                others += sorted[i];
            } else {
                top += sorted[i];
            }
        }
        double all = others + top;
        return new TopShare(label, models, all > 0 ? Double.valueOf(top / all) : null);
    }
}
