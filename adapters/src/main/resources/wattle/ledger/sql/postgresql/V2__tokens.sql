-- Who may do what. The token itself is kept by whoever got it.
CREATE TABLE token (
    prefix text COLLATE "C" PRIMARY KEY,
    hash bytea NOT NULL,
    name text COLLATE "C" NOT NULL UNIQUE,
    scope text COLLATE "C" NOT NULL,
    created_at_ms bigint NOT NULL,
    expires_at_ms bigint,
    last_used_at_ms bigint,
    revoked_at_ms bigint
);
