/// **Meters**: what a meter is, and the arithmetic from its readings to energy.
///
/// Takes readings of counters and gauges; gives energy. A counter and a gauge are two types.
/// Reading real devices is left to adapters; what the energy emits is left to `wattle.grid` and
/// `wattle.footprint`.
@NullMarked
package wattle.meter;

import org.jspecify.annotations.NullMarked;
