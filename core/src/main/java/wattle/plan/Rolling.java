package wattle.plan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A policy whose plan is made anew with each new forecast, from where the job stands by then: not
/// started, at work, or in a pause. Between forecasts the last plan is followed. Immutable; threads
/// may share it.
///
/// The job ends by its deadline whatever is expected: every plan does, and where nothing is
/// expected any more, the last plan is carried out.
///
/// With an [Expectation] that is [cautious][Expectation#of], no decision is expected to be worse
/// than running through from that moment on: see there.
///
/// Cost: one plan for each forecast that is issued until the job's end.
public final class Rolling {

    private final Policy policy;
    private final Load load;
    private final Pausing pausing;
    private final int every;

    /// @param policy [Policy#FLEXIBLE_START] or [Policy#PAUSE_RESUME]
    /// @param every slots of the grid from one forecast to the next; at least one
    public Rolling(Policy policy, Load load, Pausing pausing, int every) {
        if (policy != Policy.FLEXIBLE_START && policy != Policy.PAUSE_RESUME) {
            throw new IllegalArgumentException(policy.label() + " cannot be planned anew");
        }
        if (every < 1) {
            throw new IllegalArgumentException("a forecast is for at least one slot: " + every);
        }
        this.policy = policy;
        this.load = load;
        this.pausing = pausing;
        this.every = every;
    }

    /// What is done with a job that may start in a slot of the grid.
    ///
    /// @param start a slot of the grid
    /// @param size how many slots the window has, of which the job takes its own number
    /// @return null where nothing is expected at the start
    public @Nullable Schedule choose(
            IntensityGrid grid, int start, int size, Expectation expectation) {
        var job = new Job(size);
        boolean due = true;
        while (!job.isDone()) {
            due |= (start + job.at) % every == 0;
            if (due && job.isFree()) {
                double[] expected = expectation.from(start + job.at, size - job.at);
                if (expected != null) {
                    job.plan(Slots.ofMeans(grid.at(start + job.at), grid.step(), expected));
                } else if (job.at == 0) {
                    return null;
                }
                due = false;
            }
            job.advance();
        }
        return new Schedule(job.worked);
    }

    /// A job on its way. For one thread.
    private final class Job {

        private final int size;
        private final int[] worked = new int[load.slots()];
        private int done;
        private int at;

        /// Where the present stretch of work began.
        private int runStart;

        private int pauses;

        /// The slot that each slot of the job is planned for; the past is what it was.
        private int[] planned = worked;

        Job(int size) {
            this.size = size;
        }

        boolean isDone() {
            return done == worked.length;
        }

        private boolean isRunning() {
            return done > 0 && worked[done - 1] == at - 1;
        }

        /// Whether there is anything to decide in this slot.
        boolean isFree() {
            if (done == 0) {
                return true;
            }
            if (policy == Policy.FLEXIBLE_START) {
                return false;
            }
            if (isRunning()) {
                return pauses < pausing.maxPauses()
                        && at - runStart >= pausing.minRunSlots()
                        && pausing.allowedBefore(done, worked.length)
                        && size - at - (worked.length - done)
                                >= Math.max(1, pausing.restartSlots());
            }
            return at <= planned[done] - pausing.restartSlots();
        }

        void plan(Slots window) {
            Schedule rest = rest(window);
            planned = Arrays.copyOf(worked, worked.length);
            for (int i = done; i < planned.length; i++) {
                planned[i] = at + rest.slot(i - done);
            }
        }

        private Schedule rest(Slots window) {
            if (done == 0) {
                return policy.choose(load, window, pausing, 0);
            }
            return new Optimum(
                            load.from(done),
                            window,
                            pausing.withMaxPauses(pausing.maxPauses() - pauses),
                            isRunning() ? Optimum.Begun.RUNNING : Optimum.Begun.PAUSED,
                            done)
                    .schedule();
        }

        void advance() {
            if (planned[done] == at) {
                if (!isRunning()) {
                    runStart = at;
                }
                worked[done++] = at;
            } else if (isRunning()) {
                pauses++;
            }
            at++;
        }
    }
}
