package wattle.footprint;

import org.jspecify.annotations.Nullable;
import wattle.series.EnergySeries;
import wattle.unit.Energy;

/// One component's energy over time, with how it is known.
///
/// @param name the component's name
/// @param kind the boundary it belongs to
/// @param model the device's name, or what is known of it
/// @param energy IT energy over time
/// @param origin how the energy is known
/// @param source by which meter, model or file
/// @param lowFactor what to multiply the energy by for the lowest it may be, between 0 and 1
/// @param highFactor the same for the highest, at least 1
/// @param basis why the energy may be off by these factors, in words; empty where both are 1
/// @param idle how much of it would have been drawn without any work; null where that is not known
/// @param reserved the device, for its embodied carbon; null where that is not known or not counted
public record Metered(
        String name,
        String kind,
        String model,
        EnergySeries energy,
        Origin origin,
        String source,
        double lowFactor,
        double highFactor,
        String basis,
        @Nullable Energy idle,
        @Nullable Reserved reserved) {

    /// Energy of a device whose making is not counted.
    public Metered(
            String name,
            String kind,
            String model,
            EnergySeries energy,
            Origin origin,
            String source,
            double lowFactor,
            double highFactor,
            String basis,
            @Nullable Energy idle) {
        this(name, kind, model, energy, origin, source, lowFactor, highFactor, basis, idle, null);
    }

    public Metered {
        if (!(lowFactor >= 0 && lowFactor <= 1 && highFactor >= 1)
                || Double.isInfinite(highFactor)) {
            throw new IllegalArgumentException(
                    "an energy's range needs a low factor of 0 to 1 and a high one of at least 1: "
                            + lowFactor
                            + ", "
                            + highFactor);
        }
    }

    /// The same, with the device behind it.
    public Metered of(@Nullable Reserved device) {
        return new Metered(
                name,
                kind,
                model,
                energy,
                origin,
                source,
                lowFactor,
                highFactor,
                basis,
                idle,
                device);
    }

    /// Energy that is taken as it is.
    public static Metered exactly(
            String name,
            String kind,
            String model,
            EnergySeries energy,
            Origin origin,
            String source) {
        return new Metered(name, kind, model, energy, origin, source, 1, 1, "", null);
    }
}
