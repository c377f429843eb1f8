package wattle.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import wattle.footprint.Origin;

/// Meters read at one moment, for those who watch: a line on a terminal, a scrape, a push.
///
/// @param at when
/// @param items one for each component
/// @param grams operational carbon since the start, gCO2eq; empty where there is no intensity
/// @param intensity now, in g/kWh; empty where there is none
/// @param pue by which the items' energy is multiplied for the grams
/// @param samples taken since the start
/// @param missed beats that came too late
/// @param labels given by the user
public record Readout(
        Instant at,
        List<Item> items,
        OptionalDouble grams,
        OptionalDouble intensity,
        double pue,
        long samples,
        long missed,
        Map<String, String> labels) {

    public Readout {
        items = List.copyOf(items);
        labels = Map.copyOf(labels);
    }

    /// One component.
    ///
    /// @param name such as `gpu-0`
    /// @param kind such as `accelerator`
    /// @param model the device's name, possibly empty
    /// @param origin how its energy is known
    /// @param joules since the start
    /// @param watts the mean since the sample before; empty where that reading failed
    public record Item(
            String name,
            String kind,
            String model,
            Origin origin,
            double joules,
            OptionalDouble watts) {}

    public double joules() {
        double sum = 0;
        for (Item item : items) {
            sum += item.joules();
        }
        return sum;
    }

    public double watts() {
        double sum = 0;
        for (Item item : items) {
            sum += item.watts().orElse(0);
        }
        return sum;
    }
}
