//! Projects with what they need, where, for what; their changes of status; sourced funding of documented ones.

use sea_orm_migration::sea_orm::DbBackend;

mod base {
    crate::tables!(
        "CREATE TABLE project (
            id {id},
            code TEXT NOT NULL CONSTRAINT project_code_is_unique UNIQUE,
            provenance TEXT NOT NULL CONSTRAINT project_has_a_known_provenance CHECK (provenance IN ('registered', 'documented')),
            status TEXT NOT NULL CONSTRAINT project_has_a_known_status CHECK (status IN
                ('draft', 'identified', 'seeking_funding', 'implementation', 'finalisation', 'closed', 'suspended', 'cancelled')),
            suspended_from TEXT CONSTRAINT project_is_suspended_from_an_open_status
                CHECK (suspended_from IN ('seeking_funding', 'implementation')),
            title_es TEXT NOT NULL,
            title_en TEXT NOT NULL,
            description_es TEXT NOT NULL,
            description_en TEXT NOT NULL,
            pillar TEXT NOT NULL CONSTRAINT project_has_a_known_pillar CHECK (pillar IN
                ('poverty_reduction', 'public_services', 'jobs', 'sustainable_economy')),
            country TEXT NOT NULL CONSTRAINT project_has_a_known_country CHECK (country IN ('CO', 'PA', 'both')),
            budget_currency TEXT NOT NULL,
            budget_on DATE,
            accountable_id BIGINT REFERENCES organisation (id),
            implementing_id BIGINT REFERENCES organisation (id),
            contact_office TEXT NOT NULL,
            planned_start_on DATE,
            planned_end_on DATE,
            actual_start_on DATE,
            actual_end_on DATE,
            requirement_minor BIGINT NOT NULL,
            requirement_usd_minor BIGINT,
            gap_minor BIGINT,
            gap_usd_minor BIGINT,
            search TEXT NOT NULL,
            demonstration BOOLEAN NOT NULL,
            created_by BIGINT REFERENCES account (id),
            created_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            version BIGINT NOT NULL,
            CONSTRAINT project_suspended_knows_where_from CHECK ((status = 'suspended') = (suspended_from IS NOT NULL)),
            CONSTRAINT project_ends_after_it_starts CHECK (planned_end_on >= planned_start_on),
            CONSTRAINT project_ended_after_it_started CHECK (actual_end_on >= actual_start_on),
            CONSTRAINT project_requirement_is_not_negative CHECK (requirement_minor >= 0),
            CONSTRAINT project_gap_is_never_below_zero CHECK (gap_minor >= 0 AND gap_usd_minor >= 0),
            CONSTRAINT project_documented_is_not_in_the_totals
                CHECK (provenance = 'registered' OR (requirement_minor = 0 AND gap_minor IS NULL))
        );
        CREATE INDEX project_by_status ON project (status, id);
        CREATE INDEX project_by_implementer ON project (implementing_id);
        CREATE TABLE project_sector (
            project_id BIGINT NOT NULL REFERENCES project (id),
            sector_code TEXT NOT NULL REFERENCES sector (code),
            share_basis_points BIGINT NOT NULL CONSTRAINT project_sector_share_is_a_share
                CHECK (share_basis_points BETWEEN 1 AND 10000),
            PRIMARY KEY (project_id, sector_code)
        );
        CREATE INDEX project_sector_by_sector ON project_sector (sector_code, project_id);
        CREATE TABLE project_place (
            project_id BIGINT NOT NULL REFERENCES project (id),
            position BIGINT NOT NULL,
            place_id BIGINT REFERENCES place (id),
            share_basis_points BIGINT NOT NULL CONSTRAINT project_place_share_is_a_share
                CHECK (share_basis_points BETWEEN 0 AND 10000),
            territorial_status TEXT NOT NULL CONSTRAINT project_place_has_a_known_territorial_status
                CHECK (territorial_status IN ('yes', 'no', 'unknown')),
            territorial_basis TEXT,
            PRIMARY KEY (project_id, position),
            CONSTRAINT project_place_once UNIQUE (project_id, place_id),
            CONSTRAINT project_place_no_has_a_basis
                CHECK (territorial_status <> 'no' OR length(COALESCE(territorial_basis, '')) >= 10 OR place_id IS NULL)
        );
        CREATE INDEX project_place_by_place ON project_place (place_id, project_id);
        CREATE TABLE budget_line (
            id {id},
            project_id BIGINT NOT NULL REFERENCES project (id),
            position BIGINT NOT NULL,
            name_es TEXT NOT NULL,
            name_en TEXT NOT NULL,
            amount_minor BIGINT NOT NULL CONSTRAINT budget_line_is_positive CHECK (amount_minor > 0),
            CONSTRAINT budget_line_position_once UNIQUE (project_id, position)
        );
        CREATE TABLE documented_project (
            project_id BIGINT NOT NULL PRIMARY KEY REFERENCES project (id),
            source_id TEXT NOT NULL UNIQUE,
            record_kind TEXT NOT NULL CONSTRAINT documented_project_has_a_known_record_kind
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
            source_id TEXT NOT NULL UNIQUE,
            funder_es TEXT NOT NULL,
            funder_en TEXT NOT NULL,
            organisation_id BIGINT REFERENCES organisation (id),
            funder_class TEXT NOT NULL,
            amount_minor BIGINT,
            currency TEXT,
            role_es TEXT NOT NULL,
            role_en TEXT NOT NULL,
            dated TEXT NOT NULL,
            date_role_es TEXT NOT NULL,
            date_role_en TEXT NOT NULL,
            source_url TEXT NOT NULL,
            source_kind_es TEXT NOT NULL,
            source_kind_en TEXT NOT NULL,
            confidence TEXT NOT NULL,
            record_kind TEXT NOT NULL CONSTRAINT documented_funding_has_a_known_record_kind
                CHECK (record_kind IN ('single', 'aggregate', 'duplicate', 'plan_without_money')),
            notes_es TEXT NOT NULL,
            notes_en TEXT NOT NULL,
            CONSTRAINT documented_funding_amount_has_a_currency CHECK ((amount_minor IS NULL) = (currency IS NULL))
        );
        CREATE INDEX documented_funding_by_project ON documented_funding (project_id);
        CREATE INDEX documented_funding_by_organisation ON documented_funding (organisation_id);
        CREATE TABLE project_status_change (
            id {id},
            project_id BIGINT NOT NULL REFERENCES project (id),
            from_status TEXT NOT NULL,
            to_status TEXT NOT NULL,
            effective_on DATE NOT NULL,
            reason TEXT NOT NULL CONSTRAINT project_status_change_says_why CHECK (length(reason) >= 10),
            account_id BIGINT NOT NULL REFERENCES account (id),
            event_number BIGINT,
            created_at TEXT NOT NULL
        );
        CREATE INDEX project_status_change_by_project ON project_status_change (project_id, id);"
    );
}

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    /// The text index differs: FTS5 beside the table, or a GIN index on it. Both hold the words of
    /// `project.search`, which Rust has folded to lower case without accents, so both find the same.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        base::Migration.up(manager).await?;
        let index = match manager.get_database_backend() {
            DbBackend::Sqlite => {
                "CREATE VIRTUAL TABLE project_search USING fts5
                    (search, content='project', content_rowid='id', tokenize='unicode61', prefix='2 3');
                 CREATE TRIGGER project_search_insert AFTER INSERT ON project
                 BEGIN INSERT INTO project_search (rowid, search) VALUES (NEW.id, NEW.search); END;
                 CREATE TRIGGER project_search_update AFTER UPDATE OF search ON project BEGIN
                    INSERT INTO project_search (project_search, rowid, search) VALUES ('delete', OLD.id, OLD.search);
                    INSERT INTO project_search (rowid, search) VALUES (NEW.id, NEW.search);
                 END;"
            }
            _ => "CREATE INDEX project_search ON project USING gin (to_tsvector('simple', search));",
        };
        crate::apply(manager, index).await
    }
}
