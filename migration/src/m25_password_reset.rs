//! Forgotten passwords: who asked, until a moment later somebody looks whether there is such an account, and the links
//! that were mailed, as digests.

crate::tables!(
    "CREATE TABLE password_request (
        email TEXT NOT NULL CONSTRAINT password_request_pending_once UNIQUE,
        created_at TEXT NOT NULL
    );
    CREATE INDEX password_request_by_time ON password_request (created_at);
    CREATE TABLE password_reset (
        token_hash TEXT NOT NULL PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES account (id),
        created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        used_at TEXT
    );
    CREATE INDEX password_reset_by_account ON password_reset (account_id, created_at);"
);
