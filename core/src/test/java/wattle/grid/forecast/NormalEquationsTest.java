package wattle.grid.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;

class NormalEquationsTest {

    private static double[] observation(Random random, double noise) {
        double a = 100 * random.nextGaussian();
        double b = a + random.nextGaussian();
        return new double[] {1, a, b, 42, 7 + 2 * a - 3 * b + noise * random.nextGaussian()};
    }

    @Test
    void aLineIsFoundAndAConstantFeatureGetsNothing() {
        Property.forAll(
                50,
                random -> {
                    var sums = new NormalEquations(3);
                    for (int i = 0; i < 200; i++) {
                        sums.add(observation(random, 0));
                    }
                    double[] b = Objects.requireNonNull(sums.solve(1e-12));
                    assertThat(b[1]).isCloseTo(2, within(1e-3));
                    assertThat(b[2]).isCloseTo(-3, within(1e-3));
                    assertThat(b[3]).isZero();
                });
    }

    @Test
    void noCoefficientsNearbyHaveASmallerPenalisedError() {
        Property.forAll(
                50,
                random -> {
                    List<double[]> rows = new ArrayList<>();
                    var sums = new NormalEquations(3);
                    for (int i = 0; i < 60; i++) {
                        rows.add(observation(random, 50));
                        sums.add(rows.getLast());
                    }
                    double penalty = 0.01 + random.nextDouble();
                    double[] b = Objects.requireNonNull(sums.solve(penalty));
                    double least = cost(rows, b, penalty);
                    for (int i = 0; i < 3; i++) { // The last feature is constant and left out.
                        for (double by : new double[] {-1e-3, 1e-3}) {
                            double[] other = b.clone();
                            other[i] += by;
                            assertThat(cost(rows, other, penalty)).isGreaterThan(least);
                        }
                    }
                });
    }

    /// Mean squared error + penalty × Σ (b × standard deviation)², written out.
    private static double cost(List<double[]> rows, double[] b, double penalty) {
        double squares = 0;
        for (double[] row : rows) {
            double said = b[0] + b[1] * row[1] + b[2] * row[2] + b[3] * row[3];
            squares += (row[4] - said) * (row[4] - said) / rows.size();
        }
        for (int i = 1; i < 4; i++) {
            int feature = i;
            double mean = rows.stream().mapToDouble(r -> r[feature]).average().orElseThrow();
            double variance =
                    rows.stream()
                            .mapToDouble(r -> (r[feature] - mean) * (r[feature] - mean))
                            .average()
                            .orElseThrow();
            squares += penalty * b[i] * b[i] * variance;
        }
        return squares;
    }

    @Test
    void sumsOfPartsAreTheSumOfAll() {
        var random = new Random(1);
        var all = new NormalEquations(3);
        var parts = new NormalEquations(3);
        for (int part = 0; part < 4; part++) {
            var some = new NormalEquations(3);
            for (int i = 0; i < 25; i++) {
                double[] row = observation(random, 5);
                all.add(row);
                some.add(row);
            }
            parts.add(some);
        }
        assertThat(parts.count()).isEqualTo(100);
        double[] expected = Objects.requireNonNull(all.solve(0.1));
        assertThat(parts.solve(0.1)).containsExactly(expected, within(1e-9));
    }

    @Test
    void whatCannotBeSolvedIsNot() {
        assertThat(new NormalEquations(3).solve(0.1)).isNull();
        assertThatThrownBy(
                        () -> Cholesky.solve(new double[][] {{1, 0}, {2, 1}}, new double[] {1, 1}))
                .hasMessageContaining("positive definite");
    }
}
