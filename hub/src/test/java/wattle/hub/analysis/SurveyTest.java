package wattle.hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wattle.hub.submission.SurveyFile;
import wattle.testing.SharedData;

/// The survey's own figures, from its 95 rows. `docs/concepts/counting-carbon.md` tells of each.
class SurveyTest {

    private static final Settings SETTINGS = Settings.DEFAULT;
    private static List<Row> rows = List.of();
    private static Analysis survey = Analysis.of(rows, SETTINGS);

    @BeforeAll
    static void read() {
        rows =
                SurveyFile.read(SharedData.needed("survey/models.csv")).entrySet().stream()
                        .map(each -> new Row(each.getKey().replace("survey/", ""), each.getValue()))
                        .toList();
        survey = Analysis.of(rows, SETTINGS);
    }

    @Test
    void tableTwoIsThePapers() {
        assertThat(survey.models()).isEqualTo(95);
        assertThat(survey.energySources())
                .extracting(each ->
                        "%s %d %.1f".formatted(each.energySource(), each.models(), each.mean()))
                .containsExactly(
                        "coal 38 512.3",
                        "oil 12 453.6",
                        "natural_gas 23 350.5",
                        "nuclear 3 147.3",
                        "hydroelectricity 19 100.6");
    }

    @Test
    void countriesAreThePapers() {
        assertThat(survey.countries())
                .extracting(each -> each.country() + " " + each.models())
                .startsWith(
                        "United States of America 48",
                        "China 18",
                        "Canada 5",
                        "Japan 4",
                        "United Kingdom 4",
                        "Multiple countries 3")
                .contains("Israel 2", "Spain 2", "Australia 2", "Russia 1", "South Korea 1")
                .hasSize(14);
        assertThat(survey.countries().get(2).medianIntensity()).isEqualTo(1.3);
        assertThat(survey.countries().getFirst().mainEnergySource()).containsExactly("natural_gas");
    }

    @Test
    void totalsAreThePapers() {
        Totals totals = survey.totals();
        assertThat(totals.carbon()).isCloseTo(253_161.5, within(1e-6));
        assertThat(totals.meanIntensity()).isCloseTo(371.854, within(0.001));
        assertThat(totals.energyWeightedIntensity()).isCloseTo(454.121, within(0.001));
        assertThat(totals.carbonPerEnergy()).isCloseTo(433.709, within(0.001));
        assertThat(totals.medianTrainingHours()).isEqualTo(72);
        assertThat(totals.medianDeviceHours()).isEqualTo(390);
        assertThat(totals.topFour().share()).isCloseTo(0.93487, within(1e-5));
    }

    @Test
    void carbonFollowsEnergyWithinOneSource() {
        LogFit all = survey.energyAgainstCarbon().all();
        assertThat(all.n()).isEqualTo(95);
        assertThat(all.slope()).isCloseTo(0.94927, within(1e-5));
        assertThat(all.rSquared()).isCloseTo(0.80308, within(1e-5));
        LogFit coal = survey.energyAgainstCarbon().byEnergySource().getFirst().fit();
        assertThat(coal.slope()).isCloseTo(1.00088, within(1e-5));
        assertThat(coal.rSquared()).isCloseTo(0.99460, within(1e-5));
    }

    /// "from an average of 487 tons of CO2eq for models from 2015-2016 to 2020 tons for models
    /// trained in 2020-2022" cannot be: all 95 together are 253 t.
    @Test
    void theMeansOfThePapersPeriodsAreKilograms() {
        assertThat(mean(each -> each == 2015 || each == 2016)).isCloseTo(85.98, within(0.001));
        assertThat(mean(each -> each >= 2020)).isCloseTo(2772.616, within(0.001));
    }

    private static double mean(Predicate<Integer> years) {
        List<Row> some =
                rows.stream()
                        .filter(each -> {
                            Integer year = each.claim().subject().year();
                            return year != null && years.test(year);
                        })
                        .toList();
        Double sum = Analysis.of(some, SETTINGS).totals().carbon();
        return Objects.requireNonNull(sum) / some.size();
    }

