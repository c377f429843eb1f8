package wattle.grid.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.grid.Decision;
import wattle.grid.Factor;
import wattle.grid.Forecast;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.Labels;
import wattle.grid.Signal;
import wattle.grid.forecast.Band;
import wattle.series.HeldSeries;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TestFiles;
import wattle.testing.IntensityForecastContract;
import wattle.unit.Source;

class ForecastArchiveTest extends IntensityForecastContract {

    private static final String ROWS =
            """
            issued_utc,h5,h10,h15,h20
            2020-01-01T00:00:00Z,242,233,232.3,238.7
            2020-01-01T00:30:00Z,261.1,,291.8,303.5
            2020-01-01T01:00:00Z,270.1,271.4,279.6,286.6
            """;

    @TempDir private Path folder = Path.of("");

    private ForecastArchive read(String text) {
        return read(TestFiles.write(folder, "a.csv", text));
    }

    private ForecastArchive read(Path file) {
        return ForecastArchive.read(file, zone(), labels(), new Source("an archive", null));
    }

    @Override
    protected IntensityForecast healthy() {
        return read(ROWS);
    }

    @Override
    protected GridZone zone() {
        return new GridZone("file", "US-CAISO-PGE");
    }

    @Override
    protected Labels labels() {
        return new Labels(Signal.MARGINAL, Factor.DIRECT_CO2);
    }

    @Override
    protected GridZone unknownZone() {
        return new GridZone("file", "FR");
    }

    @Override
    protected Decision decision() {
        return new Decision(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Override
    protected Duration horizon() {
        return Duration.ofMinutes(25);
    }

    @Override
    protected Decision tooEarly() {
        return new Decision(Instant.parse("2019-12-31T23:59:59Z"));
    }

    private static Forecast at(ForecastArchive archive, String time) throws GridException {
        return archive.forecast(Instant.parse(time), Duration.ofHours(3));
    }

    private static HeldSeries values(Forecast forecast, String time) {
        return forecast.usableFor(new Decision(Instant.parse(time))).gramsPerKilowattHour();
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01T00:00:00Z, 2020-01-01T00:00:00Z",
        "2020-01-01T00:19:59Z, 2020-01-01T00:00:00Z",
        "2020-01-01T00:30:00Z, 2020-01-01T00:30:00Z",
        "2020-01-01T00:54:00Z, 2020-01-01T00:30:00Z",
        "2020-01-01T01:24:59Z, 2020-01-01T01:00:00Z"
    })
    void theLatestThatWasIssuedByThenIsTaken(String time, String issued) throws Exception {
        assertThat(at(read(ROWS), time).issuedAt()).isEqualTo(issued);
    }

    @Test
    void valuesBeginSoManyMinutesAfterTheIssueAsTheirColumnSays() throws Exception {
        byte[] packed = TestFiles.gzip(ROWS.getBytes(StandardCharsets.UTF_8));
        ForecastArchive archive = read(TestFiles.write(folder, "packed", packed));
        assertThat(archive.size()).isEqualTo(3);
        HeldSeries first = values(at(archive, "2020-01-01T00:00:00Z"), "2020-01-01T00:00:00Z");
        assertThat(first.timeline().span())
                .hasToString("2020-01-01T00:05:00Z/2020-01-01T00:25:00Z");
        assertThat(first.value(2)).isEqualTo(232.3);
        assertThat(archive.bands().getLast())
                .isEqualTo(new Band(Duration.ofMinutes(20), Duration.ofMinutes(25)));
    }

    @Test
    void anEmptyCellIsAGap() throws Exception {
        HeldSeries second = values(at(read(ROWS), "2020-01-01T00:30:00Z"), "2020-01-01T00:30:00Z");
        assertThat(second.size()).isEqualTo(3);
        assertThat(second.timeline().gaps()).isEqualTo(1);
    }

    @Test
    void whatHasPassedIsLeftOutAndAnOldForecastSaysNothing() throws Exception {
        ForecastArchive archive = read(ROWS);
        HeldSeries left = values(at(archive, "2020-01-01T01:12:00Z"), "2020-01-01T01:12:00Z");
        assertThat(left.timeline().span()).hasToString("2020-01-01T01:10:00Z/2020-01-01T01:25:00Z");
        assertThatThrownBy(() -> at(archive, "2020-01-01T01:25:00Z"))
                .isInstanceOf(GridException.class)
                .hasMessageContaining("issued at 2020-01-01T01:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issued_utc,h5|no row",
                "time,h5\\n2020-01-01T00:00:00Z,1|first column must be issued_utc",
                "issued_utc,5\\n2020-01-01T00:00:00Z,1|lead in minutes",
                "issued_utc,h5x\\n2020-01-01T00:00:00Z,1|lead in minutes",
                "issued_utc,h99999999999\\n2020-01-01T00:00:00Z,1|lead in minutes",
                "issued_utc,h10,h5\\n2020-01-01T00:00:00Z,1,2|do not rise",
                "issued_utc,h5\\n2020-01-01T00:00:00,1|line 2, column issued_utc",
                "issued_utc,h5\\n2020-01-01T00:00:00Z,x|line 2, column h5",
                "issued_utc,h5\\n2020-01-01T00:00:00Z,NaN|line 2, column h5",
                "issued_utc,h5\\n2020-01-01T00:00:00Z,1\\n2020-01-01T00:00:00Z,1|line 3",
                "issued_utc,h5,h10\\n2020-01-01T00:00:00Z,1|line 2"
            })
    void whatIsNoSuchFileIsRefusedWithItsPlace(String text, String place) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n") + "\n"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(place);
    }

    @Test
    void anAverageBelowZeroIsRefusedAndAMarginalOneIsNot() {
        String text = "issued_utc,h5\n2020-01-01T00:00:00Z,-3\n";
        assertThat(read(text).size()).isEqualTo(1);
        var average = new Labels(Signal.AVERAGE, Factor.DIRECT_CO2);
        Path file = TestFiles.write(folder, "average.csv", text);
        assertThatThrownBy(() -> ForecastArchive.read(file, null, average, new Source("x", null)))
                .hasMessageContaining("below zero");
    }
}
