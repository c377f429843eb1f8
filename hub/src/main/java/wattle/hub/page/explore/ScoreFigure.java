package wattle.hub.page.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.hub.analysis.Board;
import wattle.hub.analysis.Plotted;
import wattle.hub.analysis.Point;
import wattle.hub.page.Chart;
import wattle.report.Figures;

/// Figure 4: score against emissions on one dataset by one metric, with the front of those that
/// nothing beats. There is no rank over all: scores of two datasets do not compare.
final class ScoreFigure {

    static final String ID = "score-against-emissions";

    private ScoreFigure() {}

    /// As the address names it.
    static String name(Board board) {
        return board.dataset() + " / " + board.metric();
    }

    /// Boards to choose from, those with the most models first.
    static List<Choices.Option> options(Explored explored) {
        return boards(explored).stream()
                .map(each ->
                        new Choices.Option(name(each), name(each) + " (" + each.withCarbon() + ")"))
                .toList();
    }

    private static List<Board> boards(Explored explored) {
        return explored.analysis().boards().stream()
                .sorted(Comparator.comparingInt(Board::withCarbon).reversed())
                .limit(200)
                .toList();
    }

    /// @param wanted its name; empty for the one with the most models
    static @Nullable Board board(Explored explored, String wanted) {
        List<Board> all = boards(explored);
        return all.stream()
                .filter(each -> wanted.equals(name(each)))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getFirst());
    }

    /// Those with a score on the board and comparable emissions.
    static List<Plotted> known(Explored explored, Board board) {
        return explored.plotted().stream()
                .filter(each ->
                        board.dataset().equals(each.row().claim().subject().dataset())
                                && each.carbon() != null
                                && each.score(board.metric()) != null)
                .toList();
    }

    static Figure of(Explored explored, Filter filter, @Nullable Board board) {
        List<String> leftOut = new ArrayList<>(explored.leftOut("pareto"));
        if (board == null) {
            Chart none =
                    Chart.of(
                            "Score against emissions",
                            "No claim of this selection states a score and its dataset.",
                            Chart.Axis.of("Emissions", "kg CO2eq", Chart.Scale.LOG),
                            Chart.Axis.of("Score", "", Chart.Scale.VALUE),
                            List.of(),
                            new Chart.Table(List.of("Model"), List.of(), 0));
            return new Figure(ID, none, true, leftOut);
        }
        List<Plotted> known = known(explored, board);
        if (board.models() > board.withCarbon()) {
            leftOut.add(
                    (board.models() - board.withCarbon())
                            + ": a score on this board, and no comparable emissions");
        }
        var chart =
                new Chart(
                        "Score against emissions: " + name(board),
                        takeaway(explored, board, known),
                        Chart.Axis.of("Emissions", "kg CO2eq", Chart.Scale.LOG),
                        Chart.Axis.of(board.metric().replace('_', ' '), "", Chart.Scale.VALUE),
                        series(explored, board, known),
                        null,
                        null,
                        null,
                        table(board, Explored.picked(known)),
                        Figure.csv(
                                ID,
                                (filter.isEmpty() ? "" : filter.query() + "&")
                                        + Filter.part("board", name(board))));
        return new Figure(ID, chart, known.isEmpty(), leftOut);
    }

    private static List<Chart.Series> series(Explored explored, Board board, List<Plotted> known) {
        Set<String> front = front(board);
        List<Chart.Point> best = new ArrayList<>();
        List<Chart.Point> steps = new ArrayList<>();
        List<Chart.Point> dominated = new ArrayList<>();
        for (Point each : board.carbonFront()) {
            if (each.cost() > 0) {
                best.add(explored.point(each.cost(), each.score(), explored.claim(each.modelId())));
                steps.add(Chart.Point.of(each.cost(), each.score()));
            }
        }
        for (Plotted each : Explored.picked(known)) {
            if (!front.contains(each.row().modelId()) && EnergyFigure.carbon(each) > 0) {
                dominated.add(explored.point(EnergyFigure.carbon(each), score(each, board), each));
            }
        }
        List<Chart.Series> series = new ArrayList<>();
        if (!dominated.isEmpty()) {
            series.add(new Chart.Series("beaten", Chart.Kind.POINTS, 5, null, true, dominated));
        }
        if (!best.isEmpty()) {
            series.add(Chart.Series.of("Pareto front", Chart.Kind.POINTS, 6, best));
        }
        if (steps.size() > 1) {
            series.add(Chart.Series.of("best for that much or less", Chart.Kind.STEPS, 0, steps));
        }
        return series;
    }

    static Set<String> front(Board board) {
        Set<String> front = new HashSet<>();
        board.carbonFront().forEach(each -> front.add(each.modelId()));
        return front;
    }

    static double score(Plotted each, Board board) {
        return Objects.requireNonNull(each.score(board.metric()));
    }

    private static String takeaway(Explored explored, Board board, List<Plotted> known) {
        if (known.isEmpty()) {
            return "No claim of this selection with a score by this metric has comparable"
                    + " emissions.";
        }
        Point best = board.carbonFront().getLast();
        var said = new StringBuilder();
        said.append(board.carbonFront().size()).append(" of ").append(known.size());
        said.append(known.size() == 1 ? " claim is" : " claims are");
        said.append(" on the front (").append(direction(board)).append("); the best score, ");
        said.append(Figures.exact(best.score())).append(", came with ");
        said.append(YearFigure.mass(best.cost())).append('.');
        if (board.scoreAgainstCarbon() != null) {
            said.append(
                    String.format(
                            Locale.ROOT,
                            " Rank correlation of score and emissions: %.2f.",
                            board.scoreAgainstCarbon()));
        }
        long nothing = known.stream().filter(each -> EnergyFigure.carbon(each) == 0).count();
        if (nothing > 0) {
            said.append(" Not drawn: ").append(nothing).append(" of 0 kg.");
        }
        return said.append(Explored.pickedOf(known)).append(explored.flaggedOf(known)).toString();
    }

    static String direction(Board board) {
        return board.higherIsBetter() ? "a higher score is better" : "a lower score is better";
    }

    private static Chart.Table table(Board board, List<Plotted> shown) {
        Set<String> front = front(board);
        List<List<String>> rows = new ArrayList<>();
        List<String> links = new ArrayList<>();
        for (Plotted each : shown) {
            links.add(Explored.href(each));
            rows.add(
                    List.of(
                            Explored.name(each),
                            front.contains(each.row().modelId()) ? "on the front" : "beaten",
                            YearFigure.mass(EnergyFigure.carbon(each)),
                            Figures.exact(score(each, board))));
        }
        return new Chart.Table(
                List.of("Model", "Front", "Emissions", board.metric()), rows, 2, links);
    }
}
