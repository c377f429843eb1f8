package wattle.run.local;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How a child ended.
///
/// @param exitCode its own, or 128 + the signal it died of
/// @param started wall clock, as a label
/// @param wall by the monotonic clock
/// @param problems what went wrong with watching it; the child itself was not touched by any of
///   this
public record ChildResult(
        long pid, int exitCode, Instant started, Duration wall, List<String> problems) {}
