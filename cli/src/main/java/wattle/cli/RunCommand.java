package wattle.cli;

import java.io.IOException;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.footprint.Footprint;
import wattle.meter.Allocation;
import wattle.meter.MeterSource;
import wattle.meter.Scope;
import wattle.meter.journal.Header;
import wattle.meter.journal.Orphans;
import wattle.meter.journal.RecordListener;
import wattle.meter.journal.Recording;
import wattle.report.Figures;
import wattle.report.RecordedRun;
import wattle.report.RunSummary;
import wattle.run.Runner;
import wattle.run.local.ChildCommand;
import wattle.run.local.ChildResult;
import wattle.run.local.JobControl;
import wattle.run.local.LocalRunner;
import wattle.run.local.NotStarted;
import wattle.run.local.RunObserver;

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

    /// 128 + SIGTERM.
    private static final int TERMINATED = 143;

    /// For how long a run that has ended waits for the records of others to be put in order.
    private static final Duration TIDYING = Duration.ofSeconds(5);

    private final Console console;

    private final Opt<Double> interval =
            Opt.number("--interval", "SECONDS", "Time between samples, 0.02 to 300 (default: 1).");

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
                    "Write the record there, or into a folder, whose name ends with / where it is to"
                            + " be made (default: below WATTLE_HOME).");

    private final Opt<String> scope =
            Opt.text(
                    "--scope",
                    "SCOPE",
                    "What is charged: machine, devices or process (default: process).");

    private final Opt<String> meters =
            Opt.text(
                    "--meters",
                    "LIST",
                    "Use these meters alone, such as nvml,rapl; model for none, replay:FILE for those of"
                            + " a record (default: all that wattle doctor finds).");

    private final Opt<Boolean> strict =
            Opt.flag(
                    "--strict",
                    "Refuse to start, and stop the command with exit code 4, where something cannot"
                            + " be measured or recorded.");

    private final Opt<String[]> labels = Opt.texts("--label", "KEY=VALUE", "Noted with the run.");

    private final Opt<Boolean> quiet = Opt.flag("--quiet", "Print no summary.");

    private final ProgressOptions progress = new ProgressOptions();
    private final BudgetOptions limit = new BudgetOptions();
    private final HandOn handOn = new HandOn();
    private final PlaceOptions place = new PlaceOptions();
    private final UnitOptions unit = new UnitOptions();

    private final @Nullable ShiftOptions shifting;

    private final PositionalParamSpec command =
            Opt.words("COMMAND", "1..*", "The command, after --.");

    /// @param shifting options of a run that may be shifted; null to leave them out, since setting
    ///   them up takes time of a start
    RunCommand(Console console, @Nullable ShiftOptions shifting) {
        this.console = console;
        this.shifting = shifting;
    }

    CommandSpec spec() {
        CommandSpec spec =
                Opt.command(
                        this,
                        "run",
                        "Run a command, measure what it uses, and account for its carbon.",
                        "wattle run --zone FR -- sleep 1");
        Opt.add(spec, interval, intensityFiles, scope, meters, strict, labels, record, json, quiet);
        limit.addTo(progress.addTo(spec));
        handOn.addTo(spec);
        if (shifting != null) {
            shifting.addTo(spec);
        }
        return unit.addTo(place.addTo(spec)).addPositional(command);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        checkOptions();
        RunOptions options = options();
        Clock clock = Clock.systemUTC();
        Home home = Home.of(System.getenv());
        String id = RunId.next(clock.instant());
        if (shifting != null && shifting.given() && !shifting.backend().equals(Shifts.LOCAL)) {
            return elsewhere(shifting, home, clock, id, options);
        }
        Path file = recordFile(home, id);
        var account =
                new RunAccount(options, () -> Machine.facts(Path.of("/proc")), clock.instant());
        account.lookMeanwhile(() -> {
            Records.tidy(home, file);
            Shifts.tidy(home, clock);
        });
        List<RecordListener> watchers = new ArrayList<>();
        List<MeterSource> sources = sources();
        if (strict.given()) {
            Strict.require(sources, meters.given());
            Strict.requireWritable(file);
        }
        sources = SoughtEarly.of(sources);
        var measurement =
                new RunMeasurement(
                        clock,
                        Duration.ofNanos(Math.round(interval.or(DEFAULT_INTERVAL_SECONDS) * 1e9)),
                        sources,
                        started -> header(id, started, options),
                        file,
                        new RunMarks(clock, progress.log(clock)),
                        home.running(),
                        watchers);
        var job = new JobControl(measurement::processes);
        Strict strictly = strict.given() ? new Strict(job, console.err()) : null;
        if (strictly != null) {
            watchers.add(strictly);
        }
        var watching = new Watching(measurement, account, job, labels(), id);
        ShiftedRun shifted = shifted(home, clock, id, options);
        try (watching;
                shifted) {
            watching.addTo(watchers);
            ChildCommand child = ChildCommand.ofLastArguments(Opt.all(command));
            var observers = new Observers(measurement, job, watching);
            ChildResult result =
                    shifted == null
                            ? new LocalRunner(clock, observers).run(child)
                            : shifted.local(child, observers);
            watching.endLine();
            if (!record.given()) {
                measurement.keep(home.runs());
            }
            int exitCode = tell(result, measurement, account, options, watching);
            Recording measured = shifted == null ? null : measurement.recording();
            if (shifted != null && measured != null) {
                shifted.tellSavings(account, measured.tally());
            }
            account.awaitLooked(TIDYING);
            boolean ended = exitCode == 0 || exitCode == TERMINATED;
            boolean ours = strictly != null && strictly.stopped() && ended;
            return ours ? Exit.DATA_MISSING.code() : exitCode;
        } catch (NotStarted e) {
            throw Failure.notStarted(e.exitCode(), String.valueOf(e.getMessage()), e);
        }
    }

    /// The measurement first: what it may not miss does not wait for the rest.
    private record Observers(RunMeasurement measurement, JobControl job, Watching watching)
            implements RunObserver {

        @Override
        public void started(long pid, Instant at, long atNanos) {
            job.started(pid);
            measurement.started(pid, at, atNanos);
            watching.begin();
        }

        @Override
        public void helper(long pid) {
            measurement.helper(pid);
        }

        @Override
        public void ended(ChildResult result) {
            measurement.ended(result);
        }
    }

    /// Everybody who looks at the run while it goes on, and is told how it ended.
    private final class Watching implements AutoCloseable {

        private final String id;
        private final @Nullable Budget budget;
        private final @Nullable LiveLine line;
        private final @Nullable Watch watch;

        Watching(
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
            if (watch != null && handOn.watches()) {
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

        @Override
        public void close() {
            endLine();
            handOn.close();
        }
    }

    private int elsewhere(ShiftOptions shift, Home home, Clock clock, String id, RunOptions options)
            throws IOException, InterruptedException {
        for (Opt<?> each : List.of(record, meters, strict, json)) {
            if (each.given()) {
                throw new Failure(
                        Exit.USAGE,
                        376,
                        each.spec().longestName() + " is for runs on this machine",
                        "Leave it out: a command is measured where it runs, into the run's folder.");
            }
        }
        try (ShiftedRun run = shifted(home, clock, id, options, shift)) {
            Runner runner = Shifts.runner(run.folder());
            return run.elsewhere(java.util.Objects.requireNonNull(runner), options, home);
        }
    }

    /// Null for a run that starts at once.
    private @Nullable ShiftedRun shifted(Home home, Clock clock, String id, RunOptions options)
            throws InterruptedException {
        if (shifting == null || !shifting.given()) {
            return null;
        }
        return shifted(home, clock, id, options, shifting);
    }

    private ShiftedRun shifted(
            Home home, Clock clock, String id, RunOptions options, ShiftOptions shift)
            throws InterruptedException {
        HourlyOutlook outlook =
                ShiftedRun.outlook(
                        place, options.intensityFiles(), shift.caution(), home, console, clock);
        return ShiftedRun.create(
                console,
                clock,
                home,
                shift.shift(
                        id,
                        clock.instant(),
                        home,
                        outlook,
                        Secrets.masked(Opt.all(command)),
                        texts(options)),
                ChildCommand.ofLastArguments(Opt.all(command)),
                outlook);
    }

    private Path recordFile(Home home, String id) {
        if (!record.given()) {
            return home.running().resolve(id + Orphans.SUFFIX);
        }
        Path given = Words.path("--record", record.get()).toAbsolutePath();
        if (Files.isDirectory(given) || record.get().endsWith("/")) {
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
                texts(options));
    }

    /// With what the run was given of the machine, whatever is charged: a report may ask for it.
    private Map<String, String> texts(RunOptions options) {
        Map<String, String> texts =
                options.with(Allocated.of(System.getenv(), Machine.facts(Path.of("/proc"))))
                        .texts();
        progress.save(texts);
        return texts;
    }

    private RunOptions options() {
        return new RunOptions(
                scope(),
                scope() == Scope.DEVICES
                        ? Allocated.of(System.getenv(), Machine.facts(Path.of("/proc")))
                        : Allocation.ALL,
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
        Map<String, String> environment =
                scope() == Scope.MACHINE
                        ? MeterSources.ofWholeMachine(System.getenv())
                        : System.getenv();
        List<MeterSource> sources = new ArrayList<>();
        for (MeterSource each :
                meters.given()
                        ? MeterSources.named(meters.get(), environment)
                        : MeterSources.all(environment)) {
            if (meters.given()) {
                sources.add(strict.given() ? each : new WantedSource(each));
            } else if (each.likely()) {
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
        progress.check();
        limit.check();
        handOn.check();
        if (shifting != null) {
            shifting.check();
        }
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
    ///
    /// @return the exit code
    private int tell(
            ChildResult result,
            RunMeasurement measurement,
            RunAccount account,
            RunOptions options,
            Watching watching)
            throws InterruptedException {
        boolean wanted =
                !quiet.given() || json.given() || watching.budget != null || handOn.wantsResult();
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
            exitCode = within(watching.budget, run.footprint(), exitCode);
            if (handOn.wantsResult()) {
                handOn.ended(
                        run,
                        watching.watch == null ? null : account.last(recording, watching.watch),
                        watching::say);
            }
            if (!quiet.given()) {
                console.err().print(RunSummary.of(run, cpuTime));
                Path kept = measurement.record();
                if (kept != null) {
                    console.err().println("wattle: recorded in " + kept);
                }
            }
            handOn.problems().forEach(each -> watching.say("problem: " + each));
            writeJson(run.footprint(), watching);
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

    private void writeJson(Footprint footprint, Watching watching) {
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
