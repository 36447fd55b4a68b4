//! Pledges: drafts and submissions, their states, and the public view of the verified ones.

use sea_orm::FromQueryResult;
use time::Date;

use super::{Result, Source, StoreError, Tx};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{AccountId, OrganisationId, PlaceId, PledgeId, ProjectId};
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::pledge::{PledgeKind, PledgeState, Target, Terms, Tranche};

/// A pledge with the names that its pages show.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PledgeRow {
    pub id: i64,
    pub reference: String,
    pub project_id: Option<i64>,
    pub project_code: Option<String>,
    pub project_title_es: Option<String>,
    pub project_title_en: Option<String>,
    pub place_id: Option<i64>,
    pub place_code: Option<String>,
    pub place_name: Option<String>,
    /// Country of the project or the place; none for a pillar or the plan.
    pub country: Option<String>,
    pub pillar: Option<String>,
    pub organisation_id: i64,
    pub organisation_slug: String,
    pub organisation_name_es: String,
    pub organisation_name_en: String,
    pub organisation_class: String,
    pub kind: String,
    pub finance_type: String,
    pub amount_minor: i64,
    pub currency: String,
    pub pledged_on: Date,
    pub valid_until_on: Option<Date>,
    pub conditions: String,
    pub authorised_by: String,
    pub note: String,
    pub embargo_until_on: Option<Date>,
    pub state: String,
    pub on_behalf: bool,
    pub entered_by: i64,
    pub submitted_by: Option<i64>,
    pub submitted_at: Option<String>,
    pub verified_at: Option<String>,
    pub version: i64,
    /// Key of its ledger row once it is public.
    pub ledger_entry_id: Option<i64>,
    /// The newest conversion of that row.
    pub usd_minor: Option<i64>,
}

const SELECT: &str = "SELECT pledge.id, pledge.reference, pledge.project_id, project.code AS project_code,
    project.title_es AS project_title_es, project.title_en AS project_title_en, pledge.place_id,
    place.code AS place_code, place.name AS place_name, COALESCE(project.country, place.country) AS country,
    pledge.pillar, pledge.organisation_id, organisation.slug AS organisation_slug,
    organisation.name_es AS organisation_name_es, organisation.name_en AS organisation_name_en,
    organisation.class AS organisation_class, pledge.kind, pledge.finance_type, pledge.amount_minor, pledge.currency,
    pledge.pledged_on, pledge.valid_until_on, pledge.conditions, pledge.authorised_by, pledge.note,
    pledge.embargo_until_on, pledge.state, pledge.on_behalf, pledge.entered_by, pledge.submitted_by,
    pledge.submitted_at, pledge.verified_at, pledge.version, entry.id AS ledger_entry_id,
    (SELECT conversion.usd_minor FROM conversion WHERE conversion.ledger_entry_id = entry.id
        ORDER BY conversion.id DESC LIMIT 1) AS usd_minor
    FROM pledge
    JOIN organisation ON organisation.id = pledge.organisation_id
    LEFT JOIN project ON project.id = pledge.project_id
    LEFT JOIN place ON place.id = pledge.place_id
    LEFT JOIN ledger_entry AS entry ON entry.pledge_id = pledge.id AND entry.kind = 'pledge'";

impl PledgeRow {
    /// The typed key.
    #[must_use]
    pub fn key(&self) -> PledgeId {
        PledgeId(self.id)
    }

