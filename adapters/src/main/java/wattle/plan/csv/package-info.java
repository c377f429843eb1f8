/// Jobs from a table, for `wattle evaluate`.
@NullMarked
package wattle.plan.csv;

import org.jspecify.annotations.NullMarked;
