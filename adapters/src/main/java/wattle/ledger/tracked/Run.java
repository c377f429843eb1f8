package wattle.ledger.tracked;

import java.time.Instant;
import java.util.UUID;

/// One run of a program, while a tracker looks on.
///
/// @param at when the tracker says that it began
/// @param body what the tracker said, as it came
public record Run(UUID id, UUID projectId, UUID experimentId, Instant at, String body) {}
