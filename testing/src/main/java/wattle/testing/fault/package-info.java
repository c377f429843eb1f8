/// **Planted faults**: series into which faults are put at known places, and how many of them a
/// check finds. The measure of every rule in `wattle.grid.fault`.
@NullMarked
package wattle.testing.fault;

import org.jspecify.annotations.NullMarked;
