package wattle.cli;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import wattle.plan.Pausing;
import wattle.unit.Energy;
import wattle.unit.Power;

/// What a pause costs and where one is allowed: options that several commands share.
final class PausingOptions {

    private final Opt<Integer> maxPauses =
            Opt.whole(
                    "--max-pauses", "N", "Pause at most so often (default: as often as it helps).");

    private final Opt<String> minRun =
            Opt.text("--min-run", "D", "Work at least so long between two pauses.");

    private final Opt<Double> stopJoules =
            Opt.number("--stop-joules", "J", "Energy of stopping, such as writing a checkpoint.");

    private final Opt<Double> startJoules =
            Opt.number("--start-joules", "J", "Energy of going on, such as reading it.");

    private final Opt<String> restart =
            Opt.text("--restart", "D", "Time that going on takes before work is done.");

    private final Opt<Double> idleWatts =
            Opt.number("--idle-watts", "W", "Power drawn while the job is paused.");

    private final Opt<String> checkpoint =
            Opt.text("--checkpoint", "D", "Stop only after a multiple of this time of work.");

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(
                command,
                maxPauses,
                minRun,
                stopJoules,
                startJoules,
                restart,
                idleWatts,
                checkpoint);
    }

    /// In whole slots: times are rounded up to them.
    Pausing pausing(Duration step) {
        if (maxPauses.given() && maxPauses.get() < 0) {
            throw new Failure(
                    Exit.USAGE, 102, "--max-pauses is not negative: " + maxPauses.get(), "");
        }
        return new Pausing(
                maxPauses.or(Integer.MAX_VALUE),
                PlaceOptions.checked("--stop-joules", stopJoules.or(0.0), Energy::new),
                PlaceOptions.checked("--start-joules", startJoules.or(0.0), Energy::new),
                PlaceOptions.checked("--idle-watts", idleWatts.or(0.0), Power::new),
                slots(restart, step, 0),
                slots(minRun, step, 1),
                slots(checkpoint, step, 1));
    }

    private static int slots(Opt<String> option, Duration step, int otherwise) {
        if (!option.given()) {
            return otherwise;
        }
        return slots(Words.duration(option.spec().longestName(), option.get()), step);
    }

    /// Whole slots that a time takes.
    static int slots(Duration time, Duration step) {
        return Math.toIntExact(
                Math.min(1_000_000_000L, time.plus(step).minusNanos(1).dividedBy(step)));
    }
}
