-- SPDX-License-Identifier: EUPL-1.2
-- The plan that a person and their caseworker agree (Zielvereinbarung). told: what is said, sealed
-- under the person's key. In the clear stands only what a list of due things asks for: the first
-- moment of the day of the next review (goals) or of the deadline (measures) while they go on.
CREATE TABLE plans (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    revision BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    told BYTEA NOT NULL
);
CREATE INDEX plans_of_person ON plans (person_id);

CREATE TABLE plan_goals (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    revision BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    removed_at BIGINT,
    review_at BIGINT,
    told BYTEA NOT NULL
);
CREATE INDEX plan_goals_of_person ON plan_goals (person_id);
CREATE INDEX plan_goals_to_review ON plan_goals (review_at) WHERE review_at IS NOT NULL;

CREATE TABLE plan_measures (
    id BYTEA PRIMARY KEY,
    goal_id BYTEA NOT NULL REFERENCES plan_goals (id) ON DELETE CASCADE,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    revision BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    removed_at BIGINT,
    due_at BIGINT,
    told BYTEA NOT NULL
);
CREATE INDEX plan_measures_of_person ON plan_measures (person_id);
CREATE INDEX plan_measures_due ON plan_measures (due_at) WHERE due_at IS NOT NULL;

-- What was agreed, whole, as it stood at that moment. Rows are added and never changed.
CREATE TABLE plan_versions (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    staff_id BYTEA NOT NULL REFERENCES staff (id),
    frozen_at BIGINT NOT NULL,
    told BYTEA NOT NULL
);
CREATE INDEX plan_versions_of_person ON plan_versions (person_id);

-- That one side agrees to a version: told holds how, under which name, and the hash of what was
-- agreed to. account_id: on the person's own device; staff_id: whose session it was else.
CREATE TABLE plan_confirmations (
    id BYTEA PRIMARY KEY,
    version_id BYTEA NOT NULL REFERENCES plan_versions (id),
    person_id BYTEA NOT NULL REFERENCES persons (id),
    side TEXT NOT NULL CHECK (side IN ('person', 'staff')),
    account_id BYTEA REFERENCES accounts (id),
    staff_id BYTEA REFERENCES staff (id),
    confirmed_at BIGINT NOT NULL,
    told BYTEA NOT NULL,
    UNIQUE (version_id, side)
);
CREATE INDEX plan_confirmations_of_person ON plan_confirmations (person_id);

-- How things stood when both looked back; and what came of it. Added, never changed.
CREATE TABLE plan_reviews (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    staff_id BYTEA NOT NULL REFERENCES staff (id),
    written_at BIGINT NOT NULL,
    told BYTEA NOT NULL
);
CREATE INDEX plan_reviews_of_person ON plan_reviews (person_id);

CREATE TABLE plan_outcomes (
    id BYTEA PRIMARY KEY,
    goal_id BYTEA NOT NULL REFERENCES plan_goals (id),
    person_id BYTEA NOT NULL REFERENCES persons (id),
    staff_id BYTEA NOT NULL REFERENCES staff (id),
    written_at BIGINT NOT NULL,
    told BYTEA NOT NULL
);
CREATE INDEX plan_outcomes_of_person ON plan_outcomes (person_id);

-- What a person wants to have changed in their plan.
CREATE TABLE plan_wishes (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    goal_id BYTEA REFERENCES plan_goals (id),
    asked_at BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by BYTEA REFERENCES staff (id),
    told BYTEA NOT NULL
);
CREATE INDEX plan_wishes_of_person ON plan_wishes (person_id);

-- A screen that shows one plan and nothing else, until it ends: who switched it on signed out by
-- that. Only the token's SHA-256 is kept.
CREATE TABLE plan_looks (
    token_hash BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL REFERENCES persons (id),
    account_id BYTEA REFERENCES accounts (id),
    staff_id BYTEA REFERENCES staff (id),
    started_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX plan_looks_by_end ON plan_looks (ends_at);
