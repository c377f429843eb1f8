package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Carbon in kg over energy in kWh, both as recorded, in logarithms: how far carbon follows energy.
/// A slope of 1 and an intercept of log10(I ÷ 1000) is one intensity I for all.
///
/// @param all of all models that state both
/// @param byEnergySource of those of each source
public record EnergyAgainstCarbon(LogFit all, List<BySource> byEnergySource) {

    static final String FIGURE = "energy_vs_co2";

    /// The fit of the models with one main energy source.
    public record BySource(String energySource, LogFit fit) {}

    public EnergyAgainstCarbon {
        byEnergySource = List.copyOf(byEnergySource);
    }

    static EnergyAgainstCarbon of(List<Observation> all, Exclusions exclusions) {
        List<Observation> kept = exclusions.keep(FIGURE, all, EnergyAgainstCarbon::against);
        List<Observation> sourced =
                exclusions.keep(
                        FIGURE + ".by_energy_source",
                        all,
                        each ->
                                Totals.first(
                                        against(each),
                                        each.energySource() == null
                                                ? Reason.NO_ENERGY_SOURCE
                                                : null));
        List<BySource> bySource = new ArrayList<>();
        Groups.by(Observation::energySource, sourced)
                .forEach((source, group) -> bySource.add(new BySource(source, fit(group))));
        return new EnergyAgainstCarbon(fit(kept), bySource);
    }

    private static LogFit fit(List<Observation> kept) {
        return LogFit.of(
                Observation.logs(kept, Quantity.ENERGY), Observation.logs(kept, Quantity.CARBON));
    }

    private static @Nullable Reason against(Observation each) {
        Reason carbon = each.withoutLogCarbon();
        if (carbon != null) {
            return carbon;
        }
        if (!each.has(Quantity.ENERGY)) {
            return Reason.NO_ENERGY;
        }
        return each.hasLog(Quantity.ENERGY) ? null : Reason.ZERO_ENERGY;
    }
}
