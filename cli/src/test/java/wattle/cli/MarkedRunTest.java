package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Units and epochs that the command counts while it runs, by every way there is.
class MarkedRunTest {

    private static final double JOULES_PER_KWH = 3.6e6;

    private final Path folder;
    private final TestMachine machine;

    MarkedRunTest(@TempDir Path folder) {
        this.folder = folder;
        machine = new TestMachine(folder).withRapl();
    }

    @AfterEach
    void end() {
        machine.close();
    }

    @Together
    void theCommandCountsItsUnits() throws Exception {
        Launched run =
                machine.run(
                        "--scope machine --intensity 3600",
                        new String[] {"--per", "10 requests"},
                        "metered; \"$WATTLE\" mark unit --count 32;"
                                + " marks=$(\"$WATTLE\" mark --path); echo 'unit 5' >>\"$marks\";"
                                + " echo 'unit of no number' >>\"$marks\"; echo epoch >>\"$marks\";"
                                + " echo 'unit -1' >>\"$marks\"; joules package-0 1006000;"
                                + " seen 1006000000; printf 'unit 3' >>\"$marks\"");
        JsonNode sci = run.ends(0).json().path("sci");
        assertThat(sci.path("unit").asString()).isEqualTo("10 requests");
        assertThat(sci.path("count").asDouble()).isCloseTo(4, within(1e-12));
        // 6 J at 3.6 kg/kWh are 6 mg.
        assertThat(sci.path("g_per_unit").asDouble()).isCloseTo(0.006 / 4, within(1e-12));
        assertThat(run.err())
                .contains("none and was left out: unit of no number")
                .contains("none and was left out: unit -1");
        assertThat(TestMachine.read(run.record()))
                .contains("\"mark\":{\"kind\":\"unit\"", "\"mark\":{\"kind\":\"epoch\"");
        JsonNode again =
                Called.wattle("report", "--json", run.record().toString())
                        .json()
                        .path("runs")
                        .path(0);
        assertThat(again.path("sci")).isEqualTo(sci);
    }

    /// What was in the log before is not the run's. One of four epochs took 10 J, so all take 40 J.
    @Together
    void aLogIsWatchedAndTheEpochsToComeAreForeseen() throws Exception {
        Path log = folder.resolve("train.log");
        Files.writeString(log, "epoch 0 done\nprocessed 1,000 items\n");
        Launched run =
                machine.run(
                        "--scope machine --epochs 4 --watch " + log,
                        new String[] {
                            "--epoch-pattern",
                            "^epoch \\d+ done",
                            "--unit-pattern",
                            "processed ([\\d,]+) items"
                        },
                        "metered; joules package-0 1010000; seen 1010000000;"
                                + (" echo 'epoch 1 done' >>" + log + "; recorded mark.*epoch;")
                                + (" echo 'processed 2,500 items' >>" + log + ";")
                                + (" printf 'processed 500 items, the last\\n' >>" + log));
        JsonNode json = run.ends(0).json();
        assertThat(json.path("sci").path("unit").asString()).isEqualTo("unit");
        assertThat(json.path("sci").path("count").asDouble()).isEqualTo(3000);
        assertThat(run.err())
                .contains("wattle: after 1 of 4 epochs, ")
                .contains("are to be expected in all; one epoch gives no interval");
        JsonNode foreseen =
                Called.wattle("report", "--json", run.record().toString())
                        .json()
                        .path("runs")
                        .path(0)
                        .path("prediction");
        assertThat(foreseen.path("epochs_done").asInt()).isEqualTo(1);
        assertThat(foreseen.path("energy_kwh").asDouble() * JOULES_PER_KWH)
                .isCloseTo(40, within(1e-6));
    }

    /// What has happened is not foreseen.
    @Together
    void afterTheLastEpochNothingIsForeseen() throws Exception {
        Launched run =
                machine.run(
                        "--scope machine --epochs 2",
                        "metered; marks=$(\"$WATTLE\" mark --path); echo epoch >>\"$marks\";"
                                + " joules package-0 1010000; echo epoch >>\"$marks\";"
                                + " seen 1010000000");
        assertThat(run.ends(0).json().path("sci").path("count").asDouble()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("expected");
        assertThat(
                        Called.wattle("report", "--json", run.record().toString())
                                .json()
                                .path("runs")
                                .path(0)
                                .path("prediction")
                                .isNull())
                .isTrue();
    }

    /// This pattern tries every way to cut 60 letters into pieces.
    @Together
    void aPatternThatTakesForeverHoldsNobodyUp() throws Exception {
        Path log = folder.resolve("train.log");
        Launched run =
                machine.run(
                        "--watch " + log,
                        new String[] {"--unit-pattern", "(x+)*\\1y"},
                        "metered; echo " + "x".repeat(60) + " >" + log + "; exit 3");
        run.records("\"machine\"");
        long begin = System.nanoTime();
        run.ends(3);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(run.err()).contains("was not read to its end: finding the patterns");
    }

    @Together
    void outsideOfARunThereIsNothingToMark() throws Exception {
        Launched outside = machine.wattle("mark", "epoch");
        Called.wattle("mark").refused(Exit.USAGE);
        Called.wattle("mark", "lunch", "--run", "no-such-run").refused(Exit.DATA_MISSING);
        Called.wattle("mark", "unit", "--count", "0").refused(Exit.USAGE);
        assertThat(outside.ends(Exit.DATA_MISSING.code()).err())
                .contains("error WATTLE-4080: this process is not part of a run");
    }
}
