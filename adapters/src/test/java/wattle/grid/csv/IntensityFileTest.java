package wattle.grid.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Reading;
import wattle.series.csv.TestFiles;
import wattle.unit.Source;

class IntensityFileTest {

    private static final String REGIONS =
            """
            region,zone,signal,factor,licence,method,note
            FR.marginal,FR,marginal,direct-co2,CC BY-NC 4.0,merit order,
            half,XX,,lifecycle-co2e,,,
            wrong,XX,marginl,direct-co2,,,
            """;

    @TempDir Path folder;

    @BeforeEach
    void twoRows() {
        write("FR.marginal.csv.gz", 32.5);
    }

    @Test
    void withoutAWordAboutItAFileIsUnstated() {
        IntensitySeries series = read("FR.marginal.csv.gz", null, null).series();
        assertThat(series.zone()).isNull();
        assertThat(series.labels()).isEqualTo(Labels.UNSTATED);
        assertThat(series.quality()).isEqualTo(Quality.UNSTATED);
        assertThat(series.source()).isEqualTo(new Source("FR.marginal.csv.gz", null));
        assertThat(series.gramsPerKilowattHour().max()).isEqualTo(32.5);
    }

    @Test
    void theCallerSaysWhatItIs() {
        assertThat(read("FR.marginal.csv.gz", Signal.AVERAGE, Factor.DIRECT_CO2E).series().labels())
                .isEqualTo(new Labels(Signal.AVERAGE, Factor.DIRECT_CO2E));
    }

    @Test
    void regionsInTheSameFolderSayWhatItIs() {
        TestFiles.write(folder, "regions.csv", REGIONS);
        IntensitySeries series = read("FR.marginal.csv.gz", null, Factor.DIRECT_CO2).series();
        assertThat(series.zone()).isEqualTo(new GridZone("file", "FR"));
        assertThat(series.labels()).isEqualTo(new Labels(Signal.MARGINAL, Factor.DIRECT_CO2));
        assertThat(series.quality()).isEqualTo(Quality.UNSTATED);
        assertThat(series.source()).isEqualTo(new Source("merit order", "CC BY-NC 4.0"));
    }

    @Test
    void whatRegionsLeaveOpenTheCallerMaySay() {
        TestFiles.write(folder, "regions.csv", REGIONS);
        write("half.csv", 1);
        assertThat(read("half.csv", Signal.AVERAGE, null).series().labels())
                .isEqualTo(new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E));
        assertThat(read("half.csv", null, null).series().labels().signal())
                .isEqualTo(Signal.UNSTATED);
    }

    @Test
    void aCallerWhoContradictsRegionsIsRefused() {
        TestFiles.write(folder, "regions.csv", REGIONS);
        assertThatThrownBy(() -> read("FR.marginal.csv.gz", Signal.AVERAGE, null))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(
                        folder.resolve("regions.csv")
                                + " line 2, column signal: FR.marginal.csv.gz is marginal here, and"
                                + " average by --signal. Leave out --signal, or correct"
                                + " regions.csv.");
    }

    @Test
    void aWordThatRegionsDoNotKnowIsRefused() {
        TestFiles.write(folder, "regions.csv", REGIONS);
        write("wrong.csv", 1);
        assertThatThrownBy(() -> read("wrong.csv", null, null))
                .hasMessageContaining(
                        "regions.csv line 4, column signal: \"marginl\" is not known here; expected"
                                + " one of average, marginal, long-run-marginal, unstated.");
    }

    @Test
    void aFileThatRegionsDoNotNameIsUnstated() {
        TestFiles.write(folder, "regions.csv", REGIONS);
        write("other.csv", 1);
        assertThat(read("other.csv", null, null).series().labels()).isEqualTo(Labels.UNSTATED);
    }

    @Test
    void regionsOfAnotherKindAreLeftAloneAndSaidSo() {
        TestFiles.write(folder, "regions.csv", "name,value\nParis,1\n");
        assertThat(read("FR.marginal.csv.gz", null, null).remarks())
                .containsExactly(
                        folder.resolve("regions.csv")
                                + " has no column region, so it was not used for labels");
    }

    @Test
    void regionsThatAreBrokenOrAmbiguousAreRefused() {
        TestFiles.write(folder, "regions.csv", REGIONS + "FR.marginal,FR,average,,,,\n");
        assertThatThrownBy(() -> read("FR.marginal.csv.gz", null, null))
                .hasMessageContaining(
                        "line 5, column region: FR.marginal is there twice, first in line 2");
        TestFiles.write(folder, "regions.csv", "region,zone,signal,factor\n");
        assertThatThrownBy(() -> read("FR.marginal.csv.gz", null, null))
                .hasMessageContaining("Add the column licence to the header");
    }

    @Test
    void onlyAMarginalIntensityMayBeNegative() {
        write("below.csv", -3);
        assertThat(read("below.csv", Signal.MARGINAL, null).series().gramsPerKilowattHour().min())
                .isEqualTo(-3);
        assertThatThrownBy(() -> read("below.csv", Signal.AVERAGE, null))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("line 2, column g_per_kwh: -3.0 is negative. An average");
        assertThatThrownBy(() -> read("below.csv", null, null))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("pass --signal marginal if this is one");
    }

    private void write(String name, double value) {
        TestFiles.write(
                folder,
                name,
                "timestamp_utc,g_per_kwh\n2020-01-01T00:00:00Z,"
                        + value
                        + "\n2020-01-01T01:00:00Z,30\n");
    }

    private IntensityFile read(String name, @Nullable Signal signal, @Nullable Factor factor) {
        return IntensityFile.read(folder.resolve(name), signal, factor, Reading.STRICT);
    }
}
