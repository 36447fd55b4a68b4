//! What is still to be signed or paid: promises and commitments with everything that the domain needs to say since when
//! something of them waits. What is read here only preselects; `domain::lateness` decides.

use std::collections::BTreeSet;

use sea_orm::FromQueryResult;
use time::Date;

use super::fulfilments::{self, Fulfilments};
use super::{Result, Source};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::fulfilment::{self, PendingReason};
use crate::domain::ids::{LedgerEntryId, OrganisationId, PledgeId};
use crate::domain::lateness::{Due, Dues};
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;

/// Most promises and commitments read at once.
const PLANS_MAX: usize = 200;

/// A promise of which something is not signed, or a commitment of which something is not paid.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PlanRow {
    /// `None` for the part of a promise that is not signed.
    pub commitment_id: Option<LedgerEntryId>,
    pub pledge_id: Option<PledgeId>,
    pub pledge_reference: Option<String>,
    pub valid_until_on: Option<Date>,
    pub project_code: Option<String>,
    pub project_title_es: Option<String>,
    pub project_title_en: Option<String>,
    pub place_name: Option<String>,
    pub pillar: Option<Pillar>,
    pub organisation_slug: String,
    pub organisation_name_es: String,
    pub organisation_name_en: String,
    pub currency: Currency,
    /// What is signed of the promise, or paid and declared of the commitment.
    pub used_minor: i64,
    /// What will be signed or paid in all.
    pub end_minor: i64,
}

impl PlanRow {
    /// What is left of it.
    #[must_use]
    pub fn left(&self) -> Money {
        Money::new(self.end_minor - self.used_minor, self.currency)
    }

    /// The pledge it belongs to.
    #[must_use]
    pub fn pledge(&self) -> Option<PledgeId> {
        self.pledge_id
    }

    /// The commitment it is.
    #[must_use]
    pub fn commitment(&self) -> Option<LedgerEntryId> {
        self.commitment_id
    }

    fn all_dues(&self, known: &Fulfilments, today: Date) -> Dues {
        known.dues(self.pledge(), self.valid_until_on, today)
    }

    /// What is open of its planned payments, oldest first; empty where it plans none.
    #[must_use]
    pub fn dues(&self, known: &Fulfilments, today: Date) -> Vec<Due> {
        let mut dues = self.all_dues(known, today);
        match self.commitment() {
            Some(id) => dues.agreed.remove(&id).unwrap_or_default(),
            None => dues.promised,
        }
    }

    /// Why it waits, as far as its days say: past its validity, late, or open for another's reason.
    #[must_use]
    pub fn pending(&self, known: &Fulfilments, today: Date) -> Vec<PendingReason> {
        let overdue = self
            .all_dues(known, today)
            .overdue()
            .into_iter()
            .map(PendingReason::Overdue);
        let mut pending: Vec<PendingReason> = overdue.filter(|wait| wait.commitment() == self.commitment()).collect();
        if let (None, Some(chain)) = (self.commitment(), self.pledge().and_then(|id| known.chain_of(id))) {
            pending.extend(fulfilment::unsigned(chain, self.valid_until_on, today));
        }
        pending
    }
}

/// Whose plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everything that is open of this provider.
    Provider(OrganisationId),
    /// What may be late in this country, or in any.
    Late(Option<Country>),
    /// What may be late of this provider.
    LateOf(OrganisationId),
    /// What may be late for a place and all below it, by its code.
    LateAt(String),
}

/// What is open, with all that the domain needs to know of it.
#[derive(Debug, Clone, Default)]
pub struct Open {
    /// Those whose next open payment is the oldest first, commitments without days last.
    pub rows: Vec<PlanRow>,
    pub known: Fulfilments,
    /// Whether there are more.
    pub cut: bool,
}

