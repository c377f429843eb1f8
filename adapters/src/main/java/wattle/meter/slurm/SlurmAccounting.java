package wattle.meter.slurm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.program.Asked;
import wattle.meter.program.SearchPath;
import wattle.series.Interval;
import wattle.unit.Energy;

/// Asks sacct for a job, and sinfo how many processors its nodes have.
///
/// The job's own line is taken, or else its steps, never both: the job's is the sum of the steps'.
/// Thread-safe.
///
/// ```java
/// JobEnergy job = new SlurmAccounting(Path.of("/usr/bin/sacct"), null).job("4711");
/// ```
public final class SlurmAccounting {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BYTES = 1 << 20;
    private static final int MANY_BYTES = 1 << 26;

    /// Otherwise sacct writes local times without a zone.
    private static final Map<String, String> EPOCH = Map.of("SLURM_TIME_FORMAT", "%s");

    private final Path sacct;
    private final @Nullable Path sinfo;
    private final Map<String, String> environment;

    /// @param sinfo null where it is not to be asked; then whether a job was exclusive is not known
    public SlurmAccounting(Path sacct, @Nullable Path sinfo) {
        this(sacct, sinfo, Map.of());
    }

    private SlurmAccounting(Path sacct, @Nullable Path sinfo, Map<String, String> more) {
        this.sacct = sacct;
        this.sinfo = sinfo;
        environment = new HashMap<>(more);
        environment.putAll(EPOCH);
    }

    /// @param environment whose `PATH` has the programs, and which may have a `SLURM_CONF`
    /// @throws MeterException if there is no sacct
    public static SlurmAccounting in(Map<String, String> environment) throws MeterException {
        SlurmAccounting found = on(environment.get("PATH"));
        String conf = environment.get("SLURM_CONF");
        return conf == null
                ? found
                : new SlurmAccounting(found.sacct, found.sinfo, Map.of("SLURM_CONF", conf));
    }

    /// By the programs of a search path, as the variable `PATH` holds one.
    ///
    /// @throws MeterException if there is no sacct
    public static SlurmAccounting on(@Nullable String searchPath) throws MeterException {
        Path sacct = SearchPath.find("sacct", searchPath);
        if (sacct == null) {
            throw new MeterException(
                    new MeterProblem.NotPresent("Slurm's program sacct, looked for in PATH,"));
        }
        return new SlurmAccounting(sacct, SearchPath.find("sinfo", searchPath));
    }

