/// **The hardware catalog**: devices that are known by name, from tables shipped with Wattle.
///
/// Takes a name as a person or a driver writes it; gives the core's [wattle.hardware.DeviceModel]
/// with rated power, embodied carbon, source and notes, and the power of a server's hardware thread
/// by processor generation. A name that is not known is refused with suggestions by
/// [wattle.unit.catalog.UnknownNameException]. What a device really drew is left to `wattle.meter`.
///
/// The tables and what their columns mean are described in the `README.md` beside them in
/// `resources/wattle/hardware/catalog`.
@NullMarked
package wattle.hardware.catalog;

import org.jspecify.annotations.NullMarked;
