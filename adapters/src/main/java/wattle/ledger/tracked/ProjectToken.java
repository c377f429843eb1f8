package wattle.ledger.tracked;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A token of a project, without its secret.
///
/// @param name null where it has none
/// @param lastUsedAt to the hour; null where it was not used yet
public record ProjectToken(
        UUID id,
        UUID projectId,
        @Nullable String name,
        boolean reads,
        boolean writes,
        @Nullable Instant lastUsedAt) {}
