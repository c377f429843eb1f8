package wattle.ledger.tracked;

import java.time.Instant;
import java.util.UUID;

/// What a run emitted since the emission before it.
///
/// @param at when the tracker says that it said it; a run has one emission of an instant
/// @param body what the tracker said, as it came
public record Emission(UUID id, UUID runId, Instant at, String body) {}
