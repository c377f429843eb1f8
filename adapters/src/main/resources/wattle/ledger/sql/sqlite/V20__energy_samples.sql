-- Runs that are sent while they go on. Nothing of the machine is kept: no host, user, path, command or process.
CREATE TABLE live_run (
    number integer PRIMARY KEY AUTOINCREMENT,
    id text NOT NULL UNIQUE,
    owner text NOT NULL,
    is_public integer NOT NULL,
    created_at_ms integer NOT NULL,
    heard_at_ms integer NOT NULL,
    started_at_us integer,
    last_at_us integer,
    next_offset integer NOT NULL,
    samples integer NOT NULL,
    state text NOT NULL,
    zone text,
    pue real,
    model text,
    task text,
    dataset text,
    stage text,
    project text
);

CREATE INDEX live_run_owner ON live_run (owner, number);

-- What each metered part came to so far; null where it is not known.
CREATE TABLE live_part (
    run integer NOT NULL REFERENCES live_run (number),
    part integer NOT NULL,
    name text NOT NULL,
    domain text NOT NULL,
    model text NOT NULL,
    modelled integer NOT NULL,
    joules real,
    watts real,
    PRIMARY KEY (run, part)
) WITHOUT ROWID;

-- What was sent, less what tells of the machine: from it a server that was started again goes on.
CREATE TABLE live_chunk (
    run integer NOT NULL REFERENCES live_run (number),
    start_offset integer NOT NULL,
    end_offset integer NOT NULL,
    lines blob NOT NULL,
    PRIMARY KEY (run, start_offset)
);

-- Energy that a part drew until a sample, since the one before it.
CREATE TABLE energy_sample (
    run integer NOT NULL,
    at_us integer NOT NULL,
    part integer NOT NULL,
    joules real NOT NULL,
    PRIMARY KEY (run, at_us, part)
) WITHOUT ROWID;

-- The same by the hour, which is kept.
CREATE TABLE energy_hour (
    run integer NOT NULL,
    hour integer NOT NULL,
    part integer NOT NULL,
    joules real NOT NULL,
    samples integer NOT NULL,
    PRIMARY KEY (run, hour, part)
) WITHOUT ROWID;
