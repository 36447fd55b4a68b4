//! What a signed commitment plans to pay and when; what a promise waits for, and what its provider says about it.
//! All of it is only ever added to.

crate::tables!(
    "CREATE TABLE commitment_tranche (
        id BIGINT NOT NULL PRIMARY KEY,
        commitment_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        position BIGINT NOT NULL,
        due_on DATE NOT NULL,
        amount_minor BIGINT NOT NULL CONSTRAINT commitment_tranche_is_positive CHECK (amount_minor > 0),
        CONSTRAINT commitment_tranche_position_once UNIQUE (commitment_id, position)
    );
    CREATE INDEX commitment_tranche_by_day ON commitment_tranche (due_on, commitment_id);
    CREATE TABLE waiting_condition (
        id BIGINT NOT NULL PRIMARY KEY,
        ledger_entry_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        party TEXT NOT NULL CONSTRAINT waiting_condition_has_a_known_party CHECK (party IN
            ('provider', 'implementer', 'government', 'community')),
        meets_id BIGINT CONSTRAINT waiting_condition_is_met_once UNIQUE REFERENCES waiting_condition (id),
        account_id BIGINT NOT NULL REFERENCES account (id),
        on_behalf BOOLEAN NOT NULL,
        event_number BIGINT NOT NULL CONSTRAINT waiting_condition_stands_in_one_event UNIQUE REFERENCES event (number),
        created_at TEXT NOT NULL,
        CONSTRAINT waiting_condition_meets_another CHECK (meets_id <> id)
    );
    CREATE INDEX waiting_condition_by_entry ON waiting_condition (ledger_entry_id, id);
    CREATE TABLE reply (
        id BIGINT NOT NULL PRIMARY KEY,
        pledge_id BIGINT NOT NULL REFERENCES pledge (id),
        wait TEXT NOT NULL CONSTRAINT explanation_is_about_a_known_wait CHECK (wait IN
            ('unsigned', 'late', 'receiver', 'condition')),
        account_id BIGINT NOT NULL REFERENCES account (id),
        on_behalf BOOLEAN NOT NULL,
        event_number BIGINT NOT NULL CONSTRAINT explanation_stands_in_one_event UNIQUE REFERENCES event (number),
        created_at TEXT NOT NULL
    );
    CREATE INDEX reply_by_pledge ON reply (pledge_id, id);",
    append_only: [
        (
            "commitment_tranche",
            "id = NEW.id OR (commitment_id = NEW.commitment_id AND position = NEW.position)"
        ),
        (
            "waiting_condition",
            "id = NEW.id OR meets_id = NEW.meets_id OR event_number = NEW.event_number"
        ),
        ("reply", "id = NEW.id OR event_number = NEW.event_number")
    ]
);
