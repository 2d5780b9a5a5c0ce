-- SPDX-License-Identifier: EUPL-1.2
-- The county's own list of occupations, laid over the built-in one. Public data, nothing personal.
-- An import is written once and never changed; the newest one tells other nodes to read again.
CREATE TABLE occupation_imports (
    id BYTEA PRIMARY KEY,
    source TEXT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    staff_id BYTEA NOT NULL,
    imported_at BIGINT NOT NULL
);

CREATE TABLE occupations (
    code TEXT PRIMARY KEY,
    de TEXT NOT NULL,
    en TEXT NOT NULL,
    fr TEXT NOT NULL,
    ar TEXT NOT NULL,
    fa TEXT NOT NULL,
    also TEXT NOT NULL,
    import_id BYTEA NOT NULL REFERENCES occupation_imports (id)
);

-- A file between its preview and its import: the rows that can be imported, as CSV.
CREATE TABLE occupation_uploads (
    id BYTEA PRIMARY KEY,
    source TEXT NOT NULL,
    rows TEXT NOT NULL,
    refused TEXT NOT NULL,
    staff_id BYTEA NOT NULL,
    uploaded_at BIGINT NOT NULL
);
