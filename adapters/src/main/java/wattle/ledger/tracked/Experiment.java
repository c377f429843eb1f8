package wattle.ledger.tracked;

import java.time.Instant;
import java.util.UUID;

/// What runs belong to. Its id is its own, but for [TrackedProjects#DEFAULT_EXPERIMENT], which each
/// project has one of.
///
/// @param body what was said of it, as JSON
public record Experiment(UUID id, UUID projectId, Instant createdAt, String body) {}
