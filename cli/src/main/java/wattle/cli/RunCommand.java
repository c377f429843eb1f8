package wattle.cli;

import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import wattle.meter.procfs.ProcessTree;
import wattle.run.local.ChildCommand;
import wattle.run.local.ChildResult;
import wattle.run.local.LocalRunner;
import wattle.run.local.NotStarted;
import wattle.run.local.RunObserver;

/// `wattle run`: the child's exit code is Wattle's, and the summary goes to standard error.
final class RunCommand implements Callable<Integer> {
    private final Console console;

    private final OptionSpec interval =
            OptionSpec.builder("--interval")
                    .paramLabel("SECONDS")
                    .type(double.class)
                    .defaultValue("1")
                    .description("Time between samples (default: 1).")
                    .build();

    private final OptionSpec quiet =
            OptionSpec.builder("--quiet")
                    .type(boolean.class)
                    .description("Print no summary.")
                    .build();

    private final PositionalParamSpec command =
            PositionalParamSpec.builder()
                    .paramLabel("COMMAND")
                    .arity("1..*")
                    .type(String[].class)
                    .description("The command, after --.")
                    .build();

    RunCommand(Console console) {
        this.console = console;
    }

    /// Written out rather than annotated: reading annotations would double the processor time of a
    /// start.
    CommandSpec spec() {
        return CommandSpec.wrapWithoutInspection(this)
                .name("run")
                .usageMessage(
                        new UsageMessageSpec()
                                .description("Run a command and measure what it uses.")
                                .footer("", "Example:", "  wattle run -- sleep 1"))
                .addOption(interval)
                .addOption(quiet)
                .addPositional(command);
    }

    @Override
    public Integer call() throws InterruptedException {
        double seconds = interval.getValue();
        if (!(seconds >= 0.01 && seconds <= 86_400)) {
            throw new Failure(
                    Exit.USAGE,
                    10,
                    "--interval must lie between 0.01 and 86400 seconds: " + seconds,
                    "");
        }
        String[] words = command.getValue();
        var processorTime = new ProcessorTime();
        var every = Duration.ofNanos(Math.round(seconds * 1e9));
        try {
            var result =
                    new LocalRunner(Clock.systemUTC(), every, processorTime)
                            .run(ChildCommand.ofLastArguments(List.of(words)));
            if (!Boolean.TRUE.equals(quiet.getValue())) {
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
