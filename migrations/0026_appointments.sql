-- SPDX-License-Identifier: EUPL-1.2
-- When a person and a member of the staff meet. told: the moment, how long, where, about what and
-- what to bring, as codes, sealed under the person's key. In the clear stands the month alone (years
-- times twelve), so that lists leave out what is long over. Those of one series share its id.
CREATE TABLE appointments (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    staff_id BYTEA NOT NULL REFERENCES staff (id),
    series_id BYTEA,
    month BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    cancelled_at BIGINT,
    reminded_at BIGINT,
    told BYTEA NOT NULL
);
CREATE INDEX appointments_of_person ON appointments (person_id, month);
CREATE INDEX appointments_by_month ON appointments (month);

-- Who wants a mail the day before; without a row nobody gets one.
CREATE TABLE reminder_wishes (
    person_id BYTEA PRIMARY KEY REFERENCES persons (id),
    wished_at BIGINT NOT NULL
);

-- Secret addresses at which a calendar program reads somebody's appointments: of a member of the
-- staff, or of an account and the record that it may act on. One each; only the hash is kept.
CREATE TABLE calendar_feeds (
    token_hash BYTEA PRIMARY KEY,
    staff_id BYTEA UNIQUE REFERENCES staff (id),
    account_id BYTEA REFERENCES accounts (id) ON DELETE CASCADE,
    person_id BYTEA REFERENCES persons (id),
    made_at BIGINT NOT NULL,
    UNIQUE (account_id, person_id)
);

-- What a caseworker has to do beside agreed next steps. told: what, who has to act, until when;
-- sealed under the person's key, or the county's where it is about no person.
CREATE TABLE tasks (
    id BYTEA PRIMARY KEY,
    person_id BYTEA REFERENCES persons (id),
    staff_id BYTEA NOT NULL REFERENCES staff (id),
    revision BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    done_at BIGINT,
    told BYTEA NOT NULL
);
CREATE INDEX tasks_of_person ON tasks (person_id);
CREATE INDEX tasks_of_staff ON tasks (staff_id);
