package wattle.hub.page.explore;

import java.util.ArrayList;
import java.util.List;
import wattle.hub.analysis.Evolution;
import wattle.hub.analysis.Plotted;
import wattle.hub.page.Chart;
import wattle.report.Masses;
import wattle.unit.CarbonMass;

/// Figure 3: emissions by year and task, with the trimmed mean, the median and the interval of the
/// mean of each year.
final class YearFigure {

    static final String ID = "by-year";

    private YearFigure() {}

    static Figure of(Explored explored, Filter filter, Choices choices) {
        List<Evolution> years = explored.analysis().byYear();
        List<String> bins = years.stream().map(Evolution::yearBin).toList();
        List<Plotted> known =
                explored.plotted().stream()
                        .filter(each -> each.yearBin() != null && EnergyFigure.carbon(each) > 0)
                        .toList();
        List<Chart.Series> series =
                new ArrayList<>(tasks(explored, Explored.picked(known), bins, choices));
        if (!years.isEmpty()) {
            means(years, filter, series);
        }
        var chart =
                new Chart(
                        "Emissions by year",
                        takeaway(explored, years, known),
                        published(bins),
                        Chart.Axis.of("Emissions", "kg CO2eq", Chart.Scale.LOG),
                        series,
                        null,
                        null,
                        null,
                        table(explored, filter),
                        Figure.csv(ID, filter.query()));
        return new Figure(ID, chart, years.isEmpty(), explored.leftOut("by_year"));
    }

    /// Dragging over it is choosing years.
    private static Chart.Axis published(List<String> bins) {
        return new Chart.Axis(
                "Published",
                "",
                Chart.Scale.CATEGORY,
                bins,
                new Chart.Dragged(
                        "Drag across the picture to see those years alone.",
                        "from_year",
                        "to_year",
                        bins.stream().map(YearFigure::first).toList(),
                        bins.stream().map(YearFigure::last).toList()));
    }

    /// "2012" of "2012-2016".
    private static String first(String bin) {
        return bin.split("-", 2)[0];
    }

    private static String last(String bin) {
        return bin.substring(bin.lastIndexOf('-') + 1);
    }

    private static List<Chart.Series> tasks(
            Explored explored, List<Plotted> drawn, List<String> bins, Choices choices) {
        var shapes = new Shapes(choices.tasks(), 4, "other task or not known");
        for (Plotted each : drawn) {
            shapes.add(
                    each.row().claim().subject().task(),
                    explored.point(bins.indexOf(each.yearBin()), EnergyFigure.carbon(each), each));
        }
        return shapes.series();
    }

    private static void means(List<Evolution> years, Filter filter, List<Chart.Series> series) {
        List<Chart.Point> interval = new ArrayList<>();
        List<Chart.Point> means = new ArrayList<>();
        List<Chart.Point> medians = new ArrayList<>();
        for (int i = 0; i < years.size(); i++) {
            Evolution each = years.get(i);
            String name = each.yearBin() + ", n = " + each.n();
            String href = href(each, filter);
            means.add(Chart.Point.named(i, drawn(each.trimmedMean()), name, href));
            medians.add(Chart.Point.named(i, drawn(each.median()), name, href));
            interval.add(Chart.Point.named(i, drawn(each.interval().low()), name, null));
            interval.add(Chart.Point.named(i, drawn(each.interval().high()), name, null));
            interval.add(Chart.Point.of(i, Double.NaN)); // No line to the next year.
        }
        series.add(Chart.Series.of("trimmed mean", Chart.Kind.POINTS, 0, means));
        series.add(Chart.Series.of("median", Chart.Kind.POINTS, 4, medians));
        series.add(Chart.Series.of("99 % interval of the mean", Chart.Kind.LINE, 0, interval));
    }

    /// A logarithmic axis has no place for 0.
    private static double drawn(double value) {
        return value > 0 ? value : Double.NaN;
    }

    private static String takeaway(Explored explored, List<Evolution> years, List<Plotted> known) {
        if (years.isEmpty()) {
            return "No claim of this selection states both a year and comparable emissions.";
        }
        int n = years.stream().mapToInt(Evolution::n).sum();
        Evolution first = years.getFirst();
        Evolution last = years.getLast();
        var said = new StringBuilder("The mean of ");
        said.append(last.yearBin()).append(" is ").append(mass(last.trimmedMean()));
        said.append(" (n = ").append(last.n()).append(")");
        if (years.size() > 1) {
            said.append(", that of ").append(first.yearBin()).append(' ');
            said.append(mass(first.trimmedMean())).append(" (n = ").append(first.n()).append(")");
        }
        said.append("; ").append(n).append(n == 1 ? " claim in all." : " claims in all.");
        if (n > known.size()) {
            said.append(" Not drawn: ").append(n - known.size()).append(" of 0 kg.");
        }
        return said.append(Explored.pickedOf(known)).append(explored.flaggedOf(known)).toString();
    }

    static String mass(double kilograms) {
        return Masses.alone(new CarbonMass(1000 * kilograms));
    }

    /// The figures of that year alone, and of that task where it is one's.
    private static String href(Evolution each, Filter filter) {
        String first = first(each.yearBin());
        String last = last(each.yearBin());
        return each.task() == null
                ? filter.figuresWith("from_year", first, "to_year", last)
                : filter.figuresWith("from_year", first, "to_year", last, "task", each.task());
    }

    private static Chart.Table table(Explored explored, Filter filter) {
        List<Evolution> all = new ArrayList<>(explored.analysis().byYear());
        all.addAll(explored.analysis().byTaskAndYear());
        return new Chart.Table(
                List.of("Year", "Task", "n", "Trimmed mean", "Median", "99 % interval from", "to"),
                all.stream().map(YearFigure::row).toList(),
                5,
                all.stream().map(each -> href(each, filter)).toList());
    }

    private static List<String> row(Evolution each) {
        return List.of(
                each.yearBin(),
                each.task() == null ? "all" : each.task(),
                String.valueOf(each.n()),
                mass(each.trimmedMean()),
                mass(each.median()),
                mass(each.interval().low()),
                mass(each.interval().high()));
    }
}
