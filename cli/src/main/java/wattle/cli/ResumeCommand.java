package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.meter.MeterSource;
import wattle.meter.journal.Header;
import wattle.meter.journal.Orphans;
import wattle.meter.journal.Recording;
import wattle.report.RecordedRun;
import wattle.report.RunSummary;
import wattle.run.RunState;
import wattle.run.Runner;
import wattle.run.driver.Entry;
import wattle.run.driver.Shift;
import wattle.run.driver.ShiftFolder;
import wattle.run.local.ChildResult;
import wattle.run.local.NotStarted;

/// `wattle resume`: drives a shifted run whose Wattle has ended, from where it stands.
final class ResumeCommand implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Path PROC = Path.of("/proc");

    private final Console console;
    private final Home home;
    private final Clock clock;

    private final PositionalParamSpec run =
            Opt.words("RUN", "0..1", "Its id, or how that begins (default: the only one).");

    private final Opt<Boolean> startAgain =
            Opt.flag(
                    "--start-again",
                    "Start the command of a run that was lost, which may have run before.");

    ResumeCommand(Console console, Home home, Clock clock) {
        this.console = console;
        this.home = home;
        this.clock = clock;
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "resume",
                        "Go on with a shifted run whose Wattle has ended.",
                        "wattle resume --help");
        return Opt.add(command, startAgain).addPositional(run);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ShiftFolder folder = folder();
        Shift shift = folder.shift();
        RunOptions options = RunOptions.of(shift.texts());
        HourlyOutlook outlook =
                ShiftedRun.outlook(
                        options.place(),
                        options.intensityFiles(),
                        Double.parseDouble(shift.texts().getOrDefault("caution", "0")),
                        home,
                        console,
                        clock);
        try (ShiftedRun held = ShiftedRun.locked(console, clock, folder, outlook)) {
            Entry last = Shifts.entry(folder);
            if (startAgain.given() && last.state() == RunState.LOST) {
                held.startAgain(new wattle.run.local.AdoptedJob());
            } else if (last.state().isOver() && last.state() != RunState.LOST) {
                console.err().println("wattle: run " + shift.id() + " has ended");
                return Exit.DONE.code();
            }
            Runner runner = Shifts.runner(folder);
            return runner == null ? here(held, options) : held.elsewhere(runner, options, home);
        }
    }

    private ShiftFolder folder() throws IOException {
        List<String> words = Opt.all(run);
        if (!words.isEmpty()) {
            return Shifts.find(words.getFirst(), home, console);
        }
        List<ShiftFolder> open = new ArrayList<>();
        for (ShiftFolder each : Shifts.all(home, console)) {
            if (!Shifts.entry(each).state().isOver() && !each.isDriven()) {
                open.add(each);
            }
        }
        if (open.size() == 1) {
            return open.getFirst();
        }
        throw new Failure(
                Exit.USAGE,
                368,
                open.isEmpty()
                        ? "no run waits for somebody to drive it"
                        : open.size() + " runs wait for somebody to drive them",
                open.isEmpty()
                        ? "See: wattle list --all"
                        : "Name one of them: "
                                + String.join(
                                        ", ",
                                        open.stream().map(each -> each.shift().id()).toList()));
    }

    /// A command that is yet to be started here, measured as `wattle run` does.
    private int here(ShiftedRun held, RunOptions options) throws IOException, InterruptedException {
        Shift shift = held.folder().shift();
        // The run may have been measured before, and a record is never replaced.
        String id = RunId.next(clock.instant());
        List<MeterSource> sources = new ArrayList<>();
        for (MeterSource each : MeterSources.all(System.getenv())) {
            if (each.likely()) {
                sources.add(each);
            }
        }
        var account = new RunAccount(options, () -> Machine.facts(PROC), clock.instant());
        var measurement =
                new RunMeasurement(
                        clock,
                        INTERVAL,
                        SoughtEarly.of(sources),
                        started -> header(id, started, shift),
                        home.running().resolve(id + Orphans.SUFFIX),
                        new RunMarks(clock, null),
                        home.running(),
                        List.of());
        try {
            ChildResult result = held.local(null, measurement);
            measurement.keep(home.runs());
            tell(held, measurement, options, account);
            return result.exitCode();
        } catch (NotStarted e) {
            throw Failure.notStarted(e.exitCode(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Header header(String id, Instant started, Shift shift) {
        return new Header(
                id,
                started,
                INTERVAL,
                shift.command(),
                java.util.Map.of("shifted", shift.id()),
                Machine.host(PROC),
                Machine.bootId(PROC),
                ProcessHandle.current().pid(),
                shift.texts());
    }

    private void tell(
            ShiftedRun held, RunMeasurement measurement, RunOptions options, RunAccount account)
            throws InterruptedException {
        Recording recording = measurement.recording();
        if (recording == null) {
            console.err().println("wattle: no footprint of this run: measuring it hung");
            return;
        }
        try {
            RecordedRun measured =
                    RecordedRuns.of(
                            recording,
                            RecordedRun.State.FINISHED,
                            options,
                            account,
                            new ArrayList<>(recording.problems()));
            console.err().print(RunSummary.of(measured, recording.tally().jobCpuTime()));
            Path kept = measurement.record();
            if (kept != null) {
                console.err().println("wattle: recorded in " + kept);
            }
            held.tellSavings(account, recording.tally());
        } catch (RuntimeException refused) {
            console.err().println("wattle: no footprint of this run: " + refused.getMessage());
        }
    }
}
