package wattle;

import java.util.Random;
import java.util.function.Consumer;

/// Runs a property on seeded random cases. A failure names the seed; `-Dwattle.seed=N` runs that
/// case alone.
public final class Property {

    private static final long FIRST_SEED = 20_260_101;

    private Property() {}

    public static void forAll(int cases, Consumer<Random> property) {
        Long only = Long.getLong("wattle.seed");
        long first = only == null ? FIRST_SEED : only;
        for (long seed = first; seed < first + (only == null ? cases : 1); seed++) {
            try {
                property.accept(new Random(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("failed with -Dwattle.seed=" + seed, failure);
            }
        }
    }
}
