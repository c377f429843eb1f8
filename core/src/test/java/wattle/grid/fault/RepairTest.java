package wattle.grid.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;

class RepairTest {

    /// Whatever is done to a series: a second repair changes nothing, no error that is repaired is
    /// left, times go up, values are those of the file, and every row is either there or in the
    /// log.
    @Test
    void aRepairIsWholeAndLosesNothingSilently() throws Exception {
        Property.forAll(
                200,
                random -> {
                    Signal signal = random.nextBoolean() ? Signal.AVERAGE : Signal.MARGINAL;
                    FaultCheck check = FaultCheck.of(signal);
                    RawIntensity raw = spoilt(random);
                    Repair repair = Repair.of(raw, check);
                    RawIntensity rows = repair.rows();
                    assertThat(check.findings(rows)).noneMatch(each -> each.rule().isRepaired());
                    Repair again = Repair.of(rows, check);
                    assertThat(again.changes()).isEmpty();
                    assertThat(again.rows().size()).isEqualTo(rows.size());

                    Map<Integer, Integer> places = new HashMap<>();
                    for (int i = 0; i < raw.size(); i++) {
                        places.put(raw.line(i), i);
                    }
                    for (int i = 0; i < rows.size(); i++) {
                        int row = places.getOrDefault(rows.line(i), -1);
                        assertThat(places.remove(rows.line(i))).isNotNull();
                        assertThat(rows.value(i)).isEqualTo(raw.value(row));
                        assertThat(rows.nanos(i)).isEqualTo(raw.nanos(row));
                        assertThat(rows.quality(i)).isEqualTo(raw.quality(row));
                        assertThat(i == 0 || rows.nanos(i - 1) < rows.nanos(i)).isTrue();
                    }
                    for (Change each : repair.changes()) {
                        if (each.newTime() == null) {
                            assertThat(places.remove(each.line())).isNotNull();
                        }
                    }
                    assertThat(places).isEmpty();
                    if (rows.size() > 1) {
                        assertThat(repair.series(check).size()).isEqualTo(rows.size());
                    }
                });
    }

    private static RawIntensity spoilt(Random random) {
        int step = new int[] {300, 900, 3600}[random.nextInt(3)];
        Series series = Series.every(step, 2 + random.nextInt(600));
        List<Series.Row> rows = series.rows;
        for (int fault = random.nextInt(12); fault > 0 && rows.size() > 3; fault--) {
            int at = random.nextInt(rows.size() - 1);
            Series.Row row = rows.get(at);
            switch (random.nextInt(9)) {
                case 0 -> rows.remove(at);
                case 1 -> rows.add(at, row);
                case 2 -> rows.add(random.nextInt(rows.size()), new Series.Row(row.at(), 77));
                case 3 -> series.set(at, row.value() / 4);
                case 4 -> series.set(at, Double.NaN);
                case 5 -> series.set(at, -1);
                case 6 -> rows.add(random.nextInt(rows.size()), rows.remove(at));
                case 7 -> rows.add(at + 1, new Series.Row(row.at().plusSeconds(60), 300));
                default -> series.set(at, 0);
            }
        }
        return series.raw(random.nextBoolean() ? Quality.MEASURED : Quality.ESTIMATED);
    }

    @Test
    void everyChangeIsInTheLogWithItsRuleAndItsLine() {
        Series series = Series.hourly(240);
        series.set(50, 75).set(100, Double.NaN);
        series.rows.add(151, series.rows.get(150));
        Repair repair = Repair.of(series.raw(), FaultCheck.of(Signal.AVERAGE));
        assertThat(repair.changes())
                .extracting(Change::rule, Change::line, Change::action)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Rule.DUPLICATE_EQUAL, 153, "removed"),
                        org.assertj.core.groups.Tuple.tuple(Rule.EMPTY_CELL, 102, "removed"),
                        org.assertj.core.groups.Tuple.tuple(Rule.FALSE_LOW, 52, "removed"));
        assertThat(repair.changes().getLast().value()).isEqualTo(75);
    }

    @Test
    void whatWarnsIsKept() {
        Series series = Series.hourly(24 * 60).set(700, 1400);
        series.rows.subList(100, 103).clear();
        List<Finding> findings = FaultCheck.of(Signal.AVERAGE).findings(series.raw());
        assertThat(findings)
                .extracting(Finding::severity)
                .containsOnly(Severity.WARNING)
                .hasSize(2);
        Repair repair = Repair.of(series.raw(), findings);
        assertThat(repair.changes()).isEmpty();
        assertThat(repair.rows().size()).isEqualTo(series.rows.size());
    }

    @Test
    void theFewestRowsAreMoved() {
        Series series = Series.hourly(240);
        series.rows.addFirst(series.rows.removeLast());
        series.rows.add(50, series.rows.remove(150));
        Repair repair = Repair.of(series.raw(), FaultCheck.of(Signal.AVERAGE));
        assertThat(repair.changes()).extracting(Change::line).containsExactly(2, 52);
    }

    @Test
    void sortingAgreesWithASortOfTheLibrary() throws Exception {
        Property.forAll(
                100,
                random -> {
                    RawIntensity.Builder raw = RawIntensity.builder();
                    List<long[]> expected = new ArrayList<>();
                    for (int i = random.nextInt(300); i >= 0; i--) {
                        long at = random.nextInt(100);
                        raw.add(at, 1, Quality.MEASURED, 0);
                        expected.add(new long[] {at, expected.size()});
                    }
                    expected.sort((a, b) ->
                            a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
                    int[] order = TimeOrder.of(raw.build(), new ArrayList<>());
                    for (int i = 0; i < order.length; i++) {
                        assertThat((long) order[i]).isEqualTo(expected.get(i)[1]);
                    }
                });
    }
}
