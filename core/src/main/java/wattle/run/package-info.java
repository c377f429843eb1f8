/// **Runs**: carrying a plan out.
///
/// Takes a job with a window and a policy of `wattle.plan`, and an [wattle.run.Outlook] on the
/// intensity; says with [wattle.run.Course] at each moment whether the job should be started,
/// paused or continued. [wattle.run.Runner] is the port of those who do so, [wattle.run.RunState]
/// what may become of a run. When and how often that is asked, what is written down, and what comes
/// of a crash is left to the adapters in `wattle.run.driver`.
@NullMarked
package wattle.run;

import org.jspecify.annotations.NullMarked;
