/// Jobs from tables, for `wattle evaluate` and for queues, and the devices that they wait for.
@NullMarked
package wattle.plan.csv;

import org.jspecify.annotations.NullMarked;
