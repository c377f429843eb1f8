/// Tables of jobs, for `wattle evaluate`, and of the zones in which one may run, for `wattle plan`:
/// what they cost, when they have devices, what it takes to get there.
@NullMarked
package wattle.plan.csv;

import org.jspecify.annotations.NullMarked;
