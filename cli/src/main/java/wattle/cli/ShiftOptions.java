package wattle.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.footprint.Footprint;
import wattle.meter.journal.Orphans;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Policy;
import wattle.run.driver.Shift;
import wattle.run.local.PauseCommands;
import wattle.series.Interval;
import wattle.unit.Power;

/// When `wattle run` may run a command, and how it is paused. Set up only where it is asked for:
/// options take time of every start.
final class ShiftOptions {

    private static final String DEFAULT_SLACK = "24h";

    private final Opt<String> flexibleStart =
            Opt.text(
                    "--flexible-start",
                    "D|P%",
                    "Start when it emits least, and end at most so much later than at once.");

    private final Opt<String> pauseResume =
            Opt.text(
                    "--pause-resume",
                    "D|P%",
                    "Run and pause so that it emits least, and end at most so much later.");

    private final Opt<Double> threshold =
            Opt.number(
                    "--threshold",
                    "G",
                    "Run while the intensity is at or below G g/kWh, as long as the deadline allows.");

    private final Opt<String> at = Opt.text("--at", "T", "Not before this time (default: now).");

    private final Opt<String> deadline =
            Opt.text(
                    "--deadline",
                    "T",
                    "Be done by this time (default: as the slack says, 24h for --threshold).");

    private final Opt<String> duration =
            Opt.text("--duration", "D", "How long the command works, about.");

    private final Opt<Double> power =
            Opt.number("--power-watts", "W", "What it draws, about, with --duration.");

    private final Opt<String> like =
            Opt.text(
                    "--like",
                    "RUN",
                    "Take duration and power from an earlier run, by its id or record.");

    private final Opt<String> step =
            Opt.text("--step", "D", "Length of a slot of the plan (default: the intensity's).");

    private final Opt<String> replan =
            Opt.text("--replan", "D", "Plan anew so often (default: 1h).");

    private final Opt<Double> caution =
            Opt.number(
                    "--caution",
                    "C",
                    "How much of its uncertainty a wait has to save (default: "
                            + HourlyOutlook.CAUTION
                            + ").");

    private final Opt<String> stopCommand =
            Opt.text(
                    "--stop-command",
                    "LINE",
                    "Pause by this line for the shell; the command's process is $WATTLE_CHILD.");

    private final Opt<String> startCommand =
            Opt.text(
                    "--start-command",
                    "LINE",
                    "Go on by this line (default: where the command has ended, run it again).");

    private final Opt<String> on =
            Opt.text("--on", "BACKEND", "Where: local, slurm or kubernetes (default: local).");

    private final Opt<String[]> sbatch =
            Opt.texts("--sbatch", "OPTION", "On Slurm: an option of sbatch, such as --sbatch=-N2.");

    private final Opt<Boolean> requeue =
            Opt.flag(
                    "--requeue",
                    "On Slurm: pause by requeueing, for jobs that go on from a checkpoint.");

    private final Opt<String> image =
            Opt.text(
                    "--image",
                    "IMAGE",
                    "On Kubernetes: run COMMAND in this image (default: COMMAND is a Job's manifest).");

    private final Opt<String> namespace =
            Opt.text("--namespace", "NS", "On Kubernetes: the Job's namespace.");

    private final Opt<Boolean> checkpoints =
            Opt.flag(
                    "--checkpoints",
                    "On Kubernetes: the job goes on from its own checkpoint, so that it may be"
                            + " paused.");

    private final PausingOptions pausing = new PausingOptions();

    CommandSpec addTo(CommandSpec command) {
        Opt.add(command, flexibleStart, pauseResume, threshold, at, deadline, duration, power);
        Opt.add(
                command,
                like,
                step,
                replan,
                caution,
                stopCommand,
                startCommand,
                on,
                sbatch,
                requeue,
                image,
                namespace,
                checkpoints);
        return pausing.addTo(command);
    }

    /// Whether the run is to be shifted, or carried out elsewhere.
    boolean given() {
        return flexibleStart.given() || pauseResume.given() || threshold.given();
    }

