//! What a pledge or a commitment without one waits for, and what its provider says about it. Rows are only added.

crate::tables!(
    "CREATE TABLE waiting_condition (
        id BIGINT NOT NULL PRIMARY KEY,
        ledger_entry_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        party TEXT NOT NULL CONSTRAINT waiting_condition_party_is_known CHECK (party IN
            ('provider', 'implementer', 'government', 'community')),
        meets_id BIGINT CONSTRAINT waiting_condition_meets_id_is_unique UNIQUE REFERENCES waiting_condition (id),
        account_id BIGINT NOT NULL REFERENCES account (id),
        on_behalf BOOLEAN NOT NULL,
        event_number BIGINT NOT NULL CONSTRAINT waiting_condition_event_number_is_unique UNIQUE REFERENCES event (number),
        created_at {instant},
        CONSTRAINT waiting_condition_meets_another CHECK (meets_id <> id)
    );
    CREATE INDEX waiting_condition_by_ledger_entry_id_and_id ON waiting_condition (ledger_entry_id, id);
    CREATE TABLE reply (
        id BIGINT NOT NULL PRIMARY KEY,
        ledger_entry_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        wait TEXT NOT NULL CONSTRAINT reply_wait_is_known CHECK (wait IN ('unsigned', 'late', 'receiver', 'condition')),
        account_id BIGINT NOT NULL REFERENCES account (id),
        on_behalf BOOLEAN NOT NULL,
        event_number BIGINT NOT NULL CONSTRAINT reply_event_number_is_unique UNIQUE REFERENCES event (number),
        created_at {instant}
    );
    CREATE INDEX reply_by_ledger_entry_id_and_id ON reply (ledger_entry_id, id);",
    append_only: [
        (
            "waiting_condition",
            "id = NEW.id OR meets_id = NEW.meets_id OR event_number = NEW.event_number"
        ),
        ("reply", "id = NEW.id OR event_number = NEW.event_number")
    ]
);
