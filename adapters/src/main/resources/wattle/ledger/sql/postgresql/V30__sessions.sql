-- Who is signed in at a browser. A session is good for what its token is good for, and no longer than that.
CREATE TABLE session (
    hash bytea PRIMARY KEY,
    token text COLLATE "C" NOT NULL REFERENCES token (prefix),
    expires_at_ms bigint NOT NULL
);

CREATE INDEX session_by_end ON session (expires_at_ms);
