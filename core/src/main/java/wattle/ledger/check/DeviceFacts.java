package wattle.ledger.check;

import org.jspecify.annotations.Nullable;
import wattle.unit.Power;

/// What is known of an accelerator of a claim.
///
/// @param ratedPower of one
/// @param firstYear in which one could be bought
/// @param peakFlops most floating-point operations a second, of the format used for training
public record DeviceFacts(
        @Nullable Power ratedPower, @Nullable Integer firstYear, @Nullable Double peakFlops) {}
