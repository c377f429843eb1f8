package wattle.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.footprint.Footprint;
import wattle.meter.journal.Recording;
import wattle.report.Figures;
import wattle.report.RecordedRun;
import wattle.report.RunSummary;
import wattle.run.local.ChildResult;

/// What `wattle run` says when its command has ended: options of `run`, and what they do. Nothing
/// that goes wrong here changes the exit code.
final class RunEnd {

    /// 128 + SIGTERM.
    static final int TERMINATED = 143;

    /// Below this much CPU time the kernel's step of 10 ms is a tenth of it or more.
    private static final Duration COARSE = Duration.ofMillis(100);

    private final Console console;
    private final Watching watching;

    private final Opt<String> json =
            Opt.text(
                    "--json",
                    "FILE",
                    "Write wattle.footprint/1 to a file, or to standard error with -.");

    private final Opt<Boolean> quiet = Opt.flag("--quiet", "Print no summary.");

    RunEnd(Console console, Watching watching) {
        this.console = console;
        this.watching = watching;
    }

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, json, quiet);
    }

    Opt<String> json() {
        return json;
    }

    /// What the run cost. The child has ended, so a fault of ours is said and changes nothing.
    ///
    /// @return the exit code
    int tell(ChildResult result, RunMeasurement measurement, RunAccount account, RunOptions options)
            throws InterruptedException {
        boolean wanted =
                !quiet.given()
                        || json.given()
                        || watching.budget() != null
                        || watching.wantsResult();
        if (!wanted) {
            return result.exitCode();
        }
        int exitCode = result.exitCode();
        try {
            Recording recording = measurement.recording();
            if (recording == null) {
                console.err().println("wattle: no footprint of this run: measuring it hung");
                return exitCode;
            }
            List<String> problems = new ArrayList<>(recording.problems());
            problems.addAll(measurement.problems());
            Duration cpuTime = recording.tally().jobCpuTime();
            if (cpuTime.compareTo(COARSE) < 0) {
                problems.add(
                        "CPU time is counted in steps of 10 ms, which is coarse for a run as short as"
                                + " this");
            }
            RecordedRun run =
                    RecordedRuns.of(
                            recording, RecordedRun.State.FINISHED, options, account, problems);
            exitCode = within(watching.budget(), run.footprint(), exitCode);
            watching.ended(run, account, recording);
            if (!quiet.given()) {
                console.err().print(RunSummary.of(run, cpuTime));
                Path kept = measurement.record();
                if (kept != null) {
                    console.err().println("wattle: recorded in " + kept);
                }
            }
            watching.sayProblems();
            writeJson(run.footprint());
        } catch (RuntimeException refused) {
            console.err().println("wattle: no footprint of this run: " + refused.getMessage());
        }
        console.err().flush();
        return exitCode;
    }

    /// A command that ended well beyond its budget did not end well; one that failed keeps its
    /// code, unless it was Wattle that stopped it.
    private int within(@Nullable Budget budget, Footprint footprint, int exitCode) {
        if (budget == null || !budget.isExceededBy(footprint.operational().carbon().grams())) {
            return exitCode;
        }
        console.err()
                .println(
                        "wattle: the run took more than its budget of "
                                + Figures.number(budget.grams())
                                + " g CO2eq");
        boolean ours = exitCode == 0 || exitCode == TERMINATED;
        return budget.action() == Budget.Action.STOP && ours
                ? Exit.BUDGET_EXCEEDED.code()
                : exitCode;
    }

    private void writeJson(Footprint footprint) {
        if (!json.given()) {
            return;
        }
        String text = OutputOptions.json(Reports.of(footprint));
        if (json.get().equals("-")) {
            console.err().print(text);
            return;
        }
        try {
            OutputOptions.write(Words.path("--json", json.get()), text, true);
        } catch (Failure unwritable) {
            watching.say("problem: --json: " + unwritable.getMessage());
        }
    }
}
