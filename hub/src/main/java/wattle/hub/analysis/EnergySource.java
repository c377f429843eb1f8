package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Models whose electricity comes mainly from one source, and the intensity of that electricity, in
/// g/kWh over the models that state it; null where none does.
///
/// @param energySource such as `coal`
/// @param models how many
/// @param withIntensity how many of them state an intensity
public record EnergySource(
        String energySource,
        int models,
        int withIntensity,
        @Nullable Double mean,
        @Nullable Double median,
        @Nullable Double min,
        @Nullable Double max) {

    static final String FIGURE = "energy_sources";

    /// From the highest mean to the lowest, as in table 2 of the paper.
    static List<EnergySource> of(List<Observation> all, Exclusions exclusions) {
        List<Observation> kept =
                exclusions.keep(
                        FIGURE,
                        all,
                        each -> each.energySource() == null ? Reason.NO_ENERGY_SOURCE : null);
        List<EnergySource> list = new ArrayList<>();
        Groups.by(Observation::energySource, kept)
                .forEach((source, group) -> list.add(of(source, group)));
        list.sort(
                Comparator.comparing(
                        EnergySource::mean, Comparator.nullsLast(Comparator.reverseOrder())));
        return List.copyOf(list);
    }

    private static EnergySource of(String source, List<Observation> group) {
        Sample sample = Observation.known(group, Quantity.INTENSITY);
        return new EnergySource(
                source,
                group.size(),
                sample.size(),
                sample.mean(),
                sample.median(),
                sample.least(),
                sample.greatest());
    }
}
