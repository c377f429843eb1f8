package wattle.plan;

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
        var job = new Underway(policy, load, pausing, size, 0);
        int[] worked = new int[load.slots()];
        int done = 0;
        boolean due = true;
        while (!job.isDone()) {
            due |= (start + job.at()) % every == 0;
            if (due && job.isFree()) {
                double[] expected = expectation.from(start + job.at(), job.left());
                if (expected != null) {
                    job.plan(Slots.ofMeans(grid.at(start + job.at()), grid.step(), expected));
                } else if (job.at() == 0) {
                    return null;
                }
                due = false;
            }
            if (job.works()) {
                worked[done++] = job.at();
            }
            job.advance();
        }
        return new Schedule(worked);
    }
}
