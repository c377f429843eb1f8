-- What happened, one line for each change, as the Merkle tree has it. The columns behind leaf_hash repeat the line,
-- for questions.
CREATE TABLE log (
    position INTEGER PRIMARY KEY,
    line TEXT NOT NULL,
    leaf_hash BLOB NOT NULL,
    claim_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    claim_key TEXT NOT NULL,
    state TEXT NOT NULL,
    recorded_at_ms INTEGER NOT NULL,
    submitter TEXT NOT NULL,
    reason TEXT,
    UNIQUE (claim_id, revision)
) STRICT;

-- What a line's claim says, apart from it, so that it can go when the claim is withdrawn.
CREATE TABLE body (
    position INTEGER PRIMARY KEY REFERENCES log (position),
    salt BLOB NOT NULL,
    claim TEXT NOT NULL
) STRICT;

-- What the log came to after every transaction.
CREATE TABLE head (
    size INTEGER PRIMARY KEY,
    root_hash BLOB NOT NULL,
    frontier BLOB NOT NULL,
    recorded_at_ms INTEGER NOT NULL
) STRICT;

-- The revision of each claim that stands, with what is selected by. All of it follows from the other tables.
CREATE TABLE standing (
    first_position INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL UNIQUE,
    claim_key TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    source TEXT,
    model_lower TEXT,
    task TEXT,
    dataset TEXT,
    year INTEGER,
    country_code TEXT,
    energy_source TEXT,
    stages INTEGER NOT NULL,
    boundary TEXT,
    basis TEXT,
    provenance TEXT
) STRICT;

-- A text may be longer than an index takes: its beginning is enough.
CREATE INDEX standing_state ON standing (state);
CREATE INDEX standing_source ON standing (state, source);
CREATE INDEX standing_task ON standing (state, substr(task, 1, 100));
CREATE INDEX standing_dataset ON standing (state, substr(dataset, 1, 100));
CREATE INDEX standing_country ON standing (state, country_code);
CREATE INDEX standing_energy_source ON standing (state, substr(energy_source, 1, 100));

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_not_deleted BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER head_is_not_changed BEFORE UPDATE ON head
BEGIN SELECT RAISE(ABORT, 'heads of the log are append-only'); END;
CREATE TRIGGER head_is_not_deleted BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'heads of the log are append-only'); END;
CREATE TRIGGER body_is_not_changed BEFORE UPDATE ON body
BEGIN SELECT RAISE(ABORT, 'what a claim said is not changed'); END;
CREATE TRIGGER body_goes_with_its_claim BEFORE DELETE ON body
WHEN NOT EXISTS (
    SELECT 1 FROM log AS its JOIN log AS last ON last.claim_id = its.claim_id
    WHERE its.position = OLD.position AND last.state = 'withdrawn')
BEGIN SELECT RAISE(ABORT, 'what a claim said goes when it is withdrawn, and not before'); END;
