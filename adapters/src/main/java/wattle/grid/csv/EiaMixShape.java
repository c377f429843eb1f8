package wattle.grid.csv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.grid.Quality;
import wattle.unit.Source;

/// The mix by EIA's codes of energy sources, `timestamp,WND,SUN,WAT,OIL,NG,COL,NUC,OTH,avg_CI`, as
/// data sets made of EIA's API keep it (HewlettPackard/dc-rl, `data/CarbonIntensity`); the codes
/// are those of EIA's API, route `electricity/rto/fuel-type-data`.
///
/// Its own column `avg_CI` is read where it is there, or the mix where `--column mix` or a factor
/// asks for it. Whether times mark the start or the end of the hour differs between such files, and
/// their header does not say.
final class EiaMixShape implements Shape {

    private static final String OWN = "avg_ci";

    @Override
    public @Nullable Layout in(RawHeader header, RawOptions options) {
        int time = header.firstOf(List.of("timestamp", "period", "timestamp_utc"));
        if (time < 0 || !header.has("ng") || !header.has("col") || !header.has("wnd")) {
            return null;
        }
        int own = header.find(OWN);
        String column = options.column();
        boolean asked = column != null && column.strip().toLowerCase(Locale.ROOT).equals(OWN);
        boolean mix = "mix".equals(column);
        if (column != null && !mix && !asked) {
            return null;
        }
        boolean ownRead = asked || (!mix && own >= 0 && isOwn(options));
        if (asked && own < 0) {
            throw header.refused(
                    "there is no column " + column, "Pass --column mix to compute from the mix.");
        }
        return ownRead ? own(header, time, own, options) : mix(header, time, options);
    }

    /// Whether what is said of the factor goes with the file's own column.
    private static boolean isOwn(RawOptions options) {
        return options.factor() == null || options.factor() == MixFactor.STACK.factor();
    }

    private static Layout own(RawHeader header, int time, int own, RawOptions options) {
        IntensityUnit unit = options.unit() == null ? IntensityUnit.GRAMS_PER_KWH : options.unit();
        return new Layout(
                "eia-930-mix",
                MixFactor.STACK,
                new Source("US EIA form 930, mix x factors of the file's author", null),
                time,
                TimeForm.ISO,
                null,
                Duration.ZERO,
                header.find("respondent"),
                new Layout.Flag.None(),
                Quality.UNSTATED,
                new Layout.Values.Intensity(own, unit, options.unit() == null, true),
                List.of(
                        "read from the file's own column "
                                + header.name(own)
                                + "; --column mix computes from its mix"));
    }

    private static Layout mix(RawHeader header, int time, RawOptions options) {
        boolean lifecycle = MixFactor.isLifecycle(header, options.factor());
        List<Layout.Plant> plants = new ArrayList<>();
        for (int column = 0; column < header.names().size(); column++) {
            Fuel fuel = fuel(header.plain().get(column));
            if (fuel != null) {
                plants.add(new Layout.Plant(column, header.name(column), fuel));
            }
        }
        return new Layout(
                "eia-930-mix",
                MixFactor.labels(lifecycle),
                new Source("US EIA form 930, mix x shipped fuel factors", "public domain"),
                time,
                TimeForm.ISO,
                null,
                Duration.ZERO,
                header.find("respondent"),
                new Layout.Flag.None(),
                Quality.UNSTATED,
                new Layout.Values.Wide(plants, lifecycle),
                List.of());
    }

    private static @Nullable Fuel fuel(String code) {
        return switch (code) {
            case "col" -> Fuel.COAL;
            case "ng" -> Fuel.GAS;
            case "nuc" -> Fuel.NUCLEAR;
            case "oil" -> Fuel.OIL;
            case "wat" -> Fuel.HYDRO;
            case "sun", "snb" -> Fuel.SOLAR;
            case "wnd", "wnb" -> Fuel.WIND;
            case "geo" -> Fuel.GEOTHERMAL;
            case "oth", "unk" -> Fuel.OTHER;
            case "ps", "bat", "oes", "ues" -> Fuel.STORAGE;
            default -> null;
        };
    }
}
