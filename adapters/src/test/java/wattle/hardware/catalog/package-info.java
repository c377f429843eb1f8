@NullMarked
package wattle.hardware.catalog;

import org.jspecify.annotations.NullMarked;
