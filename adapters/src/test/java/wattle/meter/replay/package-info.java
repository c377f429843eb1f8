@NullMarked
package wattle.meter.replay;

import org.jspecify.annotations.NullMarked;
