package wattle.hub.page.explore;

import java.util.ArrayList;
import java.util.List;
import wattle.hub.analysis.Country;
import wattle.hub.page.Chart;
import wattle.report.Figures;

/// Figure 1: where models were trained, by what main energy source and at what carbon intensity,
/// country by country; [WorldView] has the same where it lies.
final class CountryFigure {

    static final String ID = "countries";

    private CountryFigure() {}

    static Figure of(Explored explored, Filter filter, Choices choices) {
        List<Country> countries = explored.analysis().countries();
        List<Country> known =
                countries.stream().filter(each -> each.medianIntensity() != null).toList();
        List<Country> upwards = known.reversed(); // The first row of an axis is at its bottom.
        var shapes = new Shapes(choices.energySources(), 4, "other, several or not known");
        for (int row = 0; row < upwards.size(); row++) {
            Country each = upwards.get(row);
            String source = String.join(", ", each.mainEnergySource());
            Double median = each.medianIntensity();
            if (median != null) {
                shapes.add(
                        source,
                        Chart.Point.named(
                                median,
                                row,
                                words(each) + (source.isEmpty() ? "" : ", " + source),
                                href(each, filter)));
            }
        }
        var chart =
                new Chart(
                        "Carbon intensity of the country of training",
                        takeaway(explored, countries, known),
                        Chart.Axis.of("Median carbon intensity", "g/kWh", Chart.Scale.VALUE),
                        Chart.Axis.of("", upwards.stream().map(CountryFigure::words).toList()),
                        shapes.series(),
                        null,
                        null,
                        null,
                        table(countries, filter),
                        Figure.csv(ID, filter.query()));
        return new Figure(ID, chart, known.isEmpty(), explored.leftOut("countries"));
    }

    private static String words(Country each) {
        return each.country() + " (" + each.models() + ")";
    }

    private static @org.jspecify.annotations.Nullable String href(Country each, Filter filter) {
        return each.countryCode() == null
                ? null
                : filter.figuresWith("country", each.countryCode());
    }

    private static String takeaway(
            Explored explored, List<Country> countries, List<Country> known) {
        int placed = countries.stream().mapToInt(Country::models).sum();
        if (countries.isEmpty()) {
            return "No claim of this selection says in which country the model was trained.";
        }
        Country most = countries.getFirst();
        var said =
                new StringBuilder()
                        .append(placed)
                        .append(" of ")
                        .append(explored.analysis().models())
                        .append(" claims name a country of training, most often ")
                        .append(most.country())
                        .append(" (")
                        .append(most.models())
                        .append(").");
        if (known.isEmpty()) {
            return said.append(" None of them states a carbon intensity.").toString();
        }
        Country least = known.getFirst();
        Country greatest = known.getFirst();
        for (Country each : known) {
            least = median(each) < median(least) ? each : least;
            greatest = median(each) > median(greatest) ? each : greatest;
        }
        if (known.size() > 1) {
            said.append(" Medians go from ")
                    .append(Figures.number(median(least)))
                    .append(" g/kWh (")
                    .append(least.country())
                    .append(") to ")
                    .append(Figures.number(median(greatest)))
                    .append(" (")
                    .append(greatest.country())
                    .append(").");
        }
        return said.toString();
    }

    private static double median(Country country) {
        Double median = country.medianIntensity();
        return median == null ? Double.NaN : median;
    }

    private static Chart.Table table(List<Country> countries, Filter filter) {
        List<List<String>> rows = new ArrayList<>();
        List<String> links = new ArrayList<>();
        for (Country each : countries) {
            String href = href(each, filter);
            links.add(href == null ? "" : href);
            rows.add(
                    List.of(
                            each.country(),
                            each.countryCode() == null ? "" : each.countryCode(),
                            each.energySources().isEmpty()
                                    ? "not known"
                                    : String.join(", ", each.mainEnergySource()),
                            String.valueOf(each.models()),
                            each.medianIntensity() == null
                                    ? "not stated"
                                    : Figures.number(each.medianIntensity())));
        }
        return new Chart.Table(
                List.of("Country", "Code", "Main energy source", "Claims", "Median g/kWh"),
                rows,
                2,
                links);
    }
}
