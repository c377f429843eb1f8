package wattle.grid.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.grid.Factor;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TestFiles;

/// Answers in the form that the services document, with numbers of this test's own.
class JsonAnswerTest {

    private static final String WATTTIME =
            """
            {"data": [{"point_time": "2026-03-01T00:00:00+00:00", "value": 1000.0},
                      {"point_time": "2026-03-01T00:05:00+00:00", "value": 500, "imputed_data_used": true}],
             "meta": {"data_point_period_seconds": 300, "region": "CAISO_NORTH", "warnings": [],
                      "signal_type": "co2_moer", "model": {"date": "2023-03-01"},
                      "units": "lbs_co2_per_mwh"}}
            """;

    private static final String ELECTRICITY_MAPS =
            """
            {"zone": "FR", "history": [
              {"zone": "FR", "carbonIntensity": 40, "datetime": "2026-03-01T00:00:00.000Z",
               "updatedAt": "2026-03-02T00:00:00.000Z", "emissionFactorType": "lifecycle",
               "isEstimated": false, "estimationMethod": null},
              {"zone": "FR", "carbonIntensity": null, "datetime": "2026-03-01T01:00:00.000Z",
               "emissionFactorType": "lifecycle", "isEstimated": true},
              {"zone": "FR", "carbonIntensity": 42.5, "datetime": "2026-03-01T02:00:00.000Z",
               "emissionFactorType": "lifecycle", "isEstimated": true}]}
            """;

    @TempDir private Path folder = Path.of("");

    private RawFile read(String text, RawOptions options) {
        return RawFile.read(TestFiles.write(folder, "answer.json", text), options);
    }

    @Test
    void wattTimesHistory() {
        RawFile file = read(WATTTIME, RawOptions.NONE);
        assertThat(file.shape()).isEqualTo("watttime-json");
        assertThat(file.labels()).isEqualTo(new Labels(Signal.MARGINAL, Factor.DIRECT_CO2));
        assertThat(file.zones()).containsExactly("CAISO_NORTH");
        assertThat(file.source().name()).isEqualTo("WattTime co2_moer, model of 2023-03-01");
        assertThat(file.rows().value(0)).isEqualTo(453.59237);
        assertThat(file.rows().quality(0)).isEqualTo(Quality.MEASURED);
        assertThat(file.rows().quality(1)).isEqualTo(Quality.ESTIMATED);
        assertThat(Instant.ofEpochSecond(0, file.rows().nanos(1)))
                .isEqualTo("2026-03-01T00:05:00Z");
        assertThat(read(WATTTIME.replace("co2_moer", "co2_aoer"), RawOptions.NONE).labels())
                .isEqualTo(new Labels(Signal.AVERAGE, Factor.DIRECT_CO2));
    }

    @Test
    void electricityMapsHistoryAndPastRange() {
        for (String text :
                new String[] {ELECTRICITY_MAPS, ELECTRICITY_MAPS.replace("history", "data")}) {
            RawFile file = read(text, RawOptions.NONE);
            assertThat(file.shape()).isEqualTo("electricitymaps-json");
            assertThat(file.labels()).isEqualTo(new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E));
            assertThat(file.zones()).containsExactly("FR");
            assertThat(file.rows().value(0)).isEqualTo(40);
            assertThat(file.rows().isEmpty(1)).isTrue();
            assertThat(file.rows().quality(2)).isEqualTo(Quality.ESTIMATED);
        }
        String silent = ELECTRICITY_MAPS.replace("emissionFactorType", "factor");
        assertThat(read(silent, RawOptions.NONE.withFactor(Factor.DIRECT_CO2E)).labels().factor())
                .isEqualTo(Factor.DIRECT_CO2E);
        refused(silent, "--factor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lbs_co2_per_mwh|percentile|no carbon intensity",
                "co2_moer|health_damage|is not known here",
                "1000.0|\"many\"|data[0].value",
                "+00:00||data[0].point_time",
                "\"value\"|\"amount\"|data[0].value",
                "\"region\"|\"area\"|meta.region",
                "}}|}|begins like JSON",
                "\"meta\"|\"head\"|not known here"
            })
    void whatIsNotSuchAnAnswerIsRefusedWithItsPlace(String good, String bad, String words) {
        refused(WATTTIME.replace(good, bad == null ? "" : bad), words);
    }

    @Test
    void randomNumbersAndTwoKindsInOneAreRefused() {
        refused(
                ELECTRICITY_MAPS.replace(
                        "\"estimationMethod\": null",
                        "\"estimationMethod\": \"SANDBOX_MODE_DATA\""),
                "sandbox");
        refused(ELECTRICITY_MAPS.replaceFirst("lifecycle", "direct"), "counts otherwise");
        refused("{}", "not known here");
    }

    private void refused(String text, String words) {
        assertThatThrownBy(() -> read(text, RawOptions.NONE))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(words);
    }
}
