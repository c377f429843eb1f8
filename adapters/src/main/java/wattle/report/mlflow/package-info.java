/// **MLflow**: a finished run's metrics and tags, added to the run that the job itself logs to, or
/// to one of its own.
///
/// Takes a [wattle.report.RecordedRun]; gives nothing but a sentence where it did not work. Speaks
/// MLflow's REST interface 2.0, which servers of version 2 and 3 have.
@NullMarked
package wattle.report.mlflow;

import org.jspecify.annotations.NullMarked;
