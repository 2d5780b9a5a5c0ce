-- SPDX-License-Identifier: EUPL-1.2
-- What was spoken about with a person. told: day, kind, topics, who was there, what was agreed …,
-- sealed under the person's key. With a next step it is a task, until that is done.
CREATE TABLE consultations (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    author_id BYTEA NOT NULL REFERENCES staff (id),
    revision BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    has_step INTEGER NOT NULL,
    done_at BIGINT,
    done_by BYTEA REFERENCES staff (id),
    told BYTEA NOT NULL
);
CREATE INDEX consultations_of_person ON consultations (person_id);
CREATE INDEX consultations_to_do ON consultations (person_id) WHERE has_step = 1 AND done_at IS NULL;

-- A caseworker's own words beside one, sealed under the same person's key. Nobody else reads them,
-- but for the cover where they were opened. Deleted after a set time, counted from written_at.
CREATE TABLE working_notes (
    id BYTEA PRIMARY KEY,
    consultation_id BYTEA NOT NULL REFERENCES consultations (id) ON DELETE CASCADE,
    author_id BYTEA NOT NULL REFERENCES staff (id),
    opened_at BIGINT,
    written_at BIGINT NOT NULL,
    words BYTEA NOT NULL,
    UNIQUE (consultation_id, author_id)
);
CREATE INDEX working_notes_by_age ON working_notes (written_at);
