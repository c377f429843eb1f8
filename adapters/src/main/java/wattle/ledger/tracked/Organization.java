package wattle.ledger.tracked;

import java.util.UUID;

/// Who has projects.
public record Organization(UUID id, String name, String description) {}
