package wattle.hub.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the models come to together. Null is what no claim lets one say.
///
/// @param carbon kg CO2eq
/// @param energy kWh
/// @param meanIntensity g/kWh, each model with the same weight
/// @param energyWeightedIntensity g/kWh: Σ(E × I) ÷ ΣE, over the models that state both
/// @param carbonPerEnergy g/kWh: Σ carbon ÷ ΣE as recorded, over the models that state both; not
///   the former where recorded carbon is not E × I
/// @param medianTrainingHours by the clock
/// @param medianDeviceHours of all devices together
/// @param topShares how much of the carbon the greatest have
public record Totals(
        @Nullable Double carbon,
        @Nullable Double energy,
        @Nullable Double meanIntensity,
        @Nullable Double energyWeightedIntensity,
        @Nullable Double carbonPerEnergy,
        @Nullable Double medianTrainingHours,
        @Nullable Double medianDeviceHours,
        List<TopShare> topShares) {

    private static final String FIGURE = "totals.";

    public Totals {
        topShares = List.copyOf(topShares);
    }

    /// The share of the four models with the most carbon.
    public TopShare topFour() {
        return topShares.stream()
                .filter(each -> each.label().equals(TopShare.FOUR))
                .findFirst()
                .orElseThrow();
    }

    static Totals of(List<Observation> all, Exclusions exclusions) {
        Sample carbon =
                of(
                        Quantity.CARBON,
                        exclusions.keep(FIGURE + "co2eq_kg", all, Observation::withoutCarbon));
        Sample energy =
                of(
                        Quantity.ENERGY,
                        exclusions.keep(FIGURE + "energy_kwh", all, Observation::withoutEnergy));
        Sample intensity =
                of(
                        Quantity.INTENSITY,
                        exclusions.keep(
                                FIGURE + "mean_intensity_g_per_kwh",
                                all,
                                Observation::withoutIntensity));
        return new Totals(
                carbon.sum(),
                energy.sum(),
                intensity.mean(),
                weighted(
                        exclusions.keep(
                                FIGURE + "energy_weighted_intensity_g_per_kwh",
                                all,
                                each -> first(each.withoutEnergy(), each.withoutIntensity()))),
                perEnergy(
                        exclusions.keep(
                                FIGURE + "co2eq_per_energy_g_per_kwh",
                                all,
                                each -> first(each.withoutCarbon(), each.withoutEnergy()))),
                median("median_training_hours", Quantity.TRAINING_HOURS, all, exclusions),
                median("median_device_hours", Quantity.DEVICE_HOURS, all, exclusions),
                TopShare.of(carbon));
    }

    static @Nullable Reason first(@Nullable Reason one, @Nullable Reason other) {
        return one == null ? other : one;
    }

    private static Sample of(Quantity quantity, List<Observation> kept) {
        return Sample.of(Observation.values(kept, quantity));
    }

    private static @Nullable Double median(
            String name, Quantity hours, List<Observation> all, Exclusions exclusions) {
        return of(
                        hours,
                        exclusions.keep(
                                FIGURE + name,
                                all,
                                each -> each.has(hours) ? null : Reason.NO_INPUTS))
                .median();
    }

    private static @Nullable Double weighted(List<Observation> kept) {
        double energy = 0;
        double grams = 0;
        for (Observation each : kept) {
            energy += each.get(Quantity.ENERGY);
            grams += each.get(Quantity.ENERGY) * each.get(Quantity.INTENSITY);
        }
        return energy > 0 ? Double.valueOf(grams / energy) : null;
    }

    private static @Nullable Double perEnergy(List<Observation> kept) {
        double energy = 0;
        double kilograms = 0;
        for (Observation each : kept) {
            energy += each.get(Quantity.ENERGY);
            kilograms += each.get(Quantity.CARBON);
        }
        return energy > 0 ? Double.valueOf(kilograms * 1000 / energy) : null;
    }
}
