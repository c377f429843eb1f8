/// **OpenTelemetry**: a run's metrics to a collector, by OTLP over HTTP as JSON.
///
/// Takes a [wattle.report.Readout]; gives nothing but a sentence where it did not work. Names
/// follow OpenTelemetry's conventions for hardware (`hw.energy`, `hw.power`), which are still
/// marked as in development; for carbon there are none, so those are ours (`wattle.emissions`).
@NullMarked
package wattle.report.otlp;

import org.jspecify.annotations.NullMarked;
