-- Version 1. What comes later is a numbered file in migrations/; this one never changes again.

CREATE TABLE jobs (
    sequence            INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order of arrival
    id                  TEXT    NOT NULL UNIQUE,            -- random: it is readable in buttons and file names
    interaction_id      INTEGER UNIQUE,                     -- a duplicate interaction is the same job
    guild_id            INTEGER NOT NULL,
    channel_id          INTEGER NOT NULL,
    user_id             INTEGER NOT NULL,
    source_job          TEXT REFERENCES jobs (id) ON DELETE SET NULL,  -- the picture that this one paints again

    params              TEXT    NOT NULL CHECK (json_valid(params)),
    sources             TEXT    NOT NULL CHECK (json_valid(sources)),  -- field of params -> where its value came from
    plan                TEXT    CHECK (plan IS NULL OR json_valid(plan)),              -- fixed when the job first starts

    status              TEXT    NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'finished')),
    outcome             TEXT    CHECK (outcome IN ('picture', 'failed', 'cancelled', 'quarantined')),
    attempt             INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),  -- counts claims: the lease of a running job
    turn                INTEGER,                                          -- the ticket of the claim; NULL: not served
    deaths              INTEGER NOT NULL DEFAULT 0,  -- of the generator while it painted this
    memory_failures     INTEGER NOT NULL DEFAULT 0,
    cancel_requested_at REAL,
    checkpoint          TEXT,                        -- relative to the data folder, as is image

    image               TEXT,                        -- NULL again once its owner has deleted it
    sha256              TEXT,
    seconds             REAL,
    peak_memory         INTEGER,                     -- MiB
    failure_kind        TEXT,
    failure             TEXT,                        -- the sentence its owner reads

    delivery            TEXT    NOT NULL DEFAULT 'none'
                        CHECK (delivery IN ('none', 'intended', 'sent', 'impossible')),
    card_message_id     INTEGER,
    progress_message_id INTEGER,
    picture_message_id  INTEGER,

    queued_at           REAL    NOT NULL,            -- Unix time, as every *_at
    started_at          REAL,
    finished_at         REAL,
    intended_at         REAL,

    CHECK ((status = 'finished') = (outcome IS NOT NULL)),
    CHECK (status <> 'running' OR turn IS NOT NULL),
    CHECK ((outcome IS 'picture') = (sha256 IS NOT NULL)),
    CHECK ((coalesce(outcome, '') IN ('failed', 'quarantined')) = (failure IS NOT NULL)),
    CHECK (delivery = 'none' OR outcome IN ('picture', 'failed', 'quarantined')),
    CHECK (delivery <> 'sent' OR picture_message_id IS NOT NULL)
) STRICT;

CREATE INDEX jobs_queued ON jobs (sequence) WHERE status = 'queued';
CREATE INDEX jobs_running ON jobs (sequence) WHERE status = 'running';
CREATE INDEX jobs_turn ON jobs (turn);
CREATE INDEX jobs_served ON jobs (user_id, turn);
CREATE INDEX jobs_picture_message ON jobs (picture_message_id) WHERE picture_message_id IS NOT NULL;
CREATE INDEX jobs_open_repaint ON jobs (source_job, user_id) WHERE source_job IS NOT NULL AND status <> 'finished';

-- Fair turns, said once: people take turns in the order in which they were last served, each with the oldest job first.
CREATE VIEW waiting AS
SELECT *, row_number() OVER (ORDER BY round, served, first_sequence) AS place
FROM (
    SELECT
        jobs.*,
        row_number() OVER (PARTITION BY user_id ORDER BY sequence) AS round,
        min(sequence) OVER (PARTITION BY user_id) AS first_sequence,
        coalesce((SELECT max(turn) FROM jobs AS served WHERE served.user_id = jobs.user_id), 0) AS served
    FROM jobs
    WHERE status = 'queued'
);

CREATE TABLE settings (
    guild_id INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    value    TEXT    NOT NULL,
    PRIMARY KEY (guild_id, name)
) STRICT;

CREATE TABLE facts (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