    void check() {
        long policies =
                List.of(flexibleStart, pauseResume, threshold).stream().filter(Opt::given).count();
        if (policies > 1) {
            throw new Failure(
                    Exit.USAGE,
                    350,
                    "--flexible-start, --pause-resume and --threshold exclude each other",
                    "Give one of them.");
        }
        if (policies == 0) {
            if (on.given() && !backend().equals(Shifts.LOCAL)) {
                throw new Failure(
                        Exit.USAGE,
                        374,
                        "a run on " + backend() + " needs to know when it may run",
                        "Add --flexible-start 24h, --pause-resume 24h or --threshold G.");
            }
            for (Opt<?> each :
                    List.of(at, deadline, duration, power, like, step, replan, caution, on)) {
                if (each.given()) {
                    throw new Failure(
                            Exit.USAGE,
                            351,
                            each.spec().longestName() + " says nothing about a run that starts now",
                            "Add --flexible-start 24h, --pause-resume 24h or --threshold G.");
                }
            }
        }
        if ((stopCommand.given() || startCommand.given()) && !backend().equals("local")) {
            throw new Failure(
                    Exit.USAGE,
                    352,
                    "--stop-command and --start-command are for runs on this machine",
                    backend() + " pauses jobs in its own way.");
        }
        if ((sbatch.given() || requeue.given()) && !backend().equals(Shifts.SLURM)) {
            throw new Failure(
                    Exit.USAGE,
                    373,
                    "--sbatch and --requeue are for runs on Slurm",
                    "Add --on slurm.");
        }
        if ((image.given() || namespace.given() || checkpoints.given())
                && !backend().equals(Shifts.KUBERNETES)) {
            throw new Failure(
                    Exit.USAGE,
                    377,
                    "--image, --namespace and --checkpoints are for runs on Kubernetes",
                    "Add --on kubernetes.");
        }
        if (!List.of(Shifts.LOCAL, Shifts.SLURM, Shifts.KUBERNETES).contains(backend())) {
            throw new Failure(
                    Exit.USAGE,
                    366,
                    "--on cannot be \"" + backend() + "\"",
                    "Use local, slurm or kubernetes.");
        }
        if (startCommand.given() && !stopCommand.given()) {
            throw new Failure(Exit.USAGE, 353, "--start-command needs a --stop-command", "Add it.");
        }
    }

    String backend() {
        return on.or(Shifts.LOCAL);
    }

    double caution() {
        return Words.within("--caution", caution.or(HourlyOutlook.CAUTION), 0, 100, "");
    }

    @Nullable PauseCommands commands() {
        return stopCommand.given()
                ? new PauseCommands(stopCommand.get(), startCommand.value())
                : null;
    }

    /// The run as it was asked for.
    ///
    /// @param texts what the account and the backend need
    Shift shift(
            String id,
            Instant now,
            Home home,
            HourlyOutlook outlook,
            List<String> command,
            Map<String, String> texts)
            throws InterruptedException {
        Instant start =
                at.given() ? Words.instant("--at", at.get()) : now.truncatedTo(ChronoUnit.SECONDS);
        Known known = known(home);
        Duration slot =
                step.given()
                        ? Words.duration("--step", step.get())
                        : shorter(
                                outlook.step(Interval.of(start, known.duration().plusDays(2))),
                                known.duration());
        Load load = load(known, slot);
        int size = size(load, start, now);
        Pausing rules = pausing.pausing(load.step());
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.put("caution", Double.toString(caution()));
        if (stopCommand.given()) {
            all.put("stop_command", stopCommand.get());
        }
        if (startCommand.given()) {
            all.put("start_command", startCommand.get());
        }
        if (sbatch.given()) {
            all.put(Shifts.SBATCH, String.join("\n", Opt.all(sbatch)));
        }
        if (requeue.given()) {
            all.put(Shifts.REQUEUE, "true");
        }
        if (image.given()) {
            all.put(Shifts.IMAGE, image.get());
        }
        if (namespace.given()) {
            all.put(Shifts.NAMESPACE, namespace.get());
        }
        if (checkpoints.given()) {
            all.put(Shifts.CHECKPOINTS, "true");
        }
        return new Shift(
                id,
                now,
                backend(),
                command,
                policy(),
                load,
                rules,
                start,
                size,
                threshold.or(0.0),
                Words.duration("--replan", replan.or("1h")),
                all);
    }

