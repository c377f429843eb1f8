package wattle.grid.csv;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.grid.Quality;
import wattle.unit.Source;

/// "Actual Generation per Production Type" of the ENTSO-E Transparency Platform (regulation
/// 543/2013, article 16.1.b and c), in MW.
///
/// Until 2025 a column for each type and row for each market time unit, `Area,MTU,Biomass - Actual
/// Aggregated [MW],…` with times such as `01.01.2020 00:00 - 01.01.2020 01:00 (UTC)`; since then a
/// row for each type, `MTU (UTC),Area,Production Type,Generation (MW)` with times such as
/// `01/01/2025 00:00:00 - 01/01/2025 00:15:00`. The first time of the two is the start. `n/e` is
/// not expected, `N/A` not available. What pumped storage takes (`Actual Consumption`) is no
/// generation.
final class EntsoeShape implements Shape {

    private static final String GENERATED = " - actual aggregated [mw]";

    @Override
    public @Nullable Layout in(RawHeader header, RawOptions options) {
        int time = timeColumn(header);
        int kind = header.find("production type");
        int power = header.find("generation (mw)");
        if (time < 0 || header.find("area") < 0) {
            return null;
        }
        boolean rowForEach = kind >= 0 && power >= 0;
        boolean columnForEach = header.plain().stream().anyMatch(each -> each.endsWith(GENERATED));
        if (!rowForEach && !columnForEach) {
            return null;
        }
        boolean lifecycle = MixFactor.isLifecycle(header, options.factor());
        return new Layout(
                "entsoe-generation",
                MixFactor.labels(lifecycle),
                new Source("ENTSO-E Transparency Platform, mix x shipped fuel factors", null),
                time,
                TimeForm.PERIOD,
                zone(header.name(time)),
                Duration.ZERO,
                header.find("area"),
                new Layout.Flag.None(),
                Quality.MEASURED,
                rowForEach
                        ? new Layout.Values.Listed(kind, power, EntsoeShape::fuel, lifecycle)
                        : new Layout.Values.Wide(plants(header), lifecycle),
                List.of());
    }

    private static int timeColumn(RawHeader header) {
        for (int column = 0; column < header.plain().size(); column++) {
            String name = header.plain().get(column);
            if (name.equals("mtu") || name.startsWith("mtu (")) {
                return column;
            }
        }
        return -1;
    }

    private static @Nullable ZoneId zone(String column) {
        String written = PeriodZone.written(column);
        return written.isEmpty() ? null : PeriodZone.of(written.strip());
    }

    private static List<Layout.Plant> plants(RawHeader header) {
        List<Layout.Plant> plants = new ArrayList<>();
        for (int column = 0; column < header.names().size(); column++) {
            String name = header.plain().get(column);
            if (!name.endsWith(GENERATED)) {
                continue;
            }
            String kind = name.substring(0, name.length() - GENERATED.length());
            Fuel fuel = fuel(kind);
            if (fuel == null) {
                throw header.refused(
                        "column " + header.name(column) + " is no kind of plant known here",
                        "Leave the column out, if the mix is whole without it.");
            }
            plants.add(new Layout.Plant(column, kind, fuel));
        }
        return plants;
    }

    private static @Nullable Fuel fuel(String kind) {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "fossil hard coal", "fossil brown coal/lignite", "fossil peat" -> Fuel.COAL;
            case "fossil oil shale" -> Fuel.COAL;
            case "fossil gas", "fossil coal-derived gas" -> Fuel.GAS;
            case "fossil oil" -> Fuel.OIL;
            case "nuclear" -> Fuel.NUCLEAR;
            case "solar" -> Fuel.SOLAR;
            case "wind onshore" -> Fuel.WIND;
            case "wind offshore" -> Fuel.WIND_OFFSHORE;
            case "hydro run-of-river and poundage", "hydro run-of-river and pondage" -> Fuel.HYDRO;
            case "hydro water reservoir" -> Fuel.HYDRO;
            case "hydro pumped storage", "energy storage" -> Fuel.STORAGE;
            case "marine" -> Fuel.OCEAN;
            case "geothermal" -> Fuel.GEOTHERMAL;
            case "biomass" -> Fuel.BIOMASS;
            case "waste", "other", "other renewable" -> Fuel.OTHER;
            default -> null;
        };
    }
}
