//! The changes of status of a project.

use sea_orm::FromQueryResult;
use time::Date;

use crate::domain::ids::{AccountId, ProjectId};
use crate::domain::project::Status;
use crate::store::{Result, Source, StoreError, Tx};

/// A recorded change of status. The reason is the one beside its event, so a redaction empties it here too.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StatusChangeRow {
    pub from_status: Status,
    pub to_status: Status,
    pub effective_on: Date,
    pub reason: Option<String>,
    pub event_number: i64,
    /// Where its document is read, and what it is called.
    pub document_reference: Option<String>,
    pub document_name: Option<String>,
}

/// The changes of status of a project, newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn status_changes(source: &impl Source, id: ProjectId) -> Result<Vec<StatusChangeRow>> {
    source
        .all(
            "SELECT change.from_status, change.to_status, change.effective_on, change.event_number,
                shown.content AS reason,
                document.reference AS document_reference, document.name AS document_name
             FROM project_status_change AS change
             LEFT JOIN event_text AS shown ON shown.event_number = change.event_number AND shown.field = 'reason'
             LEFT JOIN document ON document.event_number = change.event_number AND document.sha256 IS NOT NULL
             WHERE change.project_id = $1 ORDER BY change.id DESC LIMIT 100",
            values![id],
        )
        .await
}

/// Moves a project that is still at `version` to another status.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_status(
    tx: &Tx,
    id: ProjectId,
    version: i64,
    to: Status,
    suspended_from: Option<Status>,
) -> Result<()> {
    let changed = tx
        .run(
            "UPDATE project SET status = $1, suspended_from = $2, changed_at = $3, changed_event = $4,
                version = version + 1
             WHERE id = $5 AND version = $6",
            values![to, suspended_from, tx.now(), tx.heads().await?.first_event, id, version],
        )
        .await?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// A change of status on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStatusChange<'a> {
    pub project: ProjectId,
    pub from: Status,
    pub to: Status,
    pub effective_on: Date,
    pub reason: &'a str,
    pub account: AccountId,
    /// The event that records it.
    pub event_number: i64,
}

/// Records a change of status.
///
/// # Errors
/// [`StoreError`].
pub async fn record_status_change(tx: &Tx, change: &NewStatusChange<'_>) -> Result<()> {
    tx.run(
        "INSERT INTO project_status_change
            (project_id, from_status, to_status, effective_on, reason, account_id, event_number, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            change.project,
            change.from,
            change.to,
            change.effective_on,
            change.reason,
            change.account,
            change.event_number,
            tx.now()
        ],
    )
    .await?;
    Ok(())
}
