package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EstimateCommandTest {

    private static JsonNode estimate(String options) {
        return Called.wattle(("estimate " + options + " --json").split(" ")).json();
    }

    @Test
    void theClosedFormOfAGivenIntensity() {
        JsonNode json =
                estimate("--accelerator A100:8 --hours 100 --intensity 50 --pue 1.2 --no-embodied");
        assertThat(json.path("it_energy_kwh").asDouble()).isEqualTo(320);
        assertThat(json.path("energy_kwh").asDouble()).isEqualTo(384);
        assertThat(json.path("operational_g").asDouble()).isCloseTo(19_200, within(1e-9));
        assertThat(json.path("total_g").asDouble()).isCloseTo(19_200, within(1e-9));
        assertThat(json.path("embodied_g").isNull()).isTrue();
        assertThat(json.path("intensity").path("signal").asString()).isEqualTo("unstated");
        assertThat(json.path("origin").asString()).isEqualTo("estimated");
        assertThat(json.path("boundary").toString())
                .isEqualTo("[\"accelerator\",\"facility overhead\"]");
    }

    @Test
    void theCalculatorsOwnJobWithoutItsRounding() {
        // The ML Emissions Calculator rounds 34.5 g/kWh to 30: -13 %.
        JsonNode json =
                estimate(
                        "--accelerator unheard-of --power-watts 250 --hours 100 --intensity 34.5"
                                + " --pue 1");
        assertThat(json.path("total_g").asDouble()).isCloseTo(25 * 34.5, within(1e-9));
    }

    @Test
    void deviceHoursAreSharedByTheDevices() {
        JsonNode wall = estimate("--accelerator T4:4 --hours 25 --zone FR --year 2024");
        JsonNode device = estimate("--accelerator T4:4 --device-hours 100 --zone FR --year 2024");
        assertThat(device.path("it_energy_kwh").asDouble()).isEqualTo(7);
        assertThat(device.path("total_g").asDouble())
                .isCloseTo(wall.path("total_g").asDouble(), within(1e-9));
        assertThat(device.path("duration_seconds").asDouble()).isEqualTo(90_000);
    }

    @Test
    void severalDevicesOfSeveralKindsAddUp() {
        JsonNode json =
                Called.wattle(
                                "estimate",
                                "--accelerator",
                                "V100-SXM2-16GB:2",
                                "--accelerator",
                                "p100-pcie-16gb",
                                "--cpu",
                                "AMD EPYC 7763 64-Core Processor:2",
                                "--memory-gb",
                                "100",
                                "--hours",
                                "10",
                                "--intensity",
                                "100",
                                "--pue",
                                "1",
                                "--json")
                        .json();
        double parts = 0;
        for (JsonNode component : json.path("components")) {
            parts += component.path("energy_kwh").asDouble();
        }
        // 2 × 300 + 250 + 2 × 280 W + 100 GB × 0.3725 W/GB, for ten hours.
        assertThat(json.path("it_energy_kwh").asDouble()).isCloseTo(14.4725, within(1e-9));
        assertThat(parts).isCloseTo(14.4725, within(1e-9));
        assertThat(json.path("components").size()).isEqualTo(4);
    }

    @Test
    void theYearOfTheJobChoosesTheFactorAndIsSaid() {
        JsonNode old = estimate("--accelerator A100 --hours 1 --zone FR --year 2015");
        JsonNode late = estimate("--accelerator A100 --hours 1 --zone FR --year 2024");
        assertThat(old.path("intensity").path("year").asInt()).isEqualTo(2015);
        assertThat(late.path("intensity").path("year").asInt()).isEqualTo(2024);
        assertThat(old.path("operational_g").asDouble())
                .isNotEqualTo(late.path("operational_g").asDouble());
        JsonNode far = estimate("--accelerator A100 --hours 1 --zone US-CA --year 2012");
        assertThat(far.path("intensity").path("year").asInt()).isEqualTo(2022);
        assertThat(far.path("assumptions").toString()).contains("no figure for 2012");
    }

    @Test
    void aCloudRegionBringsItsIntensityAndItsProvidersPue() {
        JsonNode json =
                estimate(
                        "--accelerator A100 --hours 1 --provider gcp --region europe-west9 --year 2024");
        assertThat(json.path("intensity").path("energy_weighted_g_per_kwh").asDouble())
                .isEqualTo(16.3);
        assertThat(json.path("intensity").path("factor").asString()).isEqualTo("direct-co2e");
        assertThat(json.path("pue").asDouble()).isEqualTo(1.09);
    }

    @Test
    void runsAndOffsets() {
        JsonNode json =
                estimate(
                        "--energy-kwh 10 --intensity 100 --runs 7 --offset-percent 50 --per epoch"
                                + " --count 35");
        assertThat(json.path("total_g").asDouble()).isCloseTo(7000, within(1e-9));
        assertThat(json.path("offset").path("claimed_g").asDouble()).isCloseTo(3500, within(1e-9));
        assertThat(json.path("sci").path("g_per_unit").asDouble()).isCloseTo(200, within(1e-9));
        assertThat(json.path("sci").path("unit").asString()).isEqualTo("epoch");
        assertThat(json.path("pue").asDouble()).isEqualTo(1);
        assertThat(json.path("origin").asString()).isEqualTo("supplied");
    }

    @Test
    void aTimeMeetsTheIntensityOfItsHours() throws IOException {
        // Two hours from noon of a day in January, by Germany's typical day.
        double[] noon = AccountCommandTest.typicalDay("1,12,");
        double[] one = AccountCommandTest.typicalDay("1,13,");
        JsonNode json =
                estimate(
                        "--accelerator A100:8 --hours 2 --zone DE --pue 1 --no-embodied --from"
                                + " 2026-01-10T12:00:00Z");
        assertThat(json.path("operational_g").asDouble())
                .isCloseTo(3.2 * (noon[0] + one[0]), within(1e-6));
        assertThat(json.path("intensity").path("quality").asString()).isEqualTo("typical-day");
        assertThat(json.path("start").asString()).isEqualTo("2026-01-10T12:00:00Z");
        assertThat(json.path("end").asString()).isEqualTo("2026-01-10T14:00:00Z");
        // The same said by its end, in another zone of time.
        JsonNode byItsEnd =
                estimate(
                        "--accelerator A100:8 --hours 2 --zone DE --pue 1 --no-embodied --to"
                                + " 2026-01-10T15:00:00+01:00");
        assertThat(byItsEnd).isEqualTo(json);
    }

    @Test
    void daysThatNothingFinerIsKnownOfHaveTheirYearsMeanAndItIsSaid() {
        String job = "--accelerator A100:8 --hours 100 --zone PL --no-embodied ";
        JsonNode march = estimate(job + "--from 2023-03-01 --to 2023-04-01");
        JsonNode year = estimate(job + "--year 2023");
        assertThat(march.path("total_g").asDouble()).isEqualTo(year.path("total_g").asDouble());
        assertThat(march.path("intensity").path("year").asInt()).isEqualTo(2023);
        assertThat(march.path("assumptions").toString())
                .contains("nothing finer than a yearly mean is known here, so the mean of 2023")
                .contains("drawn evenly over 2023-03-01T00:00:00Z/2023-04-01T00:00:00Z");
        assertThat(march.path("duration_seconds").asDouble()).isEqualTo(360_000);
    }

    @Test
    void theMakingIsSharedAsTheUserSays() {
        String job = "--accelerator A100:8 --hours 100 --intensity 50 --pue 1.2";
        double usual = estimate(job).path("embodied_g").asDouble();
        JsonNode json = estimate(job + " --lifespan-years 8 --resource-share 0.25");
        // Twice the four years of the catalog, and a quarter of each device.
        assertThat(json.path("embodied_g").asDouble()).isCloseTo(usual / 8, within(1e-9));
        assertThat(json.path("total_g").asDouble()).isCloseTo(19_200 + usual / 8, within(1e-9));
    }

    @Test
    void theStandardsEmbodiedExampleInProportion() {
        // One A100 of 150 kg over four years of 8,760 h, for 35.04 h: a thousandth.
        JsonNode json = estimate("--accelerator A100 --hours 35.04 --intensity 0.001 --pue 1");
        assertThat(json.path("embodied_g").asDouble()).isCloseTo(150, within(1e-9));
    }

    @Test
    void noPlaceIsTheWorldAndSaidSo() {
        Called called = Called.wattle("estimate", "--accelerator", "A100:8", "--hours", "100");
        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("World").contains("no place was named");
    }

    @ParameterizedTest
    @CsvSource({
        "text, Operational",
        "json, '\"schema\" : \"wattle.footprint/1\"'",
        "csv, 'energy_kwh,it_energy_kwh,pue,'",
        "latex, '@misc{wattle,'",
        "markdown, | **Total** |",
        "model-card, co2_eq_emissions:"
    })
    void everyFormatIsPrinted(String format, String hallmark) {
        Called called =
                Called.wattle(
                        "estimate",
                        "--accelerator",
                        "A100",
                        "--hours",
                        "1",
                        "--zone",
                        "FR",
                        "--format",
                        format);
        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains(hallmark).endsWith("\n");
        assertThat(called.err()).isEmpty();
    }

    @Test
    void theModelCardIsInGrams() {
        Called called =
                Called.wattle(
                        "estimate",
                        "--energy-kwh",
                        "1000",
                        "--intensity",
                        "83.524",
                        "--format",
                        "model-card");
        assertThat(called.out()).contains("emissions: 83524\n");
    }

    @Test
    void anOutputFileIsWrittenWholeAndNotReplacedUnasked(@TempDir Path folder) throws IOException {
        String file = folder.resolve("result.json").toString();
        String[] args = {
            "estimate", "--accelerator", "A100", "--hours", "1", "--json", "--output", file
        };
        assertThat(Called.wattle(args).exit()).isZero();
        String first = Files.readString(Path.of(file));
        assertThat(first).endsWith("}\n");
        Called again = Called.wattle(args).refused(Exit.CONFLICT);
        assertThat(again.err()).contains("exists already").contains("--force");
        assertThat(Files.readString(Path.of(file))).isEqualTo(first);
        String[] forced = java.util.Arrays.copyOf(args, args.length + 1);
        forced[args.length] = "--force";
        assertThat(Called.wattle(forced).exit()).isZero();
        try (var files = Files.list(folder)) {
            assertThat(files).as("no partial files are left").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--accelerator A100",
                "--accelerator A100 --hours 1 --device-hours 1",
                "--accelerator A100 --hours -1",
                "--accelerator A100 --hours NaN",
                "--accelerator A100 --hours 1e999",
                "--accelerator A100:0 --hours 1",
                "--accelerator A100:99999999999 --hours 1",
                "--accelerator A100 --hours 1 --pue 0.9",
                "--accelerator A100 --hours 1 --utilization 1.5",
                "--accelerator A100 --hours 1 --power-watts -3",
                "--accelerator A100 --hours 1 --intensity -3",
                "--accelerator A100 --hours 1 --intensity 3 --zone FR",
                "--accelerator A100 --hours 1 --provider aws",
                "--accelerator A100 --hours 1 --offset-percent 101",
                "--accelerator A100 --hours 1 --runs 0",
                "--accelerator A100 --hours 1 --count 0",
                "--accelerator A100 --hours 1 --year 20",
                "--accelerator A100 --hours 1 --format xml",
                "--accelerator A100 --hours 1 --json --csv",
                "--accelerator A100 --hours one",
                "--accelerator A100 --hours 1 --signal mean --intensity 3",
                "--energy-kwh 1 --accelerator A100 --hours 1",
                "--energy-kwh 1 --resource-share 0.5",
                "--energy-kwh 1 --from 2026-01-01",
                "--energy-kwh 1 --to 2026-01-01",
                "--accelerator A100 --hours 1 --lifespan-years 0",
                "--accelerator A100 --hours 1 --resource-share 1.1",
                "--accelerator A100 --hours 1 --resource-share 0.5 --no-embodied",
                "--accelerator A100 --hours 1 --year 2025 --from 2025-01-01",
                "--accelerator A100 --hours 1 --from 2025-01-02 --to 2025-01-01",
                "--accelerator A100 --hours 1 --from 2025-01-02 --to 2025-01-02",
                "--accelerator A100 --hours 25 --from 2025-01-01 --to 2025-01-02",
                "--accelerator A100 --hours 1 --from 2025-01-02T05:00:00",
                "--accelerator A100 --hours 1 --from yesterday",
                "--accelerator A100 --hours 1e12 --from 2025-01-02",
                "--hours 1",
                "--accelerator A100 --huors 1"
            })
    void wrongOptionsAreUsageErrors(String options) {
        Called.wattle(("estimate " + options).strip().split(" ")).refused(Exit.USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "--zone FRX, zone \"FRX\" is not known. Did you mean FR",
        "--provider aws --region eu-west-33, eu-west-3",
        "--provider aqs --region eu-west-3, aws",
        "--zone Frnace, France"
    })
    void unknownPlacesAreRefusedWithSuggestions(String options, String suggestion) {
        Called called =
                Called.wattle(("estimate --accelerator A100 --hours 1 " + options).split(" "))
                        .refused(Exit.INVALID_INPUT);
        assertThat(called.err()).startsWith("error WATTLE-3012: ").contains(suggestion);
    }

    @Test
    void numbersBeyondCountingAreRefused() {
        Called.wattle("estimate", "--energy-kwh", "1e300", "--intensity", "1e300")
                .refused(Exit.INVALID_INPUT);
    }

    @Test
    void unknownDevicesAreRefusedWithSuggestionsUnlessTheirPowerIsGiven() {
        Called refused =
                Called.wattle("estimate", "--accelerator", "RTX 4099", "--hours", "1")
                        .refused(Exit.INVALID_INPUT);
        assertThat(refused.err()).contains("4090");
        Called unpublished =
                Called.wattle("estimate", "--accelerator", "TPU v5e", "--hours", "1")
                        .refused(Exit.INVALID_INPUT);
        assertThat(unpublished.err()).contains("no rated power").contains("--power-watts");
        JsonNode given =
                estimate("--accelerator FancyChip:2 --power-watts 100 --hours 5 --zone FR");
        assertThat(given.path("it_energy_kwh").asDouble()).isEqualTo(1);
        assertThat(given.path("embodied_g").isNull()).isTrue();
    }
}
