package wattle.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.core.JsonGenerator;
import wattle.report.json.FootprintWriter;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.slurm.SlurmCommands;
import wattle.run.slurm.SlurmRunner;

/// `wattle slurm submit`: sbatch with a begin time that emits less.
final class SlurmSubmitCommand implements Callable<Integer> {

    private final Console console;
    private final Map<String, String> environment;
    private final SlurmPlanning planning;

    private final Opt<Boolean> dryRun =
            Opt.flag("--dry-run", "Print the line that would be run, and run nothing.");

    private final Opt<Boolean> enforce =
            Opt.flag(
                    "--enforce-deadline",
                    "Give sbatch the deadline, too: Slurm then removes the job as soon as it cannot"
                            + " be done by then.");

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.slurm-submit/1.");

    private final PositionalParamSpec arguments =
            Opt.words(
                    "SBATCH-ARGUMENTS",
                    "0..*",
                    "Options of sbatch, the script and its arguments, after --.");

    SlurmSubmitCommand(Console console, Map<String, String> environment, Home home, Clock clock) {
        this.console = console;
        this.environment = environment;
        planning = new SlurmPlanning(console, environment, home, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "submit",
                        "Submit a job that begins when it emits least.",
                        "wattle slurm submit --zone DE --duration 6h --power-watts 2400 --dry-run"
                                + " -- train.sh");
        Opt.add(planning.addTo(command), dryRun, enforce, json);
        return command.addPositional(arguments);
    }

    @Override
    public Integer call() {
        List<String> given = Opt.all(arguments);
        if (given.isEmpty()) {
            throw new Failure(
                    Exit.USAGE,
                    315,
                    "there is nothing to submit",
                    "Write sbatch's arguments after --, such as -- --gpus=1 train.sh.");
        }
        refuseTimes(given);
        SlurmPlanning.Planned planned = planning.plan();
        var text = new SlurmPlanText(planned, ZoneId.systemDefault());
        String id = RunId.next(planned.now());
        SlurmRunner runner = runner(planned, given);
        List<String> line = new ArrayList<>(List.of("sbatch"));
        line.addAll(runner.arguments(id));
        String job = dryRun.given() ? null : submitted(runner, id);
        var printed = new StringWriter();
        var out = new PrintWriter(printed);
        if (json.given()) {
            json(text, id, line, job, out);
        } else if (job == null) {
            out.println(quoted(line));
        } else {
            Instant begin = planned.begin();
            out.println(
                    "job "
                            + job
                            + (begin == null ? " begins at once" : " begins at " + begin)
                            + ", expected to save "
                            + text.saving());
        }
        out.flush();
        console.out().print(printed);
        return Exit.DONE.code();
    }

    /// Times count from now, which is certain in any time zone, unless they are to be read first.
    private SlurmRunner runner(SlurmPlanning.Planned planned, List<String> given) {
        List<String> options = new ArrayList<>();
        Instant begin = planned.begin();
        if (begin != null) {
            options.add("--begin=" + time(begin, planned.now()));
        }
        if (enforce.given()) {
            options.add("--deadline=" + time(planned.deadline(), planned.now()));
        }
        try {
            return new SlurmRunner(
                    SlurmCommands.of(environment),
                    List.of(),
                    joined(options, given),
                    Runner.Pauses.NEVER);
        } catch (IllegalArgumentException ours) {
            throw new Failure(Exit.USAGE, 317, String.valueOf(ours.getMessage()), "", ours);
        }
    }

    private String time(Instant at, Instant now) {
        return dryRun.given()
                ? SlurmTimes.later(at, now, ZoneId.systemDefault())
                : SlurmTimes.atOnce(at, now);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static String submitted(SlurmRunner runner, String id) {
        try {
            return runner.start(id);
        } catch (RunnerException failed) {
            throw SlurmPlanning.failure(failed);
        }
    }

    /// sbatch takes the last of two. What comes after the script is the script's.
    private static void refuseTimes(List<String> given) {
        boolean value = false;
        for (String each : given) {
            if (!each.startsWith("-") && !value) {
                return;
            }
            for (String ours : List.of("--begin", "-b", "--deadline", "--comment")) {
                if (each.equals(ours) || each.startsWith(ours + "=")) {
                    throw new Failure(
                            Exit.USAGE,
                            316,
                            ours + " is what wattle slurm submit gives itself",
                            "Leave it out, or use sbatch.");
                }
            }
            value = each.startsWith("-") && each.indexOf('=') < 0;
        }
    }

    /// A line that a shell reads as these words.
    private static String quoted(List<String> words) {
        List<String> quoted = new ArrayList<>();
        for (String each : words) {
            quoted.add(
                    each.matches("[A-Za-z0-9_./:=,+@%^-]+")
                            ? each
                            : "'" + each.replace("'", "'\\''") + "'");
        }
        return String.join(" ", quoted);
    }

    private static void json(
            SlurmPlanText text,
            String id,
            List<String> line,
            @Nullable String job,
            PrintWriter to) {
        try (JsonGenerator out = FootprintWriter.generator(to)) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.slurm-submit/1");
            out.writeName("job");
            if (job == null) {
                out.writeNull();
            } else {
                out.writeString(job);
            }
            out.writeStringProperty("run_id", id);
            out.writeName("command");
            out.writeStartArray();
            line.forEach(out::writeString);
            out.writeEndArray();
            text.body(out);
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }
}
