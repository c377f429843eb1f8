package wattle.grid.csv;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Factor;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.unit.Source;

/// Files of the Electricity Maps data portal, which lists their fields
/// (electricitymaps.com/data-portal): an average intensity by direct and by lifecycle factors, the
/// zone and whether the hour is estimated.
///
/// The spelling differs by year: `Carbon Intensity gCO₂eq/kWh (LCA)` and `Zone Id` until 2023,
/// `Carbon intensity gCO₂eq/kWh (Life cycle)` and `Zone id` since.
final class ElectricityMapsShape implements Shape {

    private static final String INTENSITY = "carbon intensity gco₂eq/kwh ";

    private static final List<String> LIFECYCLE =
            List.of(
                    INTENSITY + "(life cycle)",
                    INTENSITY + "(lca)",
                    INTENSITY + "(lifecycle)",
                    INTENSITY + "(life cycle assessment)");

    private static final List<String> DIRECT = List.of(INTENSITY + "(direct)");

    @Override
    public @Nullable Layout in(RawHeader header, RawOptions options) {
        int time = header.find("datetime (utc)");
        int lifecycle = header.firstOf(LIFECYCLE);
        int direct = header.firstOf(DIRECT);
        if (time < 0 || (lifecycle < 0 && direct < 0)) {
            return null;
        }
        boolean wholeLife = wholeLife(header, options.factor(), lifecycle, direct);
        if (options.unit() != null && options.unit() != IntensityUnit.GRAMS_PER_KWH) {
            throw header.refused(
                    "the columns are in g/kWh, not in " + options.unit().label(),
                    "Leave out --unit.");
        }
        boolean chosen = options.factor() == null && lifecycle >= 0 && direct >= 0;
        int flag = header.find("data estimated");
        return new Layout(
                "electricitymaps",
                new Labels(Signal.AVERAGE, wholeLife ? Factor.LIFECYCLE_CO2E : Factor.DIRECT_CO2E),
                new Source("Electricity Maps", "ODbL 1.0: credit Electricity Maps"),
                time,
                TimeForm.ISO,
                ZoneOffset.UTC,
                Duration.ZERO,
                header.find("zone id"),
                flag < 0 ? new Layout.Flag.None() : new Layout.Flag.Word(flag),
                flag < 0 ? Quality.UNSTATED : Quality.MEASURED,
                new Layout.Values.Intensity(
                        wholeLife ? lifecycle : direct, IntensityUnit.GRAMS_PER_KWH, false, true),
                chosen
                        ? List.of(
                                "the file holds direct and lifecycle intensity; lifecycle was read"
                                        + " (--factor chooses)")
                        : List.of());
    }

    private static boolean wholeLife(
            RawHeader header, @Nullable Factor said, int lifecycle, int direct) {
        if (said == null) {
            return lifecycle >= 0;
        }
        boolean wholeLife = said == Factor.LIFECYCLE_CO2E;
        if ((!wholeLife && said != Factor.DIRECT_CO2E) || (wholeLife ? lifecycle : direct) < 0) {
            throw header.refused(
                    "there is no intensity with factor " + said.label(),
                    "Electricity Maps has --factor lifecycle-co2e and --factor direct-co2e.");
        }
        return wholeLife;
    }
}
