package wattle.report.otlp;

import java.time.Instant;
import wattle.report.Versions;

/// What all metrics of one run have in common.
///
/// @param host the machine's name
/// @param run the run's id: without it the counters of two runs at a time would be one
/// @param start when the counters were zero
/// @param versions of Wattle and its data
public record OtlpResource(String host, String run, Instant start, Versions versions) {}
