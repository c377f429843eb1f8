/// **Benchmarks**: how long the long series take. Each asserts its answer before it is timed.
@NullMarked
package wattle.benchmarks;

import org.jspecify.annotations.NullMarked;
