package wattle.grid.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.series.csv.InvalidFileException;

class UncheckedSeriesTest {

    @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("series.csv"), text);
    }

    @Test
    void rowsComeAsTheyAre() throws IOException {
        RawIntensity rows =
                UncheckedSeries.read(
                                file(
                                        """
                                        timestamp_utc,g_per_kwh
                                        2026-03-01T13:00:00Z,41.5
                                        2026-03-01T12:00:00+00:00,

                                        2026-03-01 12:00:00Z,
                                        """),
                                Signal.AVERAGE)
                        .rows();
        assertThat(rows.size()).isEqualTo(3);
        assertThat(rows.value(0)).isEqualTo(41.5);
        assertThat(rows.nanos(1)).isLessThan(rows.nanos(0)).isEqualTo(rows.nanos(2));
        assertThat(rows.isEmpty(1)).isTrue();
        assertThat(rows.isEmpty(2)).isTrue();
        assertThat(rows.line(2)).isEqualTo(5);
    }

    @Test
    void gzipIsKnownByItsContentAndRegionsSayWhatItIs() throws IOException {
        Path packed = folder.resolve("XX.average.csv");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(
                    "timestamp_utc,g_per_kwh\n2026-03-01T13:00:00Z,1\n"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Files.writeString(
                folder.resolve("regions.csv"),
                "region,zone,signal,factor,licence\nXX.average,XX,average,direct-co2,CC0\n");
        UncheckedSeries read = UncheckedSeries.read(packed, null);
        assertThat(read.rows().size()).isEqualTo(1);
        assertThat(read.signal()).isEqualTo(Signal.AVERAGE);
        assertThat(read.zone()).isEqualTo("XX");
    }

    @Test
    void whatIsNoSeriesIsRefusedWithItsLine() throws IOException {
        assertThatThrownBy(() -> UncheckedSeries.read(folder.resolve("none.csv"), null))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> UncheckedSeries.read(folder, null))
                .isInstanceOf(InvalidFileException.class);
        for (String wrong :
                new String[] {
                    "",
                    "time,value\n",
                    "timestamp_utc,g_per_kwh\nyesterday,1\n",
                    "timestamp_utc,g_per_kwh\n2026-03-01T13:00:00,1\n",
                    "timestamp_utc,g_per_kwh\n2026-03-01T13:00:00Z\n",
                    "timestamp_utc,g_per_kwh\n9999-03-01T13:00:00Z,1\n",
                    "timestamp_utc,g_per_kwh\n" + "1".repeat(100_000)
                }) {
            Path file = file(wrong);
            assertThatThrownBy(() -> UncheckedSeries.read(file, null))
                    .isInstanceOf(InvalidFileException.class)
                    .hasMessageContaining("line");
        }
    }
}
