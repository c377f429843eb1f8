-- Who may do what. The token itself is kept by whoever got it.
CREATE TABLE token (
    prefix TEXT PRIMARY KEY,
    hash BLOB NOT NULL,
    name TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER,
    last_used_at_ms INTEGER,
    revoked_at_ms INTEGER
) STRICT;
