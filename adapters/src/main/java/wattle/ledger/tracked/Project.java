package wattle.ledger.tracked;

import java.util.UUID;

/// What experiments belong to.
///
/// @param isPublic whether everybody may read it
public record Project(
        UUID id, UUID organizationId, String name, String description, boolean isPublic) {}
