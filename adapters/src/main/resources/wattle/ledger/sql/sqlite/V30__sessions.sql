-- Who is signed in at a browser. A session is good for what its token is good for, and no longer than that.
CREATE TABLE session (
    hash BLOB PRIMARY KEY,
    token TEXT NOT NULL REFERENCES token (prefix),
    expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_end ON session (expires_at_ms);
