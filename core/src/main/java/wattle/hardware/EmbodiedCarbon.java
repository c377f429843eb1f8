package wattle.hardware;

import java.time.Duration;
import wattle.unit.CarbonMass;
import wattle.unit.Range;
import wattle.unit.Seconds;
import wattle.unit.Share;
import wattle.unit.Source;

/// The carbon of making one device and the time it is used: the SCI's *TE* and *EL*.
///
/// ```java
/// // The worked example of the SCI specification: 1,000 kg over four years, one hour: 28.5 g.
/// embodied.share(Duration.ofHours(1), Share.ALL).value().grams()
/// ```
///
/// @param total *TE*, with the spread of what has been published
/// @param lifespan *EL*, longer than zero, with the spread of what is used
/// @param source where the figures come from
public record EmbodiedCarbon(Range<CarbonMass> total, Range<Duration> lifespan, Source source) {

    /// Hours of the year in which lifespans are written: 365 days, as in the example of the SCI
    /// specification.
    public static final double HOURS_PER_YEAR = 365.0 * 24;

    public EmbodiedCarbon {
        if (total.low().grams() < 0) {
            throw new IllegalArgumentException(
                    "embodied carbon is never negative, in grams: " + total.low().grams());
        }
        if (lifespan.low().isNegative() || lifespan.low().isZero()) {
            throw new IllegalArgumentException(
                    "a lifespan must be longer than zero: " + lifespan.low());
        }
    }

    /// M = TE × TS × RS with TS = TiR / EL (SCI 1.1, "Embodied emissions").
    ///
    /// The low end takes the lowest total over the longest life, the high end the highest over the
    /// shortest.
    ///
    /// @param reserved *TiR*, for how long the device was reserved, not negative. It may exceed the
    ///   lifespan: then more than one device was worn out
    /// @param resources *RS*, the share of the device that was reserved
    public Range<CarbonMass> share(Duration reserved, Share resources) {
        return new Range<>(
                amount(total.low(), lifespan.high(), reserved, resources),
                amount(total.value(), lifespan.value(), reserved, resources),
                amount(total.high(), lifespan.low(), reserved, resources));
    }

    private static CarbonMass amount(
            CarbonMass total, Duration lifespan, Duration reserved, Share resources) {
        if (reserved.isNegative()) {
            throw new IllegalArgumentException("a reserved time is never negative: " + reserved);
        }
        return total.times(Seconds.of(reserved) / Seconds.of(lifespan)).times(resources);
    }
}
