/// **Jetson**: the power rails of NVIDIA's Jetson modules, which have no NVML power reading.
///
/// Takes `/sys`, or a copy of it; gives the power of the module's input and of its rails. Names of
/// rails: NVIDIA's Jetson Linux Developer Guide, "Platform Power and Performance", for each module;
/// what they contain: [wattle.meter.jetson.Rail].
@NullMarked
package wattle.meter.jetson;

import org.jspecify.annotations.NullMarked;
