@NullMarked
package wattle.grid.catalog;

import org.jspecify.annotations.NullMarked;
