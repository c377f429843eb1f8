package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import wattle.grid.catalog.TypicalDay;
import wattle.testing.SharedData;

class AccountCommandTest {

    private static final String ENERGY =
            """
            interval_start_utc,energy_joules
            2026-01-01T12:00:00Z,3600000
            2026-01-01T12:30:00Z,7200000
            2026-01-01T13:00:00Z,3600000
            2026-01-01T13:30:00Z,3600000
            """;

    private static final String INTENSITY =
            """
            timestamp_utc,g_per_kwh
            2026-01-01T12:00:00Z,100
            2026-01-01T13:00:00Z,300
            """;

    @TempDir private Path folder = Path.of("");

    private String file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void energyMeetsTheIntensityOfItsHour() {
        JsonNode json =
                Called.wattle(
                                "account",
                                "--energy",
                                file("energy.csv", ENERGY),
                                "--intensity-file",
                                file("intensity.csv", INTENSITY),
                                "--pue",
                                "1.5",
                                "--json")
                        .json();
        // (3 kWh × 100 g + 2 kWh × 300 g) × 1.5.
        assertThat(json.path("operational_g").asDouble()).isCloseTo(1350, within(1e-9));
        assertThat(json.path("energy_kwh").asDouble()).isCloseTo(7.5, within(1e-12));
        assertThat(json.path("intensity").path("energy_weighted_g_per_kwh").asDouble())
                .isCloseTo(180, within(1e-9));
        assertThat(json.path("intensity").path("time_mean_g_per_kwh").asDouble()).isEqualTo(200);
        assertThat(json.path("coverage").asDouble()).isEqualTo(1);
        assertThat(json.path("start").asString()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(json.path("end").asString()).isEqualTo("2026-01-01T14:00:00Z");
        assertThat(json.path("intensity").path("signal").asString()).isEqualTo("unstated");
    }

    @Test
    void theEnergySeriesOfThePaper() {
        JsonNode json =
                Called.wattle(
                                "account",
                                "--energy",
                                SharedData.needed("dodge2022/gpu_energy_5min.csv").toString(),
                                "--intensity-file",
                                SharedData.needed("intensity/US-CAISO-NORTH.marginal.csv.gz")
                                        .toString(),
                                "--json")
                        .json();
        assertThat(json.path("energy_kwh").asDouble()).isCloseTo(244.697222, within(5e-7));
        double grams = json.path("operational_g").asDouble();
        assertThat(grams).isCloseTo(69_257.32, within(5e-3));
        assertThat(json.path("intensity").path("energy_weighted_g_per_kwh").asDouble())
                .isCloseTo(283.0327, within(5e-5));
        assertThat(json.path("intensity").path("signal").asString()).isEqualTo("marginal");
        assertThat(json.path("intensity").path("factor").asString()).isEqualTo("direct-co2");
        // The paper's tool joined newest intensity to oldest energy: 78.1 kg. Pounds taken for
        // kilograms: 152.7 kg.
        assertThat(grams).isNotCloseTo(78_100, within(5000.0));
        assertThat(grams / 0.45359237).as("lb taken for kg").isCloseTo(152_686, within(100.0));
    }

    @Test
    void missingIntensityIsRefusedUnlessAPolicySaysOtherwise() {
        String energy = file("energy.csv", ENERGY);
        String hour =
                file(
                        "hour.csv",
                        "timestamp_utc,g_per_kwh\n2026-01-01T11:00:00Z,1\n2026-01-01T12:00:00Z,100\n");
        Called refused =
                Called.wattle("account", "--energy", energy, "--intensity-file", hour)
                        .refused(Exit.DATA_MISSING);
        assertThat(refused.err())
                .contains("2026-01-01T13:00:00Z/2026-01-01T14:00:00Z")
                .contains("--gaps leave-out");
        JsonNode left =
                Called.wattle(
                                "account",
                                "--energy",
                                energy,
                                "--intensity-file",
                                hour,
                                "--gaps",
                                "leave-out",
                                "--json")
                        .json();
        assertThat(left.path("coverage").asDouble()).isCloseTo(0.6, within(1e-12));
        assertThat(left.path("operational_g").asDouble()).isCloseTo(300, within(1e-9));
        JsonNode held =
                Called.wattle(
                                "account",
                                "--energy",
                                energy,
                                "--intensity-file",
                                hour,
                                "--gaps",
                                "hold:30m",
                                "--json")
                        .json();
        assertThat(held.path("coverage").asDouble()).isCloseTo(0.8, within(1e-12));
        assertThat(held.path("operational_g").asDouble()).isCloseTo(400, within(1e-9));
        assertThat(held.path("problems").toString()).contains("held over gaps");
    }

    @Test
    void aWindowSplitsTheIntervalsAtItsEdges() {
        JsonNode json =
                Called.wattle(
                                "account",
                                "--energy",
                                file("energy.csv", ENERGY),
                                "--intensity",
                                "100",
                                "--from",
                                "2026-01-01T12:45:00Z",
                                "--to",
                                "2026-01-01T15:15:00+02:00",
                                "--json")
                        .json();
        // Half of 2 kWh and half of 1 kWh.
        assertThat(json.path("energy_kwh").asDouble()).isCloseTo(1.5, within(1e-12));
        assertThat(json.path("end").asString()).isEqualTo("2026-01-01T13:15:00Z");
    }

    @Test
    void aYearlyFigureIsThatOfTheEnergysYear() {
        String energy =
                file(
                        "energy.csv",
                        "interval_start_utc,power_watts\n2019-06-01T00:00:00Z,1000\n2019-06-01T01:00:00Z,1000\n");
        JsonNode json =
                Called.wattle("account", "--energy", energy, "--zone", "FR", "--json").json();
        assertThat(json.path("intensity").path("year").asInt()).isEqualTo(2019);
        assertThat(json.path("energy_kwh").asDouble()).isEqualTo(2);
    }

    @Test
    void theRangeOfATypicalDayIsThatOfItsPercentiles() throws IOException {
        JsonNode json =
                Called.wattle(
                                "account",
                                "--energy",
                                file("energy.csv", ENERGY),
                                "--zone",
                                "DE",
                                "--pue",
                                "1.5",
                                "--json")
                        .json();
        double[] noon = typicalDay("1,12,");
        double[] one = typicalDay("1,13,");
        // 3 kWh at noon and 2 kWh an hour later.
        assertThat(json.path("operational_g").asDouble())
                .isCloseTo((3 * noon[0] + 2 * one[0]) * 1.5, within(1e-6));
        JsonNode range = json.path("range_g");
        assertThat(range.path(0).asDouble())
                .isCloseTo((3 * noon[1] + 2 * one[1]) * 1.5, within(1e-6));
        assertThat(range.path(1).asDouble())
                .isCloseTo((3 * noon[2] + 2 * one[2]) * 1.5, within(1e-6));
        assertThat(json.path("intensity").path("quality").asString()).isEqualTo("typical-day");
    }

    /// Mean, 10th and 90th percentile of a month and hour, from the shipped file as it is.
    static double[] typicalDay(String monthAndHour) throws IOException {
        try (InputStream file =
                TypicalDay.class.getResourceAsStream(
                        "odbl/typical_days/DE.average.lifecycle-co2e.csv")) {
            String row =
                    new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.startsWith(monthAndHour))
                            .findFirst()
                            .orElseThrow();
            return Arrays.stream(row.substring(monthAndHour.length()).split(","), 0, 3)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }

    @Test
    void filesThatFollowEachOtherAreOneSeriesAndMixedSignalsAreRefused() throws IOException {
        String energy = file("energy.csv", ENERGY);
        String noon =
                file(
                        "noon.csv",
                        "timestamp_utc,g_per_kwh\n2026-01-01T12:00:00Z,100\n2026-01-01T12:30:00Z,100\n");
        String one =
                file(
                        "one.csv",
                        "timestamp_utc,g_per_kwh\n2026-01-01T13:00:00Z,300\n2026-01-01T13:30:00Z,300\n");
        JsonNode json =
                Called.wattle(
                                "account",
                                "--energy",
                                energy,
                                "--intensity-file",
                                noon,
                                "--intensity-file",
                                one,
                                "--json")
                        .json();
        assertThat(json.path("operational_g").asDouble()).isCloseTo(900, within(1e-9));

        Files.writeString(
                folder.resolve("regions.csv"),
                """
                region,zone,signal,factor,licence
                noon,XX,average,direct-co2,CC0
                one,XX,marginal,direct-co2,CC0
                """);
        Called mixed =
                Called.wattle(
                                "account",
                                "--energy",
                                energy,
                                "--intensity-file",
                                noon,
                                "--intensity-file",
                                one)
                        .refused(Exit.INVALID_INPUT);
        assertThat(mixed.err())
                .contains("cannot mix average with marginal intensity")
                .contains("different questions");
    }

    @Test
    void wrongFilesAreRefusedWithLineAndColumn() {
        Called called =
                Called.wattle(
                                "account",
                                "--energy",
                                file("energy.csv", ENERGY.replace("7200000", "NaN")),
                                "--intensity",
                                "100")
                        .refused(Exit.INVALID_INPUT);
        assertThat(called.err()).contains("energy.csv line 3").contains("energy_joules");
        Called.wattle("account", "--energy", folder.resolve("none.csv").toString(), "--zone", "FR")
                .refused(Exit.INVALID_INPUT);
    }

    @Test
    void wrongOptionsAreUsageErrors() {
        String energy = file("energy.csv", ENERGY);
        String intensity = file("intensity.csv", INTENSITY);
        Called.wattle("account").refused(Exit.USAGE);
        Called.wattle("account", "--energy", energy).refused(Exit.USAGE);
        for (String wrong :
                new String[] {
                    "--gaps guess",
                    "--gaps hold:",
                    "--gaps hold:-1h",
                    "--gaps hold:9999999999999999d",
                    "--from yesterday",
                    "--from 2026-01-01T12:00:00",
                    "--from 2026-01-01T13:00:00Z --to 2026-01-01T12:00:00Z",
                    "--zone FR"
                }) {
            Called.wattle(
                            ("account --energy "
                                            + energy
                                            + " --intensity-file "
                                            + intensity
                                            + " "
                                            + wrong)
                                    .split(" "))
                    .refused(Exit.USAGE);
        }
        Called.wattle(
                        "account",
                        "--energy",
                        energy,
                        "--zone",
                        "FR",
                        "--from",
                        "2027-01-01T00:00:00Z",
                        "--to",
                        "2027-01-02T00:00:00Z")
                .refused(Exit.DATA_MISSING);
    }
}
