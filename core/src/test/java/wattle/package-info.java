/// Tests of the arithmetic.
@NullMarked
package wattle;

import org.jspecify.annotations.NullMarked;
