package wattle.grid;

import java.time.Instant;

/// The moment at which something is decided. What was not known by then may not be used for it:
/// [Forecast#usableFor] is the only way to a forecast's values and refuses one that was issued
/// later.
///
/// A type of its own, so that no other instant at hand, such as the start of the job, is taken for
/// it.
public record Decision(Instant at) {}
