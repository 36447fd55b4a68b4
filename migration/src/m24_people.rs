//! What an account needs beyond its sign-in: when its password was chosen, what its sessions are told apart by, and
//! letters whose link is only put together when they leave.

crate::tables!(
    "ALTER TABLE account ADD COLUMN password_set_at TEXT;
    ALTER TABLE session ADD COLUMN last_seen_at TEXT;
    ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
    ALTER TABLE outbox ADD COLUMN nonce TEXT;
    CREATE INDEX invitation_by_account ON invitation (account_id);
    UPDATE outbox SET body = '' WHERE template = 'invitation' AND state = 'sent';"
);
