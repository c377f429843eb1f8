package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.journal.End;
import wattle.meter.journal.Recording;

/// What a run's record says of real commands, against what they say of themselves.
class MeasuredRunTest {

    @TempDir private Path folder = Path.of("");

    private WrappedShell.Outcome run(String before, String options, String command)
            throws IOException, InterruptedException {
        return WrappedShell.bare(
                before
                        + " "
                        + WrappedShell.LAUNCHER
                        + " run --interval 0.02 "
                        + options
                        + " -- "
                        + command);
    }

    private Recording recorded(String command) throws Exception {
        Path record = folder.resolve("record.jsonl");
        WrappedShell.Outcome outcome = run("", "--quiet --record " + record, command);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        Files.writeString(folder.resolve("out"), outcome.out());
        return Recording.of(record);
    }

    private static double seconds(Recording recording) {
        return recording.tally().jobCpuTime().toNanos() / 1e9;
    }

    @Test
    void tenThousandShortLivedChildrenAreCounted() throws Exception {
        Recording recording =
                recorded("bash -c 'for ((i = 0; i < 10000; i++)); do (:); done; times'");
        // 0m0.155s 0m1.868s, and the same for children.
        Matcher times =
                Pattern.compile("(\\d+)m([\\d.]+)s")
                        .matcher(Files.readString(folder.resolve("out")));
        double said = 0;
        while (times.find()) {
            said += 60 * Integer.parseInt(times.group(1)) + Double.parseDouble(times.group(2));
        }
        assertThat(said).isPositive();
        assertThat(seconds(recording)).isCloseTo(said, Percentage.withPercentage(10));
    }

    @Test
    void aChildThatMakesItselfADaemonIsCountedOnceItWasSeen() throws Exception {
        String daemon =
                "my $d = fork; if ($d) { select undef, undef, undef, .5; exit }"
                        + " use POSIX; setsid;"
                        + " while ((times)[0] < .8) { $x += $_ for 1 .. 10000 }"
                        + " open F, q(>done); print F join q( ), times; close F; exit";
        Recording recording =
                recorded(
                        "sh -c \"cd "
                                + folder
                                + "; perl -e '"
                                + daemon.replace("$", "\\$")
                                + "'; while ! [ -s done ]; do sleep .05; done\"");
        double said = 0;
        for (String each : Files.readString(folder.resolve("done")).split(" ", -1)) {
            said += Double.parseDouble(each);
        }
        // The shell, and the perl that the daemon came from, did next to nothing.
        assertThat(seconds(recording)).isBetween(said - 0.05, said + 0.25);
    }

    @Test
    void aFileThatMayNotGrowCostsItsLinesAndNothingElse() throws Exception {
        Path record = folder.resolve("small.jsonl");
        WrappedShell.Outcome outcome =
                run(
                        "ulimit -f 2; exec",
                        "--zone FR --record " + record,
                        "sh -c 'sleep 1.5; echo out; exit 7'");
        assertThat(outcome.exitCode()).isEqualTo(7);
        assertThat(outcome.out()).isEqualTo("out\n");
        assertThat(outcome.err()).contains("the record cannot be written").contains("CO2eq");
        assertThat(Files.size(record)).isLessThanOrEqualTo(2048);
        Recording recording = Recording.of(record);
        assertThat(recording.end()).isNull();
        assertThat(recording.tally().samples()).isPositive();
        assertThat(recording.problems()).isEmpty();
    }

    @Test
    void aHomeThatCannotBeMadeCostsTheRecordAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        WrappedShell.Outcome outcome =
                run("WATTLE_HOME=" + file.resolve("home"), "--zone FR", "sh -c 'exit 3'");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .contains("the run is not recorded: " + file + " is no folder")
                .contains("CO2eq")
                .doesNotContain("recorded in ");
        assertThat(file).hasContent("");
    }

    @Test
    void aFolderForTheRecordIsMadeWithThoseAboveIt() throws Exception {
        Path made = folder.resolve("a/b");
        WrappedShell.Outcome outcome = run("", "--zone FR --record " + made + "/", "true");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        try (var records = Files.list(made)) {
            Path record = records.toList().getFirst();
            assertThat(record.getFileName().toString()).matches("\\d{8}-\\d{6}-[0-9a-f]{8}.jsonl");
            assertThat(outcome.err()).contains("wattle: recorded in " + record + "\n");
        }
        Path file = folder.resolve("c/d/run.jsonl");
        assertThat(run("", "--quiet --record " + file, "true").exitCode()).isZero();
        assertThat(Recording.of(file).end()).isNotNull();
    }

    @Test
    void theRecordSaysHowTheRunEndedAndHidesSecrets() throws Exception {
        Path record = folder.resolve("failed.jsonl");
        WrappedShell.Outcome outcome =
                run(
                        "",
                        "--quiet --label team=one --record " + record,
                        "sh -c 'exit 9' --api-key zq7Xy");
        assertThat(outcome.exitCode()).isEqualTo(9);
        Recording recording = Recording.of(record);
        End end = recording.end();
        assertThat(end == null ? null : end.exitCode()).isEqualTo(9);
        assertThat(end == null ? null : end.wall()).isEqualTo(recording.tally().elapsed());
        assertThat(recording.header().command())
                .containsExactly("sh", "-c", "exit 9", "--api-key", "***");
        assertThat(recording.header().labels()).containsExactly(java.util.Map.entry("team", "one"));
        assertThat(Files.readString(record)).doesNotContain("zq7Xy");
        assertThat(recording.machine()).containsKey("cpu_threads");
        WrappedShell.Outcome again = run("", "--record " + record, "sh -c 'exit 9'");
        assertThat(again.exitCode()).isEqualTo(Exit.CONFLICT.code());
    }
}
