//! What pages look up by: who receives, who gives with others, whose project it is, which payments were disputed.

crate::tables!(
    "CREATE INDEX ledger_entry_by_receiver ON ledger_entry (receiver_id);
    CREATE INDEX pledge_contributor_by_organisation ON pledge_contributor (organisation_id);
    CREATE INDEX project_by_accountable ON project (accountable_id);
    CREATE INDEX receipt_disputed ON receipt (ledger_entry_id) WHERE kind = 'dispute';"
);
