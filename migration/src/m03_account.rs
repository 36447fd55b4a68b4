//! People who sign in, how they were invited, and their sessions.

crate::tables!(
    "CREATE TABLE account (
        id {id},
        email TEXT NOT NULL CONSTRAINT account_email_is_unique UNIQUE,
        name TEXT NOT NULL,
        password_hash TEXT,
        role TEXT NOT NULL CONSTRAINT account_has_a_known_role CHECK (role IN ('partner', 'officer', 'administrator')),
        organisation_id BIGINT REFERENCES organisation (id),
        jurisdiction TEXT CONSTRAINT account_has_a_known_jurisdiction CHECK (jurisdiction IN ('CO', 'PA', 'both')),
        language TEXT NOT NULL CONSTRAINT account_has_a_known_language CHECK (language IN ('es', 'en')),
        active BOOLEAN NOT NULL,
        created_at TEXT NOT NULL,
        CONSTRAINT account_email_is_lower_case CHECK (email = lower(email)),
        CONSTRAINT account_partner_has_an_organisation CHECK ((role = 'partner') = (organisation_id IS NOT NULL)),
        CONSTRAINT account_officer_has_a_jurisdiction CHECK ((role = 'officer') = (jurisdiction IS NOT NULL))
    );
    CREATE INDEX account_organisation ON account (organisation_id);
    CREATE TABLE invitation (
        token_hash TEXT NOT NULL PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES account (id),
        created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        used_at TEXT
    );
    CREATE TABLE session (
        token_hash TEXT NOT NULL PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES account (id),
        csrf TEXT NOT NULL,
        created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL
    );
    CREATE INDEX session_account ON session (account_id);
    CREATE INDEX session_expiry ON session (expires_at);"
);
