package wattle.cli;

import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import wattle.meter.procfs.ProcessTree;
import wattle.run.local.ChildCommand;
import wattle.run.local.ChildResult;
import wattle.run.local.LocalRunner;
import wattle.run.local.NotStarted;
import wattle.run.local.RunObserver;

/// `wattle run`: the child's exit code is Wattle's, and the summary goes to standard error.
@Command(
        name = "run",
        description = "Run a command and measure what it uses.",
        footer = {"", "Example:", "  wattle run -- sleep 1"})
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Time between samples (default: ${DEFAULT-VALUE}).")
    private double interval;

    @Option(names = "--quiet", description = "Print no summary.")
    private boolean quiet;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command, after --.")
    private List<String> command = List.of();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!(interval >= 0.01 && interval <= 86_400)) {
            throw new Failure(
                    Exit.USAGE,
                    10,
                    "--interval must lie between 0.01 and 86400 seconds: " + interval,
                    "");
        }
        var processorTime = new ProcessorTime();
        var every = Duration.ofNanos(Math.round(interval * 1e9));
        try {
            var result =
                    new LocalRunner(Clock.systemUTC(), every, processorTime)
                            .run(ChildCommand.ofLastArguments(command));
            if (!quiet) {
                summarise(result, processorTime.total);
            }
            return result.exitCode();
        } catch (NotStarted e) {
            throw Failure.notStarted(e.exitCode(), String.valueOf(e.getMessage()), e);
        }
    }

    private void summarise(ChildResult result, Duration processorTime) {
        console.err()
                .printf(
                        Locale.ROOT,
                        "wattle: ran %.2f s and used %.2f s of processor time%n",
                        result.wall().toNanos() / 1e9,
                        processorTime.toNanos() / 1e9);
        for (var problem : result.problems()) {
            console.err().println("wattle: " + problem);
        }
    }

    /// What the command and its descendants used.
    private static final class ProcessorTime implements RunObserver {
        private final ProcessTree tree =
                new ProcessTree(new File("/proc"), ProcessHandle.current().pid());
        private Duration total = Duration.ZERO;

        @Override
        public void helper(long pid) {
            tree.exclude(pid);
        }

        @Override
        public void sample() {
            total = tree.cpuTime();
        }

        @Override
        public void ended(ChildResult result) {
            total = tree.cpuTime();
        }
    }
}
