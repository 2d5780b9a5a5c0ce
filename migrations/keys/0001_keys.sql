-- SPDX-License-Identifier: EUPL-1.2
-- The key store: a database of its own, backed up apart and for 7 days at most.
-- One key per person, wrapped by the master key. Deleting the row erases the person for good.
CREATE TABLE person_keys (
    person_id BYTEA PRIMARY KEY,
    wrapped_key BYTEA NOT NULL,
    key_version BIGINT NOT NULL,
    master_key_id BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);

-- The county's own keys: sealing, search, proof, forms, log. Made at the first start.
CREATE TABLE county_keys (
    purpose TEXT PRIMARY KEY,
    wrapped_key BYTEA NOT NULL,
    key_version BIGINT NOT NULL,
    master_key_id BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);
