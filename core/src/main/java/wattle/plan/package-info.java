/// **Plans**: when a job should run, and when it should pause.
///
/// Takes a [wattle.plan.Load], which is the job's energy slot by slot, and [wattle.plan.Slots], the
/// intensity of the time in which it may run; gives a [wattle.plan.Schedule] with its carbon by
/// [wattle.plan.Grams]. Carrying it out is left to `wattle.run`.
///
/// All policies are pure functions on the same grid of whole slots: [wattle.plan.RunNow],
/// [wattle.plan.FlexibleStart], [wattle.plan.LowestIntervals] (the rule of Dodge et al. 2022),
/// [wattle.plan.PauseResume] (the exact optimum) and [wattle.plan.Threshold]. Ties go to the
/// earliest start, then the fewest pauses, then the earliest slots.
///
/// Across zones the intensity stands in a [wattle.plan.Site] each, with what it takes to get there;
/// [wattle.plan.ShiftRegion] gives a [wattle.plan.Route]. [wattle.plan.Front] picks out what no
/// other plan beats in carbon, cost and finish.
@NullMarked
package wattle.plan;

import org.jspecify.annotations.NullMarked;
