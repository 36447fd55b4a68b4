//! What is not public: the audit, letters waiting to be sent, and answers to repeated submissions.

crate::tables!(
    "CREATE TABLE audit (
        id {id},
        occurred_at TEXT NOT NULL,
        account_id BIGINT REFERENCES account (id),
        action TEXT NOT NULL,
        subject TEXT NOT NULL
    );
    CREATE INDEX audit_by_action ON audit (action, subject, occurred_at);
    CREATE TABLE outbox (
        id {id},
        template TEXT NOT NULL,
        recipient TEXT NOT NULL,
        language TEXT NOT NULL CONSTRAINT outbox_has_a_known_language CHECK (language IN ('es', 'en')),
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        about TEXT NOT NULL,
        state TEXT NOT NULL CONSTRAINT outbox_has_a_known_state CHECK (state IN ('waiting', 'sent', 'failed')),
        attempts BIGINT NOT NULL,
        last_error TEXT,
        due_at TEXT NOT NULL,
        created_at TEXT NOT NULL,
        sent_at TEXT
    );
    CREATE INDEX outbox_due ON outbox (state, due_at);
    CREATE TABLE request_record (
        request_id TEXT NOT NULL,
        account_id BIGINT NOT NULL REFERENCES account (id),
        answer TEXT NOT NULL,
        created_at TEXT NOT NULL,
        PRIMARY KEY (account_id, request_id)
    );"
);