    /// @param number of the job, as in `SLURM_JOB_ID`, or `12_3` for a task of an array
    /// @throws IllegalArgumentException if that is no job's number
    /// @throws MeterException if there is no such job or sacct gives no answer
    public JobEnergy job(String number) throws MeterException {
        if (number.isEmpty()
                || !number.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '_')
                || number.startsWith("_")) {
            throw new IllegalArgumentException("not the number of a Slurm job: \"" + number + "\"");
        }
        List<Row> rows = rows(number);
        Row line = lineOf(number, rows);
        var problems = new ArrayList<String>();
        Energy energy = energy(line, rows, problems);
        Boolean exclusive = exclusive(line);
        if (energy != null && !Boolean.TRUE.equals(exclusive)) {
            problems.add(
                    "Slurm's energy is that of whole nodes, and "
                            + (exclusive == null
                                    ? "whether job " + line.id() + " had them alone is not known"
                                    : "job " + line.id() + " did not have all their processors")
                            + ": other jobs' energy may be in it");
        }
        if (Row.instant(line.end()) == null) {
            problems.add("job " + line.id() + " has not ended: it is " + line.state());
        }
        boolean started = !line.resources().isEmpty();
        return new JobEnergy(
                line.id(),
                line.state(),
                Row.instant(line.start()),
                Row.instant(line.end()),
                energy,
                exclusive,
                line.gpus(),
                line.allocated("cpu"),
                started ? Row.number(line.nodes()) : null,
                problems);
    }

    /// Jobs that ended within a stretch of time and had started, in the order of their start.
    ///
    /// @param user null for all that this user may see
    /// @param partition null for all
    public List<PastJob> jobs(
            Interval during, @Nullable String user, @Nullable String partition, Instant now)
            throws MeterException {
        String what = "Slurm's accounting of past jobs";
        List<String> words =
                new ArrayList<>(
                        List.of(
                                sacct.toString(),
                                // With the steps: without them sacct knows no time of processors.
                                "--parsable2",
                                "--noheader",
                                "--noconvert",
                                user == null ? "--allusers" : "--user=" + user,
                                // Not by local times, which are ambiguous one night a year.
                                "--starttime=" + from(now, during.start()),
                                "--endtime=" + from(now, during.end()),
                                "--format=" + PastJob.FIELDS));
        if (partition != null) {
            words.add("--partition=" + partition);
        }
        Asked said = ask(what, words, MANY_BYTES);
        if (said.exit() != 0) {
            throw MeterException.unreadable(
                    what,
                    said.errors().lines().findFirst().orElse("sacct ended with " + said.exit()));
        }
        if (said.output().length() >= MANY_BYTES) {
            throw MeterException.unreadable(what, "it is longer than 64 MiB: ask for less time");
        }
        List<PastJob> jobs = new ArrayList<>();
        for (String line : said.output().lines().toList()) {
            PastJob job = PastJob.parse(line);
            if (job != null
                    && during.start().isBefore(job.end())
                    && !job.end().isAfter(during.end())) {
                jobs.add(job);
            }
        }
        jobs.sort(Comparator.comparing(PastJob::start));
        return jobs;
    }

    private static String from(Instant now, Instant at) {
        long seconds = Duration.between(now, at).toSeconds();
        return "now" + (seconds < 0 ? "" : "+") + seconds + "seconds";
    }

    private List<Row> rows(String job) throws MeterException {
        String what = "Slurm's accounting of job " + job;
        Asked said =
                ask(
                        what,
                        List.of(
                                sacct.toString(),
                                "--parsable2",
                                "--noheader",
                                "--noconvert",
                                "--jobs=" + job,
                                "--format=" + Row.FIELDS));
        if (said.exit() != 0) {
            throw MeterException.unreadable(
                    what,
                    said.errors().lines().findFirst().orElse("sacct ended with " + said.exit()));
        }
        return said.output().lines().map(Row::parse).filter(Objects::nonNull).toList();
    }

    /// Asked for the number of an array's last task, sacct shows all tasks.
    private static Row lineOf(String job, List<Row> rows) throws MeterException {
        List<Row> jobs = rows.stream().filter(Row::isJob).toList();
        for (Row each : jobs) {
            if (each.id().equals(job)) {
                return each;
            }
        }
        if (jobs.isEmpty()) {
            throw MeterException.gone("job " + job + " in Slurm's accounting");
        }
        if (jobs.size() > 1) {
            throw MeterException.unreadable(
                    "Slurm's accounting of job " + job,
                    "it names several jobs; ask for one of them");
        }
        return jobs.getFirst();
    }

    private static @Nullable Energy energy(Row job, List<Row> rows, List<String> problems) {
        if (job.joules().isPresent()) {
            return new Energy(job.joules().getAsDouble());
        }
        double sum = 0;
        for (Row step : rows) {
            OptionalDouble joules = step.isStepOf(job) ? step.joules() : OptionalDouble.empty();
            if (step.id().endsWith(".batch") && joules.isPresent() && job.nodes().equals("1")) {
                return new Energy(joules.getAsDouble()); // The batch step lasts as long as the job.
            }
            sum += joules.orElse(0);
        }
        if (sum == 0) {
            problems.add(
                    "Slurm has no energy of job "
                            + job.id()
                            + ": the cluster keeps none (AcctGatherEnergyType) or has not yet");
            return null;
        }
        problems.add(
                "the energy of job "
                        + job.id()
                        + " is the sum of its steps: what steps of one time share is in it twice");
        return new Energy(sum);
    }

    /// Whether the job had as many processors as its nodes have.
    private @Nullable Boolean exclusive(Row job) {
        Integer cpus = job.allocated("cpu");
        Integer nodes = Row.number(job.nodes());
        if (sinfo == null || cpus == null || nodes == null || job.nodeList().startsWith("-")) {
            return null;
        }
        Asked said;
        try {
            said =
                    ask(
                            "the nodes of job " + job.id(),
                            List.of(
                                    sinfo.toString(),
                                    "--noheader",
                                    "--Node",
                                    "--nodes=" + job.nodeList(),
                                    "--format=%N %c"));
        } catch (MeterException notKnown) {
            return null;
        }
        // A node in two partitions has two lines.
        var processors = new HashMap<String, Integer>();
        for (String line : said.output().lines().toList()) {
            int space = line.indexOf(' ');
            Integer number = space < 0 ? null : Row.number(line.substring(space).strip());
            if (number == null) {
                return null;
            }
            processors.put(line.substring(0, space), number);
        }
        return processors.size() == nodes
                ? processors.values().stream().mapToInt(Integer::intValue).sum() == cpus
                : null;
    }

    private Asked ask(String what, List<String> words) throws MeterException {
        return ask(what, words, BYTES);
    }

    private Asked ask(String what, List<String> words, int bytes) throws MeterException {
        try {
            return Asked.run(words, environment, PATIENCE, bytes);
        } catch (IOException e) {
            throw MeterException.unreadable(what, String.valueOf(e.getMessage()));
        }
    }
}
