/// **Evaluations for display**: what shifting would have saved, by zone, job and slack, beside what
/// a paper printed.
///
/// Takes [wattle.plan.EvaluatedJob]s; gives [wattle.report.evaluation.ProtocolView], which reports
/// as text and as a page read. Zones of different signals or factors are never put together.
@NullMarked
package wattle.report.evaluation;

import org.jspecify.annotations.NullMarked;
