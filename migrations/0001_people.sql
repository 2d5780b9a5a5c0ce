-- SPDX-License-Identifier: EUPL-1.2
-- People who use MoBio, what they sign in with, and what they may reach.
-- Ids are 16 bytes (UUIDv7), moments are milliseconds since 1970 in UTC.

-- A record. What it says is sealed under the person's own key (key store). phase: EA, VU, AU, private.
CREATE TABLE persons (
    id BYTEA PRIMARY KEY,
    phase TEXT,
    created_at BIGINT NOT NULL,
    erased_at BIGINT
);

-- What one signs in with. The number is found by its keyed hash and shown again from its sealed form.
-- agreed_text: SHA-256 of the sentence that was agreed to, in the language it was shown in.
CREATE TABLE accounts (
    id BYTEA PRIMARY KEY,
    number_hash BYTEA NOT NULL UNIQUE,
    number BYTEA NOT NULL,
    secret TEXT NOT NULL,
    language TEXT NOT NULL,
    agreed_at BIGINT,
    agreed_text BYTEA,
    created_at BIGINT NOT NULL,
    last_sign_in_at BIGINT
);

-- Which account may act on which record: relation self or guardian.
CREATE TABLE account_access (
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    relation TEXT NOT NULL CHECK (relation IN ('self', 'guardian')),
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    proof TEXT,
    PRIMARY KEY (account_id, person_id)
);
CREATE INDEX account_access_by_person ON account_access (person_id);
CREATE UNIQUE INDEX one_own_account ON account_access (person_id) WHERE relation = 'self';

-- Name and e-mail are sealed under the county's key.
CREATE TABLE staff (
    id BYTEA PRIMARY KEY,
    email_hash BYTEA NOT NULL UNIQUE,
    email BYTEA NOT NULL,
    name BYTEA NOT NULL,
    role TEXT NOT NULL,
    secret TEXT NOT NULL,
    language TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL,
    last_sign_in_at BIGINT
);

-- Whose cases a caseworker sees, as main worker or as cover for a time.
CREATE TABLE assignments (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    staff_id BYTEA NOT NULL REFERENCES staff (id),
    kind TEXT NOT NULL CHECK (kind IN ('main', 'cover')),
    from_at BIGINT NOT NULL,
    until_at BIGINT
);
CREATE INDEX assignments_by_staff ON assignments (staff_id, person_id);
CREATE INDEX assignments_by_person ON assignments (person_id);

-- token_hash: SHA-256 of the cookie's token. A row ends at ends_at, or idle_ms after last_seen_at.
-- release_id names a row of a later migration.
CREATE TABLE sessions (
    token_hash BYTEA PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'staff', 'recipient')),
    account_id BYTEA REFERENCES accounts (id) ON DELETE CASCADE,
    person_id BYTEA REFERENCES persons (id),
    staff_id BYTEA REFERENCES staff (id),
    release_id BYTEA,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    idle_ms BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_staff ON sessions (staff_id);
CREATE INDEX sessions_by_release ON sessions (release_id);
CREATE INDEX sessions_by_end ON sessions (ends_at);

-- An invitation to a record: four characters find it, twelve are kept with Argon2id.
CREATE TABLE code_cards (
    id BYTEA PRIMARY KEY,
    lookup TEXT NOT NULL UNIQUE,
    secret TEXT NOT NULL,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    made_by BYTEA NOT NULL REFERENCES staff (id),
    language TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX code_cards_by_person ON code_cards (person_id);

-- Wrong tries of the last minutes, by a keyed hash of what was tried. Known or not makes no difference.
CREATE TABLE sign_in_attempts (
    id BYTEA PRIMARY KEY,
    subject_hash BYTEA NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX sign_in_attempts_by_subject ON sign_in_attempts (subject_hash, at);
CREATE INDEX sign_in_attempts_by_time ON sign_in_attempts (at);

-- Devices that signed in before: wrong tries made elsewhere do not keep them out.
CREATE TABLE known_devices (
    token_hash BYTEA NOT NULL,
    subject_hash BYTEA NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash, subject_hash)
);
CREATE INDEX known_devices_by_subject ON known_devices (subject_hash);
