/// **Series**: quantities over time, and the join that carbon accounting rests on.
///
/// Takes quantities; gives [wattle.series.EnergySeries], [wattle.series.PowerSeries] and the exact
/// join of energy with a value that holds over time, [wattle.series.Join]. What the value means (a
/// carbon intensity, a price) is left to the later stages.
///
/// All instants are UTC, all intervals half-open `[start, end)`. Long series lie in primitive
/// arrays; gaps are intervals that are not there, never zeros.
@NullMarked
package wattle.series;

import org.jspecify.annotations.NullMarked;
