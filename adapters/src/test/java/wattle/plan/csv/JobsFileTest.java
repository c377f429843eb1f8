package wattle.plan.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.series.csv.InvalidFileException;

class JobsFileTest {

    @TempDir Path folder;

    @Test
    void constantPowerAndMeteredProfilesInOneTable() throws IOException {
        Files.writeString(
                folder.resolve("energy.csv"),
                """
                interval_start_utc,energy_joules
                2026-03-01T00:00:00Z,10
                2026-03-01T00:05:00Z,30
                """);
        Path table =
                write(
                        """
                        job,intervals,interval_seconds,power_watts,energy_file
                        bert,72,300,516.7,
                        metered,,,,energy.csv
                        """);

        var jobs = JobsFile.read(table);

        assertThat(jobs).extracting(JobsFile.Job::name).containsExactly("bert", "metered");
        assertThat(jobs.getFirst().load().duration()).isEqualTo(Duration.ofHours(6));
        assertThat(jobs.getFirst().load().energy(71).joules()).isEqualTo(516.7 * 300);
        assertThat(jobs.getLast().load().energy(0).joules()).isEqualTo(10);
        assertThat(jobs.getLast().load().energy(1).joules()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job,intervals,interval_seconds,power_watts\na,0,300,5\n",
                "job,intervals,interval_seconds,power_watts\na,1.5,300,5\n",
                "job,intervals,interval_seconds,power_watts\na,1,300,5\na,1,300,5\n",
                "job,intervals,interval_seconds,power_watts\n,1,300,5\n",
                "job,intervals,interval_seconds,power_watts\na,1,,5\n",
                "job,intervals,interval_seconds,power_watts\na,1,300,-5\n",
                "job,intervals,interval_seconds,power_watts\na,999999999,300,5\n",
                "job,intervals,interval_seconds\na,1,300\n",
                "job,intervals,interval_seconds,power_watts\n"
            })
    void whatIsWrongIsSaidWithItsLine(String text) throws IOException {
        Path table = write(text);
        assertThatThrownBy(() -> JobsFile.read(table))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("jobs.csv");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("jobs.csv"), text);
    }
}
