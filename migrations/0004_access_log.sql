-- SPDX-License-Identifier: EUPL-1.2
-- Who did what to whose record: ids and codes only. Rows are added and never changed, but for
-- position and chain, which the sealer fills in: chain is an HMAC over the row and the chain before.
-- position is another order than number, since transactions may end in another order than they began.
CREATE TABLE access_log (
    -- sqlite: number INTEGER PRIMARY KEY AUTOINCREMENT,
    -- postgres: number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person BYTEA NOT NULL,
    who INTEGER NOT NULL,
    actor BYTEA NOT NULL,
    action TEXT NOT NULL,
    object BYTEA NOT NULL,
    detail TEXT NOT NULL,
    at BIGINT NOT NULL,
    position BIGINT,
    chain BYTEA
);
CREATE INDEX access_log_by_person ON access_log (person, number);
CREATE UNIQUE INDEX access_log_by_position ON access_log (position);
CREATE INDEX access_log_unsealed ON access_log (number) WHERE position IS NULL;

-- Places in the chain, each with an HMAC of its own. kind: head (the newest sealed row), day (a
-- checkpoint, also written to a file outside), base (all up to here was deleted after 12 months).
CREATE TABLE access_log_marks (
    kind TEXT NOT NULL,
    position BIGINT NOT NULL,
    chain BYTEA NOT NULL,
    at BIGINT NOT NULL,
    mac BYTEA NOT NULL,
    PRIMARY KEY (kind, position)
);

-- Reads that have their entry already: hash of session and person, or of viewer, person and page.
CREATE TABLE access_log_windows (
    hash BYTEA PRIMARY KEY,
    ends_at BIGINT NOT NULL
);
CREATE INDEX access_log_windows_by_end ON access_log_windows (ends_at);