/// Plans with what the domain needs to know; six statements.
///
/// # Errors
/// [`super::StoreError`].
pub async fn open(source: &impl Source, scope: &Scope, today: Date) -> Result<Open> {
    let (rows, cut) = candidates(source, scope, today).await?;
    let (pledges, direct) = accounts(&rows);
    let known = fulfilments::of_accounts(source, &pledges, &direct).await?;
    Ok(Open { rows, known, cut })
}

/// The pledges of some plans, and their commitments without a pledge.
#[must_use]
pub fn accounts(rows: &[PlanRow]) -> (Vec<PledgeId>, Vec<LedgerEntryId>) {
    let pledges: BTreeSet<PledgeId> = rows.iter().filter_map(PlanRow::pledge).collect();
    let direct = rows.iter().filter(|row| row.pledge_id.is_none());
    (
        pledges.into_iter().collect(),
        direct.filter_map(PlanRow::commitment).collect(),
    )
}

/// The plans of which something may be open, or late; and whether there are more of them. One statement.
///
/// # Errors
/// [`super::StoreError`].
pub async fn candidates(source: &impl Source, scope: &Scope, today: Date) -> Result<(Vec<PlanRow>, bool)> {
    let in_country = "AND ($2 = '' OR COALESCE(project.country, place.country, 'both') IN ($2, 'both'))";
    let (promises, commitments, bound) = match scope {
        Scope::Provider(organisation) => (
            "AND pledge.organisation_id = $2".to_owned(),
            "AND commitment.organisation_id = $2".to_owned(),
            values![today, *organisation],
        ),
        Scope::LateOf(organisation) => (
            format!("{PROMISES_WAITING} AND pledge.organisation_id = $2"),
            format!("{COMMITMENTS_DUE} AND commitment.organisation_id = $2"),
            values![today, *organisation],
        ),
        Scope::Late(country) => (
            format!("{PROMISES_DUE} {STILL_VALID} {in_country}"),
            format!("{COMMITMENTS_DUE} {in_country}"),
            values![today, country.map_or("", Country::code)],
        ),
        Scope::LateAt(code) => (
            format!("{PROMISES_WAITING} {}", at("pledge", EARMARKED)),
            format!("{COMMITMENTS_DUE} {}", at("commitment", "")),
            values![today, code.as_str()],
        ),
    };
    // What went back leaves the planned payments in another order, which only the domain knows.
    let whole = match scope {
        Scope::Provider(_) => "used_minor < end_minor",
        Scope::Late(_) | Scope::LateOf(_) | Scope::LateAt(_) => {
            "used_minor < end_minor AND (spent_minor < due_minor OR returned = 1 OR expired = 1)"
        }
    };
    let sql = format!(
        "SELECT * FROM (SELECT plan.*, {NEXT} AS next_on FROM (
            SELECT both_kinds.*, before_minor + used_minor * is_comparable AS spent_minor
            FROM ({PROMISES} {promises} UNION ALL {COMMITMENTS} {commitments}) AS both_kinds) AS plan WHERE {whole}) AS dated
         WHERE next_on IS NOT NULL OR commitment_id IS NOT NULL OR returned = 1 OR expired = 1
         ORDER BY CASE WHEN next_on IS NULL THEN 1 ELSE 0 END, next_on, COALESCE(commitment_id, 0), pledge_id
         LIMIT {PLANS_MAX} + 1"
    );
    let mut rows: Vec<PlanRow> = source.all(&sql, bound).await?;
    let cut = rows.len() > PLANS_MAX;
    rows.truncate(PLANS_MAX);
    Ok((rows, cut))
}

/// What is for a place itself, or for a project that lies there or below it.
fn at(table: &str, parts: &str) -> String {
    const BELOW: &str = "WITH RECURSIVE below (id) AS (SELECT id FROM place WHERE code = $2
        UNION SELECT place.id FROM place JOIN below ON place.parent_id = below.id)";
    let projects = format!(
        "({BELOW} SELECT project_place.project_id FROM project_place
            JOIN below ON below.id = project_place.place_id WHERE project_place.project_id IS NOT NULL)"
    );
    let parts = parts.replace("{projects}", &projects);
    format!("AND ({table}.place_id IN ({BELOW} SELECT id FROM below) OR {table}.project_id IN {projects}{parts})")
}

