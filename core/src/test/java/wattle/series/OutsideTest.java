package wattle.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.unit.Energy;

class OutsideTest {

    @Test
    void nothingIsLeftOfASeriesThatIsCovered() {
        EnergySeries series = series(0, 10, 10, 20);
        assertThat(series.outside(series.timeline())).isEmpty();
    }

    @Test
    void aSeriesThatIsNotCoveredStays() {
        EnergySeries series = series(0, 10, 10, 20);
        assertThat(series.outside(series(20, 30).timeline())).contains(series);
    }

    @Test
    void whatIsLeftKeepsItsShareOfTheEnergy() {
        EnergySeries left = series(0, 10).outside(series(2, 3, 5, 7).timeline()).orElseThrow();
        assertThat(left.timeline()).isEqualTo(series(0, 2, 3, 5, 7, 10).timeline());
        assertThat(left.total().joules()).isCloseTo(0.7, within(1e-12));
    }

    /// Against a second-by-second account.
    @Test
    void whatIsLeftAndWhatIsCoveredAddUp() {
        Property.forAll(
                500,
                random -> {
                    EnergySeries series = random(random);
                    EnergySeries other = random(random);
                    boolean[] covered = seconds(other.timeline());
                    double expected = 0;
                    for (int i = 0; i < series.size(); i++) {
                        Interval each = series.timeline().interval(i);
                        long from = each.start().getEpochSecond();
                        long to = each.end().getEpochSecond();
                        for (long second = from; second < to; second++) {
                            expected +=
                                    covered[(int) second]
                                            ? 0
                                            : series.energy(i).joules() / (to - from);
                        }
                    }
                    double left =
                            series.outside(other.timeline())
                                    .map(EnergySeries::total)
                                    .orElse(Energy.ZERO)
                                    .joules();
                    assertThat(left).isCloseTo(expected, within(1e-9));
                });
    }

    private static boolean[] seconds(Timeline timeline) {
        boolean[] covered = new boolean[400];
        for (int i = 0; i < timeline.size(); i++) {
            Interval each = timeline.interval(i);
            Arrays.fill(
                    covered,
                    (int) each.start().getEpochSecond(),
                    (int) each.end().getEpochSecond(),
                    true);
        }
        return covered;
    }

    private static EnergySeries random(Random random) {
        long[] edges = random.longs(2 + random.nextInt(20), 0, 400).distinct().sorted().toArray();
        if (edges.length < 2) {
            return series(0, 10);
        }
        return series(Arrays.copyOf(edges, edges.length / 2 * 2));
    }

    /// One joule from each first to each second of the edges.
    private static EnergySeries series(long... edges) {
        var timeline = Timeline.builder();
        for (int i = 0; i < edges.length; i += 2) {
            timeline.add(
                    new Interval(
                            Instant.ofEpochSecond(edges[i]), Instant.ofEpochSecond(edges[i + 1])));
        }
        double[] joules = new double[edges.length / 2];
        Arrays.fill(joules, 1);
        return new EnergySeries(timeline.build(), joules);
    }
}
