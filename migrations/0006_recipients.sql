-- SPDX-License-Identifier: EUPL-1.2
-- The county's directory of organisations that a packet can be sent to: public data of offices.
-- kind: AA, JC, HWK, IHK, IKU, AG, SPR, VWV. folded: the name as it is sorted and searched.
CREATE TABLE recipients (
    id BYTEA PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('AA', 'JC', 'HWK', 'IHK', 'IKU', 'AG', 'SPR', 'VWV')),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    place TEXT NOT NULL,
    email TEXT NOT NULL,
    attachments_allowed BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE INDEX recipients_by_kind ON recipients (kind, folded, id);
