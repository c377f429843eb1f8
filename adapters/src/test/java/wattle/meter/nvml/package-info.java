@NullMarked
package wattle.meter.nvml;

import org.jspecify.annotations.NullMarked;
