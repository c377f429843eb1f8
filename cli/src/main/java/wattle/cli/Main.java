package wattle.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;
import wattle.run.local.LocalRunner;

/// Where everything is put together, and the only place that does so.
public final class Main {
    /// Run, with their output thrown away, while the launcher makes the AOT cache: what these load
    /// starts fast.
    private static final List<List<String>> TRAINING =
            List.of(
                    List.of("version", "--no-such-option"),
                    List.of("estimate", "--accelerator=A100:8", "--hours=9", "--zone=FR"),
                    List.of(
                            "estimate",
                            "--cpu=AMD EPYC 7763",
                            "--hours=9",
                            "--zone=US-CA",
                            "--json"),
                    List.of(
                            "estimate",
                            "--energy-kwh=9",
                            "--provider=aws",
                            "--region=eu-west-3",
                            "--csv"));

    private Main() {}

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("run")) {
            LocalRunner.prepare();
            RunAccount.prepare();
        }
        if (Boolean.getBoolean("wattle.training")) {
            var nowhere = new PrintWriter(Writer.nullWriter());
            TRAINING.forEach(line -> execute(line.toArray(String[]::new), nowhere, nowhere));
        }
        var out = writer(FileDescriptor.out);
        var err = writer(FileDescriptor.err);
        var exitCode = execute(args, out, err);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /// The whole program but for the process: tests call this.
    static int execute(String[] args, PrintWriter out, PrintWriter err) {
        return execute(args, new Console(out, err), Setup.of(args));
    }

    /// What is set up for a start, which is most of it.
    private enum Setup {
        /// `run` with the options that start a command at once.
        RUN,
        /// `run` with all its options: shifted, or sent to a hub.
        SHIFTED_RUN,
        ALL;

        static Setup of(String[] args) {
            if (args.length == 0 || !args[0].equals("run")) {
                return ALL;
            }
            for (String each : args) {
                if (each.equals("--")) {
                    break;
                }
                if (each.equals("--help") || each.equals("-h")) {
                    return SHIFTED_RUN;
                }
            }
            return RUN;
        }
    }

    private static int execute(String[] args, Console console, Setup setup) {
        var wattle = new Wattle();
        var line = commandLine(wattle, console, setup);
        if (args.length == 0) {
            line.usage(console.err());
            return Exit.USAGE.code();
        }
        return line.execute(args);
    }

    private static CommandLine commandLine(Wattle wattle, Console console, Setup setup) {
        var run =
                new CommandLine(
                        new RunCommand(console, setup == Setup.RUN ? null : new ShiftOptions())
                                .spec());
        run.setStopAtPositional(true); // `run python train.py --epochs 3` is the child's --epochs.
        var line = new CommandLine(wattle.spec()).addSubcommand(run);
        if (setup == Setup.ALL) {
            Home home = Home.of(System.getenv());
            line.addSubcommand(new EstimateCommand(console, home).spec())
                    .addSubcommand(new AccountCommand(console, home).spec())
                    .addSubcommand(plan(console))
                    .addSubcommand(new EvaluateCommand(console).spec())
                    .addSubcommand(list(console))
                    .addSubcommand(resume(console))
                    .addSubcommand(cancel(console))
                    .addSubcommand(new ReportCommand(console).spec())
                    .addSubcommand(compare(console))
                    .addSubcommand(push(console))
                    .addSubcommand(new MarkCommand(console).spec())
                    .addSubcommand(new BudgetCommand(console).spec())
                    .addSubcommand(new ExplainCommand(console).spec())
                    .addSubcommand(grid(console))
                    .addSubcommand(hub(console))
                    .addSubcommand(slurm(console))
                    .addSubcommand(new CollectCommand(console).spec())
                    .addSubcommand(operator(console))
                    .addSubcommand(serve(console))
                    .addSubcommand(new DoctorCommand(console).spec())
                    .addSubcommand(new CompletionCommand(console).spec())
                    .addSubcommand(new VersionCommand(console).spec());
        }
        return line.setExecutionStrategy(Main::executed)
                .setOut(console.out())
                .setErr(console.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExpandAtFiles(false) // An argument that begins with @ is the child's too.
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler((e, args) ->
                        setup == Setup.RUN
                                ? execute(args, console, Setup.SHIFTED_RUN)
                                : report(wattle, console, Failures.ofUsage(e)))
                .setExecutionExceptionHandler((e, command, parsed) -> report(wattle, console, e));
    }

    private static CommandLine compare(Console console) {
        return new CommandLine(new CompareCommand(console, Home.of(System.getenv())).spec());
    }

    private static CommandLine push(Console console) {
        return new CommandLine(
                new PushCommand(console, Home.of(System.getenv()), System.getenv()).spec());
    }

    private static CommandLine serve(Console console) {
        return new CommandLine(
                new ServeCommand(
                                console,
                                Home.of(System.getenv()),
                                System.getenv(),
                                Clock.systemUTC())
                        .spec());
    }

    private static CommandLine operator(Console console) {
        return new CommandLine(
                new OperatorCommand(
                                console,
                                Home.of(System.getenv()),
                                Clock.systemUTC(),
                                System.getenv())
                        .spec());
    }

    private static CommandLine hub(Console console) {
        Home home = Home.of(System.getenv());
        Clock clock = Clock.systemUTC();
        return new CommandLine(new HubCommand().spec())
                .addSubcommand(new HubImportCommand(console, home, System.getenv(), clock).spec())
                .addSubcommand(new HubListCommand(console, home, System.getenv(), clock).spec())
                .addSubcommand(new HubShowCommand(console, home, System.getenv(), clock).spec())
                .addSubcommand(new HubAnalyzeCommand(console, home, System.getenv(), clock).spec())
                .addSubcommand(new HubVerifyCommand(console, home, System.getenv(), clock).spec())
                .addSubcommand(new HubExportCommand(console, home, System.getenv(), clock).spec())
                .addSubcommand(hubToken(console, home, clock))
                .addSubcommand(new HubBackupCommand(console, home, System.getenv(), clock).spec())
                .addSubcommand(new HubRestoreCommand(console, home, System.getenv(), clock).spec());
    }

    private static CommandLine hubToken(Console console, Home home, Clock clock) {
        var environment = System.getenv();
        return new CommandLine(new HubTokenCommand().spec())
                .addSubcommand(new HubTokenCreateCommand(console, home, environment, clock).spec())
                .addSubcommand(new HubTokenListCommand(console, home, environment, clock).spec())
                .addSubcommand(new HubTokenRevokeCommand(console, home, environment, clock).spec());
    }

    private static CommandLine gridCache(Console console) {
        Home home = Home.of(System.getenv());
        return new CommandLine(new GridCacheCommand(console, home, Clock.systemUTC()).spec())
                .addSubcommand(new GridCacheClearCommand(console, home, Clock.systemUTC()).spec());
    }

    private static CommandLine plan(Console console) {
        return new CommandLine(
                new PlanCommand(console, Home.of(System.getenv()), Clock.systemUTC()).spec());
    }

    private static CommandLine list(Console console) {
        return new CommandLine(
                new ListCommand(console, Home.of(System.getenv()), Clock.systemUTC()).spec());
    }

    private static CommandLine resume(Console console) {
        return new CommandLine(
                new ResumeCommand(console, Home.of(System.getenv()), Clock.systemUTC()).spec());
    }

    private static CommandLine cancel(Console console) {
        return new CommandLine(new CancelCommand(console, Home.of(System.getenv())).spec());
    }

    private static CommandLine gridShow(Console console) {
        return new CommandLine(
                new GridShowCommand(console, Home.of(System.getenv()), Clock.systemUTC()).spec());
    }

    private static CommandLine gridImport(Console console) {
        return new CommandLine(
                new GridImportCommand(console, Home.of(System.getenv()), Clock.systemUTC()).spec());
    }

    private static CommandLine gridFind(Console console) {
        return new CommandLine(new GridFindCommand(console, services()).spec());
    }

    private static GridServices services() {
        return new GridServices(System.getenv(), Home.of(System.getenv()), Clock.systemUTC());
    }

    private static CommandLine gridFetch(Console console) {
        Home home = Home.of(System.getenv());
        return new CommandLine(
                new GridFetchCommand(console, home, Clock.systemUTC(), services()).spec());
    }

    private static CommandLine grid(Console console) {
        return new CommandLine(new GridCommand().spec())
                .addSubcommand(new GridZonesCommand(console).spec())
                .addSubcommand(gridFind(console))
                .addSubcommand(gridShow(console))
                .addSubcommand(gridFetch(console))
                .addSubcommand(gridImport(console))
                .addSubcommand(new GridForecastCommand(console).spec())
                .addSubcommand(new GridCheckCommand(console).spec())
                .addSubcommand(gridCache(console));
    }

    private static CommandLine slurm(Console console) {
        Map<String, String> environment = System.getenv();
        Home home = Home.of(environment);
        Clock clock = Clock.systemUTC();
        return new CommandLine(new SlurmCommand().spec())
                .addSubcommand(new SlurmPlanCommand(console, environment, home, clock).spec())
                .addSubcommand(new SlurmSubmitCommand(console, environment, home, clock).spec())
                .addSubcommand(new SlurmReportCommand(console, environment, home, clock).spec());
    }

    /// With `--help` somewhere on the line picocli forgives every other word: a command that does
    /// not exist has no help.
    private static int executed(CommandLine.ParseResult parsed) {
        for (CommandLine.ParseResult each = parsed; each != null; each = each.subcommand()) {
            CommandLine line = each.commandSpec().commandLine();
            if (!each.unmatched().isEmpty() && !line.getSubcommands().isEmpty()) {
                throw new UnmatchedArgumentException(line, each.unmatched());
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int report(Wattle wattle, Console console, Exception problem) {
        Failure failure = Failures.of(problem, wattle.debug());
        var style = Style.of(wattle.color(), Style.onTerminal(), System.getenv());
        console.err().println(style.error(failure.line()));
        if (wattle.debug()) {
            failure.printStackTrace(console.err());
        }
        console.err().flush();
        return failure.exitCode();
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
