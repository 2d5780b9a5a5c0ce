-- SPDX-License-Identifier: EUPL-1.2
-- How the county is made up. Public data of offices and places, not of persons. folded: the name as
-- it is sorted and searched. ags: the eight digits of the official key of municipalities.
CREATE TABLE municipalities (
    id BYTEA PRIMARY KEY,
    ags TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    closed_at BIGINT
);

-- type: a code of the list accommodation_type; phase: which part of the accommodation it serves.
CREATE TABLE accommodations (
    id BYTEA PRIMARY KEY,
    municipality_id BYTEA NOT NULL REFERENCES municipalities (id),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    type TEXT NOT NULL,
    phase TEXT NOT NULL CHECK (phase IN ('EA', 'VU', 'AU')),
    places BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE INDEX accommodations_of_municipality ON accommodations (municipality_id);

-- service: Soziale Beratung (VU) or Integrationsmanagement (AU).
CREATE TABLE teams (
    id BYTEA PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    service TEXT NOT NULL CHECK (service IN ('VU', 'AU')),
    added_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    closed_at BIGINT
);

-- Where a member of the staff works: caseworkers and leads in a team, officers for a municipality.
ALTER TABLE staff ADD COLUMN team_id BYTEA REFERENCES teams (id);
ALTER TABLE staff ADD COLUMN municipality_id BYTEA REFERENCES municipalities (id);
