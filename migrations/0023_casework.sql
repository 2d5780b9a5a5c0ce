-- SPDX-License-Identifier: EUPL-1.2
-- Who works on a case, and on whose word.

-- What a person agreed to with the two services, or took back. Append-only, as consents are: the id
-- is random, there is no foreign key to the person. manner: read and agreed to on a screen, signed
-- on paper, or by their own account. detail is sealed under the person's key; proof is an HMAC of
-- official name and birth date.
CREATE TABLE case_consents (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('case', 'handover', 'refusal', 'withdrawal')),
    manner TEXT NOT NULL CHECK (manner IN ('screen', 'paper', 'account')),
    text_hash BYTEA REFERENCES consent_texts (hash),
    text_lang TEXT,
    staff_id BYTEA,
    account_id BYTEA,
    handover_id BYTEA,
    detail BYTEA NOT NULL,
    at BIGINT NOT NULL,
    proof BYTEA NOT NULL
);
CREATE INDEX case_consents_by_person ON case_consents (person_id, at);
-- sqlite: CREATE TRIGGER case_consents_stay BEFORE DELETE ON case_consents BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- sqlite: CREATE TRIGGER case_consents_as_given BEFORE UPDATE ON case_consents BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- postgres: CREATE TRIGGER case_consents_stay BEFORE UPDATE OR DELETE ON case_consents FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A caseworker is away, and a colleague stands in for them until that moment. Each of their persons
-- gets an assignment that names the cover it came of, and ends with it.
CREATE TABLE covers (
    id BYTEA PRIMARY KEY,
    absent_id BYTEA NOT NULL REFERENCES staff (id),
    cover_id BYTEA NOT NULL REFERENCES staff (id),
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    made_by BYTEA NOT NULL REFERENCES staff (id),
    made_at BIGINT NOT NULL
);
CREATE INDEX covers_by_absent ON covers (absent_id, until_at);
CREATE INDEX covers_by_cover ON covers (cover_id, until_at);
ALTER TABLE assignments ADD COLUMN came_of BYTEA REFERENCES covers (id);
CREATE INDEX assignments_by_cover ON assignments (came_of) WHERE came_of IS NOT NULL;

-- A team lead opened a case to read it, for a short time and for a reason that the person reads.
-- reason: code and words, sealed under the person's key.
CREATE TABLE case_openings (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    staff_id BYTEA NOT NULL REFERENCES staff (id),
    reason BYTEA NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL
);
CREATE INDEX case_openings_by_staff ON case_openings (staff_id, person_id);
CREATE INDEX case_openings_by_person ON case_openings (person_id);

-- From one team to another. told: the day, the municipality, what is handed over, what is to be
-- known; sealed under the person's key. It waits for the person (agreed_at), then for the other
-- team (accepted_at). old_until: how long the old team still reads.
CREATE TABLE handovers (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    from_id BYTEA NOT NULL REFERENCES staff (id),
    to_team_id BYTEA NOT NULL REFERENCES teams (id),
    revision BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    agreed_at BIGINT,
    accepted_at BIGINT,
    accepted_by BYTEA REFERENCES staff (id),
    assigned_id BYTEA REFERENCES staff (id),
    old_until BIGINT,
    stopped_at BIGINT,
    stopped_by BYTEA,
    told BYTEA NOT NULL
);
CREATE INDEX handovers_by_person ON handovers (person_id);
CREATE UNIQUE INDEX one_open_handover ON handovers (person_id)
    WHERE accepted_at IS NULL AND stopped_at IS NULL;
CREATE INDEX handovers_by_team ON handovers (to_team_id)
    WHERE accepted_at IS NULL AND stopped_at IS NULL;
