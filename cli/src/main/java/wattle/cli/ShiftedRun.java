package wattle.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wattle.meter.Tally;
import wattle.meter.journal.Orphans;
import wattle.report.RecordedRun;
import wattle.report.RunSummary;
import wattle.run.RunState;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.Savings;
import wattle.run.driver.Driver;
import wattle.run.driver.DriverLoop;
import wattle.run.driver.Entry;
import wattle.run.driver.Shift;
import wattle.run.driver.ShiftFolder;
import wattle.run.driver.Ticks;
import wattle.run.local.ChildCommand;
import wattle.run.local.ChildResult;
import wattle.run.local.LocalJob;
import wattle.run.local.NotStarted;
import wattle.run.local.PauseCommands;
import wattle.run.local.RunObserver;
import wattle.run.local.StoredCommand;
import wattle.series.EnergySeries;
import wattle.series.Interval;
import wattle.series.Timeline;

/// One shifted run while this process drives it: holds its lock, tells the user what happens, and
/// leaves everything that another Wattle needs to go on.
final class ShiftedRun implements AutoCloseable {

    /// For how long a job's end waits to be written down.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int ATTEMPTS = 10;
    private static final long MOMENT = 20_000_000; // ns

    private static final Path PROC = Path.of("/proc");

    private final Console console;
    private final Clock clock;
    private final ShiftFolder folder;
    private final ShiftFolder.Lock lock;
    private final HourlyOutlook outlook;
    private @Nullable Instant saidFor;
    private volatile @Nullable RuntimeException failed;

    private ShiftedRun(
            Console console,
            Clock clock,
            ShiftFolder folder,
            ShiftFolder.Lock lock,
            HourlyOutlook outlook) {
        this.console = console;
        this.clock = clock;
        this.folder = folder;
        this.lock = lock;
        this.outlook = outlook;
    }

    /// What is expected of the hours to come, by what the account of the run goes by.
    ///
    /// @throws Failure where that tells no hour from another
    static HourlyOutlook outlook(
            PlaceOptions place,
            String intensityFiles,
            double caution,
            Home home,
            Console console,
            Clock clock) {
        String zone = place.zoneName();
        if (zone == null && intensityFiles.isEmpty()) {
            throw new Failure(
                    Exit.USAGE,
                    361,
                    "without a place no hour is better than another",
                    "Add --zone Z, --provider P --region R, or --intensity-file FILE.");
        }
        return new HourlyOutlook(
                new PlaceZones(console, home, clock),
                intensityFiles.isEmpty() ? zone : null,
                intensityFiles.isEmpty() ? List.of() : List.of(intensityFiles.split("\n", -1)),
                caution,
                clock);
    }

    /// A run that has just been asked for.
    static ShiftedRun create(
            Console console,
            Clock clock,
            Home home,
            Shift shift,
            @Nullable ChildCommand command,
            HourlyOutlook outlook) {
        try {
            ShiftFolder folder = ShiftFolder.create(home.shifted(), shift);
            if (command != null) {
                StoredCommand.save(folder.folder(), command);
            }
            return locked(console, clock, folder, outlook);
        } catch (IOException unwritable) {
            throw new Failure(
                    Exit.FAULT,
                    362,
                    "the run cannot be written down in "
                            + home.shifted()
                            + ": "
                            + Problems.of(unwritable),
                    "Set WATTLE_HOME to a folder that can be written to.",
                    unwritable);
        }
    }

    /// @throws Failure if another process drives it
    static ShiftedRun locked(
            Console console, Clock clock, ShiftFolder folder, HourlyOutlook outlook)
            throws IOException {
        ShiftFolder.Lock lock = folder.tryLock();
        // Who only looks whether somebody drives it has it for a moment.
        for (int i = 0; lock == null && i < ATTEMPTS; i++) {
            LockSupport.parkNanos(MOMENT);
            lock = folder.tryLock();
        }
        if (lock == null) {
            throw new Failure(
                    Exit.CONFLICT,
                    363,
                    "run "
                            + folder.shift().id()
                            + " is driven by process "
                            + folder.driver()
                            + " already",
                    "Leave it to that, or end that first.");
        }
        return new ShiftedRun(console, clock, folder, lock, outlook);
    }

    ShiftFolder folder() {
        return folder;
    }