/// Of a pledge for something wider, what was earmarked to those projects.
const EARMARKED: &str = " OR pledge.id IN (SELECT part.pledge_id FROM ledger_entry AS part
    WHERE part.kind = 'earmarking' AND part.project_id IN {projects})";

const PROMISES_DUE: &str = "AND pledge.id IN (SELECT late.pledge_id FROM tranche AS late WHERE late.due_on < $1)";

/// Past its validity a promise is not late but lapsing.
const STILL_VALID: &str = "AND (pledge.valid_until_on IS NULL OR pledge.valid_until_on >= $1)";

const PROMISES_WAITING: &str = "AND (pledge.valid_until_on < $1
    OR pledge.id IN (SELECT late.pledge_id FROM tranche AS late WHERE late.due_on < $1))";

/// By days of their own, or by those of their pledge.
const COMMITMENTS_DUE: &str = "AND (commitment.id IN (SELECT late.commitment_id FROM commitment_tranche AS late
            WHERE late.due_on < $1)
        OR commitment.pledge_id IN (SELECT late.pledge_id FROM tranche AS late WHERE late.due_on < $1))";

/// The day of the first planned payment that is not wholly used, as long as nothing went back.
const NEXT: &str = "CASE WHEN plan.has_days = 1
        THEN (SELECT MIN(own.due_on) FROM commitment_tranche AS own WHERE own.commitment_id = plan.commitment_id
            AND plan.spent_minor < (SELECT SUM(until.amount_minor) FROM commitment_tranche AS until
                WHERE until.commitment_id = own.commitment_id AND until.due_on <= own.due_on))
        ELSE (SELECT MIN(own.due_on) FROM tranche AS own WHERE own.pledge_id = plan.pledge_id
            AND plan.spent_minor < (SELECT SUM(until.amount_minor) FROM tranche AS until
                WHERE until.pledge_id = own.pledge_id AND until.due_on <= own.due_on)) END";

/// What is promised in money, with what of it is signed.
const PROMISES: &str = "SELECT CAST(NULL AS BIGINT) AS commitment_id, pledge.id AS pledge_id,
        pledge.reference AS pledge_reference, pledge.valid_until_on AS valid_until_on, project.code AS project_code,
        project.title_es AS project_title_es, project.title_en AS project_title_en, place.name AS place_name,
        pledge.pillar AS pillar, provider.slug AS organisation_slug, provider.name_es AS organisation_name_es,
        provider.name_en AS organisation_name_en, pledge.currency AS currency,
        (SELECT CAST(COALESCE(SUM(COALESCE(own.drawdown_minor, own.amount_minor)), 0) AS BIGINT) FROM ledger_entry AS own
            WHERE own.pledge_id = pledge.id AND own.kind IN ('commitment', 'termination')) AS used_minor,
        (SELECT CAST(COALESCE(SUM(own.amount_minor), 0) AS BIGINT) FROM ledger_entry AS own
            WHERE own.pledge_id = pledge.id
                AND own.kind IN ('pledge', 'revision', 'earmarking', 'withdrawal', 'lapse')) AS end_minor,
        (SELECT CAST(COALESCE(SUM(plan.amount_minor), 0) AS BIGINT) FROM tranche AS plan
            WHERE plan.pledge_id = pledge.id AND plan.due_on < $1) AS due_minor,
        CASE WHEN EXISTS (SELECT 1 FROM ledger_entry AS own
            WHERE own.pledge_id = pledge.id AND own.kind = 'termination') THEN 1 ELSE 0 END AS returned,
        CASE WHEN pledge.valid_until_on < $1 THEN 1 ELSE 0 END AS expired, 0 AS has_days,
        CAST(0 AS BIGINT) AS before_minor, 1 AS is_comparable
    FROM pledge
    JOIN ledger_entry AS entry ON entry.pledge_id = pledge.id AND entry.kind = 'pledge'
    JOIN organisation AS provider ON provider.id = pledge.organisation_id
    LEFT JOIN project ON project.id = pledge.project_id
    LEFT JOIN place ON place.id = pledge.place_id
    WHERE pledge.kind = 'financial' AND pledge.state = 'verified'";

