@NullMarked
package wattle.grid.cache;

import org.jspecify.annotations.NullMarked;
