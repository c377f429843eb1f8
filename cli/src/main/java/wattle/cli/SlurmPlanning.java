package wattle.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Plan;
import wattle.plan.Policy;
import wattle.plan.Route;
import wattle.plan.Site;
import wattle.plan.Slots;
import wattle.run.RunnerException;
import wattle.run.RunnerException.Reason;
import wattle.run.slurm.Capacity;
import wattle.run.slurm.SlurmCommands;
import wattle.run.slurm.Waiting;
import wattle.series.Interval;
import wattle.unit.Power;
import wattle.unit.Pue;

/// When a job in a queue should begin: options and plan of `wattle slurm plan` and `submit`.
///
/// What waits in the queue for as long as others did begins that much before the planned start.
final class SlurmPlanning {

    private static final int MANY_DAYS = 14;

    private final Opt<String> zone =
            Opt.text("--zone", "Z", "A place of which something by the hour is known.");

    private final ZoneFiles files = new ZoneFiles();

    private final Opt<String> duration = Opt.text("--duration", "D", "How long the job works.");
    private final Opt<Double> power = Opt.number("--power-watts", "W", "What it draws.");

    private final Opt<String> slack =
            Opt.text(
                    "--slack",
                    "D|P%",
                    "How much later than at once it may end: 6h, or 25%% of its duration (default: 24h).");

    private final Opt<Double> pue =
            Opt.number("--pue", "X", "Facility energy over IT energy (default: 1).");

    private final Opt<String> partition =
            Opt.text("--partition", "P", "Whose queue the job waits in (default: all).");

    private final Opt<String> history =
            Opt.text("--history", "D", "Expect to wait as jobs did for so long (default: 14d).");

    private final Console console;
    private final Map<String, String> environment;
    private final Home home;
    private final Clock clock;

    SlurmPlanning(Console console, Map<String, String> environment, Home home, Clock clock) {
        this.console = console;
        this.environment = environment;
        this.home = home;
        this.clock = clock;
    }

    CommandSpec addTo(CommandSpec command) {
        Opt.add(command, zone, duration, power, slack, pue, partition, history);
        return files.addTo(command);
    }

    /// What is known of a queue; null parts are not known.
    record Queue(
            @Nullable String partition, @Nullable Capacity capacity, @Nullable Waiting waiting) {

        /// The median, rounded up to minutes; zero where nothing is known.
        Duration expected() {
            Duration median = waiting == null ? null : waiting.median();
            return median == null
                    ? Duration.ZERO
                    : median.plusSeconds(59).truncatedTo(ChronoUnit.MINUTES);
        }
    }

    /// @param now when it was planned
    /// @param begin when the job should be let into the queue; null for at once
    record Planned(
            Plan baseline,
            Plan plan,
            String basis,
            Queue queue,
            Instant now,
            @Nullable Instant begin,
            Instant deadline) {}

    Planned plan() {
        if (!duration.given() || !power.given()) {
            throw new Failure(
                    Exit.USAGE,
                    310,
                    "the job is not known",
                    "Give --duration D with --power-watts W.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Queue queue = queue(now);
        Instant start = now.truncatedTo(ChronoUnit.MINUTES).plus(queue.expected());
        Duration work = Words.duration("--duration", duration.get());
        Slack later = new Slack(slack.or("24h"));
        Interval span = Interval.of(start, work.plus(later.of(work)).plusDays(1));
        var places = new PlaceZones(console, home, clock);
        ZoneFiles.Zone grid = grid(console, places, zone, files, span);
        Load load;
        try {
            load =
                    Load.constant(
                            PlaceOptions.checked("--power-watts", power.get(), Power::new),
                            work,
                            grid.step());
        } catch (IllegalArgumentException tooLong) {
            throw new Failure(Exit.USAGE, 311, String.valueOf(tooLong.getMessage()), "", tooLong);
        }
        Slots window = PlanCommand.window(grid, start, load, later.slots(load));
        Interval used = new Interval(start, window.interval(window.size() - 1).end());
        places.sayAges(grid, used);
        Pue ratio = PlaceOptions.checked("--pue", pue.or(1.0), Pue::new);
        Site site = Site.home(grid.name(), window, ratio);
        Plan baseline = flexible(Policy.RUN_NOW, site, load);
        Plan plan = flexible(Policy.FLEXIBLE_START, site, load);
        Instant begin = plan.start().minus(queue.expected());
        return new Planned(
                baseline,
                plan,
                PlanCommand.basis(List.of(grid.quality(used))),
                queue,
                now,
                plan.initialWait().isZero() ? null : begin,
                start.plus(work).plus(later.of(work)));
    }

    /// One zone, from a place or a file.
    static ZoneFiles.Zone grid(
            Console console, PlaceZones places, Opt<String> zone, ZoneFiles files, Interval span) {
        if (zone.given() == files.given()) {
            throw new Failure(
                    Exit.USAGE,
                    312,
                    zone.given()
                            ? "--zone and --intensity-file exclude each other"
                            : "no carbon intensity was given",
                    "Give --zone Z or --intensity-file FILE.");
        }
        if (zone.given()) {
            return places.zone(zone.get(), files.signal(), files.factor(), span);
        }
        List<ZoneFiles.Zone> read = files.read(true, console.err());
        if (read.size() != 1) {
            throw new Failure(
                    Exit.USAGE, 313, "a cluster has one grid zone", "Give one --intensity-file.");
        }
        return read.getFirst();
    }

    /// A start at the best moment, or at once.
    static Plan flexible(Policy policy, Site site, Load load) {
        return Plan.of(
                policy.label(),
                Route.in(0, Objects.requireNonNull(site.choose(policy, load, Pausing.FREE, 0))),
                load,
                List.of(site),
                List.of(),
                Pausing.FREE);
    }

    private Queue queue(Instant now) {
        SlurmCommands commands = SlurmCommands.of(environment);
        Duration past = Words.duration("--history", history.or(MANY_DAYS + "d"));
        return new Queue(
                partition.value(),
                known("sinfo", "what is free", () -> Capacity.of(commands, partition.value())),
                known(
                        "sacct",
                        "for how long jobs wait",
                        () -> Waiting.of(commands, partition.value(), now.minus(past))));
    }

    private interface Fact<T> {
        T ask() throws RunnerException;
    }

    /// A machine without Slurm, or a cluster without accounting, plans without the fact, and says
    /// so.
    private <T> @Nullable T known(String program, String what, Fact<T> fact) {
        if (!SlurmCommands.of(environment).has(program)) {
            console.err().println("wattle: " + what + " is not known: there is no " + program);
            return null;
        }
        try {
            return fact.ask();
        } catch (RunnerException failed) {
            if (failed.reason() == Reason.UNREACHABLE) {
                throw failure(failed);
            }
            console.err().println("wattle: " + what + " is not known: " + failed.getMessage());
            return null;
        }
    }

    /// Slurm's refusal in its own words.
    static Failure failure(RunnerException failed) {
        boolean unreachable = failed.reason() == Reason.UNREACHABLE;
        return new Failure(
                unreachable ? Exit.UPSTREAM : Exit.INVALID_INPUT,
                314,
                "Slurm did not do it: " + failed.getMessage(),
                unreachable
                        ? "Try again later: squeue shows whether the controller answers."
                        : "Check the arguments of sbatch.",
                failed);
    }
}
