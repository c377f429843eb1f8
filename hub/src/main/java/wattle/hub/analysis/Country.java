package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Models that were trained in one country.
///
/// @param country as reported, or its code; also "Multiple countries" where that was reported
/// @param countryCode two letters of ISO 3166-1; null where no claim has one
/// @param models how many
/// @param medianIntensity g/kWh, over the models that state it; null where none does
/// @param energySources main energy sources of the models, and how many have each: from the most
///   frequent to the least, then by name
public record Country(
        String country,
        @Nullable String countryCode,
        int models,
        @Nullable Double medianIntensity,
        Map<String, Integer> energySources) {

    static final String FIGURE = "countries";

    public Country {
        energySources = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(energySources));
    }

    /// The energy source that most models have; more than one where as many have each.
    public List<String> mainEnergySource() {
        int most = energySources.values().stream().mapToInt(each -> each).max().orElse(0);
        return energySources.entrySet().stream()
                .filter(each -> each.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// From the one with the most models to the one with the fewest, then by name.
    static List<Country> of(List<Observation> all, Exclusions exclusions) {
        List<Observation> kept =
                exclusions.keep(
                        FIGURE, all, each -> each.country() == null ? Reason.NO_COUNTRY : null);
        List<Country> list = new ArrayList<>();
        Groups.by(Observation::country, kept)
                .forEach((country, group) -> list.add(of(country, group)));
        list.sort(Comparator.comparingInt(Country::models).reversed());
        return List.copyOf(list);
    }

    private static Country of(String country, List<Observation> group) {
        Sample intensity = Observation.known(group, Quantity.INTENSITY);
        Map<String, Integer> sources = new LinkedHashMap<>();
        Groups.by(Observation::energySource, group).entrySet().stream()
                .sorted(
                        Comparator.comparingInt((Map.Entry<String, List<Observation>> each) ->
                                -each.getValue().size()))
                .forEach(each -> sources.put(each.getKey(), each.getValue().size()));
        return new Country(country, code(group), group.size(), intensity.median(), sources);
    }

    private static @Nullable String code(List<Observation> group) {
        for (Observation each : group) {
            if (each.countryCode() != null) {
                return each.countryCode();
            }
        }
        return null;
    }
}
