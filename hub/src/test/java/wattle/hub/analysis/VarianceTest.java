package wattle.hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.inference.OneWayAnova;
import org.junit.jupiter.api.Test;
import wattle.hub.analysis.Product.Part;
import wattle.testing.Property;

class VarianceTest {

    private static final Settings FEW = new Settings(1, 200);

    /// η² = F (k − 1) ÷ (F (k − 1) + n − k).
    @Test
    void aCategoryExplainsWhatTheAnalysisOfVarianceSays() throws Exception {
        Property.forAll(
                100,
                random -> {
                    List<Row> rows = new ArrayList<>();
                    List<double[]> groups = new ArrayList<>();
                    int k = 2 + random.nextInt(4);
                    for (int group = 0; group < k; group++) {
                        double[] logs = new double[2 + random.nextInt(8)];
                        for (int i = 0; i < logs.length; i++) {
                            double kilograms = Math.exp(group + 2 * random.nextGaussian());
                            logs[i] = Math.log10(kilograms);
                            rows.add(
                                    Made.model("m" + rows.size())
                                            .task("task " + group, 2020)
                                            .carbon(kilograms)
                                            .row());
                        }
                        groups.add(logs);
                    }
                    double f = new OneWayAnova().anovaFValue(groups);
                    double share = f * (k - 1) / (f * (k - 1) + rows.size() - k);
                    Factor task = factor(Analysis.of(rows, FEW), "task");
                    assertThat(task.n()).isEqualTo(rows.size());
                    assertThat(task.groups()).isEqualTo(k);
                    assertThat(task.share()).isCloseTo(share, within(1e-9));
                    assertThat(task.adjustedShare())
                            .isCloseTo(
                                    1 - (1 - share) * (rows.size() - 1) / (rows.size() - k),
                                    within(1e-9));
                });
    }

    @Test
    void aNumberThatCarbonIsProportionalToExplainsAll() {
        Analysis analysis =
                Analysis.of(
                        List.of(
                                Made.model("a").energy("1").carbon("0.5").row(),
                                Made.model("b").energy("7").carbon("3.5").row(),
                                Made.model("c").energy("40").carbon("20").row()),
                        FEW);
        assertThat(factor(analysis, "energy_kwh").share()).isCloseTo(1, within(1e-12));
        assertThat(factor(analysis, "device_count").share()).isNull();
        assertThat(factor(analysis, "task")).isEqualTo(new Factor("task", 0, 0, null, null));
    }

    @Test
    void oneGroupExplainsNothingAndGroupsOfOneHaveNoAdjustment() {
        Analysis analysis =
                Analysis.of(
                        List.of(
                                Made.model("a").task("t", 2019).carbon("1").row(),
                                Made.model("b").task("t", 2020).carbon("2").row()),
                        FEW);
        assertThat(factor(analysis, "task").share()).isNull();
        assertThat(factor(analysis, "year")).isEqualTo(new Factor("year", 2, 2, 1.0, null));
    }

    /// What the parts are is independent here, so their shares are those of their variances.
    @Test
    void thePartsOfTheProductShareItsVariance() {
        List<Row> rows = new ArrayList<>();
        for (double devices : new double[] {1, 10}) {
            for (double hours : new double[] {1, 100}) {
                rows.add(
                        Made.model("m" + rows.size())
                                .hardware(devices, hours, 100)
                                .intensity(500)
                                .carbon(devices * hours * 0.1 * 0.5)
                                .row());
            }
        }
        Product product = Analysis.of(rows, FEW).variance().product();
        assertThat(product.n()).isEqualTo(4);
        assertThat(share(product, "device_count")).isCloseTo(0.2, within(1e-12));
        assertThat(share(product, "training_hours")).isCloseTo(0.8, within(1e-12));
        assertThat(share(product, "device_power_watts")).isCloseTo(0, within(1e-12));
        assertThat(share(product, "carbon_intensity_g_per_kwh")).isCloseTo(0, within(1e-12));
        assertThat(share(product, "rest")).isCloseTo(0, within(1e-12));
    }

    @Test
    void theVarianceIsOverAllModels() throws Exception {
        Property.forAll(
                20,
                random -> {
                    double[] logs = random.doubles(1 + random.nextInt(20), -2, 4).toArray();
                    List<Row> rows = new ArrayList<>();
                    for (double log : logs) {
                        rows.add(Made.model("m" + rows.size()).carbon(Math.pow(10, log)).row());
                    }
                    assertThat(Analysis.of(rows, FEW).variance().variance())
                            .isCloseTo(StatUtils.populationVariance(logs), within(1e-9));
                });
    }

    private static Factor factor(Analysis analysis, String name) {
        return analysis.variance().factors().stream()
                .filter(each -> each.factor().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double share(Product product, String name) {
        return product.parts().stream()
                .filter(each -> Objects.equals(each.factor(), name))
                .mapToDouble(Part::share)
                .findFirst()
                .orElseThrow();
    }
}
