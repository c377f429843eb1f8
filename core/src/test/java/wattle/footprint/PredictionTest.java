package wattle.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;

class PredictionTest {

    @Test
    void nothingIsForeseenBeforeTheFirstEpoch() {
        assertThat(Prediction.of(new double[0], 5, 10)).isNull();
    }

    @Test
    void equalEpochsAreForeseenExactly() {
        Prediction prediction = of(new double[] {7, 5, 5, 5}, 0, 10);
        assertThat(prediction.total().value()).isCloseTo(22 + 6 * 5, within(1e-12));
        assertThat(prediction.total().low()).isCloseTo(52, within(1e-12));
        assertThat(prediction.total().high()).isCloseTo(52, within(1e-12));
    }

    @Test
    void oneEpochGivesNoInterval() {
        Prediction prediction = of(new double[] {4}, 1, 10);
        assertThat(prediction.hasInterval()).isFalse();
        assertThat(prediction.total().value()).isEqualTo(40);
    }

    @Test
    void afterTheLastEpochTheTotalIsWhatWasTaken() {
        assertThat(of(new double[] {4, 6, 5}, 2, 3).total().value()).isEqualTo(17);
    }

    /// s = 1 and x̄ = 10 from 9 and 10 and 11; t(2) = 4.303; √(6 + 36/3) = 4.2426.
    @Test
    void theIntervalIsThatOfASumOfFurtherDraws() {
        Prediction prediction = of(new double[] {20, 9, 10, 11}, 0, 10);
        assertThat(prediction.total().value()).isCloseTo(50 + 60, within(1e-12));
        assertThat(prediction.total().high()).isCloseTo(110 + 4.303 * 4.242641, within(1e-4));
    }

    /// scipy.stats.t.ppf(0.975, ν).
    @Test
    void studentsQuantileMatchesPublishedTables() {
        assertThat(Prediction.student(1)).isCloseTo(12.706, within(5e-4));
        assertThat(Prediction.student(30)).isCloseTo(2.042, within(5e-4));
        assertThat(Prediction.student(40)).isCloseTo(2.021, within(6e-4));
        assertThat(Prediction.student(120)).isCloseTo(1.980, within(6e-4));
    }

    @Test
    void nineteenOfTwentyIntervalsHoldTheTotal() {
        int[] held = new int[1];
        int trainings = 4000;
        Property.forAll(
                1,
                seed -> {
                    Random random = new Random(seed.nextLong());
                    for (int i = 0; i < trainings; i++) {
                        double[] all = new double[20];
                        for (int epoch = 0; epoch < all.length; epoch++) {
                            all[epoch] = 100 + 5 * random.nextGaussian();
                        }
                        Prediction prediction = of(Arrays.copyOf(all, 6), 0, 20);
                        double total = Arrays.stream(all).sum();
                        held[0] +=
                                prediction.total().low() <= total
                                                && total <= prediction.total().high()
                                        ? 1
                                        : 0;
                    }
                });
        assertThat(held[0] / (double) trainings).isBetween(0.93, 0.97);
    }

    private static Prediction of(double[] amounts, double since, int epochs) {
        return Objects.requireNonNull(Prediction.of(amounts, since, epochs));
    }

    /// The first epochs in one sum, the rest one by one: with equal examples nothing else changes.
    @Test
    void epochsBeforeTheLastOnesAreSpentAndNoExamples() {
        Prediction all = of(new double[] {20, 9, 10, 11}, 1, 10);
        Prediction last =
                Objects.requireNonNull(Prediction.of(20, 1, new double[] {9, 10, 11}, 1, 10));
        assertThat(last).isEqualTo(all);
        assertThat(last.done()).isEqualTo(4);
    }

    @Test
    void timesAreThoseBetweenTheEndsOfEpochs() {
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        List<Instant> ends =
                List.of(start.plusSeconds(30), start.plusSeconds(40), start.plusSeconds(51));
        Prediction all = Prediction.ofTime(start, ends, 3, start.plusSeconds(55), 10);
        assertThat(all).isEqualTo(Prediction.of(new double[] {30, 10, 11}, 4, 10));
        // Of the first of five nothing but their end is known.
        assertThat(Prediction.ofTime(start, ends, 5, start.plusSeconds(55), 10))
                .isEqualTo(Prediction.of(30, 3, new double[] {10, 11}, 4, 10));
        assertThat(Prediction.ofTime(start, List.of(), 0, start.plusSeconds(55), 10)).isNull();
    }
}