    /// The typed state.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn state(&self) -> Result<PledgeState> {
        PledgeState::parse(&self.state).ok_or(StoreError::Corrupt("pledge.state"))
    }

    /// The promised amount.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn amount(&self) -> Result<Money> {
        let currency = Currency::parse(&self.currency).map_err(|_| StoreError::Corrupt("pledge.currency"))?;
        Ok(Money::new(self.amount_minor, currency))
    }

    /// The kind of promise.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn kind(&self) -> Result<PledgeKind> {
        PledgeKind::parse(&self.kind).ok_or(StoreError::Corrupt("pledge.kind"))
    }

    /// Where it goes: the country of its project or place.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn towards(&self) -> Result<Option<Country>> {
        self.country
            .as_deref()
            .map(|code| Country::parse(code).ok_or(StoreError::Corrupt("pledge.country")))
            .transpose()
    }

    /// What it is for.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn target(&self) -> Result<Target> {
        Ok(match (self.project_id, self.place_id, self.pillar.as_deref()) {
            (Some(project), _, _) => Target::Project(ProjectId(project)),
            (None, Some(place), _) => Target::Place(PlaceId(place)),
            (None, None, Some(pillar)) => {
                Target::Pillar(Pillar::parse(pillar).ok_or(StoreError::Corrupt("pledge.pillar"))?)
            }
            (None, None, None) => Target::Plan,
        })
    }

    /// Whether the public may know of it: it stands in the ledger.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.ledger_entry_id.is_some()
    }
}

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
                state, on_behalf, entered_by, created_at, changed_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'draft', $17, $18, $19, $19, 1)
             RETURNING id AS number",
            values![
                next,
                reference.as_str(),
                project,
                place,
                pillar,
                terms.organisation.0,
                terms.kind.code(),
                terms.finance_type.as_str(),
                terms.amount.minor(),
                terms.amount.currency().code(),
                terms.pledged_on,
                terms.valid_until_on,
                terms.conditions.as_str(),
                terms.authorised_by.as_str(),
                terms.note.as_str(),
                terms.embargo_until_on,
                entering.on_behalf,
                entering.by.0,
                now
            ],
        )
        .await?;
    insert_tranches(tx, PledgeId(id), &terms.tranches).await?;
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

async fn insert_tranches(tx: &Tx, id: PledgeId, tranches: &[Tranche]) -> Result<()> {
    for (position, tranche) in (0_i64..).zip(tranches) {
        tx.run(
            "INSERT INTO tranche (pledge_id, position, due_on, amount_minor) VALUES ($1, $2, $3, $4)",
            values![id.0, position, tranche.due_on, tranche.amount.minor()],
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
                authorised_by = $11, note = $12, embargo_until_on = $13, changed_at = $14, version = version + 1
             WHERE id = $15 AND version = $16 AND state IN ('draft', 'returned')",
            values![
                project,
                place,
                pillar,
                terms.kind.code(),
                terms.finance_type.as_str(),
                terms.amount.minor(),
                terms.amount.currency().code(),
                terms.pledged_on,
                terms.valid_until_on,
                terms.conditions.as_str(),
                terms.authorised_by.as_str(),
                terms.note.as_str(),
                terms.embargo_until_on,
                tx.now().to_string(),
                id.0,
                version
            ],
        )
        .await?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    tx.run("DELETE FROM tranche WHERE pledge_id = $1", values![id.0])
        .await?;
    insert_tranches(tx, id, &terms.tranches).await
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
    let stamp = match change.to {
        PledgeState::Submitted => ", submitted_by = $5, submitted_at = $2",
        PledgeState::Verified => ", verified_by = $5, verified_at = $2",
        _ => "",
    };
    let mut values = values![change.to.code(), now.as_str(), change.pledge.0, change.version];
    if !stamp.is_empty() {
        values.push(by.into());
    }
    let sql = format!(
        "UPDATE pledge SET state = $1, changed_at = $2, version = version + 1{stamp} WHERE id = $3 AND version = $4"
    );
    if tx.run(&sql, values).await? == 0 {
        return Err(StoreError::Stale);
    }
    tx.run(
        "INSERT INTO pledge_change (pledge_id, from_state, to_state, reason, account_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![
            change.pledge.0,
            change.from.code(),
            change.to.code(),
            change.reason,
            by,
            now
        ],
    )
    .await?;
    Ok(())
}

/// A recorded change of state.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ChangeRow {
    pub from_state: String,
    pub to_state: String,
    pub reason: String,
    pub created_at: String,
}

