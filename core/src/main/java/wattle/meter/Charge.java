package wattle.meter;

import org.jspecify.annotations.Nullable;
import wattle.series.EnergySeries;
import wattle.unit.Energy;

/// What a job is charged for one part of its machine.
///
/// @param name of the part
/// @param domain of the part
/// @param model the device's name
/// @param energy over time
/// @param idle how much of it would have been drawn without any work; null where that is not known
/// @param source by which sensor or model, and how it was shared out
/// @param modelled whether a model had a part in it
/// @param accuracy how far it may be off
public record Charge(
        String name,
        Domain domain,
        String model,
        EnergySeries energy,
        @Nullable Energy idle,
        String source,
        boolean modelled,
        Accuracy accuracy) {

    Charge renamed(String other) {
        return new Charge(other, domain, model, energy, idle, source, modelled, accuracy);
    }
}
