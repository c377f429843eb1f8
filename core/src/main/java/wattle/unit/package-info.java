/// **Quantities**, the first stage: each type holds one number in one unit and cannot hold a wrong
/// one.
///
/// Takes nothing, gives [wattle.unit.Energy], [wattle.unit.Power], [wattle.unit.CarbonMass],
/// [wattle.unit.CarbonIntensity], [wattle.unit.Pue], [wattle.unit.Share], [wattle.unit.Range], and
/// the [wattle.unit.Source] of a figure. What happens over time is left to `wattle.series`.
///
/// Every type here is an immutable record that threads may share. A number that breaks an invariant
/// is refused with an [IllegalArgumentException] that names the value, its unit and the rule.
@NullMarked
package wattle.unit;

import org.jspecify.annotations.NullMarked;
