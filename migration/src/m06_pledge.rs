//! Pledges: non-binding promises, with their tranches and every change of their state.

crate::tables!(
    "CREATE TABLE pledge (
        id {id},
        reference TEXT NOT NULL CONSTRAINT pledge_reference_is_unique UNIQUE,
        project_id BIGINT REFERENCES project (id),
        place_id BIGINT REFERENCES place (id),
        pillar TEXT CONSTRAINT pledge_has_a_known_pillar CHECK (pillar IN
            ('poverty_reduction', 'public_services', 'jobs', 'sustainable_economy')),
        organisation_id BIGINT NOT NULL REFERENCES organisation (id),
        kind TEXT NOT NULL CONSTRAINT pledge_has_a_known_kind CHECK (kind IN
            ('financial', 'in_kind', 'technical', 'guarantee')),
        finance_type TEXT NOT NULL,
        amount_minor BIGINT NOT NULL CONSTRAINT pledge_is_positive CHECK (amount_minor > 0),
        currency TEXT NOT NULL,
        pledged_on DATE NOT NULL,
        valid_until_on DATE,
        conditions TEXT NOT NULL,
        authorised_by TEXT NOT NULL,
        note TEXT NOT NULL,
        embargo_until_on DATE,
        state TEXT NOT NULL CONSTRAINT pledge_has_a_known_state CHECK (state IN
            ('draft', 'submitted', 'returned', 'declined', 'verified', 'withdrawn', 'lapsed')),
        on_behalf BOOLEAN NOT NULL,
        entered_by BIGINT NOT NULL REFERENCES account (id),
        submitted_by BIGINT REFERENCES account (id),
        submitted_at TEXT,
        verified_by BIGINT REFERENCES account (id),
        verified_at TEXT,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        version BIGINT NOT NULL,
        CONSTRAINT pledge_goes_to_one_thing CHECK
            ((CASE WHEN project_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN place_id IS NULL THEN 0 ELSE 1 END)
             + (CASE WHEN pillar IS NULL THEN 0 ELSE 1 END) <= 1),
        CONSTRAINT pledge_is_valid_after_it_is_made CHECK (valid_until_on >= pledged_on),
        CONSTRAINT pledge_needs_four_eyes CHECK
            (verified_by IS NULL OR (verified_by <> entered_by AND verified_by <> submitted_by)),
        CONSTRAINT pledge_verified_knows_by_whom CHECK
            (state NOT IN ('verified', 'withdrawn', 'lapsed') OR verified_by IS NOT NULL)
    );
    CREATE INDEX pledge_by_project ON pledge (project_id);
    CREATE INDEX pledge_by_organisation ON pledge (organisation_id, id);
    CREATE INDEX pledge_by_state ON pledge (state, submitted_at);
    CREATE TABLE tranche (
        id {id},
        pledge_id BIGINT NOT NULL REFERENCES pledge (id),
        position BIGINT NOT NULL,
        due_on DATE NOT NULL,
        amount_minor BIGINT NOT NULL CONSTRAINT tranche_is_positive CHECK (amount_minor > 0),
        CONSTRAINT tranche_position_once UNIQUE (pledge_id, position)
    );
    CREATE TABLE pledge_change (
        id {id},
        pledge_id BIGINT NOT NULL REFERENCES pledge (id),
        from_state TEXT NOT NULL,
        to_state TEXT NOT NULL,
        reason TEXT NOT NULL,
        account_id BIGINT REFERENCES account (id),
        created_at TEXT NOT NULL,
        CONSTRAINT pledge_change_says_why CHECK
            (to_state NOT IN ('returned', 'declined', 'withdrawn', 'lapsed') OR length(reason) >= 10)
    );
    CREATE INDEX pledge_change_by_pledge ON pledge_change (pledge_id, id);"
);
