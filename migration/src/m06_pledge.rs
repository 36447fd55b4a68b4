//! Pledges: non-binding promises, with their tranches and, where several give together, their contributors; and where each
//! stands, which is derived from its ledger, its tranches and its conditions whenever one of them moves.

crate::tables!(
    "CREATE TABLE pledge (
        id {id},
        reference TEXT NOT NULL CONSTRAINT pledge_reference_is_unique UNIQUE,
        project_id BIGINT REFERENCES project (id),
        place_id BIGINT REFERENCES place (id),
        pillar {pillar?},
        organisation_id BIGINT NOT NULL REFERENCES organisation (id),
        channel_id BIGINT REFERENCES organisation (id),
        kind TEXT NOT NULL CONSTRAINT pledge_kind_is_known CHECK (kind IN
            ('financial', 'in_kind', 'technical', 'guarantee')),
        finance_type {finance_type},
        amount_minor BIGINT NOT NULL CONSTRAINT pledge_is_positive CHECK (amount_minor > 0),
        currency {currency},
        pledged_on DATE NOT NULL,
        valid_until_on DATE,
        conditions TEXT NOT NULL,
        authorised_by TEXT NOT NULL,
        note TEXT NOT NULL,
        embargo_until_on DATE,
        state {pledge_state},
        on_behalf BOOLEAN NOT NULL,
        entered_by BIGINT NOT NULL REFERENCES account (id),
        submitted_by BIGINT REFERENCES account (id),
        submitted_at {instant?},
        verified_by BIGINT REFERENCES account (id),
        verified_at {instant?},
        created_at {instant},
        changed_at {instant},
        version BIGINT NOT NULL,
        CONSTRAINT pledge_has_one_target CHECK
            ((CASE WHEN project_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN place_id IS NULL THEN 0 ELSE 1 END)
             + (CASE WHEN pillar IS NULL THEN 0 ELSE 1 END) <= 1),
        CONSTRAINT pledge_is_valid_after_it_is_made CHECK (valid_until_on >= pledged_on),
        CONSTRAINT pledge_four_eyes CHECK
            (verified_by IS NULL OR (verified_by <> entered_by AND verified_by <> submitted_by)),
        CONSTRAINT pledge_verified_knows_by_whom CHECK
            (state NOT IN ('verified', 'withdrawn', 'lapsed') OR verified_by IS NOT NULL)
    );
    CREATE INDEX pledge_by_project_id ON pledge (project_id);
    CREATE INDEX pledge_by_organisation_id_and_id ON pledge (organisation_id, id);
    CREATE INDEX pledge_by_state_and_submitted_at ON pledge (state, submitted_at);
    CREATE TABLE tranche (
        id {id},
        pledge_id BIGINT NOT NULL REFERENCES pledge (id),
        position BIGINT NOT NULL,
        due_on DATE NOT NULL,
        amount_minor BIGINT NOT NULL CONSTRAINT tranche_is_positive CHECK (amount_minor > 0),
        CONSTRAINT tranche_pledge_id_and_position_is_unique UNIQUE (pledge_id, position)
    );
    CREATE TABLE pledge_contributor (
        pledge_id BIGINT NOT NULL REFERENCES pledge (id),
        position BIGINT NOT NULL,
        organisation_id BIGINT NOT NULL REFERENCES organisation (id),
        amount_minor BIGINT CONSTRAINT pledge_contributor_is_positive CHECK (amount_minor > 0),
        PRIMARY KEY (pledge_id, position),
        CONSTRAINT pledge_contributor_pledge_id_and_organisation_id_is_unique UNIQUE (pledge_id, organisation_id)
    );
    CREATE INDEX pledge_contributor_by_organisation_id ON pledge_contributor (organisation_id);
    CREATE TABLE pledge_state (
        pledge_id BIGINT NOT NULL PRIMARY KEY REFERENCES pledge (id),
        outstanding_minor BIGINT NOT NULL CONSTRAINT pledge_state_outstanding_is_not_negative
            CHECK (outstanding_minor >= 0),
        next_due_on DATE,
        overdue_from_on DATE,
        valid_until_on DATE,
        condition_since_on DATE
    );
    CREATE INDEX pledge_state_by_overdue_from_on ON pledge_state (overdue_from_on);
    CREATE INDEX pledge_state_by_valid_until_on_and_pledge_id ON pledge_state (valid_until_on, pledge_id)
        WHERE outstanding_minor > 0;"
);
