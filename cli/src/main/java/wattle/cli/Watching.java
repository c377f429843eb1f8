package wattle.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.meter.journal.RecordListener;
import wattle.meter.journal.Recording;
import wattle.report.RecordedRun;
import wattle.run.local.JobControl;

/// Everybody who looks at a run while it goes on, and is told how it ended: the line, the budget,
/// and what is handed on. Options of `run`, and what they do.
final class Watching implements AutoCloseable {

    private final Console console;
    private final ProgressOptions progress = new ProgressOptions();
    private final BudgetOptions limit = new BudgetOptions();
    private final HandOn handOn = new HandOn();

    private String id = "";
    private @Nullable Budget budget;
    private @Nullable LiveLine line;
    private @Nullable Watch watch;

    Watching(Console console) {
        this.console = console;
    }

    CommandSpec addTo(CommandSpec command) {
        return handOn.addTo(limit.addTo(progress.addTo(command)));
    }

    /// Refuses what is wrong before anything starts.
    void check() {
        progress.check();
        limit.check();
        handOn.check();
    }

    /// Notes with a run what a report of it needs to know.
    void save(Map<String, String> texts) {
        progress.save(texts);
    }

    /// Where marks are found in what the command prints; null for nowhere.
    @Nullable LogMarks log(Clock clock) {
        return progress.log(clock);
    }

    /// Before the command starts.
    void prepare(
            RunMeasurement measurement,
            RunAccount account,
            JobControl job,
            Map<String, String> labels,
            String id) {
        this.id = id;
        line =
                progress.live() && Style.onTerminal()
                        ? new LiveLine(
                                console.err(),
                                () -> account.left(measurement.underWay(), progress.epochs()))
                        : null;
        budget = limit.budget(job, this::say);
        boolean wanted = budget != null || line != null || handOn.watches();
        watch =
                wanted
                        ? new Watch(
                                account,
                                measurement::underWay,
                                measurement::missed,
                                labels,
                                this::say)
                        : null;
        if (watch != null && budget != null) {
            watch.add("budget", budget);
        }
        if (watch != null && line != null) {
            watch.add("line", line);
        }
    }

    /// The command runs: now the rest may be opened, and not before.
    void begin() {
        if (handOn.watches() && watch != null) {
            handOn.begin(watch, id, Machine.host(Path.of("/proc")), this::say);
        }
    }

    /// One line for the user, while the command runs or after it.
    void say(String sentence) {
        if (line != null) {
            line.say(sentence);
        } else {
            console.err().println("wattle: " + sentence);
            console.err().flush();
        }
    }

    void addTo(List<RecordListener> watchers) {
        if (watch != null) {
            watchers.add(watch);
        }
    }

    void endLine() {
        if (line != null) {
            line.end();
        }
    }

    @Nullable Budget budget() {
        return budget;
    }

    /// Whether the result is handed on.
    boolean wantsResult() {
        return handOn.wantsResult();
    }

    /// Hands the result on.
    void ended(RecordedRun run, RunAccount account, Recording recording)
            throws InterruptedException {
        if (handOn.wantsResult()) {
            handOn.ended(run, watch == null ? null : account.last(recording, watch), this::say);
        }
    }

    /// What could not be handed on.
    void sayProblems() {
        handOn.problems().forEach(each -> say("problem: " + each));
    }

    @Override
    public void close() {
        endLine();
        handOn.close();
    }
}
