package wattle.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.Golden;
import wattle.Property;
import wattle.footprint.Component;
import wattle.footprint.Footprint;
import wattle.footprint.Operational;
import wattle.grid.Quality;
import wattle.meter.Scope;
import wattle.series.Coverage;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

class ReportTest {

    private static final Report ESTIMATED = Footprints.estimated();
    private static final Report ACCOUNTED = Footprints.accounted();

    @Test
    void estimateInEveryFormat() {
        Golden.check("estimate.txt", TextReport.of(ESTIMATED));
        Golden.check("estimate.md", MarkdownReport.of(ESTIMATED));
        Golden.check("estimate.tex", LatexReport.of(ESTIMATED));
        Golden.check("estimate.csv", CsvReport.of(ESTIMATED));
        Golden.check("estimate.yaml", ModelCard.of(ESTIMATED, "fine-tuning"));
        Golden.check("estimate.explained.txt", Explanation.text(ESTIMATED));
    }

    @Test
    void accountInEveryFormat() {
        Golden.check("account.txt", TextReport.of(ACCOUNTED));
        Golden.check("account.md", MarkdownReport.of(ACCOUNTED));
        Golden.check("account.tex", LatexReport.of(ACCOUNTED));
        Golden.check("account.csv", CsvReport.of(ACCOUNTED));
        Golden.check("account.yaml", ModelCard.of(ACCOUNTED, "pre-training"));
        Golden.check("account.explained.txt", Explanation.text(ACCOUNTED));
        Golden.check(
                "run.txt",
                RunSummary.of(
                        ACCOUNTED.footprint(), Duration.ofMillis(5_400_000), Scope.PROCESS, null));
    }

    /// What is less than the last digit of the total is not said to be nothing.
    @Test
    void aPartThatRoundsToNothingHasAFigureOfItsOwn() {
        Masses kilograms = Masses.fitting(CarbonMass.ofKilograms(221));
        assertThat(kilograms.part(new CarbonMass(428.08))).isEqualTo("0 kg CO2eq (428 g CO2eq)");
        assertThat(kilograms.part(new CarbonMass(1712))).isEqualTo("2 kg CO2eq");
        assertThat(kilograms.part(CarbonMass.ZERO)).isEqualTo("0 kg CO2eq");
        assertThat(kilograms.part(BigDecimal.ZERO, new CarbonMass(0.5)))
                .isEqualTo("0 kg CO2eq (500 mg CO2eq)");
    }

    @Test
    void severalIntensitiesInEveryFormat() {
        Report layered = Footprints.layered();
        Golden.check("layers.txt", TextReport.of(layered));
        Golden.check("layers.md", MarkdownReport.of(layered));
        Golden.check("layers.explained.txt", Explanation.text(layered));
        assertThat(Explanation.of(layered.footprint()).disagreements()).isEmpty();
    }

    /// 1 kWh at 250, half at 300 and half at 400 between 300 and 600, × 1.2.
    @Test
    void theClosedFormOfSeveralIntensities() {
        Footprint footprint = Footprints.layered().footprint();
        assertThat(footprint.operational().carbon().grams())
                .isCloseTo(1.2 * (250 + 150 + 200), within(1e-9));
        assertThat(footprint.range().low().grams())
                .isCloseTo(1.2 * (250 + 150 + 150), within(1e-9));
        assertThat(footprint.range().high().grams())
                .isCloseTo(1.2 * (250 + 150 + 300), within(1e-9));
        assertThat(footprint.intensity().layers())
                .extracting(each -> each.rung().label() + " " + each.share())
                .containsExactly("history 0.5", "forecast 0.25", "yearly 0.25");
        assertThat(footprint.intensity().quality()).isEqualTo(Quality.YEARLY);
        assertThat(footprint.assumptions())
                .contains(
                        "country:XXX is taken for the same place as example:XX",
                        "2024 is the latest year there is");
    }

    @Test
    void theClosedFormOfTheGoldenEstimate() {
        // 8 × 400 W × 0.8 × 100 h × 3 = 768 kWh; × 1.56 × 41.5 g = 49,720.32 g; 8 × 150 kg × 300 h
        // / 35,040 h.
        Footprint footprint = ESTIMATED.footprint();
        assertThat(footprint.operational().carbon().grams()).isCloseTo(49_720.32, within(1e-6));
        assertThat(footprint.total().grams())
                .isCloseTo(49_720.32 + 1_200_000.0 * 300 / 35_040, within(1e-6));
    }

    @Test
    void aSoundFootprintAddsUp() {
        assertThat(Explanation.of(ESTIMATED.footprint()).disagreements()).isEmpty();
        assertThat(Explanation.of(ACCOUNTED.footprint()).disagreements()).isEmpty();
    }

