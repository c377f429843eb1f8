package wattle.hub.page.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wattle.hub.analysis.LogFit;
import wattle.hub.analysis.Plotted;
import wattle.hub.page.Chart;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.unit.CarbonMass;

/// Figure 2: energy against emissions, both in logarithms, with lines of one carbon intensity.
final class EnergyFigure {

    static final String ID = "energy-against-emissions";

    /// g/kWh of the lines.
    private static final List<Integer> INTENSITIES = List.of(20, 100, 400, 800);

    private static final int[] OF_LINES = {0, 4, 5, 7};

    private EnergyFigure() {}

    /// Those with both, above 0.
    static List<Plotted> known(Explored explored) {
        return explored.plotted().stream()
                .filter(each -> energy(each) > 0 && carbon(each) > 0)
                .toList();
    }

    static double energy(Plotted each) {
        return each.energy() == null ? Double.NaN : each.energy();
    }

    static double carbon(Plotted each) {
        return each.carbon() == null ? Double.NaN : each.carbon();
    }

    static Figure of(Explored explored, Filter filter, Choices choices) {
        List<Plotted> known = known(explored);
        List<Plotted> drawn = Explored.picked(known);
        List<Chart.Series> series = new ArrayList<>();
        if (!drawn.isEmpty()) {
            series.addAll(points(explored, drawn, choices));
            lines(drawn, series);
        }
        var chart =
                new Chart(
                        "Energy against emissions",
                        takeaway(explored, known),
                        Chart.Axis.of("Energy", "kWh", Chart.Scale.LOG),
                        Chart.Axis.of("Emissions", "kg CO2eq", Chart.Scale.LOG),
                        series,
                        null,
                        null,
                        null,
                        table(drawn),
                        Figure.csv(ID, filter.query()));
        return new Figure(ID, chart, known.isEmpty(), explored.leftOut("energy_vs_co2"));
    }

    private static List<Chart.Series> points(
            Explored explored, List<Plotted> drawn, Choices choices) {
        var shapes = new Shapes(choices.energySources(), 3, "other or not known");
        for (Plotted each : drawn) {
            shapes.add(
                    each.row().claim().inputs().place().energySource(),
                    explored.point(energy(each), carbon(each), each));
        }
        return shapes.series();
    }

    private static void lines(List<Plotted> drawn, List<Chart.Series> series) {
        double low = drawn.stream().mapToDouble(EnergyFigure::energy).min().orElseThrow();
        double high = drawn.stream().mapToDouble(EnergyFigure::energy).max().orElseThrow();
        double from = Math.pow(10, Math.floor(Math.log10(low)));
        double to = Math.max(10 * from, Math.pow(10, Math.ceil(Math.log10(high))));
        for (int i = 0; i < INTENSITIES.size(); i++) {
            int intensity = INTENSITIES.get(i);
            series.add(
                    Chart.Series.of(
                            intensity + " g/kWh",
                            Chart.Kind.LINE,
                            OF_LINES[i],
                            List.of(
                                    Chart.Point.of(from, from * intensity / 1000),
                                    Chart.Point.of(to, to * intensity / 1000))));
        }
    }

    private static String takeaway(Explored explored, List<Plotted> known) {
        if (known.isEmpty()) {
            return "No claim of this selection states both an energy and comparable emissions above"
                    + " 0.";
        }
        LogFit fit = explored.analysis().energyAgainstCarbon().all();
        String end = Explored.pickedOf(known) + explored.flaggedOf(known);
        if (fit.slope() == null || fit.rSquared() == null) {
            return "n = " + known.size() + ": too few, or too much alike, for a line." + end;
        }
        return String.format(
                        Locale.ROOT,
                        "Emissions go with energy to the power of %.2f (R² %.2f in logarithms, n ="
                                + " %d); what stands between two lines has an intensity between"
                                + " theirs.",
                        fit.slope(),
                        fit.rSquared(),
                        fit.n())
                + end;
    }

    private static Chart.Table table(List<Plotted> drawn) {
        List<List<String>> rows = new ArrayList<>();
        List<String> links = new ArrayList<>();
        for (Plotted each : drawn) {
            links.add(Explored.href(each));
            String source = each.row().claim().inputs().place().energySource();
            rows.add(
                    List.of(
                            Explored.name(each),
                            source == null ? "not known" : source,
                            Figures.energy(energy(each)),
                            Masses.alone(new CarbonMass(1000 * carbon(each))),
                            Figures.number(1000 * carbon(each) / energy(each)) + " g/kWh"));
        }
        return new Chart.Table(
                List.of("Model", "Main energy source", "Energy", "Emissions", "Emissions ÷ energy"),
                rows,
                3,
                links);
    }
}
