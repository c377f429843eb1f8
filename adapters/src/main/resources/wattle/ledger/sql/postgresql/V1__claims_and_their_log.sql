-- What happened, one line for each change, as the Merkle tree has it. The columns behind leaf_hash repeat the line,
-- for questions.
CREATE TABLE log (
    position bigint PRIMARY KEY,
    line text NOT NULL,
    leaf_hash bytea NOT NULL,
    claim_id text COLLATE "C" NOT NULL,
    revision integer NOT NULL,
    claim_key text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    recorded_at_ms bigint NOT NULL,
    submitter text NOT NULL,
    reason text,
    UNIQUE (claim_id, revision)
);

-- What a line's claim says, apart from it, so that it can go when the claim is withdrawn.
CREATE TABLE body (
    position bigint PRIMARY KEY REFERENCES log (position),
    salt bytea NOT NULL,
    claim text NOT NULL
);

-- What the log came to after every transaction.
CREATE TABLE head (
    size bigint PRIMARY KEY,
    root_hash bytea NOT NULL,
    frontier bytea NOT NULL,
    recorded_at_ms bigint NOT NULL
);

-- The revision of each claim that stands, with what is selected by. All of it follows from the other tables.
CREATE TABLE standing (
    first_position bigint PRIMARY KEY,
    claim_id text COLLATE "C" NOT NULL UNIQUE,
    claim_key text COLLATE "C" NOT NULL UNIQUE,
    position bigint NOT NULL,
    revision integer NOT NULL,
    state text COLLATE "C" NOT NULL,
    source text COLLATE "C",
    model_lower text COLLATE "C",
    task text COLLATE "C",
    dataset text COLLATE "C",
    year integer,
    country_code text COLLATE "C",
    energy_source text COLLATE "C",
    stages integer NOT NULL,
    boundary text COLLATE "C",
    basis text COLLATE "C",
    provenance text COLLATE "C"
);

-- A text may be longer than an index takes: its beginning is enough.
CREATE INDEX standing_state ON standing (state, first_position);
CREATE INDEX standing_source ON standing (state, source, first_position);
CREATE INDEX standing_task ON standing (state, substr(task, 1, 100), first_position);
CREATE INDEX standing_dataset ON standing (state, substr(dataset, 1, 100), first_position);
CREATE INDEX standing_country ON standing (state, country_code, first_position);
CREATE INDEX standing_energy_source ON standing (state, substr(energy_source, 1, 100), first_position);

CREATE TABLE setting (
    name text PRIMARY KEY,
    value text NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;

CREATE FUNCTION refuse_unless_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM log AS its JOIN log AS last ON last.claim_id = its.claim_id
        WHERE its.position = OLD.position AND last.state = 'withdrawn')
    THEN
        RAISE EXCEPTION 'what a claim said goes when it is withdrawn, and not before';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER head_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER body_is_not_changed BEFORE UPDATE OR TRUNCATE ON body
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER body_goes_with_its_claim BEFORE DELETE ON body
    FOR EACH ROW EXECUTE FUNCTION refuse_unless_withdrawn();
