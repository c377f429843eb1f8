package wattle.meter;

import org.jspecify.annotations.Nullable;
import wattle.series.EnergySeries;
import wattle.unit.Energy;
import wattle.unit.Share;

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
/// @param reserved how much of the part was the job's, over the run: *RS* of the SCI
public record Charge(
        String name,
        Domain domain,
        String model,
        EnergySeries energy,
        @Nullable Energy idle,
        String source,
        boolean modelled,
        Accuracy accuracy,
        Share reserved) {

    /// Of a part that was all the job's, as far as it matters.
    Charge(
            String name,
            Domain domain,
            String model,
            EnergySeries energy,
            @Nullable Energy idle,
            String source,
            boolean modelled,
            Accuracy accuracy) {
        this(name, domain, model, energy, idle, source, modelled, accuracy, Share.ALL);
    }

    Charge renamed(String other) {
        return new Charge(other, domain, model, energy, idle, source, modelled, accuracy, reserved);
    }
}