    private Policy policy() {
        return flexibleStart.given()
                ? Policy.FLEXIBLE_START
                : pauseResume.given() ? Policy.PAUSE_RESUME : Policy.THRESHOLD;
    }

    private static Duration shorter(Duration step, Duration duration) {
        return step.compareTo(duration) < 0 ? step : duration;
    }

    private static Load load(Known known, Duration slot) {
        try {
            return Load.constant(known.power(), known.duration(), slot);
        } catch (IllegalArgumentException tooLong) {
            throw new Failure(Exit.USAGE, 354, String.valueOf(tooLong.getMessage()), "", tooLong);
        }
    }

    /// How many slots the window has.
    private int size(Load load, Instant start, Instant now) {
        int slack = new Slack(flexibleStart.or(pauseResume.or(DEFAULT_SLACK))).slots(load);
        if (!deadline.given()) {
            return load.slots() + slack;
        }
        Instant end = Words.instant("--deadline", deadline.get());
        if (!end.isAfter(now)) {
            throw new Failure(
                    Exit.USAGE, 355, "--deadline " + end + " is over", "Name a time to come.");
        }
        Instant earliest = start.plus(load.duration());
        if (end.isBefore(earliest)) {
            throw new Failure(
                    Exit.USAGE,
                    356,
                    "a job of "
                            + load.duration()
                            + " that starts at "
                            + start
                            + " ends at "
                            + earliest
                            + " and not by "
                            + end,
                    "Give a later --deadline, or run it without shifting it.");
        }
        long slots = Duration.between(start, end).dividedBy(load.step());
        boolean both = flexibleStart.given() || pauseResume.given();
        // A last slot that is short may reach into one that the deadline cuts off.
        long most = both ? Math.min(slots, load.slots() + (long) slack) : slots;
        return Math.clamp(most, load.slots(), Integer.MAX_VALUE);
    }

    private record Known(Duration duration, Power power) {}

    private Known known(Home home) throws InterruptedException {
        if (like.given()) {
            if (duration.given() || power.given()) {
                throw new Failure(
                        Exit.USAGE,
                        357,
                        "--like stands instead of --duration with --power-watts",
                        "Give one of them.");
            }
            return likeRun(home);
        }
        if (!duration.given() || !power.given()) {
            throw new Failure(
                    Exit.USAGE,
                    358,
                    "how long the command works and what it draws is not known",
                    "Give --duration D with --power-watts W, or an earlier run with --like RUN.");
        }
        return new Known(
                Words.duration("--duration", duration.get()),
                PlaceOptions.checked("--power-watts", power.get(), Power::new));
    }

    private Known likeRun(Home home) throws InterruptedException {
        Path file = Words.path("--like", like.get());
        if (!Files.isRegularFile(file)) {
            file = home.runs().resolve(like.get() + Orphans.SUFFIX);
        }
        if (!Files.isRegularFile(file)) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    359,
                    "there is no run " + like.get(),
                    "Name a record, or the id of a run. See: wattle report");
        }
        Footprint footprint = RecordedRuns.read(file, RecordedRuns.Otherwise.NOT).footprint();
        Duration took = footprint.duration();
        if (took == null || !took.isPositive()) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    379,
                    "how long run " + like.get() + " took is not known",
                    "Give --duration D with --power-watts W.");
        }
        return new Known(
                took,
                new Power(footprint.operational().itEnergy().joules() / (took.toNanos() / 1e9)));
    }
}
