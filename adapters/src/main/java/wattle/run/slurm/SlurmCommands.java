package wattle.run.slurm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wattle.meter.program.Asked;
import wattle.meter.program.SearchPath;
import wattle.run.RunnerException;
import wattle.run.RunnerException.Reason;

/// Slurm's programs, and what they mean when they fail. Thread-safe.
///
/// ```java
/// String version = SlurmCommands.of(System.getenv()).ask("sinfo", "--version");
/// ```
public final class SlurmCommands {

    /// Slurm's programs ask a controller that does not answer several times, ten seconds each.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int BYTES = 1 << 26;
    private static final int LONGEST_REFUSAL = 400;

    /// Otherwise sacct and squeue write local times without a zone.
    private static final Map<String, String> EPOCH = Map.of("SLURM_TIME_FORMAT", "%s");

    /// What Slurm's programs say when the controller or the accounting does not answer, in small
    /// letters. The last is what scontrol makes of no answer at all.
    private static final List<String> UNREACHABLE =
            List.of(
                    "unable to contact",
                    "timed out",
                    "connection refused",
                    "connect failure",
                    "connection reset",
                    "zero bytes were transmitted",
                    "in standby",
                    "communication",
                    "persistent connection",
                    "persistinit",
                    "problem talking to the database",
                    "temporarily unavailable",
                    "unexpected message received");

    /// How variables begin by which users say what programs print.
    private static final List<String> PREFERENCES =
            List.of("SQUEUE_", "SACCT_", "SINFO_", "SCONTROL_", "SCANCEL_");

    private final @Nullable String path;
    private final Map<String, String> environment;
    private final List<String> dropped;

    private SlurmCommands(
            @Nullable String path, Map<String, String> environment, List<String> dropped) {
        this.path = path;
        this.environment = environment;
        this.dropped = dropped;
    }

    /// Those in the `PATH` of an environment. What else of it concerns Slurm is handed on, such as
    /// `SLURM_CONF`, but for what changes what programs print: with an `SQUEUE_PARTITION` squeue
    /// leaves out the jobs of all others.
    public static SlurmCommands of(Map<String, String> environment) {
        Map<String, String> handedOn = new HashMap<>();
        List<String> dropped = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("SLURM_") || name.startsWith("SBATCH_")) {
                handedOn.put(name, value);
            } else if (PREFERENCES.stream().anyMatch(name::startsWith)) {
                dropped.add(name);
            }
        });
        return new SlurmCommands(environment.get("PATH"), Map.copyOf(handedOn), dropped);
    }

    /// Whether a program is there.
    public boolean has(String program) {
        return SearchPath.find(program, path) != null;
    }

    /// What a program printed.
    ///
    /// @throws RunnerException if it failed, with its own words
    public String ask(String program, String... arguments) throws RunnerException {
        return ask(program, List.of(arguments));
    }

    /// What a program printed.
    ///
    /// @throws RunnerException if it failed, with its own words
    public String ask(String program, List<String> arguments) throws RunnerException {
        return answer(program, arguments, EPOCH);
    }

    /// What sbatch printed. It hands its environment on to the job, so nothing is set in it.
    String submit(List<String> arguments) throws RunnerException {
        String locale = System.getenv("LC_ALL");
        // For the C library an empty one is none.
        return answer("sbatch", arguments, Map.of("LC_ALL", locale == null ? "" : locale));
    }

    private String answer(String program, List<String> arguments, Map<String, String> more)
            throws RunnerException {
        Path found = SearchPath.find(program, path);
        if (found == null) {
            throw new RunnerException(
                    Reason.REFUSED,
                    "Slurm's program "
                            + program
                            + " is not in PATH: it is needed on this machine (Debian:"
                            + " slurm-client)");
        }
        List<String> words = new ArrayList<>();
        if (!dropped.isEmpty()) {
            words.add("/usr/bin/env");
            dropped.forEach(each -> words.addAll(List.of("-u", each)));
        }
        words.add(found.toString());
        words.addAll(arguments);
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        Asked said;
        try {
            said = Asked.run(words, all, PATIENCE, BYTES);
        } catch (IOException e) {
            throw new RunnerException(Reason.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
        if (said.exit() != 0) {
            throw failed(program, said);
        }
        if (said.output().length() >= BYTES) {
            throw new RunnerException(
                    Reason.REFUSED, program + " printed more than " + (BYTES >> 20) + " MiB");
        }
        return said.output();
    }

    private static RunnerException failed(String program, Asked said) {
        String words =
                (said.errors() + "\n" + said.output())
                        .lines()
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .map(each ->
                                each.startsWith(program + ": ")
                                        ? each.substring(program.length() + 2)
                                        : each)
                        .map(each -> each.startsWith("error: ") ? each.substring(7) : each)
                        .distinct()
                        .collect(Collectors.joining("; "));
        if (words.isEmpty()) {
            words = "it ended with " + said.exit() + " and said nothing";
        } else if (words.length() > LONGEST_REFUSAL) {
            words = words.substring(0, LONGEST_REFUSAL) + " …";
        }
        String small = words.toLowerCase(Locale.ROOT);
        boolean unreachable = UNREACHABLE.stream().anyMatch(small::contains);
        return new RunnerException(
                unreachable ? Reason.UNREACHABLE : Reason.REFUSED, program + ": " + words);
    }
}
