package wattle.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Footprint;
import wattle.footprint.IntensityUsed;
import wattle.unit.Seconds;

/// A footprint as a CSV header and one row; numbers unrounded, an empty cell for what is not known.
public final class CsvReport {

    private CsvReport() {}

    public static String of(Report report) {
        Map<String, String> row = row(report);
        return String.join(",", row.keySet())
                + "\n"
                + row.values().stream().collect(Collectors.joining(","))
                + "\n";
    }

    private static Map<String, String> row(Report report) {
        Footprint footprint = report.footprint();
        IntensityUsed intensity = footprint.intensity();
        Map<String, String> row = new LinkedHashMap<>();
        row.put("energy_kwh", number(footprint.operational().facilityEnergy().kilowattHours()));
        row.put("it_energy_kwh", number(footprint.operational().itEnergy().kilowattHours()));
        row.put("pue", number(footprint.operational().pue().ratio()));
        row.put("operational_g", number(footprint.operational().carbon().grams()));
        row.put(
                "embodied_g",
                footprint.embodied() == null ? "" : number(footprint.embodied().grams()));
        row.put("total_g", number(footprint.total().grams()));
        row.put("range_low_g", number(footprint.range().low().grams()));
        row.put("range_high_g", number(footprint.range().high().grams()));
        row.put("zone", text(intensity.zone()));
        row.put("place", Escape.csv(intensity.place()));
        row.put("signal", intensity.labels().signal().label());
        row.put("factor", intensity.labels().factor().label());
        row.put("quality", intensity.quality().label());
        row.put("year", text(intensity.year()));
        row.put("energy_weighted_g_per_kwh", optional(footprint.operational().energyWeighted()));
        row.put("time_mean_g_per_kwh", optional(footprint.operational().timeMean()));
        row.put("coverage", number(footprint.operational().coverage().share().fraction()));
        row.put("start", footprint.span() == null ? "" : text(footprint.span().start()));
        row.put("end", footprint.span() == null ? "" : text(footprint.span().end()));
        row.put(
                "duration_seconds",
                footprint.duration() == null ? "" : number(Seconds.of(footprint.duration())));
        row.put("sci_g_per_unit", number(footprint.sci().gramsPerUnit()));
        row.put("sci_unit", Escape.csv(footprint.sci().unit().name()));
        row.put("sci_count", number(footprint.sci().count()));
        row.put("hardware", Escape.csv(Phrases.hardware(footprint)));
        row.put("origin", footprint.origin().label());
        row.put("boundary", Escape.csv(String.join(";", footprint.boundary())));
        row.put("offset_percent", number(footprint.offset().percent()));
        row.put("intensity_source", Escape.csv(intensity.source().name()));
        row.put("wattle_version", report.versions().wattle());
        row.put("data_version", report.versions().data());
        return row;
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    private static String optional(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : Escape.csv(value.toString());
    }
}
