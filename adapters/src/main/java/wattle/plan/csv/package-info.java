/// Tables of jobs, for `wattle evaluate` and for queues; of the devices that they wait for; and of
/// the zones in which one may run: what they cost, when they have devices, what it takes to get
/// there.
@NullMarked
package wattle.plan.csv;

import org.jspecify.annotations.NullMarked;
