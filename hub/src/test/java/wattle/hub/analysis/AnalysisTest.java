package wattle.hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.grid.Signal;
import wattle.hub.analysis.Inconsistency.Rule;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Printed;
import wattle.testing.Property;

class AnalysisTest {

    private static final Settings FEW = new Settings(1, 200);

    private static Analysis of(Made... models) {
        return Analysis.of(List.of(models).stream().map(Made::row).toList(), FEW);
    }

    @Test
    void anEmptySelectionHasNoNumbers() {
        Analysis none = of();
        assertThat(none.models()).isZero();
        assertThat(none.energySources()).isEmpty();
        assertThat(none.totals().carbon()).isNull();
        assertThat(none.totals().meanIntensity()).isNull();
        assertThat(none.totals().energyWeightedIntensity()).isNull();
        assertThat(none.totals().topFour().share()).isNull();
        assertThat(none.energyAgainstCarbon().all()).isEqualTo(new LogFit(0, null, null, null));
        assertThat(none.variance().variance()).isNull();
        assertThat(none.variance().factors()).allSatisfy(each -> assertThat(each.share()).isNull());
        assertThat(none.excluded()).isEmpty();
    }

    @Test
    void energySourcesComeWithTheirIntensitiesFromTheHighestMean() {
        Analysis analysis =
                of(
                        Made.model("a").in("X", "wind").intensity(10),
                        Made.model("b").in("X", "coal").intensity(500),
                        Made.model("c").in("X", "coal").intensity(900),
                        Made.model("d").in("Y", "coal"),
                        Made.model("e").in("Y", "sun"),
                        Made.model("f"));
        assertThat(analysis.energySources())
                .containsExactly(
                        new EnergySource("coal", 3, 2, 700.0, 700.0, 500.0, 900.0),
                        new EnergySource("wind", 1, 1, 10.0, 10.0, 10.0, 10.0),
                        new EnergySource("sun", 1, 0, null, null, null, null));
        assertThat(analysis.excluded())
                .contains(new Excluded("energy_sources", Reason.NO_ENERGY_SOURCE, 1));
    }

    @Test
    void aCountryHasTheEnergySourcesThatMostOfItsModelsHave() {
        Analysis analysis =
                of(
                        Made.model("a").in("X", "wind").intensity(10),
                        Made.model("b").in("X", "coal").intensity(500),
                        Made.model("c").in("X", "coal").intensity(600),
                        Made.model("d").in("Y", "sun").intensity(1),
                        Made.model("e").in("Y", "gas").intensity(2));
        assertThat(analysis.countries()).extracting(Country::country).containsExactly("X", "Y");
        assertThat(analysis.countries().getFirst().medianIntensity()).isEqualTo(500);
        assertThat(analysis.countries().getFirst().mainEnergySource()).containsExactly("coal");
        assertThat(analysis.countries().getFirst().energySources().toString())
                .isEqualTo("{coal=2, wind=1}");
        assertThat(analysis.countries().getLast().mainEnergySource()).containsExactly("gas", "sun");
    }

    @Test
    void tasksHaveTheirFirstAndLastYear() {
        Analysis analysis =
                of(
                        Made.model("a").task("text", 2019),
                        Made.model("b").task("text", 2015),
                        Made.model("c").year(2020));
        assertThat(analysis.tasks()).containsExactly(new Task("text", 2, 2015, 2019));
        assertThat(analysis.excluded()).contains(new Excluded("tasks", Reason.NO_TASK, 1));
    }

    @Test
    void totalsAreThoseOfTheModelsThatSay() {
        Totals totals =
                of(
                                Made.model("a")
                                        .energy("100")
                                        .carbon("40")
                                        .intensity(400)
                                        .hardware(2, 10, 300),
                                Made.model("b").energy("300").carbon("90").intensity(200),
                                Made.model("c").carbon("7").hardware(1, 30, 300))
                        .totals();
        assertThat(totals.carbon()).isEqualTo(137);
        assertThat(totals.energy()).isEqualTo(400);
        assertThat(totals.meanIntensity()).isEqualTo(300);
        assertThat(totals.energyWeightedIntensity()).isEqualTo(250);
        assertThat(totals.carbonPerEnergy()).isEqualTo(325);
        assertThat(totals.medianTrainingHours()).isEqualTo(20);
        assertThat(totals.medianDeviceHours()).isEqualTo(25);
    }

    @Test
    void topSharesCountTheGreatest() {
        Made[] models = new Made[21];
        for (int i = 0; i < models.length; i++) {
            models[i] = Made.model("m" + i).carbon(i < 20 ? 1.0 : 80.0);
        }
        assertThat(of(models).totals().topShares())
                .containsExactly(
                        new TopShare("1", 1, 0.8),
                        new TopShare("4", 4, 0.83),
                        new TopShare("10", 10, 0.89),
                        new TopShare("10 %", 3, 0.82));
    }

