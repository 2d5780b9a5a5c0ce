-- SPDX-License-Identifier: EUPL-1.2
-- A person's changes by time, whatever section they belong to: ids tell the time (UUIDv7).
CREATE INDEX section_revisions_by_time ON section_revisions (person_id, id);
