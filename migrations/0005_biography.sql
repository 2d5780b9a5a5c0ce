-- SPDX-License-Identifier: EUPL-1.2
-- What a person tells, one sealed document per section. Every save is a new revision; none is ever
-- changed. author_id: an account or a member of staff, as author_kind says.
CREATE TABLE section_revisions (
    id BYTEA NOT NULL PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    section TEXT NOT NULL,
    number BIGINT NOT NULL,
    author_kind TEXT NOT NULL CHECK (author_kind IN ('person', 'guardian', 'staff')),
    author_id BYTEA NOT NULL,
    at BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    UNIQUE (person_id, section, number)
);

-- The newest revision of each section: a whole biography is one read of a dozen rows. Two writers
-- of one section meet at its row here. number 0: nothing was saved yet.
CREATE TABLE current_sections (
    person_id BYTEA NOT NULL REFERENCES persons (id),
    section TEXT NOT NULL,
    number BIGINT NOT NULL,
    revision_id BYTEA REFERENCES section_revisions (id),
    PRIMARY KEY (person_id, section)
);
