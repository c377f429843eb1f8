package wattle.hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;
import org.junit.jupiter.api.Test;
import wattle.testing.Property;

class SampleTest {

    @Test
    void percentilesAndMeansAreThoseOfHipparchus() throws Exception {
        Property.forAll(
                200,
                random -> {
                    double[] values =
                            random.doubles(1 + random.nextInt(60), -5, 5).map(Math::rint).toArray();
                    Sample sample = Sample.of(values);
                    var type7 = new Percentile().withEstimationType(EstimationType.R_7);
                    for (double percent : new double[] {0.5, 25, 50, 99.5, 100}) {
                        assertThat(sample.percentile(percent))
                                .isCloseTo(type7.evaluate(values, percent), within(1e-12));
                    }
                    assertThat(sample.percentile(0)).isEqualTo(StatUtils.min(values));
                    assertThat(sample.median())
                            .isCloseTo(type7.evaluate(values, 50), within(1e-12));
                    assertThat(sample.mean()).isCloseTo(StatUtils.mean(values), within(1e-12));
                    assertThat(sample.least()).isEqualTo(StatUtils.min(values));
                    assertThat(sample.greatest()).isEqualTo(StatUtils.max(values));
                });
    }

    @Test
    void aTrimmedMeanLeavesOutTheFloorOfTheShare() {
        double[] values = new double[200];
        Arrays.setAll(values, i -> i);
        values[199] = 1e9;
        values[198] = 1e8;
        // floor(0.01 × 200) = 2 at each end: 2 to 197.
        assertThat(Sample.of(values).trimmedMean(0.01)).isEqualTo(99.5);
        double[] few = Arrays.copyOf(values, 99);
        assertThat(Sample.of(few).trimmedMean(0.01)).isEqualTo(49);
    }

    @Test
    void whatIsEmptyHasNoNumbers() {
        Sample empty = Sample.of(new double[0]);
        assertThat(empty.sum()).isNull();
        assertThat(empty.mean()).isNull();
        assertThat(empty.trimmedMean(0.01)).isNull();
        assertThat(empty.median()).isNull();
        assertThat(empty.least()).isNull();
        assertThat(empty.greatest()).isNull();
    }

    @Test
    void roundingMakesNoOtherNumberOfEqualOnes() {
        Sample sample = Sample.of(new double[] {0.1, 0.1, 0.1});
        assertThat(sample.mean()).isEqualTo(0.1);
    }
}
