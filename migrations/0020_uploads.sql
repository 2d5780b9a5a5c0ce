-- SPDX-License-Identifier: EUPL-1.2
-- A file on its way in pieces. about: its name and hash, sealed under the person's key. What does
-- not come to its end is thrown away a day after its last piece.
CREATE TABLE uploads (
    id BYTEA NOT NULL PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    account_id BYTEA NOT NULL,
    about BYTEA NOT NULL,
    bytes BIGINT NOT NULL,
    received BIGINT NOT NULL,
    touched_at BIGINT NOT NULL
);
CREATE INDEX uploads_of_person ON uploads (person_id);
CREATE INDEX uploads_by_age ON uploads (touched_at);

-- Its pieces, by where each begins.
CREATE TABLE upload_pieces (
    upload_id BYTEA NOT NULL REFERENCES uploads (id),
    begins_at BIGINT NOT NULL,
    file_id BYTEA NOT NULL REFERENCES files (id),
    PRIMARY KEY (upload_id, begins_at)
);
CREATE INDEX upload_pieces_by_file ON upload_pieces (file_id);
