package wattle.grid.electricitymaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.grid.GridException;
import wattle.grid.Quality;
import wattle.testing.Property;

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

    @Test
    void theValueThatWasUpdatedLaterCountsWhateverTheOrder() throws Exception {
        Row old = row(0, 50, "2026-03-01T01:00:00Z");
        Row late = row(0, 60, "2026-03-02T01:00:00Z");
        for (List<Row> order : List.of(List.of(old, late), List.of(late, old))) {
            var rows = new Revisions();
            for (Row each : order) {
                rows.add(each);
            }
            assertThat(rows.inOrder(HOUR)).containsExactly(late);
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
        assertThat(rows.inOrder(HOUR)).hasSize(1).first().extracting("updatedAt").isNotNull();
    }

    @Test
    void ofTwoEqualValuesTheLessSureQualityStays() throws Exception {
        Row sure = row(0, 50, "");
        Row estimated = new Row(sure.start(), 50, Quality.ESTIMATED, null);
        var rows = new Revisions();
        rows.add(sure);
        rows.add(estimated);
        rows.add(sure);
        assertThat(rows.inOrder(HOUR)).containsExactly(estimated);
    }

    @Test
    void intervalsThatOverlapAreRefused() throws Exception {
        var rows = new Revisions();
        rows.add(row(0, 50, ""));
        rows.add(new Row(START.plusSeconds(1800), 50, Quality.MEASURED, null));
        assertThatThrownBy(() -> rows.inOrder(HOUR))
                .isInstanceOf(GridException.class)
                .hasMessageContaining("2026-03-01T00:30:00Z");
    }

    /// The oracle sorts all rows of an hour by their time and takes the last.
    @Test
    void anyPagesGiveForEachHourTheLatestRow() throws Exception {
        Property.forAll(
                300,
                random -> {
                    List<Row> all = new ArrayList<>();
                    for (int i = 0; i < 1 + random.nextInt(60); i++) {
                        Instant updated = START.plusSeconds(i);
                        all.add(
                                new Row(
                                        START.plus(HOUR.multipliedBy(random.nextInt(12))),
                                        random.nextInt(5),
                                        random.nextBoolean() ? Quality.MEASURED : Quality.ESTIMATED,
                                        updated));
                    }
                    List<Row> expected = new ArrayList<>();
                    for (int hour = 0; hour < 12; hour++) {
                        Instant start = START.plus(HOUR.multipliedBy(hour));
                        all.stream()
                                .filter(each -> each.start().equals(start))
                                .max(Comparator.comparing(RevisionsTest::updatedAt))
                                .ifPresent(expected::add);
                    }
                    Collections.shuffle(all, random);
                    var rows = new Revisions();
                    for (Row each : all) {
                        rows.add(each);
                    }
                    assertThat(rows.inOrder(HOUR))
                            .usingElementComparator(
                                    Comparator.comparing(Row::start)
                                            .thenComparingDouble(Row::gramsPerKilowattHour)
                                            .thenComparing(Row::quality))
                            .containsExactlyElementsOf(expected);
                });
    }

    private static Instant updatedAt(Row row) {
        return row.updatedAt() == null ? Instant.MIN : row.updatedAt();
    }
}
