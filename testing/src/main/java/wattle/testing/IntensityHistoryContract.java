package wattle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.IntensityHistory;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.series.HeldSeries;
import wattle.series.Interval;

/// What every source of past intensity has to do. An adapter's test extends it and gives sources in
/// several states; `healthy` knows the values of a span with a gap in it.
public abstract class IntensityHistoryContract extends GridSourceContract<IntensityHistory> {

    /// A span for which `healthy` has values, with something missing inside.
    protected abstract Interval span();

    /// What `healthy` has no value for, inside the span.
    protected abstract Interval gap();

    /// All values of `healthy` within the span in g/kWh, by the start of their intervals.
    protected abstract Map<Instant, Double> values();

    /// A span for which `healthy` has no value at all.
    protected abstract Interval spanWithoutValues();

    @Override
    final Object ask(IntensityHistory source, GridZone zone, Labels labels) throws Exception {
        return source.history(zone, labels, span(), share -> {});
    }

    @Override
    final String name(IntensityHistory source) {
        return source.name();
    }

    @Override
    final List<Labels> offers(IntensityHistory source) {
        return source.offers();
    }

    @Test
    void givesAllValuesOfTheSpanAndNoOthers() throws Exception {
        Observed observed = healthy().history(zone(), labels(), span(), share -> {});
        assertThat(byStart(observed)).isEqualTo(values());
        assertThat(observed.zone()).isEqualTo(zone());
        assertThat(observed.labels()).isEqualTo(labels());
        assertThat(observed.source().name()).isNotBlank();
    }

    @Test
    void fillsNoGap() throws Exception {
        HeldSeries series =
                healthy().history(zone(), labels(), span(), share -> {}).gramsPerKilowattHour();
        assertThat(series.timeline().gaps()).isPositive();
        for (int i = 0; i < series.size(); i++) {
            assertThat(series.timeline().interval(i).intersection(gap())).isEmpty();
        }
    }

    @Test
    void givesWhatBeginsInTheSpanAlone() throws Exception {
        List<Instant> starts = new ArrayList<>(values().keySet());
        starts.sort(null);
        Instant second = starts.get(1);
        Instant last = starts.getLast();
        // A span that begins and ends within intervals.
        var inner = new Interval(starts.getFirst().plusNanos(1), last);
        Observed observed = healthy().history(zone(), labels(), inner, share -> {});
        Interval covered = observed.gramsPerKilowattHour().timeline().span();
        assertThat(covered.start()).isEqualTo(second);
        Map<Instant, Double> expected = new HashMap<>(values());
        expected.remove(starts.getFirst());
        expected.remove(last);
        assertThat(byStart(observed)).isEqualTo(expected);
        var upToLast = new Interval(starts.getFirst(), last.plusNanos(1));
        assertThat(byStart(healthy().history(zone(), labels(), upToLast, share -> {})))
                .isEqualTo(values());
    }

    @Test
    void layersAreAllValues() throws Exception {
        Observed observed = healthy().history(zone(), labels(), span(), share -> {});
        int size = 0;
        for (IntensitySeries layer : observed.layers()) {
            size += layer.gramsPerKilowattHour().size();
        }
        assertThat(size).isEqualTo(values().size());
    }

    @Test
    void tellsProgressThatNeverGoesBack() throws Exception {
        List<Double> told = new ArrayList<>();
        healthy().history(zone(), labels(), span(), told::add);
        assertThat(told)
                .isSorted()
                .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0))
                .last()
                .isEqualTo(1.0);
    }

    @Test
    void noValueAtAllIsARefusal() throws Exception {
        IntensityHistory source = healthy();
        assertThatThrownBy(() -> source.history(zone(), labels(), spanWithoutValues(), share -> {}))
                .isInstanceOfSatisfying(
                        GridException.class,
                        none -> assertThat(none.reason()).isEqualTo(Reason.NOT_COVERED));
    }

    private static Map<Instant, Double> byStart(Observed observed) {
        HeldSeries series = observed.gramsPerKilowattHour();
        Map<Instant, Double> values = new HashMap<>();
        for (int i = 0; i < series.size(); i++) {
            values.put(series.timeline().interval(i).start(), series.value(i));
        }
        return values;
    }
}
