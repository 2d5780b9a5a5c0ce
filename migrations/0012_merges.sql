-- SPDX-License-Identifier: EUPL-1.2
-- Two records of one person become one: the joined record leads to the kept one from then on, and
-- a merge can be undone. Ids, numbers and codes only.
ALTER TABLE persons ADD COLUMN merged_into BYTEA REFERENCES persons (id);
CREATE INDEX persons_by_merged_into ON persons (merged_into);

CREATE TABLE merges (
    id BYTEA PRIMARY KEY,
    kept_id BYTEA NOT NULL REFERENCES persons (id),
    joined_id BYTEA NOT NULL REFERENCES persons (id),
    by_kind TEXT NOT NULL CHECK (by_kind IN ('person', 'staff')),
    by_id BYTEA NOT NULL,
    at BIGINT NOT NULL,
    undone_at BIGINT,
    undone_by BYTEA
);
CREATE INDEX merges_by_kept ON merges (kept_id, at);
CREATE UNIQUE INDEX one_merge_of_a_record ON merges (joined_id) WHERE undone_at IS NULL;

-- The revisions that a merge stands between, in the record that was kept.
CREATE TABLE merged_sections (
    merge_id BYTEA NOT NULL REFERENCES merges (id),
    section TEXT NOT NULL,
    before_number BIGINT NOT NULL,
    after_number BIGINT NOT NULL,
    PRIMARY KEY (merge_id, section)
);

-- Rows of other tables that went along, to go back with an undoing. part: whose rows they are.
CREATE TABLE merged_rows (
    merge_id BYTEA NOT NULL REFERENCES merges (id),
    part TEXT NOT NULL,
    row_id BYTEA NOT NULL,
    PRIMARY KEY (merge_id, part, row_id)
);

-- Both records may have had an account of their own; both then lead to the one that was kept.
ALTER TABLE account_access ADD COLUMN came_from BYTEA REFERENCES persons (id);
DROP INDEX one_own_account;
CREATE UNIQUE INDEX one_own_account ON account_access (person_id)
    WHERE relation = 'self' AND came_from IS NULL;
