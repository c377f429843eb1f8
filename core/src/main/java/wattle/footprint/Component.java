package wattle.footprint;

import org.jspecify.annotations.Nullable;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// One part of what was counted, such as `gpu-0`; the energies of all components add up to the IT
/// energy.
///
/// @param name unique within a footprint
/// @param kind the boundary it belongs to, such as `accelerator`
/// @param model the device's name, or what is known of it
/// @param energy its IT energy, before PUE
/// @param origin how the energy is known
/// @param source by which meter, model, file or person
/// @param idle how much of the energy would have been drawn without any work; null where that is
///   not known
/// @param embodied M of its devices; null where that is not known or not counted
public record Component(
        String name,
        String kind,
        String model,
        Energy energy,
        Origin origin,
        String source,
        @Nullable Energy idle,
        @Nullable CarbonMass embodied) {}
