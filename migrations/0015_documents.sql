-- SPDX-License-Identifier: EUPL-1.2
-- Bytes that lie in the county's storage, sealed there under a key of the file's own, which stands
-- here sealed under the person's.
CREATE TABLE files (
    id BYTEA NOT NULL PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    sealed_key BYTEA NOT NULL,
    bytes BIGINT NOT NULL,
    kept_at BIGINT NOT NULL
);
CREATE INDEX files_of_person ON files (person_id);

-- A person's papers. about: title, kind, what it proves …; picture: its first page, small. Removed
-- ones stay for a day, so that they can be brought back.
CREATE TABLE documents (
    id BYTEA NOT NULL PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    file_id BYTEA NOT NULL REFERENCES files (id),
    pages BIGINT NOT NULL,
    about BYTEA NOT NULL,
    picture BYTEA NOT NULL,
    added_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX documents_of_person ON documents (person_id);
CREATE INDEX documents_removed ON documents (removed_at);
