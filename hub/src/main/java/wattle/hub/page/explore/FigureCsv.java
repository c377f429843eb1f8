package wattle.hub.page.explore;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.hub.analysis.AnalysisCsv;
import wattle.hub.analysis.Board;
import wattle.hub.analysis.EnergySource;
import wattle.hub.analysis.Plotted;
import wattle.report.Escape;

/// The figures as CSV: all their points, with unrounded numbers; empty where one is not known.
/// Texts that a spreadsheet would take for formulas get an apostrophe.
final class FigureCsv {

    private FigureCsv() {}

    /// @param id of a figure
    /// @param board of the figure of scores
    /// @return null where there is no such figure
    static @Nullable String of(String id, Explored explored, String board) {
        return switch (id) {
            case CountryFigure.ID -> AnalysisCsv.countries(explored.analysis());
            case "energy-sources" -> energySources(explored);
            case EnergyFigure.ID -> energy(explored);
            case YearFigure.ID -> AnalysisCsv.byTaskAndYear(explored.analysis());
            case ScoreFigure.ID -> scores(explored, ScoreFigure.board(explored, board));
            default -> null;
        };
    }

    private static String energySources(Explored explored) {
        var out =
                new StringBuilder(
                        "energy_source,models,models_with_intensity,mean_g_per_kwh,"
                                + "median_g_per_kwh,min_g_per_kwh,max_g_per_kwh\n");
        for (EnergySource each : explored.analysis().energySources()) {
            row(
                    out,
                    Escape.csv(each.energySource()),
                    String.valueOf(each.models()),
                    String.valueOf(each.withIntensity()),
                    number(each.mean()),
                    number(each.median()),
                    number(each.min()),
                    number(each.max()));
        }
        return out.toString();
    }

    private static String energy(Explored explored) {
        var out = new StringBuilder("claim,model,energy_source,energy_kwh,co2eq_kg,flagged\n");
        for (Plotted each : EnergyFigure.known(explored)) {
            String source = each.row().claim().inputs().place().energySource();
            row(
                    out,
                    each.row().modelId(),
                    Escape.csv(Explored.name(each)),
                    source == null ? "" : Escape.csv(source),
                    number(each.energy()),
                    number(each.carbon()),
                    String.valueOf(explored.flagged().contains(each.row().modelId())));
        }
        return out.toString();
    }

    private static String scores(Explored explored, @Nullable Board board) {
        var out = new StringBuilder("claim,model,dataset,metric,score,co2eq_kg,on_front,flagged\n");
        if (board == null) {
            return out.toString();
        }
        Set<String> front = ScoreFigure.front(board);
        for (Plotted each : ScoreFigure.known(explored, board)) {
            String id = each.row().modelId();
            row(
                    out,
                    id,
                    Escape.csv(Explored.name(each)),
                    Escape.csv(board.dataset()),
                    Escape.csv(board.metric()),
                    number(each.score(board.metric())),
                    number(each.carbon()),
                    String.valueOf(front.contains(id)),
                    String.valueOf(explored.flagged().contains(id)));
        }
        return out.toString();
    }

    private static void row(StringBuilder out, String... cells) {
        out.append(String.join(",", List.of(cells))).append('\n');
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.valueOf(value);
    }
}
