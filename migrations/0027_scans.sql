-- SPDX-License-Identifier: EUPL-1.2
-- The sheet of a plan's version that both signed by hand, as a file. told: how many pages it has,
-- and the hash of what was agreed, sealed under the person's key. Added, never changed.
CREATE TABLE plan_scans (
    id BYTEA PRIMARY KEY,
    version_id BYTEA NOT NULL UNIQUE REFERENCES plan_versions (id),
    person_id BYTEA NOT NULL REFERENCES persons (id),
    file_id BYTEA NOT NULL REFERENCES files (id),
    added_at BIGINT NOT NULL,
    told BYTEA NOT NULL
);
CREATE INDEX plan_scans_of_person ON plan_scans (person_id);
