//! What an account handed in of late is looked up by it: there is a limit for a day.

crate::tables!("CREATE INDEX document_by_account ON document (account_id, created_at);");
