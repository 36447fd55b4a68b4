//! People who sign in: their accounts, how they were invited, their sessions and devices, forgotten passwords, and how
//! often something was done of late.

crate::tables!(
    "CREATE TABLE account (
        id {id},
        email TEXT NOT NULL CONSTRAINT account_email_is_unique UNIQUE,
        name TEXT NOT NULL,
        password_hash TEXT,
        password_set_at {instant?},
        role TEXT NOT NULL CONSTRAINT account_role_is_known CHECK (role IN ('partner', 'officer', 'administrator')),
        organisation_id BIGINT REFERENCES organisation (id),
        jurisdiction TEXT CONSTRAINT account_jurisdiction_is_known CHECK (jurisdiction IN ('CO', 'PA', 'both')),
        language TEXT NOT NULL CONSTRAINT account_language_is_known CHECK (language IN ('es', 'en')),
        active BOOLEAN NOT NULL,
        created_at {instant},
        CONSTRAINT account_email_is_lower_case CHECK (email = lower(email)),
        CONSTRAINT account_partner_has_an_organisation CHECK ((role = 'partner') = (organisation_id IS NOT NULL)),
        CONSTRAINT account_officer_has_a_jurisdiction CHECK ((role = 'officer') = (jurisdiction IS NOT NULL))
    );
    CREATE INDEX account_by_organisation_id ON account (organisation_id);
    CREATE TABLE invitation (
        token_hash TEXT NOT NULL PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES account (id),
        created_at {instant},
        expires_at {instant},
        used_at {instant?}
    );
    CREATE INDEX invitation_by_account_id ON invitation (account_id);
    CREATE TABLE session (
        token_hash TEXT NOT NULL PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES account (id),
        csrf TEXT NOT NULL,
        device TEXT NOT NULL DEFAULT '',
        created_at {instant},
        last_seen_at {instant?},
        expires_at {instant}
    );
    CREATE INDEX session_by_account_id ON session (account_id);
    CREATE INDEX session_by_expires_at ON session (expires_at);
    CREATE TABLE password_request (
        email TEXT NOT NULL CONSTRAINT password_request_email_is_unique UNIQUE,
        created_at {instant}
    );
    CREATE INDEX password_request_by_created_at ON password_request (created_at);
    CREATE TABLE password_reset (
        token_hash TEXT NOT NULL PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES account (id),
        created_at {instant},
        expires_at {instant},
        used_at {instant?}
    );
    CREATE INDEX password_reset_by_account_id_and_created_at ON password_reset (account_id, created_at);
    CREATE TABLE known_device (
        device_hash TEXT NOT NULL,
        account_id BIGINT NOT NULL REFERENCES account (id),
        seen_at {instant},
        PRIMARY KEY (device_hash, account_id)
    );
    CREATE INDEX known_device_by_account_id ON known_device (account_id);
    CREATE INDEX known_device_by_seen_at ON known_device (seen_at);
    CREATE TABLE limit_count (
        code TEXT NOT NULL,
        subject TEXT NOT NULL,
        since {instant},
        times BIGINT NOT NULL CONSTRAINT limit_count_is_not_negative CHECK (times >= 0),
        PRIMARY KEY (code, subject)
    );
    CREATE INDEX limit_count_by_since ON limit_count (since);"
);
