package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.Score;

/// How well models do on a dataset by one metric, against what they cost.
///
/// @param models scores by that metric
/// @param carbonFront those on the front of score against carbon, in kg CO2eq
/// @param withCarbon scores of models whose carbon is known and comparable
/// @param energyFront the same against energy, in kWh
/// @param withEnergy scores of models whose energy is known
/// @param scoreAgainstCarbon rank correlation of Spearman between score and carbon, −1 to 1; null
///   where one of them is the same for all
public record Board(
        String dataset,
        String metric,
        boolean higherIsBetter,
        int models,
        int withCarbon,
        List<Point> carbonFront,
        int withEnergy,
        List<Point> energyFront,
        @Nullable Double scoreAgainstCarbon) {

    static final String FIGURE = "pareto";

    public Board {
        carbonFront = List.copyOf(carbonFront);
        energyFront = List.copyOf(energyFront);
    }

    private record Entry(Observation of, Score score) {}

    /// By dataset, then by metric.
    static List<Board> of(List<Observation> all, Exclusions exclusions) {
        List<Observation> kept =
                exclusions.keep(
                        FIGURE,
                        all,
                        each ->
                                Totals.first(
                                        each.claim().scores().isEmpty() ? Reason.NO_SCORE : null,
                                        each.dataset() == null ? Reason.NO_DATASET : null));
        List<Board> boards = new ArrayList<>();
        Groups.by(Observation::dataset, kept)
                .forEach((dataset, group) ->
                        byMetric(group)
                                .forEach((metric, entries) ->
                                        boards.add(of(dataset, metric, entries))));
        return List.copyOf(boards);
    }

    private static Map<String, List<Entry>> byMetric(List<Observation> group) {
        Map<String, List<Entry>> metrics = new TreeMap<>();
        for (Observation each : group) {
            for (Score score : lastOfEachMetric(each.claim().scores())) {
                metrics.computeIfAbsent(score.metric(), name -> new ArrayList<>())
                        .add(new Entry(each, score));
            }
        }
        return metrics;
    }

    /// A claim that repeats a metric is one model all the same.
    private static Collection<Score> lastOfEachMetric(List<Score> scores) {
        if (scores.size() < 2) {
            return scores;
        }
        Map<String, Score> last = new LinkedHashMap<>();
        scores.forEach(score -> last.put(score.metric(), score));
        return last.values();
    }

    private static Board of(String dataset, String metric, List<Entry> entries) {
        boolean higher = entries.getFirst().score().higherIsBetter();
        List<Point> carbon = points(entries, Quantity.CARBON);
        List<Point> energy = points(entries, Quantity.ENERGY);
        return new Board(
                dataset,
                metric,
                higher,
                entries.size(),
                carbon.size(),
                Point.front(carbon, higher),
                energy.size(),
                Point.front(energy, higher),
                Ranks.correlation(
                        carbon.stream().mapToDouble(Point::score).toArray(),
                        carbon.stream().mapToDouble(Point::cost).toArray()));
    }

    private static List<Point> points(List<Entry> entries, Quantity cost) {
        List<Point> points = new ArrayList<>();
        for (Entry each : entries) {
            Observation of = each.of();
            if (of.has(cost)) {
                points.add(new Point(of.modelId(), of.get(cost), each.score().value()));
            }
        }
        return points;
    }
}
