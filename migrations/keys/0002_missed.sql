-- SPDX-License-Identifier: EUPL-1.2
-- When a look at a key found no person to it; a second look destroys it.
ALTER TABLE person_keys ADD COLUMN missed_at BIGINT;
