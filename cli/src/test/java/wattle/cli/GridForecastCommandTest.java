package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import wattle.grid.Factor;
import wattle.grid.Forecaster;
import wattle.grid.GridZone;
import wattle.grid.Labels;
import wattle.grid.Signal;
import wattle.grid.catalog.TypicalDay;
import wattle.grid.forecast.Forecasters;

class GridForecastCommandTest {

    @TempDir private Path folder = Path.of("");

    private String file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Days of hours, each with the value of its hour of the day plus 100.
    private String days(int days) {
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 24 * days; i++) {
            text.append(at.plusSeconds(3600L * i)).append(',').append(100 + i % 24).append('\n');
        }
        return file("days-" + days + ".csv", text.toString());
    }

    @Test
    void aForecastHasValuesAndTheirRange() {
        JsonNode json =
                Called.wattle(
                                "grid",
                                "forecast",
                                days(60),
                                "--at",
                                "2026-02-25T06:00:00Z",
                                "--horizon",
                                "24h",
                                "--signal",
                                "average",
                                "--json")
                        .json();
        assertThat(json.path("schema").asString()).isEqualTo("wattle.forecast/1");
        assertThat(json.path("issued_at").asString()).isEqualTo("2026-02-25T06:00:00Z");
        assertThat(json.path("model").asString()).isEqualTo("blend");
        assertThat(json.path("signal").asString()).isEqualTo("average");
        assertThat(json.path("zone").isNull()).isTrue();
        assertThat(json.path("quality").asString()).isEqualTo("forecast");
        assertThat(json.path("values").size()).isEqualTo(24);
        JsonNode first = json.path("values").path(0);
        assertThat(first.path("start").asString()).isEqualTo("2026-02-25T06:00:00Z");
        assertThat(first.path("end").asString()).isEqualTo("2026-02-25T07:00:00Z");
        assertThat(first.path("g_per_kwh").asDouble()).isCloseTo(106, within(0.01));
        assertThat(first.path("low_g_per_kwh").asDouble()).isCloseTo(106, within(0.01));
        assertThat(json.path("versions").propertyNames()).containsExactly("wattle", "data");
    }

    @Test
    void theTableIsForTheEyeAndTheCsvIsAnIntensitySeries() {
        Called table =
                Called.wattle(
                        "grid",
                        "forecast",
                        days(5),
                        "--model",
                        "persistence-day",
                        "--horizon",
                        "2h");
        assertThat(table.exit()).isZero();
        assertThat(table.out())
                .contains("issued  2026-01-06T00:00:00Z")
                .contains("model   persistence-day")
                .contains("2026-01-06T01:00:00Z  101");
        Called csv =
                Called.wattle(
                        "grid",
                        "forecast",
                        "--intensity-file",
                        days(5),
                        "--model",
                        "persistence-day",
                        "--horizon",
                        "48h",
                        "--csv");
        assertThat(csv.out())
                .startsWith(
                        """
                        timestamp_utc,g_per_kwh,low_g_per_kwh,high_g_per_kwh
                        2026-01-06T00:00:00Z,100.0,,
                        """);
        Called again =
                Called.wattle("grid", "forecast", file("f.csv", csv.out()), "--horizon", "1h");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.out()).contains("typical-day (blend needs 14 days");
    }

    @Test
    void manyValuesAreShownByTheHour() {
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 600; i++) {
            text.append(at.plusSeconds(300L * i)).append(",7\n");
        }
        Called called =
                Called.wattle(
                        "grid", "forecast", file("five.csv", text.toString()), "--horizon", "9h");
        assertThat(called.out())
                .contains("2026-01-03T02:00:00Z  7")
                .doesNotContain("02:05")
                .contains("Means of hours");
    }

    @Test
    void theBacktestScoresAllModelsByHorizon() {
        JsonNode json =
                Called.wattle(
                                "grid",
                                "forecast",
                                days(80),
                                "--backtest",
                                "--every",
                                "97h",
                                "--json")
                        .json();
        assertThat(json.path("schema").asString()).isEqualTo("wattle.backtest/1");
        assertThat(json.path("issued").asInt()).isEqualTo(13);
        assertThat(json.path("scores").size()).isEqualTo(8 * Forecasters.all().size());
        for (JsonNode score : json.path("scores")) {
            if (score.path("model").asString().equals("persistence-day")) {
                assertThat(score.path("mae_g_per_kwh").asDouble()).isZero();
                assertThat(score.path("ranking_skill").isNull())
                        .isEqualTo(
                                score.path("up_to_seconds").asInt() < 24 * 3600
                                        || score.path("after_seconds").asInt() == 12 * 3600);
            }
        }
    }

    @Test
    void archivedForecastsAreScoredBesideTheModels() {
        String archive =
                file(
                        "archive.csv",
                        """
                        issued_utc,h0,h60
                        2026-02-01T00:00:00Z,103,101
                        2026-02-03T07:00:00Z,107,110
                        """);
        Called csv =
                Called.wattle(
                        "grid",
                        "forecast",
                        days(60),
                        "--backtest",
                        "--models",
                        "persistence-day,blend",
                        "--archive",
                        archive,
                        "--csv");
        assertThat(csv.exit()).as(csv.err()).isZero();
        assertThat(csv.out())
                .startsWith("model,after_minutes,up_to_minutes,values,mae_g_per_kwh,")
                .contains("\narchived,0,60,2,1.5,")
                .contains("\narchived,60,120,2,1.0,")
                .contains("\npersistence-day,0,60,2,0.0,");
        Called table =
                Called.wattle(
                        "grid",
                        "forecast",
                        days(60),
                        "--backtest",
                        "--models",
                        "last-value",
                        "--archive",
                        archive);
        assertThat(table.out()).contains("archived").contains("low hours found");
    }

    @Test
    void aResultCanBeWrittenToAFileOnce() throws Exception {
        String output = folder.resolve("out.json").toString();
        String[] line = {"grid", "forecast", days(5), "--json", "--output", output};
        assertThat(Called.wattle(line).out()).isEmpty();
        assertThat(Files.readString(Path.of(output))).contains("wattle.forecast/1");
        Called.wattle(line).refused(Exit.CONFLICT);
    }

    @Test
    void theModelsInTheHelpAreThoseThatThereAre() {
        String help = Called.wattle("grid", "forecast", "--help").out();
        List<String> names = Forecasters.all().stream().map(Forecaster::name).toList();
        assertThat(names).allSatisfy(each -> assertThat(help).contains(each));
        assertThat(names).first().isEqualTo("blend").isEqualTo(Forecasters.standard().name());
    }

    @ParameterizedTest
    @CsvSource({
        "USAGE, --model magic",
        "USAGE, --json --csv",
        "USAGE, --every 5h",
        "USAGE, --backtest --model blend",
        "USAGE, --backtest --at 2026-01-02T00:00:00Z",
        "USAGE, --horizon 0h",
        "USAGE, --horizon 99999999d",
        "USAGE, --at yesterday",
        "DATA_MISSING, --at 2025-12-31T00:00:00Z",
        "DATA_MISSING, --at 2026-02-01T00:00:00Z",
        "DATA_MISSING, --backtest"
    })
    void whatCannotBeAnsweredIsRefused(Exit code, String options) {
        String[] line = ("grid forecast " + days(5) + " " + options).split(" ");
        Called.wattle(line).refused(code);
    }

    @Test
    void aFileIsNeeded() {
        Called.wattle("grid", "forecast").refused(Exit.USAGE);
        Called.wattle("grid", "forecast", folder.resolve("none.csv").toString())
                .refused(Exit.INVALID_INPUT);
    }

    /// Germany's ships for 2021 to 2024. The last day is level, so the ups and downs are the
    /// table's; no forecast leaves the range of the past, so that is wide.
    @Test
    void theShippedTypicalDayIsAModelOfItsZoneForLaterYearsOnly() {
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        for (int i = 0; i < 24 * 5; i++) {
            text.append(Instant.parse("2026-06-01T00:00:00Z").plusSeconds(3600L * i))
                    .append(i == 0 ? ",100\n" : i == 1 ? ",2000\n" : ",500\n");
        }
        String level = file("level.csv", text.toString());
        String[] line = {
            "grid",
            "forecast",
            level,
            "--zone=DE",
            "--signal=average",
            "--factor=lifecycle-co2e",
            "--model=typical-day-shipped",
            "--horizon=24h",
            "--json"
        };
        JsonNode json = Called.wattle(line).json();
        assertThat(json.path("quality").asString()).isEqualTo("typical-day");
        assertThat(json.path("model").asString()).isEqualTo("typical-day-shipped");
        TypicalDay day =
                Objects.requireNonNull(
                        TypicalDay.find(
                                new GridZone("country", "DEU"),
                                new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E)));
        double mean = 0;
        for (int hour = 0; hour < 24; hour++) {
            mean += day.at(6, hour).value().gramsPerKilowattHour() / 24;
        }
        for (int hour = 0; hour < 24; hour++) {
            assertThat(json.path("values").path(hour).path("g_per_kwh").asDouble())
                    .isCloseTo(
                            500 * day.at(6, hour).value().gramsPerKilowattHour() / mean,
                            within(1e-6));
        }

        line[3] = "--zone=FR";
        line[5] = "--factor=direct-co2";
        assertThat(Called.wattle(line).refused(Exit.DATA_MISSING).err())
                .contains("no typical day ships");
        line[2] = file("old.csv", text.toString().replace("2026-", "2023-"));
        line[3] = "--zone=DE";
        line[5] = "--factor=lifecycle-co2e";
        assertThat(Called.wattle(line).refused(Exit.DATA_MISSING).err())
                .contains("before the forecast");
    }
}
