package wattle.hub.page.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wattle.grid.Labels;
import wattle.ledger.sql.LivePart;
import wattle.report.Figures;

/// Some runs side by side, each figure with its difference to the first run's. Carbon by one kind
/// of intensity has no difference to carbon by another.
///
/// @param runs the first is what the others are held against
/// @param rows each with one cell for each run
public record Comparison(List<RunView> runs, List<Row> rows) {

    /// @param name of the figure
    /// @param cells in the order of the runs
    public record Row(String name, List<Cell> cells) {}

    /// @param value in words
    /// @param difference to the first run's, such as "+12.3 %"; empty for the first and where one
    ///   is not known
    public record Cell(String value, String difference) {}

    static Comparison of(List<RunView> runs) {
        List<Row> rows = new ArrayList<>();
        rows.add(plain("State", runs, RunView::stateWords));
        rows.add(plain("Started, UTC", runs, RunView::started));
        rows.add(
                row(
                        "Duration",
                        runs,
                        each -> seconds(each.span()),
                        each -> Words.time(Duration.ofMillis((long) (each * 1e3)))));
        rows.add(row("Energy, metered", runs, each -> each.outer().joules(), Words::energy));
        rows.add(row("Mean power", runs, RunView::meanWatts, Words::power));
        rows.add(ofOneKind(row("Operational carbon", runs, RunView::grams, Words::carbon), runs));
        rows.add(
                ofOneKind(
                        row(
                                "Carbon of a kWh metered, PUE included",
                                runs,
                                RunView::gramsPerKilowattHour,
                                each -> Figures.number(each) + " g CO2eq/kWh"),
                        runs));
        rows.add(plain("Intensity", runs, each -> kind(each.intensity())));
        rows.add(plain("Place", runs, each -> orUnknown(each.run().zone())));
        rows.add(
                plain(
                        "PUE",
                        runs,
                        each ->
                                each.run().pue() == null
                                        ? Words.UNKNOWN
                                        : Figures.exact(each.run().pue())));
        devices(runs)
                .forEach((name, of) -> rows.add(row("Energy of " + name, runs, of, Words::energy)));
        return new Comparison(List.copyOf(runs), rows);
    }

    /// By the names of the parts that are summed; two runs on one kind of machine name them alike.
    private static Map<String, Function<RunView, @Nullable Double>> devices(List<RunView> runs) {
        Map<String, Function<RunView, @Nullable Double>> devices = new LinkedHashMap<>();
        for (RunView run : runs) {
            for (LivePart part : run.outer().parts()) {
                String name =
                        part.name() + (part.model().isEmpty() ? "" : " (" + part.model() + ")");
                devices.putIfAbsent(name, each -> joules(each, part));
            }
        }
        return devices;
    }

    private static @Nullable Double joules(RunView run, LivePart like) {
        for (LivePart each : run.outer().parts()) {
            if (each.name().equals(like.name()) && each.model().equals(like.model())) {
                return each.joules();
            }
        }
        return null;
    }

    private static @Nullable Double seconds(@Nullable Duration span) {
        return span == null ? null : Double.valueOf(span.toMillis() / 1e3);
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? Words.UNKNOWN : text;
    }

    private static String kind(@Nullable Labels intensity) {
        return intensity == null
                ? Words.UNKNOWN
                : "signal " + intensity.signal().label() + ", factor " + intensity.factor().label();
    }

    private static Row ofOneKind(Row row, List<RunView> runs) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Cell cell = row.cells().get(i);
            boolean same = Objects.equals(runs.get(i).intensity(), runs.getFirst().intensity());
            cells.add(
                    same || cell.difference().isEmpty()
                            ? cell
                            : new Cell(cell.value(), "by another kind of intensity"));
        }
        return new Row(row.name(), cells);
    }

    private static Row plain(String name, List<RunView> runs, Function<RunView, String> of) {
        return new Row(name, runs.stream().map(each -> new Cell(of.apply(each), "")).toList());
    }

    private static Row row(
            String name,
            List<RunView> runs,
            Function<RunView, @Nullable Double> of,
            DoubleFunction<String> words) {
        Double first = of.apply(runs.getFirst());
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Double own = of.apply(runs.get(i));
            cells.add(
                    new Cell(
                            own == null ? Words.UNKNOWN : words.apply(own),
                            i == 0 || own == null || first == null ? "" : difference(own, first)));
        }
        return new Row(name, cells);
    }

    /// "+12.3 %", "−4.0 %", "× 12.3", "the same".
    static String difference(double own, double first) {
        if (own == first) {
            return "the same";
        }
        if (!(first > 0)) {
            return "";
        }
        double ratio = own / first;
        return ratio >= 10
                ? "× " + Figures.number(ratio)
                : String.format(Locale.ROOT, "%+.1f %%", 100 * (ratio - 1)).replace('-', '−');
    }
}
