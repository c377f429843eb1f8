package wattle.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wattle.plan.Grams;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Policy;
import wattle.plan.Schedule;
import wattle.plan.Slots;
import wattle.plan.Underway;

/// The course of one job through its window: what should happen with it now. Planned anew with each
/// new outlook and at each slot where something can still be decided. For one thread.
///
/// The deadline comes first: as soon as the time that is left is what the job still needs, it runs,
/// whatever is expected and whether or not anything is. Without any outlook a job that waits is
/// started, and one that has a plan keeps to it.
///
/// Between two calls any time may have passed. The machine may have slept, the clock may have been
/// set, whoever drives the job may have been another one: only `now`, what was seen of the job and
/// how long it has run count.
public final class Course {

    /// What to do with the job.
    public enum Action {
        NONE,
        /// Start it, or let it go on.
        RUN,
        PAUSE
    }

    /// @param until when to ask again at the latest
    /// @param why for the user, in a few words
    public record Step(Action action, Instant until, String why) {}

    private final Load load;
    private final Pausing pausing;
    private final Instant start;
    private final int size;
    private final Duration every;
    private final Underway job;

    private long planned = Long.MIN_VALUE;
    private @Nullable Double expectedSaving;

    /// @param policy one that [Underway] can plan anew
    /// @param start of the window
    /// @param size how many slots the window has, of which the job takes its own number
    /// @param level of [Policy#THRESHOLD], in g/kWh
    /// @param every from one plan to the next at most
    public Course(
            Policy policy,
            Load load,
            Pausing pausing,
            Instant start,
            int size,
            double level,
            Duration every) {
        this.load = load;
        this.pausing = pausing;
        this.start = start;
        this.size = size;
        this.every = every;
        job = new Underway(policy, load, pausing, size, level);
    }

    /// When the window begins.
    public Instant start() {
        return start;
    }

    /// When the job has to be done.
    public Instant deadline() {
        return start.plus(load.step().multipliedBy(size));
    }

    /// Goes on with a job that was paused so often by others.
    public void resume(int pauses) {
        job.resume(pauses);
    }

    /// When the job is to start or to go on by the plan as it is, for one that is not up; null
    /// where it is done.
    public @Nullable Instant plannedStart() {
        return job.isDone() ? null : start.plus(load.step().multipliedBy(job.upAt()));
    }

    /// The share of the carbon that the first plan was to save, against a start when it was made;
    /// null before it, for a job that had begun by then, and where nothing would be emitted.
    public @Nullable Double expectedSaving() {
        return expectedSaving;
    }

    private @Nullable Double saving(Schedule plan, Slots window) {
        Schedule atOnce = Schedule.from(0, load.slots());
        double baseline = Grams.of(atOnce, load, window, pausing).grams();
        return baseline <= 0 ? null : 1 - Grams.of(plan, load, window, pausing).grams() / baseline;
    }

    /// What to do now.
    ///
    /// @param up whether the job runs, or waits for its turn where it was handed over
    /// @param ran for how long it has run so far, the time of coming back from pauses included
    public Step next(Instant now, boolean up, Duration ran, Outlook outlook) {
        if (now.isBefore(start)) {
            return new Step(Action.NONE, start, "its time has not come");
        }
        int slot = (int) Math.min(size, Duration.between(start, now).dividedBy(load.step()));
        Instant since = start.plus(load.step().multipliedBy(slot));
        // Slots are decided as they begin: what was worked in this one so far does not count yet.
        Duration before = up ? ran.minus(Duration.between(since, now)) : ran;
        job.observe(slot, done(before, up), up);
        Instant until = nextSlot(now);
        if (job.isDone()) {
            // It takes longer than was thought, and is left alone. One that is paused is let go on.
            return up
                    ? new Step(Action.NONE, until, "it takes longer than it was planned for")
                    : new Step(Action.RUN, until, "it takes longer than it was planned for");
        }
        String why = plan(now, slot, up, ran, outlook);
        boolean wanted = job.isUp();
        if (wanted == up) {
            return new Step(Action.NONE, until, why);
        }
        if (up) {
            return job.isFree()
                    ? new Step(Action.PAUSE, until, why)
                    : new Step(Action.NONE, until, "it may not be paused here");
        }
        return new Step(Action.RUN, until, why);
    }

    private String plan(Instant now, int slot, boolean up, Duration ran, Outlook outlook) {
        if (job.isTight() || isTight(now, up, ran)) {
            job.runThrough();
            return now.isBefore(deadline()) ? "the deadline leaves no choice" : "its time is over";
        }
        long period = Math.floorDiv(now.getEpochSecond(), Math.max(1, every.toSeconds()));
        boolean due = period != planned;
        if (due && job.isFree()) {
            Instant from = start.plus(load.step().multipliedBy(slot));
            double[] expected = outlook.from(from, load.step(), size - slot);
            if (expected != null) {
                var window = Slots.ofMeans(from, load.step(), expected);
                boolean first = planned == Long.MIN_VALUE && ran.isZero();
                Schedule plan = job.plan(window);
                if (first) {
                    expectedSaving = saving(plan, window);
                }
                planned = period;
            } else if (planned == Long.MIN_VALUE) {
                job.runThrough();
                return "nothing is known of the hours to come";
            } else {
                return "nothing new is known: by the last plan";
            }
        }
        return "by the plan";
    }

    /// Also beyond the window, where a job that takes longer may be.
    private Instant nextSlot(Instant now) {
        long begun = Duration.between(start, now).dividedBy(load.step());
        return start.plus(load.step().multipliedBy(begun + 1));
    }

    /// Slots of the job that are behind it, to the nearest: one that began late by less than half a
    /// slot goes by its plan, and is left alone for the rest at its end.
    private int done(Duration ran, boolean up) {
        Duration worked = worked(ran, up).plus(load.step().dividedBy(2));
        return (int) Math.clamp(worked.dividedBy(load.step()), 0, (long) load.slots());
    }

    /// Without the time of coming back from pauses.
    private Duration worked(Duration ran, boolean up) {
        // It has come back from each pause but the one that it is in.
        long returns = Math.max(0, job.pauses() - (up ? 0 : 1));
        return ran.minus(load.step().multipliedBy(pausing.restartSlots() * returns));
    }

    /// Whether the deadline would be missed if the job stood still until the next slot.
    private boolean isTight(Instant now, boolean up, Duration ran) {
        Duration need = load.duration().minus(worked(ran, up));
        if (!up && !ran.isZero()) {
            need = need.plus(load.step().multipliedBy(pausing.restartSlots()));
        }
        return nextSlot(now).plus(need).isAfter(deadline());
    }
}
