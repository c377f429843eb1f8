package wattle.grid.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wattle.Property;

class RankingSkillTest {

    private static double[] numbers(int count, Random random, int distinct) {
        return random.ints(count, 0, distinct).asDoubleStream().toArray();
    }

    @Test
    void aPerfectForecastFindsAllAndItsOppositeNone() {
        double[] truth = IntStream.range(0, 24).asDoubleStream().toArray();
        double[] opposite = Arrays.stream(truth).map(each -> -each).toArray();
        assertThat(RankingSkill.of(truth, truth)).isEqualTo(1);
        assertThat(RankingSkill.of(opposite, truth)).isZero();
    }

    @Test
    void aForecastThatSaysNothingFindsAQuarter() {
        Property.forAll(
                50,
                random ->
                        assertThat(RankingSkill.of(new double[24], numbers(24, random, 9)))
                                .isCloseTo(0.25, within(1e-12)));
    }

    @Test
    void tiesCountByTheChanceThatTheyHave() {
        // True lowest two of eight: the 1, and one of the two 2s. Forecast: the first two.
        double[] truth = {1, 2, 2, 5, 6, 7, 8, 9};
        double[] forecast = {1, 1, 3, 4, 5, 6, 7, 8};
        assertThat(RankingSkill.of(forecast, truth)).isEqualTo((1 + 0.5) / 2);
    }

    @Test
    void isTheMeanOverManyLots() {
        Property.forAll(
                5,
                random -> {
                    double[] forecast = numbers(8, random, 4);
                    double[] truth = numbers(8, random, 4);
                    double sum = 0;
                    int draws = 20_000;
                    for (int i = 0; i < draws; i++) {
                        List<Integer> said = lowest(forecast, random);
                        said.retainAll(lowest(truth, random));
                        sum += said.size() / 2.0;
                    }
                    assertThat(RankingSkill.of(forecast, truth))
                            .isCloseTo(sum / draws, within(0.02));
                });
    }

    private static List<Integer> lowest(double[] values, Random random) {
        List<Integer> all =
                new java.util.ArrayList<>(IntStream.range(0, values.length).boxed().toList());
        Collections.shuffle(all, random);
        all.sort((a, b) -> Double.compare(values[a], values[b]));
        return new java.util.ArrayList<>(all.subList(0, values.length / 4));
    }

    @Test
    void whatHasNoQuartersIsRefused() {
        assertThatThrownBy(() -> RankingSkill.of(new double[6], new double[6]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RankingSkill.of(new double[4], new double[8]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
