-- SPDX-License-Identifier: EUPL-1.2
-- Papers in a packet, and releases that staff send for a person.

-- Which papers are shown to whom (a release), and until when: the very file that was agreed to. A
-- paper with other pages, or removed, is shown no more.
CREATE TABLE document_showings (
    document_id BYTEA NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    shown_to BYTEA NOT NULL,
    file_id BYTEA NOT NULL,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (document_id, shown_to)
);
CREATE INDEX document_showings_to ON document_showings (shown_to);

-- What was agreed to of papers, as JSON sealed under the person's key: ids and SHA-256 of the PDFs,
-- whether they went along with the e-mail. NULL: no papers. staff_id: who sent it for the person.
ALTER TABLE releases ADD COLUMN papers BYTEA;
ALTER TABLE releases ADD COLUMN staff_id BYTEA REFERENCES staff (id);
ALTER TABLE releases ADD COLUMN consent_id BYTEA REFERENCES consents (id);

-- How it was given before a member of the staff, whose id account_id then is: on the screen, on
-- paper, or (a withdrawal) by word. NULL: by the account itself.
ALTER TABLE consents ADD COLUMN given TEXT CHECK (given IN ('screen', 'paper', 'word'));

-- Staff send nothing without a consent that was given in the person's presence. No override.
-- sqlite: CREATE TRIGGER staff_need_consent BEFORE INSERT ON releases WHEN NEW.staff_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM consents c WHERE c.id = NEW.consent_id AND c.person_id = NEW.person_id AND c.release_id = NEW.id AND c.account_id = NEW.staff_id AND c.kind = 'release' AND c.given IN ('screen', 'paper')) BEGIN SELECT RAISE(ABORT, 'no consent'); END;
-- postgres: CREATE FUNCTION refuse_without_consent() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN IF NEW.staff_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM consents c WHERE c.id = NEW.consent_id AND c.person_id = NEW.person_id AND c.release_id = NEW.id AND c.account_id = NEW.staff_id AND c.kind = 'release' AND c.given IN ('screen', 'paper')) THEN RAISE EXCEPTION 'no consent'; END IF; RETURN NEW; END $body$;
-- postgres: CREATE TRIGGER staff_need_consent BEFORE INSERT ON releases FOR EACH ROW EXECUTE FUNCTION refuse_without_consent();

-- A draft is of an account, or of a member of the staff who works on it for the person.
CREATE TABLE release_drafts_of_all (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    account_id BYTEA REFERENCES accounts (id) ON DELETE CASCADE,
    staff_id BYTEA REFERENCES staff (id),
    choices BYTEA NOT NULL,
    changed_at BIGINT NOT NULL,
    CHECK ((account_id IS NULL) <> (staff_id IS NULL))
);
INSERT INTO release_drafts_of_all (id, person_id, account_id, choices, changed_at)
    SELECT id, person_id, account_id, choices, changed_at FROM release_drafts;
DROP TABLE release_drafts;
ALTER TABLE release_drafts_of_all RENAME TO release_drafts;
CREATE INDEX release_drafts_by_person ON release_drafts (person_id);
