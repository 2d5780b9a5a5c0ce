-- SPDX-License-Identifier: EUPL-1.2
-- Forms that were sent: a key is spent once, and a repeat gets the same answer for a day.
CREATE TABLE form_keys (
    key_hash  BYTEA PRIMARY KEY,
    owner     BYTEA NOT NULL,
    body_hash BYTEA NOT NULL,
    location  TEXT NOT NULL,
    spent_at  BIGINT NOT NULL
);
