package wattle.grid.csv;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Quality;
import wattle.unit.Source;

/// The six-month `EIA930_BALANCE_…` files of the US Energy Information Administration: a row for
/// each balancing authority and hour with the net generation by energy source, in MW.
///
/// Times are those at the end of the hour, as their columns say and the form asks ("hour-ending
/// time", Form EIA-930 instructions). Each source has three columns: as reported, `(Imputed)` where
/// EIA put a value in, and `(Adjusted)`, which has both and is read where it is there. Since July
/// 2024 solar and wind are split by batteries, hydropower by pumped storage; EIA's spelling of
/// those (`witho`, double spaces) is taken as it is.
final class EiaBalanceShape implements Shape {

    private static final String GENERATION = "net generation (mw) from ";
    private static final String ADJUSTED = " (adjusted)";
    private static final String IMPUTED = " (imputed)";

    @Override
    public @Nullable Layout in(RawHeader header, RawOptions options) {
        int time = header.find("utc time at end of hour");
        int zone = header.find("balancing authority");
        if (time < 0 || zone < 0) {
            return null;
        }
        boolean adjusted = header.plain().stream().anyMatch(EiaBalanceShape::isAdjusted);
        List<Integer> imputed = new ArrayList<>();
        List<Layout.Plant> plants = new ArrayList<>();
        for (int column = 0; column < header.names().size(); column++) {
            String name = header.plain().get(column);
            String source = source(name, adjusted ? ADJUSTED : "");
            if (source != null) {
                plants.add(new Layout.Plant(column, source, fuel(header, column, source)));
            } else if (source(name, IMPUTED) != null) {
                imputed.add(column);
            }
        }
        if (plants.isEmpty()) {
            throw header.refused(
                    "no column has the generation from an energy source",
                    "Those files begin in July 2018; earlier ones have no mix.");
        }
        boolean lifecycle = MixFactor.isLifecycle(header, options.factor());
        return new Layout(
                "eia-930-balance",
                MixFactor.labels(lifecycle),
                new Source("US EIA form 930, mix x shipped fuel factors", "public domain"),
                time,
                TimeForm.AMERICAN,
                ZoneOffset.UTC,
                Duration.ofHours(1),
                zone,
                new Layout.Flag.Filled(imputed),
                Quality.MEASURED,
                new Layout.Values.Wide(plants, lifecycle),
                List.of());
    }

    private static boolean isAdjusted(String name) {
        return name.startsWith(GENERATION) && name.endsWith(ADJUSTED);
    }

    /// The energy source of a column with this ending, such as `coal`; null where it has another.
    private static @Nullable String source(String name, String ending) {
        if (!name.startsWith(GENERATION) || !name.endsWith(ending)) {
            return null;
        }
        String source = name.substring(GENERATION.length(), name.length() - ending.length());
        return source.endsWith(")") ? null : source;
    }

    private static Fuel fuel(RawHeader header, int column, String source) {
        return switch (source) {
            case "coal" -> Fuel.COAL;
            case "natural gas" -> Fuel.GAS;
            case "nuclear" -> Fuel.NUCLEAR;
            case "all petroleum products" -> Fuel.OIL;
            case "hydropower and pumped storage", "hydropower excluding pumped storage" ->
                    Fuel.HYDRO;
            case "solar",
                    "solar without integrated battery storage",
                    "solar with integrated battery storage",
                    "solar witho integrated battery storage" ->
                    Fuel.SOLAR;
            case "wind",
                    "wind without integrated battery storage",
                    "wind with integrated battery storage" ->
                    Fuel.WIND;
            case "geothermal" -> Fuel.GEOTHERMAL;
            case "other fuel sources", "unknown fuel sources" -> Fuel.OTHER;
            case "pumped storage",
                    "battery storage",
                    "other energy storage",
                    "unknown energy storage" ->
                    Fuel.STORAGE;
            default ->
                    throw header.refused(
                            "column " + header.name(column) + " is no energy source known here",
                            "Leave the column out, if the mix is whole without it.");
        };
    }
}
