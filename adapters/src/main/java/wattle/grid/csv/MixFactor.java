package wattle.grid.csv;

import org.jspecify.annotations.Nullable;
import wattle.grid.Factor;
import wattle.grid.Labels;
import wattle.grid.Signal;

/// Which factors an intensity is computed with from a generation mix.
final class MixFactor {

    static final Labels LIFECYCLE = new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E);
    static final Labels STACK = new Labels(Signal.AVERAGE, Factor.DIRECT_CO2E);

    private MixFactor() {}

    /// Lifecycle unless stack emissions are asked for.
    static boolean isLifecycle(RawHeader header, @Nullable Factor said) {
        if (said == null || said == Factor.LIFECYCLE_CO2E) {
            return true;
        }
        if (said == Factor.DIRECT_CO2E) {
            return false;
        }
        throw header.refused(
                "an intensity with factor " + said.label() + " cannot be computed from the mix",
                "Use --factor lifecycle-co2e or --factor direct-co2e.");
    }

    static Labels labels(boolean lifecycle) {
        return lifecycle ? LIFECYCLE : STACK;
    }
}
