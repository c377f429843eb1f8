package wattle.ledger.check;

import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Subject;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;

/// What plausibility is judged by: tables of devices and places, and the other claims. The port of
/// the rules.
///
/// Threads may share one. Nothing blocks for long.
public interface References {

    /// The device of that name, as well as it can be told; null where nobody knows it.
    @Nullable DeviceFacts device(String accelerator);

    /// The intensities that a year in that place could have; null where it is not known. The value
    /// between the bounds means nothing.
    @Nullable Range<CarbonIntensity> intensities(Place place, @Nullable Integer year);

    /// The median of g/kWh that the claims of the same family of models imply; null where there are
    /// too few.
    @Nullable Double familyFactor(Subject subject);
}
