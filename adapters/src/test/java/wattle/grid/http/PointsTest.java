package wattle.grid.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import wattle.grid.Factor;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.Interval;
import wattle.testing.Property;
import wattle.unit.Source;

class PointsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Labels AVERAGE = new Labels(Signal.AVERAGE, Factor.DIRECT_CO2);

    private static Observed observed(Points points, Interval span) throws GridException {
        return points.observed(
                span, new GridZone("x", "y"), AVERAGE, "", new Source("x", null), START);
    }

    /// Pages of any length that overlap by any part, in any order, are the same as one page.
    @Test
    void pagesInAnyOrderAreOneAnswer() throws Exception {
        Property.forAll(
                200,
                random -> {
                    var all = new TreeMap<Instant, Double>();
                    for (int i = 0; i < 100; i++) {
                        if (random.nextInt(5) > 0) {
                            all.put(START.plusSeconds(300L * i), random.nextDouble(900));
                        }
                    }
                    var span =
                            new Interval(
                                    START.plusSeconds(random.nextInt(9_000)),
                                    START.plusSeconds(9_000 + random.nextInt(30_000)));
                    List<Interval> pages =
                            new ArrayList<>(
                                    Pages.of(span, Duration.ofSeconds(1 + random.nextInt(20_000))));
                    Collections.shuffle(pages, random);
                    var points = new Points("Test");
                    for (Interval page : pages) {
                        // Both ends inclusive, and some more.
                        Instant from = page.start().minusSeconds(random.nextInt(900));
                        Instant to = page.end().plusSeconds(random.nextInt(900));
                        for (var each : all.subMap(from, true, to, true).entrySet()) {
                            points.add(
                                    Interval.of(each.getKey(), Duration.ofSeconds(300)),
                                    each.getValue(),
                                    Quality.MEASURED);
                        }
                    }
                    var expected = all.subMap(span.start(), true, span.end(), false);
                    Observed observed = observed(points, span);
                    assertThat(observed.gramsPerKilowattHour().size()).isEqualTo(expected.size());
                    int i = 0;
                    for (var each : expected.entrySet()) {
                        assertThat(observed.gramsPerKilowattHour().timeline().interval(i).start())
                                .isEqualTo(each.getKey());
                        assertThat(observed.gramsPerKilowattHour().value(i))
                                .isEqualTo(each.getValue());
                        i++;
                    }
                });
    }

    @Test
    void pagesAreTheSpanWithoutAHole() throws Exception {
        Property.forAll(
                200,
                random -> {
                    var span =
                            new Interval(
                                    START.plusNanos(random.nextInt()),
                                    START.plusSeconds(3 + random.nextInt(1_000_000)));
                    Duration longest = Duration.ofSeconds(10_000 + random.nextInt(1_000_000));
                    List<Interval> pages = Pages.of(span, longest);
                    assertThat(pages.getFirst().start()).isEqualTo(span.start());
                    assertThat(pages.getLast().end()).isEqualTo(span.end());
                    for (int i = 0; i < pages.size(); i++) {
                        assertThat(pages.get(i).duration()).isLessThanOrEqualTo(longest);
                        if (i > 0) {
                            assertThat(pages.get(i).start()).isEqualTo(pages.get(i - 1).end());
                        }
                    }
                });
    }

    @Test
    void twoValuesForOneIntervalAreRefused() throws Exception {
        var points = new Points("Test");
        Interval hour = Interval.of(START, Duration.ofHours(1));
        points.add(hour, 5, Quality.MEASURED);
        points.add(hour, 5, Quality.MEASURED);
        assertThatThrownBy(() -> points.add(hour, 6, Quality.MEASURED))
                .isInstanceOfSatisfying(
                        GridException.class,
                        told -> assertThat(told.reason()).isEqualTo(Reason.MALFORMED))
                .hasMessageContaining("5.0 and 6.0");
    }
}