    @Test
    void carbonGrowsByMeansMoreThanByMedians() {
        assertThat(survey.byYear())
                .extracting(each ->
                        "%s %d %.1f %.2f"
                                .formatted(
                                        each.yearBin(),
                                        each.n(),
                                        each.trimmedMean(),
                                        each.median()))
                .startsWith("2012-2016 6 72.2 1.95")
                .endsWith("2021 33 4574.4 45.50");
        // The ends are sums of a few draws of the two largest rows: their noise is large.
        Bootstrap interval = survey.byYear().getLast().interval();
        assertThat(interval.low()).isCloseTo(48, within(4.0));
        assertThat(interval.high()).isCloseTo(13_464, within(400.0));
    }

    /// What 100 kWh come to by the line of each source.
    @Test
    void hydroelectricityIsNotTwoOrdersBelowCoal() {
        assertThat(survey.energyAgainstCarbon().byEnergySource())
                .extracting(each -> {
                    double slope = Objects.requireNonNull(each.fit().slope());
                    double intercept = Objects.requireNonNull(each.fit().intercept());
                    return "%s %.1f"
                            .formatted(each.energySource(), Math.pow(10, intercept + 2 * slope));
                })
                .contains("coal 50.5", "hydroelectricity 5.9", "natural_gas 29.4");
    }

    @Test
    void scoresHardlyFollowCarbon() {
        assertThat(survey.boards())
                .extracting(each ->
                        "%s %s %d %.2f"
                                .formatted(
                                        each.dataset(),
                                        each.metric(),
                                        each.withCarbon(),
                                        each.scoreAgainstCarbon()))
                .containsExactly(
                        "conll_2003 f1_percent 11 -0.11",
                        "imagenet top1_accuracy_percent 32 0.49",
                        "imagenet top5_accuracy_percent 14 0.38",
                        "squad_1_1 f1_percent 9 0.54",
                        "wmt2014_en_de bleu 18 0.27",
                        "wmt2014_en_fr bleu 11 -0.06");
    }

    @Test
    void theFrontOfImageClassificationIsAsSeenInThePapersFigure() {
        Board top1 =
                survey.boards().stream()
                        .filter(each -> each.metric().equals("top1_accuracy_percent"))
                        .findFirst()
                        .orElseThrow();
        assertThat(top1.models()).isEqualTo(32);
        assertThat(top1.carbonFront())
                .extracting(Point::modelId)
                .containsExactly("m18", "m38", "m41", "m16", "m33", "m43", "m36", "m42");
        assertThat(
                        survey.boards().stream()
                                .filter(each -> !each.metric().startsWith("top5"))
                                .mapToInt(Board::models)
                                .sum())
                .isEqualTo(81);
    }

    @Test
    void hoursDevicesAndIntensityMakeTheDifferenceAndPowerDoesNot() {
        assertThat(survey.variance().product().parts())
                .extracting(each -> "%s %.2f".formatted(each.factor(), each.share()))
                .containsExactly(
                        "device_power_watts 0.03",
                        "device_count 0.37",
                        "training_hours 0.44",
                        "carbon_intensity_g_per_kwh 0.16",
                        "rest -0.01");
    }

    @Test
    void fiveRowsAreNotTheirOwnProduct() {
        assertThat(survey.inconsistencies())
                .extracting(each -> each.modelId() + " " + each.rule())
                .containsExactly(
                        "m09 CARBON",
                        "m14 ENERGY",
                        "m15 ENERGY",
                        "m15 CARBON",
                        "m60 ENERGY",
                        "m60 CARBON",
                        "m61 ENERGY",
                        "m61 CARBON");
    }

    @Test
    void onlyModelsWithoutAScoreAreLeftOut() {
        assertThat(survey.excluded()).containsExactly(new Excluded("pareto", Reason.NO_SCORE, 14));
    }
}
