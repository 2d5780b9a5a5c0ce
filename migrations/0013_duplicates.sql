-- SPDX-License-Identifier: EUPL-1.2
-- Records that may be of one person. Ids, keyed hashes and codes of reasons only; a person decides.
-- Whose names, dates, phones changed and are to be compared again.
CREATE TABLE unchecked_persons (
    person_id BYTEA PRIMARY KEY REFERENCES persons (id),
    at BIGINT NOT NULL
);
INSERT INTO unchecked_persons (person_id, at) SELECT id, created_at FROM persons;

-- What two records of one person are likely to share: how a whole name sounds with a year of birth,
-- a father or a month of entry; a phone. hash: the first 16 bytes of the HMAC.
CREATE TABLE duplicate_keys (
    hash BYTEA NOT NULL,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    PRIMARY KEY (hash, person_id)
-- sqlite: ) WITHOUT ROWID;
-- postgres: );
CREATE INDEX duplicate_keys_by_person ON duplicate_keys (person_id);

-- A pair, the older record first. reasons: codes, separated by spaces.
CREATE TABLE duplicates (
    older_id BYTEA NOT NULL REFERENCES persons (id),
    newer_id BYTEA NOT NULL REFERENCES persons (id),
    score BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    decision TEXT CHECK (decision IN ('same', 'different')),
    decided_at BIGINT,
    decided_by BYTEA,
    PRIMARY KEY (older_id, newer_id)
);
CREATE INDEX duplicates_by_newer ON duplicates (newer_id);
