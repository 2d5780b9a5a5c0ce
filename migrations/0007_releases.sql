-- SPDX-License-Identifier: EUPL-1.2
-- Consent, packet, link. Ids are 16 bytes, moments are milliseconds since 1970 in UTC.

-- A text of consent as it was shown, by the SHA-256 of its body. Never changed, never deleted.
CREATE TABLE consent_texts (
    hash BYTEA PRIMARY KEY,
    lang TEXT NOT NULL,
    body TEXT NOT NULL
);

-- What a person has chosen so far: recipient, items, language of the text. Sealed.
CREATE TABLE release_drafts (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    account_id BYTEA NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    choices BYTEA NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX release_drafts_by_person ON release_drafts (person_id);

-- Sealed under the person's key: recipient (name and e-mail), items (the keys agreed to).
-- token_hash: SHA-256 of the link's token, forgotten after twelve months.
CREATE TABLE releases (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL,
    packet_version BIGINT NOT NULL,
    recipient_id BYTEA,
    recipient BYTEA NOT NULL,
    items BYTEA NOT NULL,
    token_hash BYTEA UNIQUE,
    mail_id BYTEA NOT NULL,
    sent_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    expired_at BIGINT,
    first_opened_at BIGINT,
    openings BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX releases_by_person ON releases (person_id, sent_at);
CREATE INDEX releases_to_expire ON releases (expires_at) WHERE expired_at IS NULL;

-- Append-only: a withdrawal is a row of its own. The id is random and tells no time. No foreign key:
-- the proof outlives the record it speaks of. detail is sealed under the person's key; proof is an
-- HMAC of official name and birth date under the county's proof key.
CREATE TABLE consents (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL,
    release_id BYTEA,
    kind TEXT NOT NULL CHECK (kind IN ('release', 'health', 'withdrawal', 'refusal')),
    recipient_kind TEXT NOT NULL,
    packet_version BIGINT NOT NULL,
    detail BYTEA NOT NULL,
    text_hash BYTEA REFERENCES consent_texts (hash),
    text_lang TEXT,
    explained TEXT,
    account_id BYTEA NOT NULL,
    at BIGINT NOT NULL,
    proof BYTEA NOT NULL
);
CREATE INDEX consents_by_release ON consents (release_id);
CREATE INDEX consents_by_person ON consents (person_id);

-- What a recipient answered; the message is sealed under the person's key.
CREATE TABLE release_answers (
    id BYTEA PRIMARY KEY,
    release_id BYTEA NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    code TEXT NOT NULL CHECK (code IN ('received', 'invited', 'not_suitable', 'done')),
    message BYTEA,
    at BIGINT NOT NULL
);
CREATE INDEX release_answers_by_release ON release_answers (release_id, at);

-- What the person is still to be told, the newest of each kind.
CREATE TABLE release_notices (
    release_id BYTEA NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('changed', 'answered', 'asked')),
    at BIGINT NOT NULL,
    told_at BIGINT,
    PRIMARY KEY (release_id, kind)
);

-- Nobody changes or deletes what was agreed to, this program included.
-- sqlite: CREATE TRIGGER consents_stay BEFORE DELETE ON consents BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- sqlite: CREATE TRIGGER consents_as_given BEFORE UPDATE ON consents BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- sqlite: CREATE TRIGGER consent_texts_stay BEFORE DELETE ON consent_texts BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- sqlite: CREATE TRIGGER consent_texts_as_shown BEFORE UPDATE ON consent_texts BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- postgres: CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN RAISE EXCEPTION 'append-only'; END $body$;
-- postgres: CREATE TRIGGER consents_stay BEFORE UPDATE OR DELETE ON consents FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- postgres: CREATE TRIGGER consent_texts_stay BEFORE UPDATE OR DELETE ON consent_texts FOR EACH ROW EXECUTE FUNCTION refuse_change();
