//! Writing a pledge: its terms, its state.

use crate::domain::ids::{AccountId, PledgeId};
use crate::domain::pledge::{PledgeState, Target, Terms};
use crate::store::{Result, Source, StoreError, Tx};

/// Who enters a pledge and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entering {
    pub by: AccountId,
    /// An officer enters it for the organisation.
    pub on_behalf: bool,
}

/// Makes a draft and gives key and reference.
///
/// # Errors
/// [`StoreError`].
pub async fn insert(tx: &Tx, terms: &Terms, entering: Entering) -> Result<(PledgeId, String)> {
    let next = tx
        .number("SELECT COALESCE(MAX(id), 0) + 1 AS number FROM pledge", vec![])
        .await?;
    let reference = format!("PL-{next:04}");
    let (project, place, pillar) = columns_of(terms.target);
    let now = tx.now().to_string();
    let id = tx
        .insert(
            "INSERT INTO pledge (id, reference, project_id, place_id, pillar, organisation_id, kind, finance_type,
                amount_minor, currency, pledged_on, valid_until_on, conditions, authorised_by, note, embargo_until_on,
                channel_id, state, on_behalf, entered_by, created_at, changed_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'draft', $18, $19, $20, $20, 1)
             RETURNING id AS number",
            values![
                next,
                reference.as_str(),
                project,
                place,
                pillar,
                terms.organisation,
                terms.kind,
                terms.finance_type.as_str(),
                terms.amount.minor(),
                terms.amount.currency(),
                terms.pledged_on,
                terms.valid_until_on,
                terms.conditions.as_str(),
                terms.authorised_by.as_str(),
                terms.note.as_str(),
                terms.embargo_until_on,
                terms.channel,
                entering.on_behalf,
                entering.by,
                now
            ],
        )
        .await?;
    insert_parts(tx, PledgeId(id), terms).await?;
    Ok((PledgeId(id), reference))
}

fn columns_of(target: Target) -> (Option<i64>, Option<i64>, Option<&'static str>) {
    match target {
        Target::Project(project) => (Some(project.0), None, None),
        Target::Place(place) => (None, Some(place.0), None),
        Target::Pillar(pillar) => (None, None, Some(pillar.code())),
        Target::Plan => (None, None, None),
    }
}

async fn insert_parts(tx: &Tx, id: PledgeId, terms: &Terms) -> Result<()> {
    for (position, tranche) in (0_i64..).zip(&terms.tranches) {
        tx.run(
            "INSERT INTO tranche (pledge_id, position, due_on, amount_minor) VALUES ($1, $2, $3, $4)",
            values![id, position, tranche.due_on, tranche.amount.minor()],
        )
        .await?;
    }
    for (position, one) in (0_i64..).zip(&terms.contributors) {
        tx.run(
            "INSERT INTO pledge_contributor (pledge_id, position, organisation_id, amount_minor) VALUES ($1, $2, $3, $4)",
            values![id, position, one.organisation, one.share.map(|share| share.minor())],
        )
        .await?;
    }
    Ok(())
}

/// Replaces the terms of a draft or returned pledge that is still at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update_terms(tx: &Tx, id: PledgeId, version: i64, terms: &Terms) -> Result<()> {
    let (project, place, pillar) = columns_of(terms.target);
    let changed = tx
        .run(
            "UPDATE pledge SET project_id = $1, place_id = $2, pillar = $3, kind = $4, finance_type = $5,
                amount_minor = $6, currency = $7, pledged_on = $8, valid_until_on = $9, conditions = $10,
                authorised_by = $11, note = $12, embargo_until_on = $13, channel_id = $14, changed_at = $15,
                version = version + 1
             WHERE id = $16 AND version = $17 AND state IN ('draft', 'returned')",
            values![
                project,
                place,
                pillar,
                terms.kind,
                terms.finance_type.as_str(),
                terms.amount.minor(),
                terms.amount.currency(),
                terms.pledged_on,
                terms.valid_until_on,
                terms.conditions.as_str(),
                terms.authorised_by.as_str(),
                terms.note.as_str(),
                terms.embargo_until_on,
                terms.channel,
                tx.now(),
                id,
                version
            ],
        )
        .await?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    tx.run("DELETE FROM tranche WHERE pledge_id = $1", values![id]).await?;
    tx.run("DELETE FROM pledge_contributor WHERE pledge_id = $1", values![id])
        .await?;
    insert_parts(tx, id, terms).await
}

/// A change of state on its way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateChange<'a> {
    pub pledge: PledgeId,
    pub version: i64,
    pub from: PledgeState,
    pub to: PledgeState,
    pub reason: &'a str,
    /// None: the clock did it.
    pub by: Option<AccountId>,
}

/// Moves a pledge that is still at `version` to another state and records who did it.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn change_state(tx: &Tx, change: &StateChange<'_>) -> Result<()> {
    let now = tx.now().to_string();
    let by = change.by.map(|account| account.0);
    let values = values![change.to, now.as_str(), change.pledge, change.version, by];
    let sql = "UPDATE pledge SET state = $1, changed_at = $2, version = version + 1,
            submitted_by = CASE WHEN $1 = 'submitted' THEN $5 ELSE submitted_by END,
            submitted_at = CASE WHEN $1 = 'submitted' THEN $2 ELSE submitted_at END,
            verified_by = CASE WHEN $1 = 'verified' THEN $5 ELSE verified_by END,
            verified_at = CASE WHEN $1 = 'verified' THEN $2 ELSE verified_at END
        WHERE id = $3 AND version = $4";
    if tx.run(sql, values).await? == 0 {
        return Err(StoreError::Stale);
    }
    tx.run(
        "INSERT INTO pledge_change (pledge_id, from_state, to_state, reason, account_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![change.pledge, change.from, change.to, change.reason, by, now],
    )
    .await?;
    Ok(())
}