/// The changes of state of a pledge, newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn changes(source: &impl Source, id: PledgeId) -> Result<Vec<ChangeRow>> {
    source
        .all(
            "SELECT from_state, to_state, reason, created_at FROM pledge_change
             WHERE pledge_id = $1 ORDER BY id DESC LIMIT 100",
            values![id.0],
        )
        .await
}

/// The pledge with this reference, whatever its state: whether it may be seen is the caller's question.
///
/// # Errors
/// [`StoreError`].
pub async fn by_reference(source: &impl Source, reference: &str) -> Result<Option<PledgeRow>> {
    source
        .one(&format!("{SELECT} WHERE pledge.reference = $1"), values![reference])
        .await
}

/// An organisation's pledges, newest first, from before `before`.
///
/// # Errors
/// [`StoreError`].
pub async fn of_organisation(
    source: &impl Source,
    organisation: OrganisationId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<PledgeRow>> {
    source
        .all(
            &format!("{SELECT} WHERE pledge.organisation_id = $1 AND pledge.id < $2 ORDER BY pledge.id DESC LIMIT $3"),
            values![organisation.0, before.unwrap_or(i64::MAX), limit],
        )
        .await
}

/// What an officer entered on behalf of others, newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn entered_by(
    source: &impl Source,
    account: AccountId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<PledgeRow>> {
    source
        .all(
            &format!("{SELECT} WHERE pledge.entered_by = $1 AND pledge.id < $2 ORDER BY pledge.id DESC LIMIT $3"),
            values![account.0, before.unwrap_or(i64::MAX), limit],
        )
        .await
}

/// What waits for a review, longest waiting first. `country`: only what this country's officer may answer.
///
/// # Errors
/// [`StoreError`].
pub async fn waiting(source: &impl Source, country: Option<Country>) -> Result<Vec<PledgeRow>> {
    let (clause, values) = match country {
        Some(country) => (
            " AND (COALESCE(project.country, place.country) IS NULL
                OR COALESCE(project.country, place.country) IN ($1, 'both'))",
            values![country.code()],
        ),
        None => ("", vec![]),
    };
    source
        .all(
            &format!(
                "{SELECT} WHERE pledge.state = 'submitted'{clause} ORDER BY pledge.submitted_at, pledge.id LIMIT 200"
            ),
            values,
        )
        .await
}

/// Verified pledges of a project that the public may know, newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn public_of_project(source: &impl Source, project: ProjectId) -> Result<Vec<PledgeRow>> {
    source
        .all(
            &format!(
                "{SELECT} WHERE pledge.project_id = $1 AND entry.id IS NOT NULL
                 ORDER BY pledge.pledged_on DESC, pledge.id DESC LIMIT 200"
            ),
            values![project.0],
        )
        .await
}

/// Verified pledges under an embargo that has ended by `today` and that are not yet public.
///
/// # Errors
/// [`StoreError`].
pub async fn embargo_ended(source: &impl Source, today: Date) -> Result<Vec<PledgeRow>> {
    source
        .all(
            &format!(
                "{SELECT} WHERE pledge.state = 'verified' AND entry.id IS NULL AND pledge.embargo_until_on <= $1
                 ORDER BY pledge.id LIMIT 200"
            ),
            values![today],
        )
        .await
}

#[derive(FromQueryResult)]
struct TrancheRow {
    due_on: Date,
    amount_minor: i64,
}

/// The tranches of a pledge in its currency, in order.
///
/// # Errors
/// [`StoreError`].
pub async fn tranches(source: &impl Source, row: &PledgeRow) -> Result<Vec<Tranche>> {
    let currency = row.amount()?.currency();
    let rows: Vec<TrancheRow> = source
        .all(
            "SELECT due_on, amount_minor FROM tranche WHERE pledge_id = $1 ORDER BY position LIMIT 100",
            values![row.id],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|tranche| Tranche {
            due_on: tranche.due_on,
            amount: Money::new(tranche.amount_minor, currency),
        })
        .collect())
}
