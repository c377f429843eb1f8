/// **Queues**: many jobs that share devices.
///
/// Takes a [wattle.plan.queue.JobQueue]: jobs with their windows, and pools of devices, each with
/// the intensity of its zone; gives a [wattle.plan.queue.QueuePlan]: where and in which slots each
/// job works, what it would have met had it come first and been served first, and which jobs found
/// no place and why. Nothing is planned beyond the capacity of a slot or behind a deadline;
/// [wattle.plan.queue.QueueCheck] looks at any result once more.
///
/// [wattle.plan.queue.QueuePlanner] chooses the method. Jobs of constant power that pause for
/// nothing are a flow of least cost ([wattle.plan.queue.QueueFlow]), which a library solves behind
/// the port [wattle.plan.queue.MinCostFlow]: the exact optimum. All others are planned by prices of
/// slots and insertion ([wattle.plan.queue.PricedInsertion]), which is a heuristic, and comes with
/// a bound below which no plan can be.
@NullMarked
package wattle.plan.queue;

import org.jspecify.annotations.NullMarked;
