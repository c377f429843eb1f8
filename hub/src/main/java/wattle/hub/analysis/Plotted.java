package wattle.hub.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.Score;

/// A claim as the figures take it, one point at a time: what an [Analysis] of the same rows rests
/// on. What is not known, or compares with nothing, is null.
///
/// @param yearBin such as `2012-2016` or `2020`
/// @param carbon kg CO2eq, where it is comparable with others
/// @param withoutCarbon why it is not; null where it is
/// @param energy kWh
/// @param intensity g/kWh, where it is an average one
public record Plotted(
        Row row,
        @Nullable String yearBin,
        @Nullable Double carbon,
        @Nullable Reason withoutCarbon,
        @Nullable Double energy,
        @Nullable Double intensity) {

    /// By model, whatever the order of the rows.
    public static List<Plotted> of(List<Row> rows) {
        return Observation.of(rows).stream().map(Plotted::of).toList();
    }

    private static Plotted of(Observation each) {
        Integer year = each.year();
        return new Plotted(
                new Row(each.modelId(), each.claim()),
                year == null ? null : YearBin.of(year).toString(),
                known(each, Quantity.CARBON),
                each.withoutCarbon(),
                known(each, Quantity.ENERGY),
                known(each, Quantity.INTENSITY));
    }

    private static @Nullable Double known(Observation each, Quantity quantity) {
        return each.has(quantity) ? Double.valueOf(each.get(quantity)) : null;
    }

    /// By that metric; the last one of a claim that repeats it, as in a [Board].
    public @Nullable Double score(String metric) {
        Double last = null;
        for (Score each : row.claim().scores()) {
            if (each.metric().equals(metric)) {
                last = each.value();
            }
        }
        return last;
    }
}
