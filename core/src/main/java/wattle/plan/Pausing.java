package wattle.plan;

import java.time.Duration;
import wattle.unit.Energy;
import wattle.unit.Power;

/// What a pause costs, and where one is allowed. A job that can pause has its rules here, all in
/// whole slots of the plan.
///
/// A pause is: stop energy at the intensity of the slot in which the job stops; idle power in every
/// slot that it waits; then `restartSlots` in which it comes back without working, over which the
/// start energy is spread (with none, it falls into the slot in which work goes on). The first
/// start costs nothing beyond the job's own energy, which holds for a job that never pauses too.
///
/// @param maxPauses at most so many; not negative
/// @param stop energy of stopping, such as writing a checkpoint
/// @param start energy of going on, such as reading it
/// @param idle drawn while the job waits in a pause, where its machine is kept
/// @param restartSlots how long going on takes before work is done
/// @param minRunSlots how long each stretch of work is at least; a job that is shorter runs in one
/// @param checkpointSlots the job may stop after each so many slots of its work; at least one
public record Pausing(
        int maxPauses,
        Energy stop,
        Energy start,
        Power idle,
        int restartSlots,
        int minRunSlots,
        int checkpointSlots) {

    /// As often as it helps, at no cost: what Dodge et al. 2022 assume.
    public static final Pausing FREE =
            new Pausing(Integer.MAX_VALUE, Energy.ZERO, Energy.ZERO, new Power(0), 0, 1, 1);

    public Pausing {
        if (maxPauses < 0 || restartSlots < 0 || minRunSlots < 1 || checkpointSlots < 1) {
            throw new IllegalArgumentException(
                    "pauses and restart are not negative, a stretch of work and a checkpoint are at"
                            + " least one slot: "
                            + maxPauses
                            + ", "
                            + restartSlots
                            + ", "
                            + minRunSlots
                            + ", "
                            + checkpointSlots);
        }
    }

    public Pausing withMaxPauses(int most) {
        return new Pausing(most, stop, start, idle, restartSlots, minRunSlots, checkpointSlots);
    }

    /// Whether a job of so many slots may stop before the slot `next` of its work.
    boolean allowedBefore(int next, int slots) {
        return next >= 1 && next % checkpointSlots == 0 && slots - next >= minRunSlots;
    }

    /// Whether a schedule keeps these rules.
    public boolean allows(Schedule schedule) {
        int done = 0;
        int stopped = 0;
        for (Schedule.Stretch each : schedule.stretches()) {
            boolean first = done == 0;
            if (!first && (each.from() - stopped < restartSlots || done % checkpointSlots != 0)) {
                return false;
            }
            int length = each.to() - each.from();
            if (length < Math.min(minRunSlots, schedule.size())) {
                return false;
            }
            done += length;
            stopped = each.to();
        }
        return schedule.pauses() <= maxPauses;
    }

    /// Whether a pause takes no energy.
    boolean isFree() {
        return stop.joules() == 0 && start.joules() == 0 && idle.watts() == 0;
    }

    double idleJoules(Duration step) {
        return idle.over(step).joules();
    }

    /// Start energy in one slot of the restart, in joules.
    double startJoulesPerSlot() {
        return start.joules() / Math.max(1, restartSlots);
    }
}
