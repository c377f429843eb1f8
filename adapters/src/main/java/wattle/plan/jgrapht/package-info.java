/// Flows of least cost by JGraphT, for queues whose optimum is one.
@NullMarked
package wattle.plan.jgrapht;

import org.jspecify.annotations.NullMarked;
