//! An explanation is about what waits, a promise or a commitment without one, as a condition is: by the row of the
//! ledger. What was said of promises before is kept.

crate::tables!(
    "CREATE TABLE reply_before AS SELECT stated.id, entry.id AS ledger_entry_id, stated.wait, stated.account_id,
            stated.on_behalf, stated.event_number, stated.created_at
        FROM reply AS stated
        JOIN ledger_entry AS entry ON entry.pledge_id = stated.pledge_id AND entry.kind = 'pledge';
    DROP TABLE reply;
    CREATE TABLE reply (
        id BIGINT NOT NULL PRIMARY KEY,
        ledger_entry_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        wait TEXT NOT NULL CONSTRAINT explanation_is_about_a_known_wait CHECK (wait IN
            ('unsigned', 'late', 'receiver', 'condition')),
        account_id BIGINT NOT NULL REFERENCES account (id),
        on_behalf BOOLEAN NOT NULL,
        event_number BIGINT NOT NULL CONSTRAINT explanation_stands_in_one_event UNIQUE REFERENCES event (number),
        created_at TEXT NOT NULL
    );
    INSERT INTO reply (id, ledger_entry_id, wait, account_id, on_behalf, event_number, created_at)
        SELECT id, ledger_entry_id, wait, account_id, on_behalf, event_number, created_at FROM reply_before;
    DROP TABLE reply_before;
    CREATE INDEX reply_by_entry ON reply (ledger_entry_id, id);",
    append_only: [("reply", "id = NEW.id OR event_number = NEW.event_number")]
);