    private Shift shift() {
        return folder.shift();
    }

    /// A command on this machine, from its waiting to its end.
    ///
    /// @param command null for the one that was written down
    ChildResult local(@Nullable ChildCommand command, RunObserver observer)
            throws NotStarted, InterruptedException, IOException {
        // The two need each other: the job tells the loop when it has ended.
        var holder = new DriverLoop[1];
        Runnable changed =
                () -> {
                    if (holder[0] != null) {
                        holder[0].wake();
                    }
                };
        Map<String, String> texts = shift().texts();
        String stop = texts.get("stop_command");
        var commands = stop == null ? null : new PauseCommands(stop, texts.get("start_command"));
        LocalJob job =
                command == null
                        ? LocalJob.stored(
                                folder.folder(), clock, observer, commands, changed, hasPaused())
                        : LocalJob.of(command, clock, observer, commands, changed);
        DriverLoop loop = loop(job);
        holder[0] = loop;
        Thread driving = Thread.ofPlatform().daemon().name("driver").start(() -> drive(loop, job));
        Thread hint = hintWhenEnded();
        ChildResult result;
        try {
            result = job.serve();
        } finally {
            Runtime.getRuntime().removeShutdownHook(hint);
            driving.join(PATIENCE);
        }
        RuntimeException fault = failed;
        if (result == null) {
            String run = "run " + shift().id() + " was not started: ";
            throw fault == null
                    ? new Failure(Exit.CONFLICT, 364, run + last().why(), "")
                    : new Failure(Exit.FAULT, 364, run + fault.getMessage(), "", fault);
        }
        if (fault != null) {
            say("problem: the run was not driven to its end: " + fault.getMessage());
        }
        return result;
    }

    /// What shifting has saved, in a line for the user.
    void tellSavings(RunAccount account, Tally tally) throws InterruptedException {
        tellSavings(account, account.energy(tally));
    }

    private void tellSavings(RunAccount account, List<EnergySeries> energy)
            throws InterruptedException {
        List<String> problems = new ArrayList<>();
        Savings savings;
        try {
            savings = account.savings(energy, folder.ran(), shift().start(), problems);
        } catch (IOException | RuntimeException unknown) {
            say("what shifting has saved is not known: " + unknown.getMessage());
            return;
        }
        if (savings == null) {
            say("what shifting has saved is not known: the intensity of that time is not");
            return;
        }
        say(SavingsText.of(savings, shift().start(), last().pauses()));
    }

    /// The same of a run that was carried out elsewhere: by its records where they came here, else
    /// by the power that was given for it.
    void tellElsewhere(RunOptions options, Home home) throws InterruptedException {
        var account = new RunAccount(options, () -> Machine.facts(PROC), shift().start());
        List<EnergySeries> energy = new ArrayList<>();
        try {
            for (Path record : records()) {
                energy.addAll(RecordedRuns.energy(record));
            }
            if (energy.isEmpty()) {
                energy.addAll(asPlanned());
                say("no record of the job came here: it is taken to have drawn what was given");
            }
        } catch (IOException | RuntimeException unreadable) {
            say("what shifting has saved is not known: " + unreadable.getMessage());
            return;
        }
        tellRecords(home);
        if (!energy.isEmpty()) {
            tellSavings(account, energy);
        }
    }

    /// What was measured where the job ran, which from now on lies with the records of all runs.
    private void tellRecords(Home home) throws InterruptedException {
        try {
            for (Path record : records()) {
                RecordedRun run = RecordedRuns.read(record, RecordedRuns.Otherwise.NOT);
                console.err().print(RunSummary.of(run, Duration.ZERO));
                Files.createDirectories(home.runs());
                Path kept = Files.move(record, home.runs().resolve(record.getFileName()));
                say("recorded in " + kept);
            }
        } catch (IOException | RuntimeException unreadable) {
            say("problem: a record of the job cannot be read: " + unreadable.getMessage());
        }
    }

    private List<Path> records() throws IOException {
        Path records = SlurmJobs.records(folder);
        if (!Files.isDirectory(records)) {
            return List.of();
        }
        try (var files = Files.list(records)) {
            return files.filter(each -> each.toString().endsWith(Orphans.SUFFIX)).sorted().toList();
        }
    }

