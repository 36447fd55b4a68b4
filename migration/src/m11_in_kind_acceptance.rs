//! Goods and technical help that an officer accepted for a line of a budget.
//!
//! Rows are only added; an acceptance is taken back by its opposite. The names of the line stand beside the event of the
//! row, because a line may be edited later and every text can be erased.

crate::tables!(
    "CREATE TABLE in_kind_acceptance (
        id BIGINT NOT NULL PRIMARY KEY,
        pledge_id BIGINT NOT NULL REFERENCES pledge (id),
        project_id BIGINT NOT NULL REFERENCES project (id),
        line_position BIGINT NOT NULL CONSTRAINT in_kind_acceptance_is_for_a_line CHECK (line_position >= 0),
        amount_minor BIGINT NOT NULL,
        currency {currency},
        budget_minor BIGINT NOT NULL,
        budget_currency {currency},
        units_per_usd {rate?},
        accepted_on DATE NOT NULL,
        takes_back_id BIGINT CONSTRAINT in_kind_acceptance_takes_back_id_is_unique UNIQUE
            REFERENCES in_kind_acceptance (id),
        account_id BIGINT NOT NULL REFERENCES account (id),
        event_number BIGINT NOT NULL CONSTRAINT in_kind_acceptance_event_number_is_unique UNIQUE
            REFERENCES event (number),
        created_at {instant},
        CONSTRAINT in_kind_acceptance_has_the_sign_of_its_action CHECK (CASE WHEN takes_back_id IS NULL
            THEN amount_minor > 0 AND budget_minor > 0 ELSE amount_minor < 0 AND budget_minor < 0 END),
        CONSTRAINT in_kind_acceptance_takes_back_another CHECK (takes_back_id <> id),
        CONSTRAINT in_kind_acceptance_is_at_face_value_in_its_currency
            CHECK (currency <> budget_currency OR amount_minor = budget_minor)
    );
    CREATE INDEX in_kind_acceptance_by_pledge_id_and_id ON in_kind_acceptance (pledge_id, id);
    CREATE INDEX in_kind_acceptance_by_project_id_and_id ON in_kind_acceptance (project_id, id);",
    append_only: [(
        "in_kind_acceptance",
        "id = NEW.id OR takes_back_id = NEW.takes_back_id OR event_number = NEW.event_number"
    )]
);
