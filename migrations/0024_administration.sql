-- SPDX-License-Identifier: EUPL-1.2
-- Regions group municipalities and say whom to ask there. Public, as the county's page shows them.
CREATE TABLE regions (
    id BYTEA PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    closed_at BIGINT
);
ALTER TABLE municipalities ADD COLUMN region_id BYTEA REFERENCES regions (id);

-- languages: codes with a space between; hours: "mon 09:00-12:00 14:00-16:00", a line for each day.
CREATE TABLE region_contacts (
    id BYTEA PRIMARY KEY,
    region_id BYTEA NOT NULL REFERENCES regions (id),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    languages TEXT NOT NULL,
    hours TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE INDEX region_contacts_of_region ON region_contacts (region_id);

-- A code with which one of the staff chooses a new password, once. secret: Argon2id of the code.
CREATE TABLE staff_codes (
    staff_id BYTEA PRIMARY KEY REFERENCES staff (id),
    secret TEXT NOT NULL,
    made_by BYTEA NOT NULL REFERENCES staff (id),
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- A file between its preview and its import, of whoever brought it. content: its name and its bytes,
-- sealed under the county's key.
CREATE TABLE list_uploads (
    id BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,
    staff_id BYTEA NOT NULL REFERENCES staff (id),
    uploaded_at BIGINT NOT NULL,
    content BYTEA NOT NULL
);
CREATE INDEX list_uploads_by_age ON list_uploads (uploaded_at);

CREATE TABLE list_imports (
    id BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,
    staff_id BYTEA NOT NULL REFERENCES staff (id),
    imported_at BIGINT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL
);
CREATE INDEX list_imports_of_kind ON list_imports (kind);
-- The county's own words in place of the program's. version rises with each change, so that every
-- node notices; text NULL: back to the program's.
CREATE TABLE county_texts (
    context TEXT NOT NULL,
    msgid TEXT NOT NULL,
    lang TEXT NOT NULL,
    text TEXT,
    version BIGINT NOT NULL,
    changed_by BYTEA NOT NULL REFERENCES staff (id),
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (context, msgid, lang)
);
CREATE INDEX county_texts_by_version ON county_texts (version);

-- A field's level in one packet, changed by two: who proposes and who decides. Levels as in
-- catalogue/fields.json. Never deleted: agreed ones make the packet's version.
CREATE TABLE packet_changes (
    id BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    level_before TEXT NOT NULL,
    level TEXT NOT NULL,
    reason TEXT NOT NULL,
    proposed_by BYTEA NOT NULL REFERENCES staff (id),
    proposed_at BIGINT NOT NULL,
    decided_by BYTEA REFERENCES staff (id),
    decided_at BIGINT,
    outcome TEXT CHECK (outcome IN ('agreed', 'refused', 'taken_back')),
    CHECK (outcome IS NULL OR outcome = 'taken_back' OR decided_by <> proposed_by)
);
CREATE INDEX packet_changes_open ON packet_changes (proposed_at) WHERE decided_at IS NULL;
