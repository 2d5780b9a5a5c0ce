-- SPDX-License-Identifier: EUPL-1.2
-- Mail on its way. sealed: the message under the person's key; NULL once the relay has taken it or
-- nobody tries any more. reply: what the relay said last, without addresses.
CREATE TABLE outbox (
    id BYTEA PRIMARY KEY,
    person_id BYTEA NOT NULL,
    sealed BYTEA,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'refused', 'failed')),
    attempts BIGINT NOT NULL DEFAULT 0,
    reply TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    next_at BIGINT
);
CREATE INDEX outbox_by_person ON outbox (person_id);
