package wattle.grid.electricitymaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.series.Interval;
import wattle.testing.Property;
import wattle.unit.Source;

class RevisionsTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private static Row row(int hour, double value, String updatedAt) {
        return new Row(
                START.plus(HOUR.multipliedBy(hour)),
                value,
                Quality.MEASURED,
                updatedAt.isEmpty() ? null : Instant.parse(updatedAt));
    }

    private static Observed observed(Revisions rows) throws GridException {
        return rows.points(Granularity.HOURLY)
                .observed(
                        Interval.of(START, Duration.ofDays(1)),
                        new GridZone("electricitymaps", "FR"),
                        Question.OFFERS.getFirst(),
                        "",
                        new Source("made up", null),
                        START);
    }

    private static double only(Revisions rows) throws GridException {
        Observed observed = observed(rows);
        assertThat(observed.gramsPerKilowattHour().size()).isEqualTo(1);
        return observed.gramsPerKilowattHour().value(0);
    }

    @Test
    void theValueThatWasUpdatedLaterCountsWhateverTheOrder() throws Exception {
        Row old = row(0, 50, "2026-03-01T01:00:00Z");
        Row late = row(0, 60, "2026-03-02T01:00:00Z");
        for (List<Row> order : List.of(List.of(old, late), List.of(late, old))) {
            var rows = new Revisions();
            for (Row each : order) {
                rows.add(each);
            }
            assertThat(only(rows)).isEqualTo(60);
        }
    }

    @Test
    void twoValuesWithoutATimeAreRefused() throws Exception {
        var rows = new Revisions();
        rows.add(row(0, 50, ""));
        rows.add(row(0, 50, ""));
        assertThatThrownBy(() -> rows.add(row(0, 51, "")))
                .isInstanceOf(GridException.class)
                .hasMessageContaining("two values for 2026-03-01T00:00:00Z, 50.0 and 51.0 g/kWh");
        rows.add(row(0, 52, "2026-03-01T01:00:00Z"));
        assertThat(only(rows)).isEqualTo(52);
        rows.add(row(0, 53, ""));
        assertThat(only(rows)).isEqualTo(52);
    }

    @Test
    void ofTwoEqualValuesTheLessSureQualityStays() throws Exception {
        Row sure = row(0, 50, "");
        Row estimated = new Row(sure.start(), 50, Quality.ESTIMATED, null);
        var rows = new Revisions();
        rows.add(sure);
        rows.add(estimated);
        rows.add(sure);
        assertThat(observed(rows).quality(0)).isEqualTo(Quality.ESTIMATED);
    }

    @Test
    void intervalsThatOverlapAreRefused() throws Exception {
        var rows = new Revisions();
        rows.add(row(0, 50, ""));
        rows.add(new Row(START.plusSeconds(1800), 50, Quality.MEASURED, null));
        assertThatThrownBy(() -> observed(rows))
                .isInstanceOf(GridException.class)
                .hasMessageContaining("2026-03-01T00:30:00Z");
    }

    /// The oracle: of all rows in the order of their times, the last of each hour.
    @Test
    void anyPagesGiveForEachHourTheLatestRow() throws Exception {
        Property.forAll(
                300,
                random -> {
                    List<Row> all = new ArrayList<>();
                    Row[] expected = new Row[12];
                    for (int i = 0; i < 1 + random.nextInt(60); i++) {
                        int hour = random.nextInt(12);
                        expected[hour] =
                                new Row(
                                        START.plus(HOUR.multipliedBy(hour)),
                                        random.nextInt(5),
                                        random.nextBoolean() ? Quality.MEASURED : Quality.ESTIMATED,
                                        START.plusSeconds(i));
                        all.add(expected[hour]);
                    }
                    Collections.shuffle(all, random);
                    var rows = new Revisions();
                    for (Row each : all) {
                        rows.add(each);
                    }
                    Observed observed = observed(rows);
                    int at = 0;
                    for (Row each : expected) {
                        if (each != null) {
                            assertThat(observed.gramsPerKilowattHour().timeline().interval(at))
                                    .isEqualTo(Interval.of(each.start(), HOUR));
                            assertThat(observed.gramsPerKilowattHour().value(at))
                                    .isEqualTo(each.gramsPerKilowattHour());
                            assertThat(observed.quality(at)).isEqualTo(each.quality());
                            at++;
                        }
                    }
                    assertThat(observed.gramsPerKilowattHour().size()).isEqualTo(at);
                });
    }
}
