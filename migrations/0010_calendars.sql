-- SPDX-License-Identifier: EUPL-1.2
-- The calendar that an account types its dates in. Without a row: the usual one of its language.
CREATE TABLE calendar_choices (
    account_id BYTEA PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    calendar TEXT NOT NULL
);
