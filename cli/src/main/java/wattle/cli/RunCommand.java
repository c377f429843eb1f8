package wattle.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.footprint.Footprint;
import wattle.report.RunSummary;
import wattle.run.local.ChildCommand;
import wattle.run.local.ChildResult;
import wattle.run.local.LocalRunner;
import wattle.run.local.NotStarted;

/// `wattle run`: the child's exit code is Wattle's, and the summary goes to standard error.
///
/// Wrong options are refused before the child starts. Once it has started, nothing that goes wrong
/// here touches it or its exit code.
final class RunCommand implements Callable<Integer> {

    private static final double DEFAULT_INTERVAL_SECONDS = 1;
    private static final double SHORTEST_INTERVAL_SECONDS = 0.01;
    private static final double LONGEST_INTERVAL_SECONDS = 86_400;

    /// Below this much CPU time the kernel's step of 10 ms is a tenth of it or more.
    private static final Duration COARSE = Duration.ofMillis(100);

    private final Console console;

    private final Opt<Double> interval =
            Opt.number("--interval", "SECONDS", "Time between samples (default: 1).");

    private final Opt<String[]> intensityFiles =
            Opt.texts(
                    "--intensity-file",
                    "FILE",
                    "CSV: timestamp_utc and g_per_kwh. In order of time.");

    private final Opt<String> json =
            Opt.text(
                    "--json",
                    "FILE",
                    "Write wattle.footprint/1 to a file, or to standard error with -.");

    private final Opt<Boolean> quiet = Opt.flag("--quiet", "Print no summary.");

    private final PlaceOptions place = new PlaceOptions();
    private final UnitOptions unit = new UnitOptions();

    private final PositionalParamSpec command =
            Opt.words("COMMAND", "1..*", "The command, after --.");

    RunCommand(Console console) {
        this.console = console;
    }

    CommandSpec spec() {
        CommandSpec spec =
                Opt.command(
                        this,
                        "run",
                        "Run a command, measure what it uses, and account for its carbon.",
                        "wattle run --zone FR -- sleep 1");
        Opt.add(spec, interval, intensityFiles, json, quiet);
        return unit.addTo(place.addTo(spec)).addPositional(command);
    }

    @Override
    public Integer call() throws InterruptedException {
        checkOptions();
        double seconds = interval.or(DEFAULT_INTERVAL_SECONDS);
        boolean tell = !quiet.given() || json.given();
        var account =
                new RunAccount(
                        Opt.all(intensityFiles),
                        place,
                        unit.unit("run"),
                        unit.count(),
                        Clock.systemUTC().instant());
        if (tell) {
            account.lookMeanwhile();
        }
        var timeline = new CpuTimeline();
        var every = Duration.ofNanos(Math.round(seconds * 1e9));
        try {
            ChildResult result =
                    new LocalRunner(Clock.systemUTC(), every, timeline)
                            .run(ChildCommand.ofLastArguments(Opt.all(command)));
            if (tell) {
                tell(result, timeline, account);
            }
            return result.exitCode();
        } catch (NotStarted e) {
            throw Failure.notStarted(e.exitCode(), String.valueOf(e.getMessage()), e);
        }
    }

    private void checkOptions() {
        Words.within(
                "--interval",
                interval.or(DEFAULT_INTERVAL_SECONDS),
                SHORTEST_INTERVAL_SECONDS,
                LONGEST_INTERVAL_SECONDS,
                " seconds");
        unit.unit("run");
        unit.count();
        if (place.isNamed() && intensityFiles.given()) {
            throw new Failure(
                    Exit.USAGE,
                    72,
                    "--intensity-file stands instead of --zone, --provider and --intensity",
                    "Give one of them.");
        }
        place.check();
        for (String name : Opt.all(intensityFiles)) {
            Path file = Words.path("--intensity-file", name);
            if (!Files.isReadable(file)) {
                throw Failure.unreadable(
                        file.toString(), new java.nio.file.NoSuchFileException(file.toString()));
            }
        }
    }

    /// What the run cost. The child has ended, so a fault of ours is said and changes nothing.
    private void tell(ChildResult result, CpuTimeline timeline, RunAccount account)
            throws InterruptedException {
        try {
            List<String> problems = new ArrayList<>(result.problems());
            if (timeline.cpuTime().compareTo(COARSE) < 0) {
                problems.add(
                        "CPU time is counted in steps of 10 ms, which is coarse for a run as short as"
                                + " this");
            }
            Footprint footprint = account.footprint(timeline, problems);
            if (!quiet.given()) {
                console.err().print(RunSummary.of(footprint, timeline.cpuTime()));
            }
            if (json.given()) {
                writeJson(footprint, json.get());
            }
        } catch (RuntimeException refused) {
            console.err().println("wattle: no footprint of this run: " + refused.getMessage());
        }
        console.err().flush();
    }

    private void writeJson(Footprint footprint, String file) {
        String text = OutputOptions.json(Reports.of(footprint));
        if (file.equals("-")) {
            console.err().print(text);
        } else {
            OutputOptions.write(Words.path("--json", file), text, true);
        }
    }
}
