//! Devices on which somebody has signed in, so that attempts of others elsewhere do not lock the owner out.

crate::tables!(
    "CREATE TABLE known_device (
        device_hash TEXT NOT NULL,
        account_id BIGINT NOT NULL REFERENCES account (id),
        seen_at TEXT NOT NULL,
        PRIMARY KEY (device_hash, account_id)
    );
    CREATE INDEX known_device_by_account ON known_device (account_id);
    CREATE INDEX known_device_by_seen_at ON known_device (seen_at);"
);
