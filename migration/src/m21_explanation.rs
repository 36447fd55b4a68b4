//! An explanation is about what waits, a promise or an agreement without one, as a condition is: by the row of the
//! ledger. What was said of promises before is kept.

crate::tables!(
    "CREATE TABLE explanation_before AS SELECT said.id, entry.id AS ledger_entry_id, said.wait, said.account_id,
            said.on_behalf, said.event_number, said.created_at
        FROM explanation AS said
        JOIN ledger_entry AS entry ON entry.pledge_id = said.pledge_id AND entry.kind = 'pledge';
    DROP TABLE explanation;
    CREATE TABLE explanation (
        id BIGINT NOT NULL PRIMARY KEY,
        ledger_entry_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        wait TEXT NOT NULL CONSTRAINT explanation_is_about_a_known_wait CHECK (wait IN
            ('unsigned', 'late', 'receiver', 'condition')),
        account_id BIGINT NOT NULL REFERENCES account (id),
        on_behalf BOOLEAN NOT NULL,
        event_number BIGINT NOT NULL CONSTRAINT explanation_stands_in_one_event UNIQUE REFERENCES event (number),
        created_at TEXT NOT NULL
    );
    INSERT INTO explanation (id, ledger_entry_id, wait, account_id, on_behalf, event_number, created_at)
        SELECT id, ledger_entry_id, wait, account_id, on_behalf, event_number, created_at FROM explanation_before;
    DROP TABLE explanation_before;
    CREATE INDEX explanation_by_entry ON explanation (ledger_entry_id, id);",
    append_only: [("explanation", "id = NEW.id OR event_number = NEW.event_number")]
);