    @Test
    void carbonOfAnotherKindIsLeftOutAndCounted() {
        Analysis analysis =
                of(
                        Made.model("a").carbon("1"),
                        Made.model("b").marketBased("2"),
                        Made.model("c")
                                .carbon(Printed.of("3", CarbonUnit.TONNE), CarbonBasis.LIFECYCLE),
                        Made.model("d")
                                .carbon(Printed.of("4", CarbonUnit.TONNE), CarbonBasis.MARKET),
                        Made.model("e").carbon("5").signal(Signal.MARGINAL).intensity(600),
                        Made.model("f"),
                        Made.model("g")
                                .carbon(Printed.of("6", CarbonUnit.TONNE), CarbonBasis.UNSTATED));
        assertThat(analysis.totals().carbon()).isEqualTo(6001);
        assertThat(analysis.totals().meanIntensity()).isNull();
        assertThat(analysis.excluded())
                .contains(
                        new Excluded("totals.co2eq_kg", Reason.MARKET_BASED, 2),
                        new Excluded("totals.co2eq_kg", Reason.LIFECYCLE, 1),
                        new Excluded("totals.co2eq_kg", Reason.MARGINAL, 1),
                        new Excluded("totals.co2eq_kg", Reason.NO_CARBON, 1),
                        new Excluded("totals.mean_intensity_g_per_kwh", Reason.MARGINAL, 1),
                        new Excluded("totals.mean_intensity_g_per_kwh", Reason.NO_INTENSITY, 6));
        assertThat(analysis.composition().carbonBases().toString())
                .isEqualTo("{lifecycle=1, location=2, market=1, unstated=3}");
    }

    @Test
    void aCarbonOfZeroCountsInSumsAndHasNoLogarithm() {
        Analysis analysis =
                of(
                        Made.model("a").task("t", 2020).energy("10").carbon("0"),
                        Made.model("b").task("t", 2020).energy("10").carbon("1"),
                        Made.model("c").task("t", 2020).energy("0").carbon("2"));
        assertThat(analysis.totals().carbon()).isEqualTo(3);
        assertThat(analysis.byTaskAndYear().getFirst().trimmedMean()).isEqualTo(1);
        assertThat(analysis.energyAgainstCarbon().all().n()).isEqualTo(1);
        assertThat(analysis.variance().n()).isEqualTo(2);
        assertThat(analysis.excluded())
                .contains(
                        new Excluded("energy_vs_co2", Reason.ZERO_CARBON, 1),
                        new Excluded("energy_vs_co2", Reason.ZERO_ENERGY, 1),
                        new Excluded("variance", Reason.ZERO_CARBON, 1));
    }

    @Test
    void yearsUpTo2016AreOneBinAndOthersSingle() {
        List<String> bins =
                of(
                                Made.model("a").task("t", 2011).carbon("1"),
                                Made.model("b").task("t", 2012).carbon("2"),
                                Made.model("c").task("t", 2016).carbon("4"),
                                Made.model("d").task("s", 2016).carbon("5"),
                                Made.model("e").task("t", 2017).carbon("6"),
                                Made.model("f").year(2017).carbon("7"))
                        .byTaskAndYear()
                        .stream()
                        .map(each ->
                                each.yearBin()
                                        + " "
                                        + each.task()
                                        + " "
                                        + each.n()
                                        + " "
                                        + each.trimmedMean())
                        .toList();
        assertThat(bins)
                .containsExactly(
                        "2011 t 1 1.0", "2012-2016 s 1 5.0", "2012-2016 t 2 3.0", "2017 t 1 6.0");
    }

    @Test
    void aBinHasTheSameIntervalInEverySelection() {
        Made[] bin = {
            Made.model("a").task("t", 2020).carbon("1"),
            Made.model("b").task("t", 2020).carbon("5"),
            Made.model("c").task("t", 2020).carbon("9")
        };
        Evolution alone = of(bin).byTaskAndYear().getFirst();
        Analysis more = of(bin[2], Made.model("x").task("s", 2012).carbon("3"), bin[0], bin[1]);
        assertThat(more.byTaskAndYear()).contains(alone);
    }

    @Test
    void frontsFollowTheDirectionOfTheMetricOnEachDataset() {
        Analysis analysis =
                of(
                        Made.model("a").carbon("1").energy("9").score("d", "validation_loss", 3),
                        Made.model("b").carbon("2").energy("1").score("d", "validation_loss", 2),
                        Made.model("c").carbon("3").energy("2").score("d", "validation_loss", 4),
                        Made.model("d").energy("1").score("d", "validation_loss", 1),
                        Made.model("e").carbon("9").score("other", "f1_percent", 4),
                        Made.model("f").carbon("9"));
        assertThat(analysis.boards()).hasSize(2);
        Board board = analysis.boards().getFirst();
        assertThat(board.higherIsBetter()).isFalse();
        assertThat(board.models()).isEqualTo(4);
        assertThat(board.withCarbon()).isEqualTo(3);
        assertThat(board.carbonFront()).containsExactly(new Point("a", 1, 3), new Point("b", 2, 2));
        assertThat(board.energyFront()).containsExactly(new Point("d", 1, 1));
        assertThat(board.scoreAgainstCarbon()).isCloseTo(0.5, within(1e-12));
        assertThat(analysis.excluded()).contains(new Excluded("pareto", Reason.NO_SCORE, 1));
    }

