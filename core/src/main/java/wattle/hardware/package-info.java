/// **Hardware**: what devices draw by design and what it took to make them.
///
/// Takes quantities; gives [wattle.hardware.DeviceModel], [wattle.hardware.EmbodiedCarbon] and the
/// estimate of energy without a meter, [wattle.hardware.EnergyModel]. Which names exist is left to
/// catalogs outside `core`; measured energy is left to `wattle.meter`.
@NullMarked
package wattle.hardware;

import org.jspecify.annotations.NullMarked;
