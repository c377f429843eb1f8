package wattle.report.intensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.unit.Seconds;
import wattle.unit.Source;

class IntensityViewTest {

    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    static IntensityView view(
            HeldSeries values, @Nullable HeldSeries low, @Nullable HeldSeries high) {
        return new IntensityView(
                "a test",
                new IntensitySeries(
                        null, Labels.UNSTATED, Quality.UNSTATED, new Source("test", null), values),
                low,
                high,
                List.of());
    }

    static HeldSeries hours(double... values) {
        return new HeldSeries(Timeline.regular(START, Duration.ofHours(1), values.length), values);
    }

    private static HeldSeries random(Random random) {
        Timeline.Builder timeline = Timeline.builder();
        Instant at = START;
        int size = 1 + random.nextInt(200);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            at = at.plusSeconds(random.nextInt(5) == 0 ? random.nextInt(4000) : 0);
            Instant end = at.plusSeconds(300L * (1 + random.nextInt(3)));
            timeline.add(new Interval(at, end));
            values[i] = random.nextInt(600);
            at = end;
        }
        return new HeldSeries(timeline.build(), values);
    }

    /// Each bin against the sum over all intervals of what they share with it.
    @Test
    void aBinIsTheMeanOfWhatLiesInIt() throws Exception {
        Property.forAll(
                200,
                random -> {
                    HeldSeries series = random(random);
                    int most = 2 + random.nextInt(50);
                    List<Bin> bins = view(series, null, null).bins(most);
                    Instant end = series.timeline().span().end();

                    assertThat(bins).hasSizeLessThanOrEqualTo(most);
                    assertThat(bins.getFirst().start()).isEqualTo(series.timeline().span().start());
                    for (int bin = 0; bin < bins.size(); bin++) {
                        Instant start = bins.get(bin).start();
                        Instant next = bin + 1 < bins.size() ? bins.get(bin + 1).start() : end;
                        double sum = 0;
                        double seconds = 0;
                        for (int i = 0; i < series.size(); i++) {
                            var shared =
                                    series.timeline()
                                            .interval(i)
                                            .intersection(new Interval(start, next));
                            double time =
                                    shared.map(each -> Seconds.of(each.duration())).orElse(0.0);
                            sum += series.value(i) * time;
                            seconds += time;
                        }
                        if (seconds == 0) {
                            assertThat(bins.get(bin).isEmpty()).isTrue();
                        } else {
                            assertThat(bins.get(bin).mean()).isCloseTo(sum / seconds, within(1e-6));
                            assertThat(bins.get(bin).low())
                                    .isLessThanOrEqualTo(bins.get(bin).high());
                        }
                    }
                });
    }

    @Test
    void binsKeepInStepWithTheDay() {
        IntensityView year = view(hours(new double[8784]), null, null);

        for (int most : new int[] {9000, 4000, 700, 600, 400, 90, 85, 40, 1}) {
            List<Bin> bins = year.bins(most);
            assertThat(bins).hasSizeLessThanOrEqualTo(most);
            if (bins.size() > 1) {
                long hours = Duration.between(START, bins.get(1).start()).toHours();
                assertThat(hours > 24 ? hours % 24 : 24 % hours).isZero();
            }
        }
        assertThat(year.bins(600)).hasSize(366);
    }

    @Test
    void aGapIsAnEmptyBin() {
        HeldSeries series =
                hours(100, 200)
                        .followedBy(
                                new HeldSeries(
                                        Timeline.regular(
                                                START.plus(Duration.ofHours(3)),
                                                Duration.ofHours(1),
                                                1),
                                        new double[] {300}));
        List<Bin> bins = view(series, null, null).bins(100);

        assertThat(bins).extracting(Bin::mean).containsExactly(100.0, 200.0, Double.NaN, 300.0);
    }

    @Test
    void percentilesThatCameWithTheSeriesAreAveraged() {
        List<Bin> bins =
                view(hours(100, 200, 300, 400), hours(50, 60, 70, 80), hours(150, 250, 350, 450))
                        .bins(2);

        assertThat(bins)
                .containsExactly(
                        new Bin(START, 150, 55, 200),
                        new Bin(START.plusSeconds(7200), 350, 75, 400));
    }

    @Test
    void hoursOfTheDayAreThoseOfTheClockInUtc() {
        double[] values = new double[72];
        for (int i = 0; i < values.length; i++) {
            values[i] = 10 * START.plus(Duration.ofHours(i)).atOffset(ZoneOffset.UTC).getHour();
        }
        List<Bin> hours = view(hours(values), null, null).hoursOfDay();

        assertThat(hours).hasSize(24);
        assertThat(hours.get(7).mean()).isEqualTo(70);
        assertThat(hours.get(23).start()).isEqualTo(Instant.parse("1970-01-01T23:00:00Z"));
        assertThat(view(hours(1, 2, 3), null, null).hoursOfDay()).isEmpty();
    }

    @Test
    void bothPercentilesOrNone() {
        assertThatThrownBy(() -> view(hours(1), hours(1), null))
                .hasMessageContaining("percentiles");
        assertThatThrownBy(() -> view(hours(1), hours(1, 2), hours(1, 2)))
                .hasMessageContaining("percentiles");
    }
}