/// What is signed, with what of it is declared or paid. Whoever carries out its own commitment owes no payment to itself.
/// A commitment without days of its own has those of its pledge, behind what was signed of that before (`before_minor`);
/// in another currency than the pledge's, what is paid of it says nothing about them.
const COMMITMENTS: &str = "SELECT commitment.id, commitment.pledge_id, pledge.reference, CAST(NULL AS DATE), project.code,
        project.title_es, project.title_en, place.name, commitment.pillar, provider.slug, provider.name_es, provider.name_en,
        commitment.currency,
        (SELECT CAST(COALESCE(SUM(COALESCE(own.drawdown_minor, own.amount_minor)), 0) AS BIGINT) FROM ledger_entry AS own
            WHERE own.kind IN ('disbursement', 'adjustment', 'refund') AND (own.parent_id = commitment.id
                OR own.parent_id IN (SELECT paid.id FROM ledger_entry AS paid WHERE paid.parent_id = commitment.id))),
        commitment.amount_minor + (SELECT CAST(COALESCE(SUM(own.amount_minor), 0) AS BIGINT) FROM ledger_entry AS own
            WHERE own.parent_id = commitment.id AND own.kind = 'termination'),
        CASE WHEN own_days.commitment_id IS NOT NULL
            THEN (SELECT CAST(COALESCE(SUM(plan.amount_minor), 0) AS BIGINT) FROM commitment_tranche AS plan
                WHERE plan.commitment_id = commitment.id AND plan.due_on < $1)
            ELSE (SELECT CAST(COALESCE(SUM(plan.amount_minor), 0) AS BIGINT) FROM tranche AS plan
                WHERE plan.pledge_id = commitment.pledge_id AND plan.due_on < $1) END,
        CASE WHEN EXISTS (SELECT 1 FROM ledger_entry AS own
                WHERE own.pledge_id = commitment.pledge_id AND own.kind = 'termination')
            OR EXISTS (SELECT 1 FROM ledger_entry AS paid JOIN ledger_entry AS own ON own.parent_id = paid.id
                WHERE paid.parent_id = commitment.id AND own.kind IN ('adjustment', 'refund') AND own.drawdown_minor <> 0)
            THEN 1 ELSE 0 END,
        0, CASE WHEN own_days.commitment_id IS NOT NULL THEN 1 ELSE 0 END,
        CASE WHEN own_days.commitment_id IS NOT NULL THEN CAST(0 AS BIGINT)
            ELSE (SELECT CAST(COALESCE(SUM(COALESCE(own.drawdown_minor, own.amount_minor)), 0) AS BIGINT)
                FROM ledger_entry AS own WHERE own.pledge_id = commitment.pledge_id
                    AND ((own.kind = 'commitment' AND own.id < commitment.id)
                        OR (own.kind = 'termination' AND own.parent_id < commitment.id))) END,
        CASE WHEN own_days.commitment_id IS NOT NULL OR commitment.currency = pledge.currency THEN 1 ELSE 0 END
    FROM ledger_entry AS commitment
    JOIN organisation AS provider ON provider.id = commitment.organisation_id
    LEFT JOIN commitment_tranche AS own_days ON own_days.commitment_id = commitment.id AND own_days.position = 0
    LEFT JOIN pledge ON pledge.id = commitment.pledge_id
    LEFT JOIN project ON project.id = commitment.project_id
    LEFT JOIN place ON place.id = commitment.place_id
    WHERE commitment.kind = 'commitment'
        AND (commitment.receiver_id IS NULL OR commitment.receiver_id <> commitment.organisation_id)";
