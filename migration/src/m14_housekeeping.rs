//! What is not public: the audit, letters that are to be sent, answers to repeated requests, and one row that is written
//! again and again, so that it is known whether the database keeps anything.

crate::tables!(
    "CREATE TABLE audit (
        id {id},
        occurred_at {instant},
        account_id BIGINT REFERENCES account (id),
        action TEXT NOT NULL,
        subject TEXT NOT NULL
    );
    CREATE INDEX audit_by_action_and_subject_and_occurred_at ON audit (action, subject, occurred_at);
    CREATE TABLE outbox (
        id {id},
        template TEXT NOT NULL,
        recipient TEXT NOT NULL,
        language TEXT NOT NULL CONSTRAINT outbox_language_is_known CHECK (language IN ('es', 'en')),
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        about TEXT NOT NULL,
        nonce TEXT,
        state TEXT NOT NULL CONSTRAINT outbox_state_is_known CHECK (state IN ('waiting', 'sent', 'failed')),
        attempts BIGINT NOT NULL,
        last_error TEXT,
        due_at {instant},
        created_at {instant},
        sent_at {instant?}
    );
    CREATE INDEX outbox_by_state_and_due_at ON outbox (state, due_at);
    CREATE TABLE request_record (
        account_id BIGINT NOT NULL REFERENCES account (id),
        form TEXT NOT NULL,
        request_id TEXT NOT NULL,
        answer TEXT NOT NULL,
        content TEXT,
        created_at {instant},
        PRIMARY KEY (account_id, form, request_id)
    );
    CREATE TABLE probe (
        id BIGINT NOT NULL PRIMARY KEY CONSTRAINT probe_is_one_row CHECK (id = 1),
        written_at {instant},
        filler TEXT NOT NULL
    );"
);
