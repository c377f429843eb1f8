package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Domain;

/// A limit on a run's carbon, and what happens when it is reached.
class BudgetRunTest {

    /// Of 36 W at 100 kg/kWh: 1 g a second.
    private static final String GRAM_PER_SECOND = "--scope machine --intensity 100000 ";

    private final Path folder;
    private final TestMachine machine;

    BudgetRunTest(@TempDir Path folder) {
        this.folder = folder;
        machine = new TestMachine(folder).withRapl();
        machine.draw("package-0", 36);
    }

    @AfterEach
    void end() {
        machine.close();
    }

    @Together
    void stopped() throws Exception {
        Launched run =
                machine.run(
                        GRAM_PER_SECOND + "--max-grams 0.5",
                        "trap 'echo asked to end; exit 143' TERM; while :; do sleep 0.05; done");
        run.ends(Exit.BUDGET_EXCEEDED.code());
        assertThat(run.out()).isEqualTo("asked to end\n");
        assertThat(run.err())
                .contains("wattle: the budget of 0.500 g CO2eq is spent; the run is stopped\n")
                .contains("wattle: the run took more than its budget of 0.500 g CO2eq");
        assertThat(run.json().path("operational_g").asDouble()).isGreaterThan(0.5);
    }

    @Together
    void warnedOf() throws Exception {
        Launched run =
                machine.run(
                        GRAM_PER_SECOND + "--max-grams 0.5 --on-budget warn",
                        "until [ -e " + folder + "/go ]; do sleep 0.05; done; exit 3");
        run.says("wattle: the budget of 0.500 g CO2eq is spent; the run goes on");
        Files.createFile(folder.resolve("go"));
        run.ends(3);
    }

    @Together
    void pausedWithAllItsProcessesAndContinued() throws Exception {
        Launched run =
                machine.run(
                        GRAM_PER_SECOND + "--max-grams 0.5 --on-budget pause",
                        "echo $$ >"
                                + folder
                                + "/pid; (until [ -e "
                                + folder
                                + "/go ]; do sleep 0.05; done) & wait $!; exit 5");
        run.says("the run is paused. Go on with fg, or: kill -CONT " + run.process().pid());
        Until.holds("Wattle stops", () -> state(run.process().pid()) == 'T');
        long command = Long.parseLong(TestMachine.read(folder.resolve("pid")).strip());
        assertThat(state(command)).isEqualTo('T');
        List<ProcessHandle> rest = ProcessHandle.of(command).orElseThrow().descendants().toList();
        assertThat(rest).isNotEmpty();
        for (ProcessHandle each : rest) { // One that ended meanwhile waits for its parent, as Z.
            Until.holds("the rest stops", () -> "TZ ".indexOf(state(each.pid())) >= 0);
        }

        run.signal("CONT");
        Until.holds("the command goes on", () -> state(command) != 'T');
        for (ProcessHandle each : rest) {
            Until.holds("the rest goes on", () -> state(each.pid()) != 'T');
        }
        Files.createFile(folder.resolve("go"));
        run.ends(5);
        assertThat(run.err()).contains("more than its budget");
    }

    /// ' ' for one that is gone.
    private static char state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return ' ';
        }
    }

    /// A command that will not be stopped, or is too short for it, ends as it does; that it took
    /// too much is Wattle's exit code only where it did well.
    @Together
    void foundOutAtTheEnd() throws Exception {
        String small = GRAM_PER_SECOND + "--max-grams 1e-6 ";
        String deaf = "trap '' TERM; metered; sleep 0.2; ";
        Launched well = machine.run(small, deaf);
        Launched badly = machine.run(small + "--quiet", deaf + "exit 4");
        Launched within = machine.run(GRAM_PER_SECOND + "--max-grams 1e6", "metered");
        assertThat(well.ends(Exit.BUDGET_EXCEEDED.code()).err()).contains("more than its budget");
        assertThat(badly.ends(4).err()).contains("more than its budget");
        assertThat(within.ends(0).err()).doesNotContain("budget");
    }

    /// Three runs of 4 kJ at 100 g/kWh.
    @Together
    void ofSeveralRuns() throws Exception {
        Path runs = Files.createDirectories(machine.home().resolve("runs"));
        double each = 4000 / 3.6e6 * 100;
        for (int i = 0; i < 3; i++) {
            new TestRecord("run-" + i)
                    .from(TestRecord.START.plusSeconds(3600L * i))
                    .label("team", i == 0 ? "vision" : "nlp")
                    .draws("cpu-package-0", Domain.PACKAGE, 300)
                    .draws("dram-0", Domain.DRAM, 100)
                    .in(runs);
        }
        Files.writeString(runs.resolve("broken.jsonl"), "no record\n");
        Launched all = machine.wattle("budget", "--max-grams", "0.3", "--json");
        Launched some =
                machine.wattle(
                        "budget",
                        "--max-grams",
                        "0.2",
                        "--label",
                        "team=nlp",
                        "--since",
                        "2026-03-01T13:30:00Z");
        all.ends(Exit.BUDGET_EXCEEDED.code());
        assertThat(all.printed().path("schema").asString()).isEqualTo("wattle.budget/1");
        assertThat(all.printed().path("spent_g").asDouble()).isCloseTo(3 * each, within(1e-9));
        assertThat(all.printed().path("left_g").asDouble()).isCloseTo(0.3 - 3 * each, within(1e-9));
        assertThat(all.printed().path("runs").asInt()).isEqualTo(3);
        assertThat(all.err()).contains("left out: ", "broken.jsonl");
        assertThat(some.ends(0).out()).contains("0.111 of 0.200 g CO2eq spent by 1 run (55.6 %)");
        for (String[] day : new String[][] {{"2026-03-01", "3 runs"}, {"2026-03-02", "0 runs"}}) {
            Launched since = machine.wattle("budget", "--max-grams", "9", "--since", day[0]);
            assertThat(since.ends(0).out()).contains(" spent by " + day[1]);
        }
        assertThat(
                        Called.wattle("budget", "--max-grams", "9", "--since", "yesterday")
                                .refused(Exit.USAGE)
                                .err())
                .contains("2026-03-01 or");
    }
}
