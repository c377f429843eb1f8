/// **Plans for others to carry out**: as a line for cron, a batch script for Slurm, a manifest for
/// Kubernetes, a calendar, a workflow.
///
/// Takes a [wattle.plan.Plan]; gives text. Only calendars know more than one beginning: the others
/// take a plan without pauses.
@NullMarked
package wattle.report.schedule;

import org.jspecify.annotations.NullMarked;
