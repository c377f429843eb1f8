package wattle.hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.api.Test;
import wattle.hub.analysis.Bootstrap.Method;
import wattle.testing.Property;

class BootstrapTest {

    @Test
    void theGeneratorIsSplitMix64() {
        var ours = new SplitMix(42);
        var theirs = new SplittableRandom(42);
        for (int i = 0; i < 1_000; i++) {
            assertThat(ours.next()).isEqualTo(theirs.nextLong());
        }
    }

    /// The draws written out again, as a reader of the documentation would.
    @Test
    void theIntervalIsThatOfTheDefinition() throws Exception {
        Property.forAll(
                20,
                random -> {
                    int n = 1 + random.nextInt(30);
                    double[] values = random.doubles(n, 0, 100).sorted().toArray();
                    var bits = new SplittableRandom(7);
                    double[] means = new double[2_000];
                    for (int i = 0; i < means.length; i++) {
                        double sum = 0;
                        long both = 0;
                        for (int draw = 0; draw < n; draw++) {
                            both = draw % 2 == 0 ? bits.nextLong() : both << 32;
                            double uniform = (both >>> 32) * 0x1p-32;
                            sum += values[(int) Math.floor(uniform * n)];
                        }
                        means[i] = sum / n;
                    }
                    Arrays.sort(means);
                    Bootstrap interval = Bootstrap.ofMean(Sample.of(values), means.length, 7);
                    assertThat(interval.method()).isEqualTo(Method.RESAMPLED);
                    // 1,999 × 0.005 = 9.995.
                    assertThat(interval.low())
                            .isCloseTo(means[9] + 0.995 * (means[10] - means[9]), within(1e-9));
                    assertThat(interval.high())
                            .isCloseTo(
                                    means[1989] + 0.005 * (means[1990] - means[1989]),
                                    within(1e-9));
                });
    }

    /// Of zeros and ones, the drawn sum is binomial.
    @Test
    void ofZerosAndOnesTheBoundsAreThoseOfTheBinomialDistribution() {
        for (int n : new int[] {40, 1_000, 4_000}) {
            double[] values = new double[n];
            Arrays.fill(values, 0, n / 4, 1);
            Bootstrap interval = Bootstrap.ofMean(Sample.of(values), 10_000, 1);
            var binomial = new BinomialDistribution(n, 0.25);
            double slack = 0.15 * Math.sqrt(n * 0.25 * 0.75) + 1;
            assertThat(interval.low() * n)
                    .isCloseTo(binomial.inverseCumulativeProbability(0.005), within(slack));
            assertThat(interval.high() * n)
                    .isCloseTo(binomial.inverseCumulativeProbability(0.995), within(slack));
        }
    }

    @Test
    void ofEqualValuesTheIntervalIsThatValue() {
        double[] values = new double[2_000];
        Arrays.fill(values, 0.1);
        for (int n : new int[] {1, 3, 2_000}) {
            Bootstrap interval = Bootstrap.ofMean(Sample.of(Arrays.copyOf(values, n)), 10_000, 5);
            assertThat(interval.low()).isEqualTo(0.1);
            assertThat(interval.high()).isEqualTo(0.1);
        }
    }

    /// Above the bound the interval must be the one that drawing everything gives, also where a few
    /// models have nearly all carbon.
    @Test
    void manyValuesGiveTheIntervalThatDrawingAllGives() {
        for (double sigma : new double[] {0.5, 2, 3}) {
            int n = sigma == 2 ? 3_000 : 1_001;
            var random = new Random(n);
            double[] values = new double[n];
            Arrays.setAll(values, i -> StrictMath.exp(sigma * random.nextGaussian()));
            Sample sample = Sample.of(values);
            Bootstrap fast = Bootstrap.ofMean(sample, 10_000, 1);
            Bootstrap all = Bootstrap.resampled(sample, 10_000, 2);
            assertThat(fast.method()).isEqualTo(Method.LARGEST_RESAMPLED);
            // Ten thousand resamples tell a 99.5 percentile to about 4 % of the interval.
            double width = all.high() - all.low();
            assertThat(fast.low()).isCloseTo(all.low(), within(0.05 * width));
            assertThat(fast.high()).isCloseTo(all.high(), within(0.08 * width));
        }
    }

    @Test
    void everyIntervalLiesWithinTheValuesAndAboutTheMean() throws Exception {
        Property.forAll(
                60,
                random -> {
                    int n = random.nextInt(10) == 0 ? 1_500 : 2 + random.nextInt(50);
                    double[] values = random.doubles(n, 0, 10).map(Math::floor).toArray();
                    Sample sample = Sample.of(values);
                    Bootstrap interval = Bootstrap.ofMean(sample, 1_000, random.nextLong());
                    double mean = Arrays.stream(values).average().orElseThrow();
                    assertThat(interval.low()).isBetween(sample.sorted()[0], mean + 1e-9);
                    assertThat(interval.high()).isBetween(mean - 1e-9, sample.sorted()[n - 1]);
                });
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherGivesOthers() {
        double[] values = new Random(3).doubles(500, 0, 1).toArray();
        Sample sample = Sample.of(values);
        assertThat(Bootstrap.ofMean(sample, 500, 1)).isEqualTo(Bootstrap.ofMean(sample, 500, 1));
        assertThat(Bootstrap.ofMean(sample, 500, 1)).isNotEqualTo(Bootstrap.ofMean(sample, 500, 2));
    }
}
