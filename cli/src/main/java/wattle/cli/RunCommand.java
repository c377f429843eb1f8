package wattle.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.footprint.Footprint;
import wattle.meter.Allocation;
import wattle.meter.MeterSource;
import wattle.meter.Scope;
import wattle.meter.journal.Header;
import wattle.meter.journal.Orphans;
import wattle.meter.journal.Recording;
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
    private static final double SHORTEST_INTERVAL_SECONDS = 0.02;
    private static final double LONGEST_INTERVAL_SECONDS = 300;

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

    private final Opt<String> record =
            Opt.text(
                    "--record",
                    "FILE",
                    "Write the record there, or into a folder (default: below WATTLE_HOME).");

    private final Opt<String> scope =
            Opt.text(
                    "--scope",
                    "SCOPE",
                    "What is charged: machine, devices or process (default: process).");

    private final Opt<String> meters =
            Opt.text(
                    "--meters",
                    "LIST",
                    "Use these meters alone, separated by commas; model for none.");

    private final Opt<String[]> labels = Opt.texts("--label", "KEY=VALUE", "Noted with the run.");

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
        Opt.add(spec, interval, intensityFiles, scope, meters, labels, record, json, quiet);
        return unit.addTo(place.addTo(spec)).addPositional(command);
    }

    @Override
    public Integer call() throws InterruptedException {
        checkOptions();
        boolean tell = !quiet.given() || json.given();
        var options = options();
        Clock clock = Clock.systemUTC();
        var account =
                new RunAccount(options, () -> Machine.facts(Path.of("/proc")), clock.instant());
        if (tell) {
            account.lookMeanwhile();
        }
        Home home = Home.of(System.getenv());
        String id = RunId.next(clock.instant());
        Path file = recordFile(home, id);
        var measurement =
                new RunMeasurement(
                        clock,
                        Duration.ofNanos(Math.round(interval.or(DEFAULT_INTERVAL_SECONDS) * 1e9)),
                        sources(),
                        started -> header(id, started, options),
                        file,
                        List.of());
        try {
            ChildResult result =
                    new LocalRunner(clock, measurement)
                            .run(ChildCommand.ofLastArguments(Opt.all(command)));
            if (!record.given()) {
                measurement.keep(home.runs());
            }
            if (tell) {
                tell(measurement, account, options.scope());
            }
            return result.exitCode();
        } catch (NotStarted e) {
            throw Failure.notStarted(e.exitCode(), String.valueOf(e.getMessage()), e);
        }
    }

    private Path recordFile(Home home, String id) {
        if (!record.given()) {
            return home.running().resolve(id + Orphans.SUFFIX);
        }
        Path given = Words.path("--record", record.get()).toAbsolutePath();
        if (Files.isDirectory(given)) {
            return given.resolve(id + Orphans.SUFFIX);
        }
        if (Files.exists(given)) {
            throw new Failure(
                    Exit.CONFLICT,
                    2,
                    record.get() + " exists already, and a record is never replaced",
                    "Name another file, or a folder in which each run gets a file of its own.");
        }
        return given;
    }

    private Header header(String id, Instant started, RunOptions options) {
        return new Header(
                id,
                started,
                Duration.ofNanos(Math.round(interval.or(DEFAULT_INTERVAL_SECONDS) * 1e9)),
                Secrets.masked(Opt.all(command)),
                labels(),
                Machine.host(Path.of("/proc")),
                Machine.bootId(Path.of("/proc")),
                ProcessHandle.current().pid(),
                options.texts());
    }

    private RunOptions options() {
        return new RunOptions(
                scope(),
                Allocation.ALL,
                place,
                String.join(
                        "\n",
                        Opt.all(intensityFiles).stream()
                                .map(each -> Path.of(each).toAbsolutePath().toString())
                                .toList()),
                unit);
    }

    private Scope scope() {
        return scope.given()
                ? Words.choose("--scope", scope.get(), Scope.values(), Scope::label)
                : Scope.PROCESS;
    }

    private List<MeterSource> sources() {
        Map<String, String> environment = System.getenv();
        List<MeterSource> sources = new ArrayList<>();
        for (MeterSource each :
                meters.given()
                        ? MeterSources.named(meters.get(), environment)
                        : MeterSources.all(environment)) {
            if (meters.given() || each.likely()) {
                sources.add(each);
            }
        }
        return sources;
    }

    private Map<String, String> labels() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String each : Opt.all(labels)) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new Failure(
                        Exit.USAGE,
                        74,
                        "--label needs a name and a value, not \"" + each + "\"",
                        "For example: --label project=translation");
            }
            all.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return all;
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
        scope();
        labels();
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
    private void tell(RunMeasurement measurement, RunAccount account, Scope scope)
            throws InterruptedException {
        try {
            Recording recording = measurement.recording();
            if (recording == null) {
                console.err().println("wattle: no footprint of this run: measuring it hung");
                return;
            }
            List<String> problems = new ArrayList<>(recording.problems());
            problems.addAll(measurement.problems());
            Duration cpuTime = recording.tally().jobCpuTime();
            if (cpuTime.compareTo(COARSE) < 0) {
                problems.add(
                        "CPU time is counted in steps of 10 ms, which is coarse for a run as short as"
                                + " this");
            }
            Footprint footprint = account.of(recording.tally(), problems).footprint();
            if (!quiet.given()) {
                console.err().print(RunSummary.of(footprint, cpuTime, scope));
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
