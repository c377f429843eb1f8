package wattle.footprint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import wattle.hardware.EmbodiedCarbon;
import wattle.unit.Range;
import wattle.unit.Share;

/// How much of its devices' making an estimate counts: the SCI's *RS* and, where somebody knows it
/// better than the catalog, *EL*. Immutable.
///
/// @param resources *RS*, the share of each device that was reserved
/// @param lifespan *EL*, longer than zero; null for that of the catalog, with its spread
public record Amortisation(Share resources, @Nullable Duration lifespan) {

    /// Whole devices over the lifespan that the catalog has.
    public static final Amortisation USUAL = new Amortisation(Share.ALL, null);

    public Amortisation {
        if (lifespan != null && !lifespan.isPositive()) {
            throw new IllegalArgumentException("a lifespan must be longer than zero: " + lifespan);
        }
    }

    /// The same making over the lifespan that counts.
    EmbodiedCarbon of(EmbodiedCarbon making) {
        return lifespan == null
                ? making
                : new EmbodiedCarbon(making.total(), Range.exactly(lifespan), making.source());
    }
}
