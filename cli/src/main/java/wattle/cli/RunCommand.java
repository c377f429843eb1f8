package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.meter.Allocation;
import wattle.meter.MeterSource;
import wattle.meter.Scope;
import wattle.meter.journal.Header;
import wattle.meter.journal.RecordListener;
import wattle.meter.journal.Recording;
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

    /// For how long a run that has ended waits for the records of others to be put in order.
    private static final Duration TIDYING = Duration.ofSeconds(5);

    private final Console console;

    private final Opt<String[]> intensityFiles =
            Opt.texts(
                    "--intensity-file",
                    "FILE",
                    "CSV: timestamp_utc and g_per_kwh. In order of time.");

    private final MeasuringOptions measuring = new MeasuringOptions();
    private final Watching watching;
    private final RunEnd end;
    private final PlaceOptions place = new PlaceOptions();
    private final UnitOptions unit = new UnitOptions();

    private final @Nullable ShiftOptions shifting;
    private final @Nullable PushOptions pushing;

    private final PositionalParamSpec command =
            Opt.words("COMMAND", "1..*", "The command, after --.");

    /// @param shifting options of a run that may be shifted; null to leave them out, and those of
    ///   one that is sent to a hub, since setting them up takes time of a start
    RunCommand(Console console, @Nullable ShiftOptions shifting) {
        this.console = console;
        this.shifting = shifting;
        pushing = shifting == null ? null : new PushOptions();
        watching = new Watching(console);
        end = new RunEnd(console, watching);
    }

    CommandSpec spec() {
        CommandSpec spec =
                Opt.command(
                        this,
                        "run",
                        "Run a command, measure what it uses, and account for its carbon.",
                        "wattle run --zone FR -- sleep 1");
        watching.addTo(end.addTo(Opt.add(measuring.addTo(spec), intensityFiles)));
        if (shifting != null && pushing != null) {
            pushing.addTo(shifting.addTo(spec));
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
        Path file = measuring.recordFile(home, id);
        var account =
                new RunAccount(options, () -> Machine.facts(Path.of("/proc")), clock.instant());
        account.lookMeanwhile(() -> {
            Records.tidy(home, file);
            Shifts.tidy(home, clock);
        });
        List<RecordListener> watchers = new ArrayList<>();
        List<MeterSource> sources = SoughtEarly.of(measuring.sources(file));
        var measurement =
                new RunMeasurement(
                        clock,
                        measuring.interval(),
                        sources,
                        started -> header(id, started, options),
                        file,
                        new RunMarks(clock, watching.log(clock)),
                        home.running(),
                        watchers);
        var job = new JobControl(measurement::processes);
        Strict strictly = measuring.strict() ? new Strict(job, console.err()) : null;
        if (strictly != null) {
            watchers.add(strictly);
        }
        watching.prepare(measurement, account, job, measuring.labels(), id);
        RunPush push =
                pushing == null ? null : pushing.open(file, System.getenv(), home, watching::say);
        ShiftedRun shifted = shifted(home, clock, id, options);
        try (watching;
                push;
                shifted) {
            watching.addTo(watchers);
            if (push != null) {
                watchers.add(push);
            }
            ChildCommand child = ChildCommand.ofLastArguments(Opt.all(command));
            var observers = new Observers(measurement, job, watching);
            ChildResult result =
                    shifted == null
                            ? new LocalRunner(clock, observers).run(child)
                            : shifted.local(child, observers);
            watching.endLine();
            if (!measuring.recordGiven()) {
                measurement.keep(home.runs());
            }
            int exitCode = end.tell(result, measurement, account, options);
            Recording measured = shifted == null ? null : measurement.recording();
            if (shifted != null && measured != null) {
                shifted.tellSavings(account, measured.tally());
            }
            if (push != null) {
                push.finish(measurement.record());
            }
            account.awaitLooked(TIDYING);
            boolean ended = exitCode == 0 || exitCode == RunEnd.TERMINATED;
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
        public void paused(Instant at) {
            measurement.paused(at);
        }

        @Override
        public void resumed(Instant at) {
            measurement.resumed(at);
        }

        @Override
        public void ended(ChildResult result) {
            measurement.ended(result);
        }
    }

    private int elsewhere(ShiftOptions shift, Home home, Clock clock, String id, RunOptions options)
            throws IOException, InterruptedException {
        List<Opt<?>> ours = new ArrayList<>(measuring.ofThisMachine());
        ours.add(end.json());
        if (pushing != null) {
            ours.add(pushing.push());
        }
        for (Opt<?> each : ours) {
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

    private Header header(String id, Instant started, RunOptions options) {
        return new Header(
                id,
                started,
                measuring.interval(),
                Secrets.masked(Opt.all(command)),
                measuring.labels(),
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
        watching.save(texts);
        return texts;
    }

    private RunOptions options() {
        return new RunOptions(
                measuring.scope(),
                measuring.scope() == Scope.DEVICES
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

    private void checkOptions() {
        measuring.checkInterval();
        unit.unit("run");
        unit.count();
        measuring.check();
        watching.check();
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
}
