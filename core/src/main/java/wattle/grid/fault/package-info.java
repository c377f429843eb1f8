/// **Faults in grid data**, found before anyone plans on them.
///
/// Takes [wattle.grid.RawIntensity], the rows as they came, and what is known beside them; gives a
/// list of [wattle.grid.fault.Finding]: which rule, when, in which lines, what was measured and
/// what to do. [wattle.grid.fault.Repair] puts right what can be put right without inventing a
/// value and notes every change. How often each rule is right and wrong was measured on real series
/// with planted faults; the figures stand in `docs/reference/grid-faults.md`.
///
/// A rule compares a series with its own habit wherever it can: a fall to a quarter is a fault in a
/// zone that never falls so, and an ordinary afternoon where solar power is curtailed.
@NullMarked
package wattle.grid.fault;

import org.jspecify.annotations.NullMarked;