    @Test
    void aClaimThatRepeatsAMetricIsOneModel() {
        Board board =
                of(Made.model("a")
                                .carbon("1")
                                .score("d", "bleu", 9)
                                .score("d", "f1_percent", 5)
                                .score("d", "bleu", 3))
                        .boards()
                        .getFirst();
        assertThat(board.models()).isEqualTo(1);
        assertThat(board.carbonFront()).containsExactly(new Point("a", 1, 3));
    }

    @Test
    void rowsThatAreNotTheirOwnProductAreListed() {
        Analysis analysis =
                of(
                        // 2 × 10 h × 300 W = 6 kWh, × 500 g/kWh = 3 kg.
                        Made.model("right")
                                .hardware(2, 10, 300)
                                .energy("6")
                                .intensity(500)
                                .carbon("3"),
                        Made.model("rounded")
                                .hardware(2, 10, 300)
                                .energy("6.04")
                                .intensity(500)
                                .carbon("3.0"),
                        Made.model("energy").hardware(2, 10, 300).energy("6.2"),
                        Made.model("carbon").energy("6").intensity(500).carbon("3.1"),
                        Made.model("facility")
                                .hardware(2, 10, 300)
                                .pue(1.5)
                                .energy(
                                        Printed.of("9", EnergyUnit.KILOWATT_HOUR),
                                        EnergyBoundary.FACILITY)
                                .intensity(500)
                                .carbon("4.5"),
                        Made.model("overhead").energy("6").pue(2).intensity(500).carbon("3.00"));
        assertThat(analysis.inconsistencies())
                .containsExactly(
                        new Inconsistency("carbon", Rule.CARBON, 3.1, 3),
                        new Inconsistency("energy", Rule.ENERGY, 6.2, 6),
                        new Inconsistency("overhead", Rule.CARBON, 3, 6));
        assertThat(analysis.excluded())
                .contains(
                        new Excluded("inconsistent_rows.energy", Reason.NO_INPUTS, 2),
                        new Excluded("inconsistent_rows.carbon", Reason.NO_CARBON, 1));
    }

    @Test
    void figuresKeepTheDigitsThatWerePrinted() {
        Analysis analysis =
                of(
                        Made.model("a")
                                .carbon(
                                        Printed.of("0.0005344", CarbonUnit.TONNE),
                                        CarbonBasis.LOCATION)
                                .energy(
                                        Printed.of("1.1", EnergyUnit.MEGAWATT_HOUR),
                                        EnergyBoundary.DEVICE)
                                .score("d", "bleu", 1));
        assertThat(analysis.boards().getFirst().carbonFront().getFirst().cost()).isEqualTo(0.5344);
        assertThat(analysis.boards().getFirst().energyFront().getFirst().cost()).isEqualTo(1100);
    }

    @Test
    void neitherTheOrderOfTheRowsNorAnythingMissingMatters() throws Exception {
        Property.forAll(
                100,
                random -> {
                    List<Row> rows = new ArrayList<>();
                    for (int i = random.nextInt(60); i > 0; i--) {
                        rows.add(Made.any(random));
                    }
                    Analysis analysis = Analysis.of(rows, FEW);
                    Collections.shuffle(rows, random);
                    assertThat(Analysis.of(rows, FEW)).isEqualTo(analysis);
                });
    }

    /// Every claim is in a figure or counted out of it.
    @Test
    void whatAFigureRestsOnAndWhatItLeavesOutAreTheSelection() throws Exception {
        Property.forAll(
                100,
                random -> {
                    List<Row> rows = new ArrayList<>();
                    for (int i = random.nextInt(60); i > 0; i--) {
                        rows.add(Made.any(random));
                    }
                    Analysis all = Analysis.of(rows, FEW);
                    kept(
                            all,
                            "energy_sources",
                            all.energySources().stream().mapToInt(EnergySource::models).sum());
                    kept(
                            all,
                            "countries",
                            all.countries().stream().mapToInt(Country::models).sum());
                    kept(all, "tasks", all.tasks().stream().mapToInt(Task::models).sum());
                    kept(all, "energy_vs_co2", all.energyAgainstCarbon().all().n());
                    kept(
                            all,
                            "energy_vs_co2.by_energy_source",
                            all.energyAgainstCarbon().byEnergySource().stream()
                                    .mapToInt(each -> each.fit().n())
                                    .sum());
                    kept(
                            all,
                            "by_task_and_year",
                            all.byTaskAndYear().stream().mapToInt(Evolution::n).sum());
                    kept(all, "by_year", all.byYear().stream().mapToInt(Evolution::n).sum());
                    kept(all, "variance", all.variance().n());
                    kept(all, "variance.product", all.variance().product().n());
                });
    }

    private static void kept(Analysis analysis, String figure, int kept) {
        int left =
                analysis.excluded().stream()
                        .filter(each -> each.figure().equals(figure))
                        .mapToInt(Excluded::models)
                        .sum();
        assertThat(kept + left).as(figure).isEqualTo(analysis.models());
    }
}
