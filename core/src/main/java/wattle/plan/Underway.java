package wattle.plan;

import java.util.Arrays;

/// A job on its way through its window, and its plan from here on: not started, at work, or in a
/// pause. Time passes either as planned ([#advance]) or as somebody saw it ([#observe]). For one
/// thread.
public final class Underway {

    private final Policy policy;
    private final Load load;
    private final Pausing pausing;
    private final int size;
    private final double level;

    private int at;
    private int done;
    private int pauses;
    private boolean running;

    /// Where the present stretch of work began.
    private int runStart;

    /// The slot that each slot of the job is planned for; those of the past mean nothing. Without a
    /// plan the job runs through.
    private final int[] planned;

    /// @param policy [Policy#FLEXIBLE_START], [Policy#PAUSE_RESUME] or [Policy#THRESHOLD]
    /// @param size how many slots the window has, of which the job takes its own number
    /// @param level of [Policy#THRESHOLD], in g/kWh; no other policy looks at it
    public Underway(Policy policy, Load load, Pausing pausing, int size, double level) {
        if (policy == Policy.RUN_NOW || policy == Policy.LOWEST_INTERVALS) {
            throw new IllegalArgumentException(policy.label() + " cannot be planned anew");
        }
        if (size < load.slots()) {
            throw new IllegalArgumentException(
                    "a job of " + load.slots() + " slots does not fit into " + size);
        }
        this.policy = policy;
        this.load = load;
        this.pausing = pausing;
        this.size = size;
        this.level = level;
        planned = new int[load.slots()];
        runThrough();
    }

    public boolean isDone() {
        return done == planned.length;
    }

    /// The slot of the window that comes next.
    public int at() {
        return at;
    }

    /// How many slots of the window are left.
    public int left() {
        return size - at;
    }

    /// How often the job has stopped after its first start.
    public int pauses() {
        return pauses;
    }

    /// Whether there is anything to decide in this slot.
    public boolean isFree() {
        if (isDone()) {
            return false;
        }
        if (done == 0 && !running) {
            return true;
        }
        if (policy == Policy.FLEXIBLE_START) {
            return false;
        }
        if (running) {
            return pauses < pausing.maxPauses()
                    && at - runStart >= pausing.minRunSlots()
                    && pausing.allowedBefore(done, planned.length)
                    && left() - (planned.length - done) >= Math.max(1, pausing.restartSlots());
        }
        return at <= planned[done] - pausing.restartSlots();
    }

    /// Whether the deadline leaves no slot free any more.
    public boolean isTight() {
        return need() >= left();
    }

    /// Slots that the job needs to its end if it does not stop from now on.
    private int need() {
        int restart = done > 0 && !running ? pausing.restartSlots() : 0;
        return planned.length - done + restart;
    }

    /// Plans what is left of the job.
    ///
    /// @param window the slots from the present one on, to the deadline
    /// @return what is left of the job in slots of this window
    public Schedule plan(Slots window) {
        Schedule rest = rest(window);
        for (int i = done; i < planned.length; i++) {
            planned[i] = at + rest.slot(i - done);
        }
        return rest;
    }

    /// Plans to work from now on without a stop: where nothing is known, or no time is left.
    public void runThrough() {
        int first = at + need() - (planned.length - done);
        for (int i = done; i < planned.length; i++) {
            planned[i] = first + i - done;
        }
    }

    private Schedule rest(Slots window) {
        if (policy == Policy.THRESHOLD) {
            return Threshold.choose(load.from(done), window, left(pausing), level);
        }
        if (done == 0) {
            return policy.choose(load, window, pausing, level);
        }
        return new Optimum(
                        load.from(done),
                        window,
                        left(pausing),
                        running ? Optimum.Begun.RUNNING : Optimum.Begun.PAUSED,
                        done)
                .schedule();
    }

    private Pausing left(Pausing all) {
        return all.withMaxPauses(all.maxPauses() - pauses);
    }

    /// Whether the plan has the job work in the present slot.
    public boolean works() {
        return !isDone() && planned[done] == at;
    }

    /// Whether the plan has the job work in the present slot, or come back for the work after it.
    public boolean isUp() {
        return !isDone() && at >= upAt();
    }

    /// The slot in which the plan has the job start or go on; in the past for one that is up.
    public int upAt() {
        if (isDone()) {
            throw new IllegalStateException("a job that is done has no plan");
        }
        return planned[done] - (done > 0 && !running ? pausing.restartSlots() : 0);
    }

    /// The slot passes as planned.
    public void advance() {
        if (works()) {
            if (!running) {
                running = true;
                runStart = at;
            }
            done++;
        } else if (running) {
            running = false;
            pauses++;
        }
        at++;
    }

    /// Goes on with a job that was paused so often already.
    public void resume(int pausesSoFar) {
        pauses = pausesSoFar;
    }

    /// What really happened until the beginning of a slot: machines start late, sleep, and work
    /// longer than was thought.
    ///
    /// @param slot of the window, from now on the present one
    /// @param finished how many slots of the job were done by then
    /// @param up whether it runs, or comes back from a pause
    public void observe(int slot, int finished, boolean up) {
        int before = at;
        at = slot;
        done = Math.clamp(finished, done, planned.length); // Nothing is undone.
        if (up && !running) {
            running = true;
            // It was started after the last look, in the slot of that.
            runStart = Math.min(slot, before + (done > 0 ? pausing.restartSlots() : 0));
        } else if (!up && running) {
            running = false;
            pauses += isDone() ? 0 : 1;
        }
        if (!isDone() && upAt() < at) { // It lags behind its plan, or has none of this job's yet.
            int lag = at - upAt();
            int end = done;
            while (end + 1 < planned.length && planned[end + 1] == planned[end] + 1) {
                end++;
            }
            shift(end, lag);
        }
    }

    /// The present stretch is worked to its end, as far as the next one and the deadline leave
    /// room.
    private void shift(int end, int lag) {
        for (int i = done; i <= end; i++) {
            planned[i] += lag;
        }
        for (int i = end + 1; i < planned.length; i++) {
            planned[i] = Math.max(planned[i], planned[i - 1] + 1);
        }
    }

    @Override
    public String toString() {
        return "slot " + at + ": " + done + " done, plan " + Arrays.toString(planned);
    }
}
