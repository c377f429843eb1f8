package wattle.hub.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.report.Escape;

/// Tables of an analysis as CSV, with the names of `wattle.analysis/1`. Numbers are unrounded, and
/// empty where they are not known.
public final class AnalysisCsv {

    private AnalysisCsv() {}

    public static String byTaskAndYear(Analysis analysis) {
        var out = new StringBuilder("year_bin,task,n,trimmed_mean_99,median,ci99_low,ci99_high\n");
        for (Evolution each : analysis.byTaskAndYear()) {
            row(
                    out,
                    each.yearBin(),
                    text(each.task()),
                    String.valueOf(each.n()),
                    number(each.trimmedMean()),
                    number(each.median()),
                    number(each.interval().low()),
                    number(each.interval().high()));
        }
        return out.toString();
    }

    /// Main energy sources of one country are separated by semicolons.
    public static String countries(Analysis analysis) {
        var out =
                new StringBuilder(
                        "country,country_code,models,median_g_per_kwh,main_energy_source\n");
        for (Country each : analysis.countries()) {
            row(
                    out,
                    text(each.country()),
                    text(each.countryCode()),
                    String.valueOf(each.models()),
                    number(each.medianIntensity()),
                    text(String.join(";", each.mainEnergySource())));
        }
        return out.toString();
    }

    private static void row(StringBuilder out, String... cells) {
        out.append(String.join(",", List.of(cells))).append('\n');
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : Escape.csv(text);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.valueOf(value);
    }
}
