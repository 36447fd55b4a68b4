//! Goods and technical help that an officer accepted for a line of a budget, and the sum of them in every total.
//!
//! Rows are only ever added; an acceptance is taken back by its opposite. The names of the line stand beside the event
//! of the row, because a line may be edited later and every text can be erased.

crate::tables!(
    "ALTER TABLE contribution ADD COLUMN covered BIGINT NOT NULL DEFAULT 0;
    ALTER TABLE boundary_total ADD COLUMN covered BIGINT NOT NULL DEFAULT 0;
    ALTER TABLE total_day ADD COLUMN covered BIGINT NOT NULL DEFAULT 0;
    CREATE TABLE in_kind_acceptance (
        id BIGINT NOT NULL PRIMARY KEY,
        pledge_id BIGINT NOT NULL REFERENCES pledge (id),
        project_id BIGINT NOT NULL REFERENCES project (id),
        line_position BIGINT NOT NULL CONSTRAINT in_kind_cover_is_for_a_line CHECK (line_position >= 0),
        amount_minor BIGINT NOT NULL,
        currency TEXT NOT NULL,
        budget_minor BIGINT NOT NULL,
        budget_currency TEXT NOT NULL,
        units_per_usd TEXT,
        accepted_on DATE NOT NULL,
        takes_back_id BIGINT CONSTRAINT in_kind_cover_is_taken_back_once UNIQUE REFERENCES in_kind_acceptance (id),
        account_id BIGINT NOT NULL REFERENCES account (id),
        event_number BIGINT NOT NULL CONSTRAINT in_kind_cover_stands_in_one_event UNIQUE REFERENCES event (number),
        created_at TEXT NOT NULL,
        CONSTRAINT in_kind_cover_has_the_sign_of_its_action CHECK (CASE WHEN takes_back_id IS NULL
            THEN amount_minor > 0 AND budget_minor > 0 ELSE amount_minor < 0 AND budget_minor < 0 END),
        CONSTRAINT in_kind_cover_takes_back_another CHECK (takes_back_id <> id),
        CONSTRAINT in_kind_cover_is_at_face_value_in_its_currency
            CHECK (currency <> budget_currency OR amount_minor = budget_minor)
    );
    CREATE INDEX in_kind_cover_by_pledge ON in_kind_acceptance (pledge_id, id);
    CREATE INDEX in_kind_cover_by_project ON in_kind_acceptance (project_id, id);",
    append_only: [(
        "in_kind_acceptance",
        "id = NEW.id OR takes_back_id = NEW.takes_back_id OR event_number = NEW.event_number"
    )]
);
