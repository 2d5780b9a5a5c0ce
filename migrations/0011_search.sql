-- SPDX-License-Identifier: EUPL-1.2
-- Names are found by keyed hashes alone: of whole words, of their first letters, of their sound.
-- Each kind has a domain of its own. hash: the first 16 bytes of the HMAC.
CREATE TABLE search_keys (
    hash BYTEA NOT NULL,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    PRIMARY KEY (hash, person_id)
-- sqlite: ) WITHOUT ROWID;
-- postgres: );
CREATE INDEX search_keys_by_person ON search_keys (person_id, hash);

-- By which version of the rules the keys of a person were made. No row: not yet.
CREATE TABLE searchable_persons (
    person_id BYTEA PRIMARY KEY REFERENCES persons (id),
    rules BIGINT NOT NULL
);
CREATE INDEX searchable_persons_by_rules ON searchable_persons (rules);