    @Test
    void aFootprintThatWasChangedByHandDoesNot() {
        Footprint sound = ESTIMATED.footprint();
        Component part = sound.components().getFirst();
        var tenTimes =
                new Component(
                        part.name(),
                        part.kind(),
                        part.model(),
                        part.energy().times(10),
                        part.origin(),
                        part.source(),
                        part.idle(),
                        part.embodied());
        assertThat(
                        Explanation.of(with(sound, List.of(tenTimes), sound.operational()))
                                .disagreements())
                .singleElement()
                .asString()
                .contains("gives 768 kWh, the result says 7,680 kWh");
        Operational operational = sound.operational();
        var lighter =
                new Operational(
                        operational.itEnergy(),
                        operational.pue(),
                        operational.carbon().times(0.999),
                        operational.coverage(),
                        operational.energyWeighted(),
                        operational.timeMean());
        assertThat(Explanation.of(with(sound, sound.components(), lighter)).disagreements())
                .anyMatch(each -> each.startsWith("O = E × I"))
                .anyMatch(each -> each.startsWith("C = O + M"));
    }

    @Test
    void printedPartsAddUpToThePrintedTotal() {
        Property.forAll(
                500,
                random -> {
                    double scale = Math.pow(10, random.nextInt(12) - 4);
                    CarbonMass total = new CarbonMass(scale * (0.1 + random.nextDouble()));
                    CarbonMass embodied = total.times(random.nextDouble());
                    Footprint footprint = withMasses(total, embodied);
                    Masses masses = Masses.fitting(total);
                    BigDecimal parts =
                            masses.operational(footprint)
                                    .add(new BigDecimal(masses.of(embodied).replace(",", "")));
                    assertThat(parts)
                            .isEqualByComparingTo(
                                    new BigDecimal(masses.of(total).replace(",", "")));
                });
    }

    @Test
    void roundingIsForTheEye() {
        assertThat(Figures.number(0.00012345)).isEqualTo("0.000123");
        assertThat(Figures.number(999.5)).isEqualTo("1,000");
        assertThat(Figures.number(123_456.7)).isEqualTo("123,457");
        assertThat(Figures.number(0)).isEqualTo("0");
        assertThat(Figures.exact(283.0327238238106)).isEqualTo("283.032723823811");
        assertThat(Figures.energy(2.2e-7)).isEqualTo("0.792 J");
        assertThat(Figures.energy(0.5)).isEqualTo("500 Wh");
        assertThat(Figures.energy(27_510_000)).isEqualTo("27,510 MWh");
        assertThat(Masses.alone(new CarbonMass(0.0004))).isEqualTo("0.400 mg CO2eq");
        assertThat(Masses.alone(new CarbonMass(11_390_000_000.0))).isEqualTo("11,390 t CO2eq");
        assertThat(Masses.alone(CarbonMass.ZERO)).isEqualTo("0 g CO2eq");
    }

    @Test
    void whatComesFromOutsideIsHarmlessWhereItGoes() {
        assertThat(Escape.terminal("a\u001b[31mb\nc")).isEqualTo("a?[31mb?c");
        assertThat(Escape.csv("=HYPERLINK(1),\"x\"")).isEqualTo("\"'=HYPERLINK(1),\"\"x\"\"\"");
        assertThat(Escape.latex("100% of $A_1 & {B}\\~^")).doesNotContain(" & ").contains("\\%");
        assertThat(Escape.markdown("<script>|`*_")).isEqualTo("\\<script\\>\\|\\`\\*\\_");
        assertThat(Escape.yaml("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
    }

    private static Footprint with(
            Footprint sound, List<Component> components, Operational operational) {
        return new Footprint(
                components,
                operational,
                sound.intensity(),
                sound.embodied(),
                sound.range(),
                sound.sensitivities(),
                sound.sci(),
                sound.boundary(),
                sound.span(),
                sound.duration(),
                sound.offset(),
                sound.inputs(),
                sound.assumptions(),
                sound.problems());
    }

    private static Footprint withMasses(CarbonMass total, CarbonMass embodied) {
        Footprint sound = ESTIMATED.footprint();
        Operational operational = sound.operational();
        return new Footprint(
                sound.components(),
                new Operational(
                        operational.itEnergy(),
                        operational.pue(),
                        total.minus(embodied),
                        Coverage.full(Energy.ZERO),
                        operational.energyWeighted(),
                        operational.timeMean()),
                sound.intensity(),
                embodied,
                wattle.unit.Range.exactly(total),
                List.of(),
                sound.sci(),
                sound.boundary(),
                sound.span(),
                sound.duration(),
                sound.offset(),
                sound.inputs(),
                sound.assumptions(),
                sound.problems());
    }
}
