//! What a desk and an office look up by: who receives, and which payments were disputed.

crate::tables!(
    "CREATE INDEX ledger_entry_by_receiver ON ledger_entry (receiver_id);
    CREATE INDEX receipt_disputed ON receipt (ledger_entry_id) WHERE kind = 'dispute';"
);
