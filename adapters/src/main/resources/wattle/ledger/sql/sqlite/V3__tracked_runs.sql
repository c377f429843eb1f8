-- Runs that trackers report as they go. What they said is kept as it came, in body; the columns beside it are what it
-- is found by.
CREATE TABLE tracked_organization (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE tracked_project (
    id TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES tracked_organization (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    is_public INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX tracked_project_organization ON tracked_project (organization_id);

-- The experiment that trackers name where nobody told them one is there once in each project; every other has an id of
-- its own.
CREATE TABLE tracked_experiment (
    id TEXT NOT NULL,
    project_id TEXT NOT NULL REFERENCES tracked_project (id),
    created_at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id, project_id)
) STRICT;

CREATE UNIQUE INDEX tracked_experiment_own ON tracked_experiment (id)
    WHERE id <> '5b0fa12a-3dd7-45bb-9766-cc326314d9f1';
CREATE INDEX tracked_experiment_project ON tracked_experiment (project_id);

-- Instants of trackers are in nanoseconds: one that says two things within a microsecond has said two.
CREATE TABLE tracked_run (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL,
    experiment_id TEXT NOT NULL,
    at_ns INTEGER NOT NULL,
    received_at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    FOREIGN KEY (experiment_id, project_id) REFERENCES tracked_experiment (id, project_id)
) STRICT;

CREATE INDEX tracked_run_experiment ON tracked_run (experiment_id, project_id, at_ns);
CREATE INDEX tracked_run_project ON tracked_run (project_id, at_ns);

CREATE TABLE tracked_emission (
    id TEXT PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES tracked_run (id),
    at_ns INTEGER NOT NULL,
    received_at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (run_id, at_ns)
) STRICT;

CREATE TABLE tracked_token (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES tracked_project (id),
    hash BLOB NOT NULL UNIQUE,
    name TEXT,
    reads INTEGER NOT NULL,
    writes INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    last_used_at_ms INTEGER
) STRICT;

CREATE INDEX tracked_token_project ON tracked_token (project_id);
