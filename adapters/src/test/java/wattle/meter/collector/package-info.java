@NullMarked
package wattle.meter.collector;

import org.jspecify.annotations.NullMarked;
