package wattle.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.driver.ShiftFolder;
import wattle.run.local.AdoptedJob;

/// `wattle cancel`: ends a shifted run for good, whether it waits, runs or is paused.
final class CancelCommand implements Callable<Integer> {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(50);

    private final Console console;
    private final Home home;

    private final PositionalParamSpec run = Opt.words("RUN", "1", "Its id, or how that begins.");

    CancelCommand(Console console, Home home) {
        this.console = console;
        this.home = home;
    }

    CommandSpec spec() {
        return Opt.command(
                        this,
                        "cancel",
                        "End a shifted run for good, whatever it is doing.",
                        "wattle cancel --help")
                .addPositional(run);
    }

    @Override
    public Integer call() throws IOException {
        List<String> words = Opt.all(run);
        ShiftFolder folder = Shifts.find(words.getFirst(), home, console);
        if (folder.isDriven()) {
            endDriver(folder);
        }
        if (Shifts.entry(folder).state().isOver()) {
            console.out().println("Run " + folder.shift().id() + " has ended.");
            return Exit.DONE.code();
        }
        Clock clock = Clock.systemUTC();
        Runner runner = Shifts.runner(folder);
        try (ShiftedRun held =
                ShiftedRun.locked(
                        console,
                        clock,
                        folder,
                        new HourlyOutlook(
                                new PlaceZones(console, home, clock), null, List.of(), 0, clock))) {
            held.cancel(runner == null ? new AdoptedJob() : runner);
        } catch (RunnerException refused) {
            throw new Failure(
                    Exit.CONFLICT,
                    367,
                    "run " + folder.shift().id() + " goes on: " + refused.getMessage(),
                    "",
                    refused);
        }
        console.out().println("Run " + folder.shift().id() + " was cancelled.");
        return Exit.DONE.code();
    }

    /// Asks the driver to end, which it passes on to its command.
    private static void endDriver(ShiftFolder folder) throws IOException {
        Long driver = folder.driver();
        if (driver != null) {
            ProcessHandle.of(driver).ifPresent(ProcessHandle::destroy);
        }
        long began = System.nanoTime();
        while (folder.isDriven() && System.nanoTime() - began < PATIENCE) {
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }
}
