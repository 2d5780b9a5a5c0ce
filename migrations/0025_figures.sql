-- SPDX-License-Identifier: EUPL-1.2
-- What reports are counted from: of each person dated codes, no name and no word, sealed under the
-- person's own key.
CREATE TABLE facts (
    person_id BYTEA PRIMARY KEY REFERENCES persons (id),
    made_at BIGINT NOT NULL,
    told BYTEA NOT NULL
);
-- Whose facts are to be made anew, since when.
CREATE TABLE stale_facts (
    person_id BYTEA PRIMARY KEY,
    at BIGINT NOT NULL
);

-- What is counted, and how it is divided: the county's reports, or those of one team.
CREATE TABLE reports (
    id BYTEA PRIMARY KEY,
    team_id BYTEA REFERENCES teams (id),
    title TEXT NOT NULL,
    definition TEXT NOT NULL,
    revision BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by BYTEA NOT NULL REFERENCES staff (id),
    removed_at BIGINT
);
CREATE INDEX reports_of_team ON reports (team_id);

-- The figures of years that are over, small cells hidden, as they were before persons of that year
-- were deleted. team: its id as text, empty for the whole county. report: the code of a ready one,
-- or an id as text; what it was called and defined as stands beside it.
CREATE TABLE frozen_reports (
    year BIGINT NOT NULL,
    team TEXT NOT NULL,
    report TEXT NOT NULL,
    title TEXT NOT NULL,
    definition TEXT NOT NULL,
    counted TEXT NOT NULL,
    frozen_at BIGINT NOT NULL,
    PRIMARY KEY (year, team, report)
);
