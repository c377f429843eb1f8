package wattle.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.hub.analysis.Analysis;
import wattle.hub.analysis.Board;
import wattle.hub.analysis.Bootstrap;
import wattle.hub.analysis.Country;
import wattle.hub.analysis.EnergyAgainstCarbon;
import wattle.hub.analysis.EnergySource;
import wattle.hub.analysis.Evolution;
import wattle.hub.analysis.Excluded;
import wattle.hub.analysis.Factor;
import wattle.hub.analysis.Inconsistency;
import wattle.hub.analysis.LogFit;
import wattle.hub.analysis.Point;
import wattle.hub.analysis.Product;
import wattle.hub.analysis.Task;
import wattle.hub.analysis.TopShare;
import wattle.hub.analysis.Totals;
import wattle.report.Figures;

/// An analysis for a terminal: the figures of `wattle.analysis/1` as tables, rounded.
record AnalysisText(Analysis analysis) {

    private static final String UNKNOWN = "-";

    void print(PrintWriter out) {
        out.println(count(analysis.models(), "model"));
        if (analysis.models() == 0) {
            return;
        }
        totals(out);
        sources(out);
        countries(out);
        tasks(out);
        fits(out);
        evolution(out);
        analysis.boards().forEach(each -> board(each, out));
        factors(out);
        inconsistencies(out);
        excluded(out);
    }

    private void totals(PrintWriter out) {
        Totals totals = analysis.totals();
        var table = new Columns();
        table.add("carbon", number(totals.carbon()), "kg CO2eq");
        for (TopShare each : totals.topShares()) {
            table.add("  of it the top " + each.label(), percent(each.share()), "%");
        }
        table.add("energy", number(totals.energy()), "kWh");
        table.add("intensity, mean of models", number(totals.meanIntensity()), "g/kWh");
        table.add("  weighted by energy", number(totals.energyWeightedIntensity()), "g/kWh");
        table.add("training, median", number(totals.medianTrainingHours()), "h");
        table.add("  of all devices", number(totals.medianDeviceHours()), "h");
        title("Totals", table, out);
    }

    private void sources(PrintWriter out) {
        var table = new Columns();
        table.add("energy source", "models", "mean", "median", "min", "max g/kWh");
        for (EnergySource each : analysis.energySources()) {
            table.add(
                    each.energySource(),
                    String.valueOf(each.models()),
                    number(each.mean()),
                    number(each.median()),
                    number(each.min()),
                    number(each.max()));
        }
        title("Main energy sources", table, out);
    }

    private void countries(PrintWriter out) {
        var table = new Columns();
        table.add("country", "models", "median g/kWh", "main energy source");
        for (Country each : analysis.countries()) {
            table.add(
                    each.country(),
                    String.valueOf(each.models()),
                    number(each.medianIntensity()),
                    String.join(", ", each.mainEnergySource()));
        }
        title("Countries", table, out);
    }

    private void tasks(PrintWriter out) {
        var table = new Columns();
        table.add("task", "models", "first", "last year");
        for (Task each : analysis.tasks()) {
            table.add(
                    each.task(),
                    String.valueOf(each.models()),
                    each.firstYear() == null ? UNKNOWN : String.valueOf(each.firstYear()),
                    each.lastYear() == null ? UNKNOWN : String.valueOf(each.lastYear()));
        }
        title("Tasks", table, out);
    }

    private void fits(PrintWriter out) {
        var table = new Columns();
        table.add("energy source", "n", "slope", "intercept", "r²");
        EnergyAgainstCarbon figure = analysis.energyAgainstCarbon();
        fit("all", figure.all(), table);
        figure.byEnergySource().forEach(each -> fit(each.energySource(), each.fit(), table));
        title("Carbon (kg) over energy (kWh), straight line through log10 of both", table, out);
    }

    private static void fit(String name, LogFit fit, Columns table) {
        table.add(
                name,
                String.valueOf(fit.n()),
                number(fit.slope()),
                number(fit.intercept()),
                number(fit.rSquared()));
    }

    private void evolution(PrintWriter out) {
        var table = new Columns();
        table.add("year", "task", "n", "trimmed mean", "median", "99 % interval of the mean");
        for (Evolution each : analysis.byTaskAndYear()) {
            evolution(each, table);
        }
        for (Evolution each : analysis.byYear()) {
            evolution(each, table);
        }
        title(
                String.format(
                        Locale.ROOT,
                        "Carbon by task and year (kg; bootstrap of %,d resamples; ~ drawn in part)",
                        analysis.settings().resamples()),
                table,
                out);
    }

    private static void evolution(Evolution each, Columns table) {
        table.add(
                each.yearBin(),
                each.task() == null ? "(all)" : each.task(),
                String.valueOf(each.n()),
                number(each.trimmedMean()),
                number(each.median()),
                number(each.interval().low())
                        + " to "
                        + number(each.interval().high())
                        + (each.interval().method() == Bootstrap.Method.RESAMPLED ? "" : " ~"));
    }

    private static void board(Board board, PrintWriter out) {
        var table = new Columns();
        table.add("model", "kg CO2eq", board.metric());
        for (Point each : board.carbonFront()) {
            table.add(each.modelId(), number(each.cost()), number(each.score()));
        }
        title(
                board.dataset()
                        + ": front of "
                        + count(board.withCarbon(), "model")
                        + (board.higherIsBetter() ? ", higher" : ", lower")
                        + " is better"
                        + rank(board.scoreAgainstCarbon()),
                table,
                out);
    }

    private static String rank(@Nullable Double correlation) {
        return correlation == null
                ? ""
                : String.format(Locale.ROOT, ", rank correlation with carbon %.2f", correlation);
    }

    private void factors(PrintWriter out) {
        var table = new Columns();
        table.add("factor", "n", "groups", "share %", "adjusted %");
        for (Factor each : analysis.variance().factors()) {
            table.add(
                    each.factor(),
                    String.valueOf(each.n()),
                    each.groups() == null ? UNKNOWN : String.valueOf(each.groups()),
                    percent(each.share()),
                    percent(each.adjustedShare()));
        }
        title("Variance of log10(carbon) that each factor explains alone", table, out);
        var parts = new Columns();
        parts.add("part", "share %");
        for (Product.Part each : analysis.variance().product().parts()) {
            parts.add(each.factor(), percent(each.share()));
        }
        title("The same by the product that carbon is, which adds up", parts, out);
    }

    private void inconsistencies(PrintWriter out) {
        if (analysis.inconsistencies().isEmpty()) {
            return;
        }
        var table = new Columns();
        table.add("model", "is not", "recorded", "recomputed", "unit");
        for (Inconsistency each : analysis.inconsistencies()) {
            table.add(
                    each.modelId(),
                    each.rule().label(),
                    number(each.recorded()),
                    number(each.recomputed()),
                    each.rule().unit());
        }
        title("Rows that are not their own product, kept as published", table, out);
    }

    private void excluded(PrintWriter out) {
        var table = new Columns();
        if (!analysis.excluded().isEmpty()) {
            table.add("figure", "without", "because");
        }
        for (Excluded each : analysis.excluded()) {
            table.add(each.figure(), count(each.models(), "model"), each.reason().label());
        }
        title(analysis.excluded().isEmpty() ? "Left out: nothing" : "Left out", table, out);
    }

    private static void title(String title, Columns table, PrintWriter out) {
        out.println();
        out.println(title);
        table.print("  ", out);
    }

    private static String count(int number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    private static String number(@Nullable Double value) {
        return value == null ? UNKNOWN : Figures.number(value);
    }

    private static String percent(@Nullable Double share) {
        return share == null ? UNKNOWN : String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
