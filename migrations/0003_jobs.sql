-- SPDX-License-Identifier: EUPL-1.2
-- Work to be done after the answer. A row goes when its work is done. subject: an id as text, never
-- a personal value. leased_until: until then the worker that claimed the job has it to itself.
CREATE TABLE jobs (
    id BYTEA PRIMARY KEY,
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    first_due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    leased_until BIGINT NOT NULL DEFAULT 0,
    worker BYTEA,
    created_at BIGINT NOT NULL,
    failed_at BIGINT
);
CREATE INDEX jobs_by_due ON jobs (due_at);
CREATE INDEX jobs_by_name ON jobs (name);

-- When a recurring job was last queued.
CREATE TABLE recurring_jobs (
    name TEXT PRIMARY KEY,
    queued_at BIGINT NOT NULL
);
