package wattle.hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlottedTest {

    private static final int SELECTIONS = 50;

    /// Anything may be missing, zero or said twice: what is drawn is what the analysis counts.
    @Test
    void thePointsAreThoseThatTheFiguresRestOn() {
        var random = new Random(7);
        for (int i = 0; i < SELECTIONS; i++) {
            List<Row> rows = new ArrayList<>();
            for (int row = random.nextInt(80); row > 0; row--) {
                rows.add(Made.any(random));
            }
            Analysis analysis = Analysis.of(rows, new Settings(1, 100));
            List<Plotted> plotted = Plotted.of(rows);
            assertThat(plotted).hasSize(analysis.models());
            assertThat(
                            plotted.stream()
                                    .filter(each -> isAboveZero(each.energy()))
                                    .filter(each -> isAboveZero(each.carbon()))
                                    .count())
                    .isEqualTo(analysis.energyAgainstCarbon().all().n());
            for (Evolution year : analysis.byYear()) {
                assertThat(
                                plotted.stream()
                                        .filter(each -> year.yearBin().equals(each.yearBin()))
                                        .filter(each -> each.carbon() != null)
                                        .count())
                        .isEqualTo(year.n());
            }
            for (Board board : analysis.boards()) {
                List<Point> points =
                        plotted.stream()
                                .filter(each ->
                                        board.dataset()
                                                .equals(each.row().claim().subject().dataset()))
                                .filter(each ->
                                        each.carbon() != null && each.score(board.metric()) != null)
                                .map(each -> point(each, board.metric()))
                                .toList();
                assertThat(points).hasSize(board.withCarbon()).containsAll(board.carbonFront());
            }
        }
    }

    private static boolean isAboveZero(@org.jspecify.annotations.Nullable Double value) {
        return value != null && value > 0;
    }

    private static Point point(Plotted each, String metric) {
        return new Point(
                each.row().modelId(),
                Objects.requireNonNull(each.carbon()),
                Objects.requireNonNull(each.score(metric)));
    }

    @Test
    void whatDoesNotCompareHasNoCarbonAndSaysWhy() {
        Plotted market = Plotted.of(List.of(Made.model("m").marketBased("7").row())).getFirst();
        assertThat(market.carbon()).isNull();
        assertThat(market.withoutCarbon()).isEqualTo(Reason.MARKET_BASED);
        assertThat(market.yearBin()).isNull();
    }
}
