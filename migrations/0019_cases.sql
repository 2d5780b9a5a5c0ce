-- SPDX-License-Identifier: EUPL-1.2
-- A case: a person whom a service helps. In the clear stands only what decides who may see it: the
-- team, the municipality where the person lives, the one they are to move to. told: the days, the
-- history of accommodation, the counselling clock, the planned move, sealed under the person's key.
CREATE TABLE cases (
    person_id BYTEA PRIMARY KEY REFERENCES persons (id),
    team_id BYTEA REFERENCES teams (id),
    municipality_id BYTEA REFERENCES municipalities (id),
    next_municipality_id BYTEA REFERENCES municipalities (id),
    revision BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    told BYTEA NOT NULL
);
CREATE INDEX cases_of_team ON cases (team_id);
CREATE INDEX cases_of_municipality ON cases (municipality_id);
CREATE INDEX cases_of_next_municipality ON cases (next_municipality_id);
