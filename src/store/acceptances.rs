//! What officers accepted in kind for lines of budgets, and how much of it counts. Rows are only ever added.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;
use time::Date;

use super::sql::Clause;
use super::{Position, Result, SHOWN_MAX, Source, Tx, ledger};
use crate::domain::acceptance::{self, Acceptance, BudgetLine};
use crate::domain::chain::Chain;
use crate::domain::counting::CountingError;
use crate::domain::currency::Currency;
use crate::domain::ids::{AcceptanceId, AccountId, OrganisationId, PledgeId, ProjectId};
use crate::domain::ledger::LineKey;
use crate::domain::money::Money;
use crate::domain::pledge::Target;
use crate::domain::project::facts::BudgetLine as LineRow;
use crate::store::columns::Units;

/// An acceptance with the names that its pages show, and how it was taken back.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AcceptanceRow {
    pub id: AcceptanceId,
    pub pledge_id: PledgeId,
    pub pledge_reference: String,
    pub project_id: ProjectId,
    pub project_code: String,
    pub project_title_es: String,
    pub project_title_en: String,
    pub organisation_id: OrganisationId,
    pub organisation_slug: String,
    pub organisation_name_es: String,
    pub organisation_name_en: String,
    pub line_position: Position,
    /// What the line was called; absent once redacted.
    pub line_es: Option<String>,
    pub line_en: Option<String>,
    pub amount_minor: i64,
    pub currency: Currency,
    pub budget_minor: i64,
    pub budget_currency: Currency,
    pub units_per_usd: Option<Units>,
    pub accepted_on: Date,
    pub note: Option<String>,
    /// When it was taken back; absent while it stands.
    pub taken_back_on: Option<Date>,
    pub taken_back_reason: Option<String>,
}

const SELECT: &str = "SELECT acceptance.id, acceptance.pledge_id, pledge.reference AS pledge_reference, acceptance.project_id,
    project.code AS project_code, project.title_es AS project_title_es, project.title_en AS project_title_en,
    organisation.id AS organisation_id, organisation.slug AS organisation_slug,
    organisation.name_es AS organisation_name_es, organisation.name_en AS organisation_name_en, acceptance.line_position,
    line_es.content AS line_es, line_en.content AS line_en, acceptance.amount_minor, acceptance.currency, acceptance.budget_minor,
    acceptance.budget_currency, acceptance.units_per_usd, acceptance.accepted_on, note.content AS note,
    back.accepted_on AS taken_back_on, reason.content AS taken_back_reason
    FROM in_kind_acceptance AS acceptance
    JOIN pledge ON pledge.id = acceptance.pledge_id
    JOIN project ON project.id = acceptance.project_id
    JOIN organisation ON organisation.id = pledge.organisation_id
    LEFT JOIN in_kind_acceptance AS back ON back.takes_back_id = acceptance.id
    LEFT JOIN event_text AS line_es ON line_es.event_number = acceptance.event_number AND line_es.field = 'line_es'
    LEFT JOIN event_text AS line_en ON line_en.event_number = acceptance.event_number AND line_en.field = 'line_en'
    LEFT JOIN event_text AS note ON note.event_number = acceptance.event_number AND note.field = 'acceptance_note'
    LEFT JOIN event_text AS reason ON reason.event_number = back.event_number AND reason.field = 'reason'
    WHERE acceptance.takes_back_id IS NULL";

impl AcceptanceRow {
    /// The typed key.
    #[must_use]
    pub fn key(&self) -> AcceptanceId {
        self.id
    }

    /// Whether it was not taken back.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.taken_back_on.is_none()
    }

    /// The pledge as far as it is for the project.
    #[must_use]
    pub fn line(&self) -> LineKey {
        (self.pledge_id, Target::Project(self.project_id))
    }

    /// Who gives.
    #[must_use]
    pub fn provider(&self) -> OrganisationId {
        self.organisation_id
    }

    /// What was accepted, in the pledge's currency.
    #[must_use]
    pub fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }

    /// As the domain sees it.
    #[must_use]
    pub fn acceptance(&self) -> Acceptance {
        Acceptance {
            id: self.key(),
            line: self.line(),
            amount: self.amount(),
            valuation: Money::new(self.budget_minor, self.budget_currency),
            budget_line: BudgetLine {
                position: self.line_position.0,
                name_es: self.line_es.clone().unwrap_or_default(),
                name_en: self.line_en.clone().unwrap_or_default(),
            },
        }
    }
}

/// Those that stand, as the domain sees them.
fn fulfilment(rows: &[AcceptanceRow]) -> Vec<Acceptance> {
    rows.iter()
        .filter(|row| row.stands())
        .map(AcceptanceRow::acceptance)
        .collect()
}

/// The lines of a budget as the domain sees them.
#[must_use]
pub fn lines(rows: &[LineRow]) -> Vec<BudgetLine> {
    let line = |(position, row): (usize, &LineRow)| BudgetLine {
        position,
        name_es: row.name_es.clone(),
        name_en: row.name_en.clone(),
    };
    rows.iter().enumerate().map(line).collect()
}

/// What covers the budget of a project, for counting.
pub(super) async fn of_project(source: &impl Source, project: ProjectId) -> Result<Vec<Acceptance>> {
    Ok(fulfilment(&rows(source, project).await?))
}

/// Those of a project that stand.
async fn rows(source: &impl Source, project: ProjectId) -> Result<Vec<AcceptanceRow>> {
    let sql = format!("{SELECT} AND acceptance.project_id = $1 AND back.id IS NULL ORDER BY acceptance.id");
    source.all(&sql, values![project]).await
}

