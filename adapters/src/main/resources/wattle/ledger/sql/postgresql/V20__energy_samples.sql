-- Runs that are sent while they go on. Nothing of the machine is kept: no host, user, path, command or process.
CREATE TABLE live_run (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    owner text COLLATE "C" NOT NULL,
    is_public integer NOT NULL,
    created_at_ms bigint NOT NULL,
    heard_at_ms bigint NOT NULL,
    started_at_us bigint,
    last_at_us bigint,
    next_offset bigint NOT NULL,
    samples bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    zone text,
    pue double precision,
    model text,
    task text,
    dataset text,
    stage text,
    project text
);

CREATE INDEX live_run_owner ON live_run (owner, number);

-- What each metered part came to so far; null where it is not known.
CREATE TABLE live_part (
    run bigint NOT NULL REFERENCES live_run (number),
    part integer NOT NULL,
    name text NOT NULL,
    domain text COLLATE "C" NOT NULL,
    model text NOT NULL,
    modelled integer NOT NULL,
    joules double precision,
    watts double precision,
    PRIMARY KEY (run, part)
);

-- What was sent, less what tells of the machine: from it a server that was started again goes on.
CREATE TABLE live_chunk (
    run bigint NOT NULL REFERENCES live_run (number),
    start_offset bigint NOT NULL,
    end_offset bigint NOT NULL,
    lines bytea NOT NULL,
    PRIMARY KEY (run, start_offset)
);

-- Energy that a part drew until a sample, since the one before it. A partition for each month, made when it begins.
CREATE TABLE energy_sample (
    run bigint NOT NULL,
    at_us bigint NOT NULL,
    part integer NOT NULL,
    joules double precision NOT NULL,
    PRIMARY KEY (run, at_us, part)
) PARTITION BY RANGE (at_us);

-- The same by the hour, which is kept.
CREATE TABLE energy_hour (
    run bigint NOT NULL,
    hour bigint NOT NULL,
    part integer NOT NULL,
    joules double precision NOT NULL,
    samples bigint NOT NULL,
    PRIMARY KEY (run, hour, part)
);
