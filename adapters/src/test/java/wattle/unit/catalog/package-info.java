@NullMarked
package wattle.unit.catalog;

import org.jspecify.annotations.NullMarked;
