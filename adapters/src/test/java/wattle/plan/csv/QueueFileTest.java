package wattle.plan.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.series.csv.InvalidFileException;
import wattle.unit.Power;

class QueueFileTest {

    private static final String HEADER =
            "job,release,deadline,slack,duration,power_watts,devices,zone,pausable,moves\n";

    @TempDir Path folder;

    @Test
    void everyColumnIsRead() throws IOException {
        List<QueueFile.Job> jobs =
                QueueFile.read(
                        write(
                                HEADER
                                        + "a,2026-03-01T12:00:00Z,2026-03-02T00:00:00+01:00,,90m,300,8,DE FR,no,true\n"
                                        + "b,,,50%,4h,700,,,,\n"));

        assertThat(jobs.getFirst())
                .isEqualTo(
                        new QueueFile.Job(
                                "a",
                                Instant.parse("2026-03-01T12:00:00Z"),
                                Instant.parse("2026-03-01T23:00:00Z"),
                                Duration.ofHours(24),
                                Duration.ofMinutes(90),
                                new Power(300),
                                null,
                                8,
                                List.of("DE", "FR"),
                                false,
                                true,
                                2));
        assertThat(jobs.getLast())
                .isEqualTo(
                        new QueueFile.Job(
                                "b",
                                null,
                                null,
                                Duration.ofHours(2),
                                Duration.ofHours(4),
                                new Power(700),
                                null,
                                1,
                                List.of(),
                                true,
                                false,
                                3));
    }

    @Test
    void aMeteredProfileIsOfAllDevices() throws IOException {
        Files.writeString(
                folder.resolve("energy.csv"),
                """
                interval_start_utc,energy_joules
                2026-03-01T00:00:00Z,10
                2026-03-01T00:05:00Z,30
                """);
        QueueFile.Job job =
                QueueFile.read(write("job,energy_file,devices\nx,energy.csv,2\n")).getFirst();

        assertThat(job.duration()).isEqualTo(Duration.ofMinutes(10));
        assertThat(job.energy()).isNotNull();
        assertThat(job.power()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,,,,0h,300,1,,,|column duration",
                "a,,,,soon,300,1,,,|column duration",
                "a,,,,9999d,300,1,,,|column duration",
                "a,,,,1h,,1,,,|column power_watts",
                "a,,,,1h,-1,1,,,|column power_watts",
                "a,,,,1h,300,1.5,,,|column devices",
                "a,,,,1h,300,0,,,|column devices",
                "a,noon,,,1h,300,1,,,|column release",
                "a,,2026-03-01T00:00:00,,1h,300,1,,,|column deadline",
                "a,,2026-03-01T00:00:00Z,1h,1h,300,1,,,|column slack",
                "a,,,-5%,1h,300,1,,,|column slack",
                "a,,,x%,1h,300,1,,,|column slack",
                "a,,,,1h,300,1,,maybe,|column pausable",
                ",,,,1h,300,1,,,|column job"
            })
    void whatIsWrongIsSaidWithLineAndColumn(String row, String where) throws IOException {
        Path table = write(HEADER + row + "\n");
        assertThatThrownBy(() -> QueueFile.read(table))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("jobs.csv line 2, " + where);
    }

    @Test
    void aNameTwiceAMissingColumnAndAnEmptyTableAreRefused() throws IOException {
        assertThatThrownBy(() -> QueueFile.read(write(HEADER + "a,,,,1h,1,1,,,\na,,,,1h,1,1,,,\n")))
                .hasMessageContaining("line 3, column job");
        assertThatThrownBy(() -> QueueFile.read(write("job,duration\na,1h\n")))
                .hasMessageContaining("power_watts");
        assertThatThrownBy(() -> QueueFile.read(write(HEADER))).hasMessageContaining("no job");
    }

    @Test
    void aNumberOfDevicesHoldsUntilTheNext() throws IOException {
        Map<String, NavigableMap<Instant, Integer>> zones =
                CapacityFile.read(
                        write(
                                """
                                zone,interval_start_utc,devices
                                DE,2026-03-01T06:00:00Z,4
                                DE,2026-03-01T00:00:00Z,8
                                FR,2026-03-01T00:00:00Z,0
                                """));

        assertThat(zones.get("DE"))
                .containsExactly(
                        Map.entry(Instant.parse("2026-03-01T00:00:00Z"), 8),
                        Map.entry(Instant.parse("2026-03-01T06:00:00Z"), 4));
        assertThat(zones).containsOnlyKeys("DE", "FR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DE,2026-03-01T00:00:00Z,-1|column devices",
                "DE,2026-03-01T00:00:00Z,|column devices",
                "DE,2026-03-01,1|column interval_start_utc"
            })
    void aCapacityThatIsNoneIsRefused(String row, String where) throws IOException {
        Path table = write("zone,interval_start_utc,devices\n" + row + "\n");
        assertThatThrownBy(() -> CapacityFile.read(table))
                .hasMessageContaining("jobs.csv line 2, " + where);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("jobs.csv"), text);
    }
}
