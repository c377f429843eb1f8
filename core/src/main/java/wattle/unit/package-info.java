/// Quantities with their unit in the type.
@NullMarked
package wattle.unit;

import org.jspecify.annotations.NullMarked;
