package wattle.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.footprint.Amortisation;
import wattle.footprint.DeviceLoad;
import wattle.footprint.Estimate;
import wattle.footprint.FunctionalUnit;
import wattle.footprint.Origin;
import wattle.footprint.Overhead;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensityFactor;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.hardware.DeviceKind;
import wattle.hardware.DeviceModel;
import wattle.hardware.EmbodiedCarbon;
import wattle.report.Equivalent;
import wattle.report.Explanation;
import wattle.report.Report;
import wattle.report.Versions;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Power;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.Share;
import wattle.unit.Source;

class FootprintJsonTest {

    private static final Source SOURCE = new Source("a \"sheet\" of 2024", "CC BY 4.0");

    private static Report report(double watts, double grams, boolean embodied) {
        var making =
                new EmbodiedCarbon(
                        Range.exactly(CarbonMass.ofKilograms(150)),
                        Range.exactly(Duration.ofDays(4 * 365)),
                        SOURCE);
        var model =
                new DeviceModel(
                        DeviceKind.ACCELERATOR, "X100", null, making, SOURCE, List.of("a note"));
        var footprint =
                new Estimate(
                                List.of(
                                        DeviceLoad.atRatedPower(
                                                "accelerator-0",
                                                model,
                                                8,
                                                new Power(watts),
                                                new Share(0.7))),
                                null,
                                Duration.ofMillis(123_456_789),
                                2,
                                new IntensityFactor(
                                        new GridZone("country", "FRA"),
                                        "France",
                                        new Range<>(
                                                new CarbonIntensity(grams / 2),
                                                new CarbonIntensity(grams),
                                                new CarbonIntensity(grams * 2)),
                                        new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E),
                                        Quality.YEARLY,
                                        2024,
                                        "lifecycle",
                                        SOURCE,
                                        List.of()),
                                null,
                                new Overhead(
                                        Range.exactly(new Pue(1.3)),
                                        Origin.SUPPLIED,
                                        SOURCE,
                                        null,
                                        ""),
                                embodied ? Amortisation.USUAL : null,
                                12.5,
                                new FunctionalUnit("training run"),
                                3,
                                List.of("assumed — with an accent é"))
                        .footprint();
        return new Report(
                footprint,
                List.of(Equivalent.of(footprint.total(), "charges", 12.4, "EPA", 2024)),
                new Versions("1.2.3", "2026.11"));
    }

    private static String json(Report report) {
        var out = new StringWriter();
        FootprintWriter.write(report, out);
        return out.toString();
    }

    private static Report read(String json) {
        return FootprintReader.read(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theKeysOfTheContractAreThereWithTheirUnits() {
        JsonNode json = JsonMapper.shared().readTree(json(report(400, 50, true)));
        assertThat(json.propertyNames())
                .contains(
                        "schema",
                        "energy_kwh",
                        "it_energy_kwh",
                        "pue",
                        "operational_g",
                        "embodied_g",
                        "total_g",
                        "range_g",
                        "intensity",
                        "coverage",
                        "start",
                        "end",
                        "duration_seconds",
                        "sci",
                        "components",
                        "origin",
                        "boundary",
                        "offset",
                        "equivalents",
                        "assumptions",
                        "problems",
                        "versions");
        assertThat(json.path("intensity").propertyNames())
                .contains(
                        "zone",
                        "signal",
                        "factor",
                        "quality",
                        "energy_weighted_g_per_kwh",
                        "time_mean_g_per_kwh",
                        "source",
                        "licence");
        assertThat(json.path("components").path(0).propertyNames())
                .contains("name", "kind", "model", "energy_kwh", "origin", "source");
        assertThat(json.path("start").isNull()).isTrue();
        assertThat(json.path("duration_seconds").asDouble()).isEqualTo(123_456.789);
        double energy = json.path("it_energy_kwh").asDouble() * json.path("pue").asDouble();
        assertThat(json.path("energy_kwh").asDouble()).isCloseTo(energy, within(1e-12 * energy));
    }

    @Test
    void whatIsNotKnownIsNullAndNeverZero() {
        JsonNode json = JsonMapper.shared().readTree(json(report(400, 50, false)));
        assertThat(json.path("embodied_g").isNull()).isTrue();
        assertThat(json.path("components").path(0).path("embodied_g").isNull()).isTrue();
    }

    @Test
    void readingGivesBackWhatWasWritten() {
        var random = new Random(20_260_101);
        for (int i = 0; i < 200; i++) {
            Report report =
                    report(
                            1000 * random.nextDouble(),
                            1 + 900 * random.nextDouble(),
                            random.nextBoolean());
            Report back = read(json(report));
            assertThat(back.versions()).isEqualTo(report.versions());
            assertThat(back.equivalents()).isEqualTo(report.equivalents());
            assertThat(back.footprint().inputs()).isEqualTo(report.footprint().inputs());
            assertThat(back.footprint().range()).isEqualTo(report.footprint().range());
            assertThat(back.footprint().intensity()).isEqualTo(report.footprint().intensity());
            assertThat(back.footprint().duration()).isEqualTo(report.footprint().duration());
            assertThat(back.footprint().offset()).isEqualTo(report.footprint().offset());
            assertThat(Explanation.of(back.footprint()).disagreements()).isEmpty();
            assertThat(json(back).replaceAll("\\d{12,}", "#"))
                    .isEqualTo(json(report).replaceAll("\\d{12,}", "#"));
        }
    }

    @Test
    void theBareContractWithoutOurAdditionsIsReadToo() {
        String json = json(report(400, 50, true));
        JsonNode tree = JsonMapper.shared().readTree(json);
        ((tools.jackson.databind.node.ObjectNode) tree).remove(List.of("inputs", "range_causes"));
        assertThat(read(tree.toString()).footprint().total().grams())
                .isEqualTo(tree.path("total_g").asDouble());
    }

    @Test
    void documentsThatAreNotAFootprintAreRefusedWithThePlace() {
        assertThatThrownBy(() -> read("{\"schema\": "))
                .isInstanceOf(MalformedFootprintException.class)
                .hasMessageContaining("line 1, column")
                .hasMessageContaining("not readable as JSON");
        assertThatThrownBy(() -> read("{}")).hasMessageContaining("no \"schema\"");
        assertThatThrownBy(() -> read("{\"schema\": \"wattle.plan/1\"}"))
                .hasMessageContaining("its schema is wattle.plan/1");
        String sound = json(report(400, 50, true));
        assertThatThrownBy(() -> read(sound + "{}"))
                .isInstanceOf(MalformedFootprintException.class);
        assertThatThrownBy(() -> read(sound.replace("\"estimated\"", "\"guessed\"")))
                .hasMessageContaining("\"origin\" cannot be \"guessed\"");
        assertThatThrownBy(() -> read(sound.replaceFirst("\"pue\" : 1.3", "\"pue\" : 0.9")))
                .isInstanceOf(MalformedFootprintException.class);
        assertThatThrownBy(() -> read(sound.replaceFirst("\"pue\" : 1.3", "\"pue\" : 1.4")))
                .hasMessageContaining("\"energy_kwh\" is")
                .hasMessageContaining("the other figures give");
        assertThatThrownBy(() -> read(sound.replaceFirst("\"pue\" : 1.3", "\"pue\" : \"1.3\"")))
                .hasMessageContaining("\"pue\" must be a number");
        assertThatThrownBy(() -> read("[".repeat(100_000)))
                .isInstanceOf(MalformedFootprintException.class);
    }
}
