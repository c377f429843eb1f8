-- Runs that trackers report as they go. What they said is kept as it came, in body; the columns beside it are what it
-- is found by.
CREATE TABLE tracked_organization (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    description text NOT NULL,
    created_at_ms bigint NOT NULL
);

CREATE TABLE tracked_project (
    id text COLLATE "C" PRIMARY KEY,
    organization_id text COLLATE "C" NOT NULL REFERENCES tracked_organization (id),
    name text NOT NULL,
    description text NOT NULL,
    is_public integer NOT NULL,
    created_at_ms bigint NOT NULL
);

CREATE INDEX tracked_project_organization ON tracked_project (organization_id);

-- The experiment that trackers name where nobody told them one is there once in each project; every other has an id of
-- its own.
CREATE TABLE tracked_experiment (
    id text COLLATE "C" NOT NULL,
    project_id text COLLATE "C" NOT NULL REFERENCES tracked_project (id),
    created_at_ms bigint NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (id, project_id)
);

CREATE UNIQUE INDEX tracked_experiment_own ON tracked_experiment (id)
    WHERE id <> '5b0fa12a-3dd7-45bb-9766-cc326314d9f1';
CREATE INDEX tracked_experiment_project ON tracked_experiment (project_id);

-- Instants of trackers are in nanoseconds: one that says two things within a microsecond has said two.
CREATE TABLE tracked_run (
    id text COLLATE "C" PRIMARY KEY,
    project_id text COLLATE "C" NOT NULL,
    experiment_id text COLLATE "C" NOT NULL,
    at_ns bigint NOT NULL,
    received_at_ms bigint NOT NULL,
    body text NOT NULL,
    FOREIGN KEY (experiment_id, project_id) REFERENCES tracked_experiment (id, project_id)
);

CREATE INDEX tracked_run_experiment ON tracked_run (experiment_id, project_id, at_ns);
CREATE INDEX tracked_run_project ON tracked_run (project_id, at_ns);

CREATE TABLE tracked_emission (
    id text COLLATE "C" PRIMARY KEY,
    run_id text COLLATE "C" NOT NULL REFERENCES tracked_run (id),
    at_ns bigint NOT NULL,
    received_at_ms bigint NOT NULL,
    body text NOT NULL,
    UNIQUE (run_id, at_ns)
);

CREATE TABLE tracked_token (
    id text COLLATE "C" PRIMARY KEY,
    project_id text COLLATE "C" NOT NULL REFERENCES tracked_project (id),
    hash bytea NOT NULL UNIQUE,
    name text,
    reads integer NOT NULL,
    writes integer NOT NULL,
    created_at_ms bigint NOT NULL,
    last_used_at_ms bigint
);

CREATE INDEX tracked_token_project ON tracked_token (project_id);