/// Acceptances with how much of each counts.
#[derive(Debug, Clone, Default)]
pub struct Acceptances {
    /// In the order of acceptance: all that stand and, of a pledge, the newest of those taken back.
    pub rows: Vec<AcceptanceRow>,
    /// Those that stand.
    pub acceptances: Vec<Acceptance>,
    /// In the pledge's minor units.
    counted: BTreeMap<AcceptanceId, i64>,
}

/// What was accepted for a project's budget; two statements.
///
/// # Errors
/// [`super::StoreError`].
pub async fn known_of_project(source: &impl Source, project: ProjectId) -> Result<Acceptances> {
    let rows = rows(source, project).await?;
    let mut pledges: Vec<PledgeId> = rows.iter().map(|row| row.pledge_id).collect();
    pledges.sort_unstable();
    pledges.dedup();
    let booked = ledger::of(source, &Clause::of_pledges(&pledges)).await?;
    let chain = Chain::read(booked.iter().map(|one| &one.entry)).map_err(CountingError::from)?;
    Ok(counted(rows, &chain))
}

/// What was accepted of a pledge whose chain is known; `None` before it is public. One statement.
///
/// # Errors
/// [`super::StoreError`].
pub async fn known_of_pledge(source: &impl Source, pledge: PledgeId, chain: Option<&Chain>) -> Result<Acceptances> {
    let sql = format!(
        "{SELECT} AND acceptance.pledge_id = $1 AND (back.id IS NULL OR acceptance.id IN (
            SELECT takes_back_id FROM in_kind_acceptance WHERE pledge_id = $1 AND takes_back_id IS NOT NULL
            ORDER BY id DESC LIMIT {SHOWN_MAX} + 1))
         ORDER BY acceptance.id"
    );
    let rows: Vec<AcceptanceRow> = source.all(&sql, values![pledge]).await?;
    Ok(chain.map_or_else(Acceptances::default, |chain| counted(rows, chain)))
}

fn counted(rows: Vec<AcceptanceRow>, chain: &Chain) -> Acceptances {
    let acceptances = fulfilment(&rows);
    Acceptances {
        counted: acceptance::counted(&acceptances, chain),
        acceptances,
        rows,
    }
}

impl Acceptances {
    /// How much of an acceptance counts, in the pledge's minor units; 0 once it was taken back.
    #[must_use]
    pub fn counted(&self, id: AcceptanceId) -> i64 {
        self.counted.get(&id).copied().unwrap_or(0)
    }

    /// What covers each of the lines of a budget, in its currency; what covers a line that the budget has no longer
    /// is left out.
    ///
    /// # Errors
    /// [`super::StoreError::Counting`].
    pub fn by_line(&self, lines: &[BudgetLine], currency: Currency) -> Result<Vec<i64>> {
        let mut sums = vec![0_i64; lines.len()];
        for acceptance in &self.acceptances {
            let Some(sum) = acceptance.includes(lines, currency).and_then(|at| sums.get_mut(at)) else {
                continue;
            };
            let valuation = acceptance
                .counted_valuation(self.counted(acceptance.id))
                .map_err(CountingError::from)?;
            *sum = sum.checked_add(valuation.minor()).ok_or(CountingError::Overflow)?;
        }
        Ok(sums)
    }
}

/// The acceptance with this key.
///
/// # Errors
/// [`super::StoreError`].
pub async fn get(source: &impl Source, id: AcceptanceId) -> Result<Option<AcceptanceRow>> {
    source
        .one(&format!("{SELECT} AND acceptance.id = $1"), values![id])
        .await
}

/// An acceptance or its opposite on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAcceptanceRow {
    pub id: AcceptanceId,
    pub pledge: PledgeId,
    pub project: ProjectId,
    pub line_position: usize,
    /// Negative where it takes back.
    pub amount: Money,
    pub valuation: Money,
    /// The rate of the budget's currency that tells the worth; `None` at face value and at par.
    pub units_per_usd: Option<Units>,
    pub accepted_on: Date,
    pub takes_back: Option<AcceptanceId>,
    pub by: AccountId,
}

/// The key that the next row takes; safe because there is one writer.
///
/// # Errors
/// [`super::StoreError`].
pub async fn next_id(tx: &Tx) -> Result<AcceptanceId> {
    tx.number(
        "SELECT COALESCE(MAX(id), 0) + 1 AS number FROM in_kind_acceptance",
        vec![],
    )
    .await
    .map(AcceptanceId)
}

/// Records an acceptance or its opposite; the names of the line stand beside its event.
///
/// # Errors
/// [`super::StoreError`].
pub async fn insert(tx: &Tx, new: &NewAcceptanceRow, event_number: i64) -> Result<()> {
    tx.run(
        "INSERT INTO in_kind_acceptance (id, pledge_id, project_id, line_position, amount_minor, currency, budget_minor,
            budget_currency, units_per_usd, accepted_on, takes_back_id, account_id, event_number, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        values![
            new.id,
            new.pledge,
            new.project,
            Position(new.line_position),
            new.amount.minor(),
            new.amount.currency(),
            new.valuation.minor(),
            new.valuation.currency(),
            new.units_per_usd,
            new.accepted_on,
            new.takes_back,
            new.by,
            event_number,
            tx.now()
        ],
    )
    .await?;
    Ok(())
}
