package wattle.hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import wattle.testing.Property;

class LogFitTest {

    @Test
    void theLineIsThatOfHipparchus() throws Exception {
        Property.forAll(
                200,
                random -> {
                    int n = 3 + random.nextInt(40);
                    var regression = new SimpleRegression();
                    double[] x = new double[n];
                    double[] y = new double[n];
                    for (int i = 0; i < n; i++) {
                        x[i] = 6 * random.nextDouble() - 1;
                        y[i] = 0.9 * x[i] + random.nextGaussian();
                        regression.addData(x[i], y[i]);
                    }
                    LogFit fit = LogFit.of(x, y);
                    assertThat(fit.n()).isEqualTo(n);
                    assertThat(fit.slope()).isCloseTo(regression.getSlope(), within(1e-9));
                    assertThat(fit.intercept()).isCloseTo(regression.getIntercept(), within(1e-9));
                    assertThat(fit.rSquared()).isCloseTo(regression.getRSquare(), within(1e-9));
                });
    }

    @Test
    void aLineIsFound() {
        LogFit fit = LogFit.of(new double[] {0, 1, 5}, new double[] {-0.3, 0.7, 4.7});
        assertThat(fit.slope()).isCloseTo(1, within(1e-14));
        assertThat(fit.intercept()).isCloseTo(-0.3, within(1e-14));
        assertThat(fit.rSquared()).isCloseTo(1, within(1e-14));
    }

    @Test
    void whereThereIsNoLineThereIsNoNumber() {
        assertThat(LogFit.of(new double[0], new double[0]))
                .isEqualTo(new LogFit(0, null, null, null));
        assertThat(LogFit.of(new double[] {1}, new double[] {2}))
                .isEqualTo(new LogFit(1, null, null, null));
        assertThat(LogFit.of(new double[] {0.1, 0.1, 0.1}, new double[] {1, 2, 3}))
                .isEqualTo(new LogFit(3, null, null, null));
    }

    @Test
    void aLevelLineExplainsNothingThatIsThere() {
        LogFit fit = LogFit.of(new double[] {0, 1, 2}, new double[] {-0.1, -0.1, -0.1});
        assertThat(fit.slope()).isCloseTo(0, within(1e-15));
        assertThat(fit.intercept()).isCloseTo(-0.1, within(1e-15));
        assertThat(fit.rSquared()).isNull();
    }

    @Test
    void rankCorrelationIsThatOfHipparchus() throws Exception {
        Property.forAll(
                200,
                random -> {
                    int n = 3 + random.nextInt(30);
                    double[] x = random.doubles(n, 0, 6).map(Math::rint).toArray();
                    double[] y = random.doubles(n, 0, 6).map(Math::rint).toArray();
                    Double ours = Ranks.correlation(x, y);
                    if (LogFit.isConstant(x) || LogFit.isConstant(y)) {
                        assertThat(ours).isNull();
                    } else {
                        assertThat(ours)
                                .isCloseTo(
                                        new SpearmansCorrelation().correlation(x, y),
                                        within(1e-12));
                    }
                });
    }
}
