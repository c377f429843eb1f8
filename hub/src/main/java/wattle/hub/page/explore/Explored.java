package wattle.hub.page.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wattle.hub.analysis.Analysis;
import wattle.hub.analysis.Excluded;
import wattle.hub.analysis.Inconsistency;
import wattle.hub.analysis.Plotted;
import wattle.hub.analysis.Reason;
import wattle.hub.analysis.Row;
import wattle.hub.analysis.Settings;
import wattle.hub.exchange.CheckedClaim;
import wattle.hub.exchange.Checker;
import wattle.hub.exchange.Wanted;
import wattle.hub.page.Chart;
import wattle.ledger.Entry;
import wattle.ledger.LedgerException;

/// The claims of a selection and their analysis. Claims go by their ids here, so that two sources
/// may call a model the same. Immutable.
///
/// @param plotted one for each claim
/// @param flagged ids of those about which a rule finds something odd, or whose figures do not add
///   up
public record Explored(Analysis analysis, List<Plotted> plotted, Set<String> flagged) {

    /// Points of one figure that are sent to a browser; of more, some are picked evenly.
    static final int MOST_POINTS = 1000;

    static Explored of(Checker checker, Wanted wanted) throws LedgerException {
        List<Entry> entries = checker.published().of(wanted);
        List<Row> rows = new ArrayList<>(entries.size());
        for (Entry each : entries) {
            if (each.claim() != null) {
                rows.add(new Row(each.id().toString(), each.claim()));
            }
        }
        Analysis analysis = Analysis.of(rows, Settings.DEFAULT);
        Set<String> flagged = new HashSet<>();
        for (CheckedClaim each : checker.check(entries)) {
            if (!each.findings().isEmpty()) {
                flagged.add(each.entry().id().toString());
            }
        }
        analysis.inconsistencies().stream().map(Inconsistency::modelId).forEach(flagged::add);
        return new Explored(analysis, Plotted.of(rows), Set.copyOf(flagged));
    }

    /// The claim of that id.
    public Plotted claim(String id) {
        for (Plotted each : plotted) {
            if (each.row().modelId().equals(id)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no claim of this selection: " + id);
    }

    /// A claim as a point, which leads to its page.
    Chart.Point point(double x, double y, Plotted of) {
        String id = of.row().modelId();
        return new Chart.Point(x, y, Double.NaN, name(of), href(of), flagged.contains(id));
    }

    /// The page of a claim.
    static String href(Plotted of) {
        return "/models/" + of.row().modelId();
    }

    static String name(Plotted of) {
        return of.row().claim().subject().model();
    }

    /// How many of them are flagged, for a sentence; empty for none.
    String flaggedOf(List<Plotted> shown) {
        long hollow = shown.stream().filter(each -> flagged.contains(each.row().modelId())).count();
        return hollow == 0
                ? ""
                : " Hollow: "
                        + hollow
                        + " with something odd about "
                        + (hollow == 1 ? "it." : "them.");
    }

    /// All of a few, some of many.
    static List<Plotted> picked(List<Plotted> all) {
        if (all.size() <= MOST_POINTS) {
            return all;
        }
        List<Plotted> some = new ArrayList<>(MOST_POINTS);
        for (int i = 0; i < MOST_POINTS; i++) {
            some.add(all.get((int) ((long) i * all.size() / MOST_POINTS)));
        }
        return some;
    }

    /// What there is to say where not all are drawn; empty where they are.
    static String pickedOf(List<Plotted> all) {
        return all.size() <= MOST_POINTS
                ? ""
                : " Of " + all.size() + " points " + MOST_POINTS + " are drawn, picked evenly.";
    }

    /// What a figure leaves out, and why, in words.
    ///
    /// @param figure its name in `wattle.analysis/1`
    List<String> leftOut(String figure) {
        return analysis.excluded().stream()
                .filter(each -> each.figure().equals(figure))
                .map(each -> each.models() + ": " + reason(each.reason()))
                .toList();
    }

    /// Everything that some figure leaves out, as a table.
    public Chart.Table excluded() {
        List<List<String>> rows = new ArrayList<>();
        for (Excluded each : analysis.excluded()) {
            rows.add(
                    List.of(
                            figure(each.figure()),
                            reason(each.reason()),
                            String.valueOf(each.models())));
        }
        return new Chart.Table(List.of("Figure", "Why", "Claims left out"), rows, 1);
    }

    private static String figure(String name) {
        return switch (name) {
            case "energy_vs_co2" -> "energy against emissions";
            case "energy_vs_co2.by_energy_source" -> "energy against emissions, by energy source";
            case "pareto" -> "score against emissions";
            default -> name.replace('_', ' ').replace(".", ": ");
        };
    }

    static String reason(Reason reason) {
        return switch (reason) {
            case NO_CARBON -> "no emissions were reported";
            case MARKET_BASED -> "its emissions are counted by contracts";
            case LIFECYCLE -> "its emissions count the making of the equipment too";
            case MARGINAL -> "its intensity is a marginal one, which no average compares with";
            case ZERO_CARBON -> "emissions of 0 have no logarithm";
            case ZERO_ENERGY -> "an energy of 0 has no logarithm";
            case NOT_POSITIVE -> "a value is not above 0 and has no logarithm";
            case NO_ENERGY -> "no energy was reported";
            case NO_INTENSITY -> "no carbon intensity was reported";
            case NO_ENERGY_SOURCE -> "the main energy source is not known";
            case NO_COUNTRY -> "the country is not known";
            case NO_TASK -> "the task is not known";
            case NO_YEAR -> "the year is not known";
            case NO_DATASET -> "the dataset is not known";
            case NO_SCORE -> "no score was reported";
            case NO_INPUTS -> "not all numbers that it takes were published";
        };
    }
}
