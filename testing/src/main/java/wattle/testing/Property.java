package wattle.testing;

import java.util.Random;

/// Runs a property on seeded random cases. A failure names the seed; `-Dwattle.seed=N` runs that
/// case alone.
public final class Property {

    private static final long FIRST_SEED = 20_260_101;

    private Property() {}

    /// What should hold for anything that the random numbers make.
    public interface Holds {
        void of(Random random) throws Exception;
    }

    public static void forAll(int cases, Holds property) throws Exception {
        Long only = Long.getLong("wattle.seed");
        long first = only == null ? FIRST_SEED : only;
        for (long seed = first; seed < first + (only == null ? cases : 1); seed++) {
            try {
                property.of(new Random(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("failed with -Dwattle.seed=" + seed, failure);
            }
        }
    }
}
