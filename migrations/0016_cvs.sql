-- SPDX-License-Identifier: EUPL-1.2
-- How a person arranged their curriculum vitae: order and choice, sealed under the person's key.
CREATE TABLE cv_arrangements (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL UNIQUE REFERENCES persons (id),
    revision BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);

-- A JSON Resume between its preview and its being taken in, sealed under the person's key.
CREATE TABLE cv_imports (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    account_id BYTEA NOT NULL,
    uploaded_at BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX cv_imports_by_person ON cv_imports (person_id);
