package wattle.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import wattle.hub.web.calculation.Calculations;

/// The commands that a server carries out for others: the very same that the command line has, each
/// made anew for each request, with an [Allowance] and without words about this machine.
final class CommandCalculations implements Calculations {

    /// As many characters as an answer may have.
    private static final int LONGEST = 32 * 1024 * 1024;

    private static final String REMARK = "wattle: ";

    private final Home home;
    private final Clock clock;

    CommandCalculations(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Result calculate(List<String> arguments) throws InterruptedException {
        var out = new StringWriter();
        var err = new StringWriter();
        var failed = new AtomicReference<Exception>();
        var console =
                new Console(new PrintWriter(new BoundedWriter(out, LONGEST)), new PrintWriter(err));
        CommandLine line = line(arguments, console);
        line.setOut(console.out())
                .setErr(console.err())
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((problem, _, _) -> failure(failed, problem))
                .setParameterExceptionHandler((problem, _) -> failure(failed, problem));
        line.execute(arguments.toArray(String[]::new));
        console.out().flush();
        console.err().flush();
        Exception problem = failed.get();
        if (problem instanceof InterruptedException stopped) {
            throw stopped;
        }
        List<String> remarks = new ArrayList<>();
        for (String each : err.toString().split("\\R", -1)) {
            if (each.startsWith(REMARK)) {
                remarks.add(withoutHere(each.substring(REMARK.length())));
            }
        }
        return new Result(
                problem == null ? out.toString() : "",
                remarks,
                problem == null ? null : refusal(problem));
    }

    private static int failure(AtomicReference<Exception> failed, Exception problem) {
        failed.set(problem);
        return Exit.FAULT.code();
    }

    private Refusal refusal(Exception problem) {
        Failure failure =
                problem instanceof CommandLine.ParameterException usage
                        ? Failures.ofUsage(usage)
                        : Failures.of(problem, false);
        if (failure.exitCode() == Exit.FAULT.code()) {
            throw new IllegalStateException("a command failed", problem);
        }
        return new Refusal(
                failure.exitCode(),
                failure.code(),
                withoutHere(String.valueOf(failure.getMessage())),
                failure.advice());
    }

    /// Only the command that is asked for is made.
    private CommandLine line(List<String> arguments, Console console) {
        var line = new CommandLine(new Wattle().spec());
        String name = arguments.getFirst();
        if (!name.equals("grid")) {
            return line.addSubcommand(spec(name, console));
        }
        CommandLine grid = new CommandLine(new GridCommand().spec());
        grid.addSubcommand(spec("grid " + arguments.get(1), console));
        return line.addSubcommand(grid);
    }

    private CommandSpec spec(String name, Console console) {
        return switch (name) {
            case "estimate" -> new EstimateCommand(console, home).spec();
            case "account" -> new AccountCommand(console, home).spec();
            case "plan" -> new PlanCommand(console, home, clock, Allowance.OF_A_REQUEST).spec();
            case "evaluate" -> new EvaluateCommand(console, Allowance.OF_A_REQUEST).spec();
            case "grid zones" -> new GridZonesCommand(console).spec();
            case "grid show" -> new GridShowCommand(console, home, clock).spec();
            case "grid forecast" -> new GridForecastCommand(console, Allowance.OF_A_REQUEST).spec();
            case "grid find" ->
                    new GridFindCommand(console, new GridServices(Map.of(), home, clock)).spec();
            default -> throw new IllegalArgumentException("no calculation: " + name);
        };
    }

    /// What would say how this machine is laid out.
    private String withoutHere(String words) {
        String without = words.replace(home.folder().toString(), "WATTLE_HOME");
        for (String property : List.of("user.home", "user.dir")) {
            Path here = Path.of(System.getProperty(property, "/"));
            if (here.getNameCount() > 0) {
                without = without.replace(here.toString() + "/", "");
            }
        }
        return without;
    }
}
