package wattle.grid.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;

class WeightedMedianTest {

    @Test
    void noValueHasASmallerWeightedDistanceToAll() {
        Property.forAll(
                300,
                random -> {
                    double[] values = values(random);
                    double[] weights = random.doubles(values.length, 0.01, 3).toArray();
                    double best = Double.POSITIVE_INFINITY;
                    for (double each : values) {
                        best = Math.min(best, distance(each, values, weights));
                    }
                    double median = WeightedMedian.of(values.clone(), weights.clone());
                    assertThat(distance(median, values, weights)).isCloseTo(best, within(1e-9));
                });
    }

    private static double[] values(Random random) {
        return random.ints(1 + random.nextInt(7), 0, 6).asDoubleStream().toArray();
    }

    private static double distance(double from, double[] values, double[] weights) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * Math.abs(values[i] - from);
        }
        return sum;
    }

    @Test
    void whoSaysNothingDoesNotCount() {
        double[] values = {Double.NaN, 7, Double.NaN};
        assertThat(WeightedMedian.of(values, new double[] {100, 1, 100})).isEqualTo(7);
        assertThatThrownBy(() -> WeightedMedian.of(new double[] {Double.NaN}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
