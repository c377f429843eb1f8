package wattle.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.series.HeldSeries;
import wattle.series.Timeline;

class IntensitySummaryTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    /// Every second written out, and each number computed from that list in the plainest way.
    @Test
    void theNumbersAreThoseOfEverySecondWrittenOut() throws Exception {
        Property.forAll(
                200,
                random -> {
                    Timeline.Builder timeline = Timeline.builder();
                    List<Double> values = new ArrayList<>();
                    List<Double> seconds = new ArrayList<>();
                    Instant at = START;
                    int gaps = 0;
                    int size = 1 + random.nextInt(30);
                    for (int i = 0; i < size; i++) {
                        if (i > 0 && random.nextInt(4) == 0) {
                            at = at.plusSeconds(1 + random.nextInt(50));
                            gaps++;
                        }
                        int length = 1 + random.nextInt(20);
                        double value = random.nextInt(5) * 100 - 50 * random.nextInt(2);
                        timeline.add(new wattle.series.Interval(at, at.plusSeconds(length)));
                        values.add(value);
                        seconds.addAll(Collections.nCopies(length, value));
                        at = at.plusSeconds(length);
                    }
                    HeldSeries series =
                            new HeldSeries(
                                    timeline.build(),
                                    values.stream().mapToDouble(Double::doubleValue).toArray());
                    IntensitySummary summary = IntensitySummary.of(series);
                    List<Double> sorted = seconds.stream().sorted().toList();

                    assertThat(summary.mean())
                            .isCloseTo(
                                    seconds.stream()
                                            .mapToDouble(Double::doubleValue)
                                            .average()
                                            .orElseThrow(),
                                    within(1e-9));
                    assertThat(summary.p10()).isEqualTo(nearestRank(sorted, 0.1));
                    assertThat(summary.p90()).isEqualTo(nearestRank(sorted, 0.9));
                    assertThat(summary.min()).isEqualTo(sorted.getFirst());
                    assertThat(summary.max()).isEqualTo(sorted.getLast());
                    assertThat(summary.gaps()).isEqualTo(gaps);
                    assertThat(summary.covered()).isEqualTo(Duration.ofSeconds(seconds.size()));
                    assertThat(summary.coverage())
                            .isCloseTo(
                                    seconds.size()
                                            / (double) Duration.between(START, at).toSeconds(),
                                    within(1e-12));
                    assertThat(summary.zeros())
                            .isEqualTo((int) values.stream().filter(each -> each == 0).count());
                    assertThat(summary.negatives())
                            .isEqualTo((int) values.stream().filter(each -> each < 0).count());
                    int first = values.indexOf(summary.min());
                    assertThat(summary.minAt())
                            .isEqualTo(series.timeline().interval(first).start());
                });
    }

    private static double nearestRank(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size() - 1e-9) - 1);
    }
}
