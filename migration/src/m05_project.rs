//! Projects with what they need, where, for what; the source and the funding of documented ones.

crate::tables!(
    "CREATE TABLE project (
        id {id},
        code TEXT NOT NULL CONSTRAINT project_code_is_unique UNIQUE,
        provenance TEXT NOT NULL CONSTRAINT project_provenance_is_known CHECK (provenance IN ('registered', 'documented')),
        status {project_status},
        suspended_from TEXT CONSTRAINT project_is_suspended_from_an_open_status
            CHECK (suspended_from IN ('seeking_funding', 'implementation')),
        title_es TEXT NOT NULL,
        title_en TEXT NOT NULL,
        description_es TEXT NOT NULL,
        description_en TEXT NOT NULL,
        pillar {pillar},
        country TEXT NOT NULL CONSTRAINT project_country_is_known CHECK (country IN ('CO', 'PA', 'both')),
        budget_currency {currency},
        budget_on DATE,
        accountable_id BIGINT REFERENCES organisation (id),
        implementing_id BIGINT REFERENCES organisation (id),
        contact_office TEXT NOT NULL,
        planned_start_on DATE,
        planned_end_on DATE,
        actual_start_on DATE,
        actual_end_on DATE,
        adopted_on DATE,
        requirement_minor BIGINT NOT NULL,
        requirement_usd_minor BIGINT,
        requirement_units_per_usd {rate?},
        gap_minor BIGINT,
        gap_usd_minor BIGINT,
        search TEXT NOT NULL,
        demonstration BOOLEAN NOT NULL,
        created_by BIGINT REFERENCES account (id),
        created_at {instant},
        changed_at {instant},
        changed_event BIGINT NOT NULL DEFAULT 0,
        version BIGINT NOT NULL,
        CONSTRAINT project_suspended_knows_where_from CHECK ((status = 'suspended') = (suspended_from IS NOT NULL)),
        CONSTRAINT project_ends_after_it_starts CHECK (planned_end_on >= planned_start_on),
        CONSTRAINT project_ended_after_it_started CHECK (actual_end_on >= actual_start_on),
        CONSTRAINT project_requirement_is_not_negative CHECK (requirement_minor >= 0),
        CONSTRAINT project_gap_is_never_below_zero CHECK (gap_minor >= 0 AND gap_usd_minor >= 0),
        CONSTRAINT project_documented_is_not_in_the_totals
            CHECK (provenance = 'registered' OR (requirement_minor = 0 AND gap_minor IS NULL)),
        CONSTRAINT project_adopted_is_registered CHECK (adopted_on IS NULL OR provenance = 'registered')
    );
    CREATE INDEX project_by_status_and_id ON project (status, id);
    CREATE INDEX project_by_implementing_id ON project (implementing_id);
    CREATE INDEX project_by_accountable_id ON project (accountable_id);
    CREATE INDEX project_by_changed_event_and_id ON project (changed_event, id);
    CREATE TABLE project_sector (
        project_id BIGINT NOT NULL REFERENCES project (id),
        sector_code TEXT NOT NULL REFERENCES sector (code),
        share_basis_points BIGINT NOT NULL CONSTRAINT project_sector_share_is_a_share
            CHECK (share_basis_points BETWEEN 1 AND 10000),
        PRIMARY KEY (project_id, sector_code)
    );
    CREATE INDEX project_sector_by_sector_code_and_project_id ON project_sector (sector_code, project_id);
    CREATE TABLE project_place (
        project_id BIGINT NOT NULL REFERENCES project (id),
        position BIGINT NOT NULL,
        place_id BIGINT REFERENCES place (id),
        share_basis_points BIGINT NOT NULL CONSTRAINT project_place_share_is_a_share
            CHECK (share_basis_points BETWEEN 0 AND 10000),
        territorial_status TEXT NOT NULL CONSTRAINT project_place_territorial_status_is_known
            CHECK (territorial_status IN ('yes', 'no', 'unknown')),
        territorial_basis TEXT,
        PRIMARY KEY (project_id, position),
        CONSTRAINT project_place_project_id_and_place_id_is_unique UNIQUE (project_id, place_id),
        CONSTRAINT project_place_no_has_a_basis
            CHECK (territorial_status <> 'no' OR length(COALESCE(territorial_basis, '')) >= 10 OR place_id IS NULL)
    );
    CREATE INDEX project_place_by_place_id_and_project_id ON project_place (place_id, project_id);
    CREATE TABLE budget_line (
        id {id},
        project_id BIGINT NOT NULL REFERENCES project (id),
        position BIGINT NOT NULL,
        name_es TEXT NOT NULL,
        name_en TEXT NOT NULL,
        amount_minor BIGINT NOT NULL CONSTRAINT budget_line_is_positive CHECK (amount_minor > 0),
        CONSTRAINT budget_line_project_id_and_position_is_unique UNIQUE (project_id, position)
    );
    CREATE TABLE documented_project (
        project_id BIGINT NOT NULL PRIMARY KEY REFERENCES project (id),
        source_id TEXT NOT NULL CONSTRAINT documented_project_source_id_is_unique UNIQUE,
        record_kind TEXT NOT NULL CONSTRAINT documented_project_record_kind_is_known
            CHECK (record_kind IN ('single', 'aggregate', 'duplicate', 'plan_without_money')),
        status_in_source_es TEXT NOT NULL,
        status_in_source_en TEXT NOT NULL,
        implementer_es TEXT NOT NULL,
        implementer_en TEXT NOT NULL,
        source_url TEXT NOT NULL,
        source_kind_es TEXT NOT NULL,
        source_kind_en TEXT NOT NULL,
        confidence TEXT NOT NULL,
        notes_es TEXT NOT NULL,
        notes_en TEXT NOT NULL
    );
    CREATE TABLE documented_funding (
        id {id},
        project_id BIGINT NOT NULL REFERENCES project (id),
        source_id TEXT NOT NULL CONSTRAINT documented_funding_source_id_is_unique UNIQUE,
        funder_es TEXT NOT NULL,
        funder_en TEXT NOT NULL,
        organisation_id BIGINT REFERENCES organisation (id),
        funder_class TEXT NOT NULL,
        amount_minor BIGINT,
        currency {currency?},
        role_es TEXT NOT NULL,
        role_en TEXT NOT NULL,
        dated TEXT NOT NULL,
        date_role_es TEXT NOT NULL,
        date_role_en TEXT NOT NULL,
        source_url TEXT NOT NULL,
        source_kind_es TEXT NOT NULL,
        source_kind_en TEXT NOT NULL,
        confidence TEXT NOT NULL,
        record_kind TEXT NOT NULL CONSTRAINT documented_funding_record_kind_is_known
            CHECK (record_kind IN ('single', 'aggregate', 'duplicate', 'plan_without_money')),
        notes_es TEXT NOT NULL,
        notes_en TEXT NOT NULL,
        CONSTRAINT documented_funding_amount_has_a_currency CHECK ((amount_minor IS NULL) = (currency IS NULL))
    );
    CREATE INDEX documented_funding_by_project_id ON documented_funding (project_id);
    CREATE INDEX documented_funding_by_organisation_id ON documented_funding (organisation_id);"
);
