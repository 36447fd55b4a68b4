//! How often something was done of late: attempts to sign in by account, network and device, invitations by person.

crate::tables!(
    "CREATE TABLE limit_count (
        code TEXT NOT NULL,
        subject TEXT NOT NULL,
        since TEXT NOT NULL,
        times BIGINT NOT NULL CONSTRAINT limit_count_is_not_negative CHECK (times >= 0),
        PRIMARY KEY (code, subject)
    );
    CREATE INDEX limit_count_by_since ON limit_count (since);"
);
