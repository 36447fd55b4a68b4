//! Answers to repeated submissions, by form: the same request number under two forms is two requests. What the old
//! table remembered only served to answer a form sent twice within moments, so it is not carried over.

crate::tables!(
    "DROP TABLE request_record;
    CREATE TABLE request_record (
        account_id BIGINT NOT NULL REFERENCES account (id),
        form TEXT NOT NULL,
        request_id TEXT NOT NULL,
        answer TEXT NOT NULL,
        created_at TEXT NOT NULL,
        PRIMARY KEY (account_id, form, request_id)
    );"
);