    /// The mean power that was given, whenever the job ran.
    private List<EnergySeries> asPlanned() throws IOException {
        double joules = 0;
        for (int i = 0; i < shift().load().slots(); i++) {
            joules += shift().load().joules(i);
        }
        double watts = joules / (shift().load().duration().toNanos() / 1e9);
        List<EnergySeries> energy = new ArrayList<>();
        for (Interval each : folder.ran()) {
            energy.add(
                    new EnergySeries(
                            Timeline.builder().add(each).build(),
                            new double[] {watts * each.duration().toNanos() / 1e9}));
        }
        return energy;
    }

    /// A job that goes on without this process: elsewhere, or as nobody's child.
    ///
    /// @return where it ended
    Entry elsewhere(Runner runner) throws IOException {
        Thread hint = hintWhenEnded();
        loop(runner).run();
        Runtime.getRuntime().removeShutdownHook(hint);
        return last();
    }

    /// As [#elsewhere], with what it was and what it has saved told.
    ///
    /// @return the exit code
    int elsewhere(Runner runner, RunOptions options, Home home)
            throws IOException, InterruptedException {
        Entry end = elsewhere(runner);
        say(
                "run "
                        + shift().id()
                        + " is "
                        + end.state().label()
                        + (end.why().isEmpty() ? "" : ": " + end.why()));
        tellElsewhere(options, home);
        Integer code = end.exitCode();
        return code != null ? code : end.state() == RunState.FINISHED ? 0 : Exit.CONFLICT.code();
    }

    private boolean hasPaused() throws IOException {
        Entry entry = folder.last();
        return entry != null && entry.state() == RunState.PAUSED;
    }

    private DriverLoop loop(Runner runner) throws IOException {
        return new DriverLoop(driver(runner), clock, this::seen);
    }

    private Driver driver(Runner runner) throws IOException {
        return new Driver(
                folder, runner, outlook, clock, Ticks.SYSTEM, Machine.bootId(PROC), this::say);
    }

    /// Ends the run for good.
    void cancel(Runner runner) throws IOException, RunnerException {
        driver(runner).cancel();
    }

    /// Lets a run that was lost be started anew.
    void startAgain(Runner runner) throws IOException {
        driver(runner).startAgain();
    }

    /// What goes wrong with driving does the job no harm: one that was started goes on.
    private void drive(DriverLoop loop, LocalJob job) {
        try {
            loop.run();
        } catch (RuntimeException fault) {
            failed = fault;
            try {
                job.resume("");
            } catch (RunnerException cannot) {
                say("problem: " + cannot.getMessage());
            }
        } finally {
            job.abandon();
        }
    }

    /// Says when the job will be started, whenever that changes.
    private void seen(Driver driver) {
        boolean waits = driver.entry().state() == RunState.WAITING;
        Instant planned = driver.plannedStart();
        if (waits
                && driver.entry().handle() == null
                && planned != null
                && !planned.equals(saidFor)) {
            saidFor = planned;
            say(
                    "run "
                            + shift().id()
                            + " starts at "
                            + planned
                            + ", to be done by "
                            + shift().deadline());
        }
    }

    private Thread hintWhenEnded() {
        var hint =
                new Thread(() -> {
                    try {
                        Entry entry = folder.last();
                        boolean here = shift().backend().equals(Shifts.LOCAL);
                        if (entry != null && !entry.state().isOver()) {
                            say(
                                    (here && entry.handle() == null
                                                    ? "not started yet; go on with: wattle resume "
                                                    : "nobody drives it now; go on with: wattle"
                                                            + " resume ")
                                            + shift().id());
                        }
                    } catch (IOException unreadable) {
                        return;
                    }
                });
        Runtime.getRuntime().addShutdownHook(hint);
        return hint;
    }

    private Entry last() {
        try {
            return Objects.requireNonNull(folder.last());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void say(String sentence) {
        console.err().println("wattle: " + sentence);
        console.err().flush();
    }

    @Override
    public void close() {
        try {
            Entry entry = folder.last();
            // What was lost may be started again.
            if (entry != null && entry.state().isOver() && entry.state() != RunState.LOST) {
                StoredCommand.forgetEnvironment(folder.folder());
            }
            lock.close();
        } catch (IOException gone) {
            return;
        }
    }
}
