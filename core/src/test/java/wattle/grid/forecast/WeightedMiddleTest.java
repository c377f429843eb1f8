package wattle.grid.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;

class WeightedMiddleTest {

    private static double[] values(Random random) {
        return random.ints(1 + random.nextInt(7), 0, 6).asDoubleStream().toArray();
    }

    @Test
    void aNarrowMiddleHasTheLeastWeightedDistanceToAll() {
        Property.forAll(
                300,
                random -> {
                    double[] values = values(random);
                    double[] weights = random.doubles(values.length, 0.01, 3).toArray();
                    double best = Double.POSITIVE_INFINITY;
                    for (double each : values) {
                        best = Math.min(best, distance(each, values, weights));
                    }
                    double middle = WeightedMiddle.of(values.clone(), weights.clone(), 1e-9);
                    assertThat(distance(middle, values, weights)).isCloseTo(best, within(1e-6));
                });
    }

    private static double distance(double from, double[] values, double[] weights) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * Math.abs(values[i] - from);
        }
        return sum;
    }

    @Test
    void isTheMeanOfWhatIsLeftWhenAsMuchIsTakenFromBothEnds() {
        Property.forAll(
                300,
                random -> {
                    double[] values = values(random);
                    double[] weights = new double[values.length];
                    List<Double> each = new ArrayList<>();
                    for (int i = 0; i < values.length; i++) {
                        weights[i] = 1 + random.nextInt(5);
                        for (int n = 0; n < 10 * weights[i]; n++) {
                            each.add(values[i]);
                        }
                    }
                    each.sort(null);
                    int cut = random.nextInt(each.size() / 2);
                    double mean =
                            each.subList(cut, each.size() - cut).stream()
                                    .mapToDouble(x -> x)
                                    .average()
                                    .orElseThrow();
                    double share = 1 - 2.0 * cut / each.size();
                    assertThat(WeightedMiddle.of(values, weights, share))
                            .isCloseTo(mean, within(1e-9));
                });
    }

    @Test
    void whatMostSayIsTakenAsItIs() {
        double[] values = {0.1, 740, 0.1, 0.1};
        assertThat(WeightedMiddle.of(values, new double[] {1, 1, 1, 1}, 0.4)).isEqualTo(0.1);
    }

    @Test
    void whoSaysNothingDoesNotCount() {
        double[] values = {Double.NaN, 7, Double.NaN};
        assertThat(WeightedMiddle.of(values, new double[] {100, 1, 100}, 0.4)).isEqualTo(7);
        assertThatThrownBy(() -> WeightedMiddle.of(new double[] {Double.NaN}, new double[] {1}, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
