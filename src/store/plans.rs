//! What is still to be signed or paid: promises and commitments found by where they stand (`pledge_state`,
//! `commitment_state`), and everything that the domain needs to say since when something of them waits.

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

/// Most promises and commitments of a provider that are read at once.
const PLANS_MAX: usize = 200;
/// Most of those that are late.
const LATE_MAX: usize = 50;

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
    /// What is not signed of the promise, or not declared of the commitment.
    pub open_minor: i64,
}

impl PlanRow {
    /// What is left of it.
    #[must_use]
    pub fn left(&self) -> Money {
        Money::new(self.open_minor, self.currency)
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
    /// What is late in this country, or in any, without promises past their validity, which lapse.
    Late(Option<Country>),
    /// What is late of this provider, or past its validity.
    LateOf(OrganisationId),
    /// The same for a place and all below it, by its code.
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

/// The plans of which something is open, or late; and whether there are more of them. One statement.
///
/// # Errors
/// [`super::StoreError`].
pub async fn candidates(source: &impl Source, scope: &Scope, today: Date) -> Result<(Vec<PlanRow>, bool)> {
    const IN_COUNTRY: &str = "AND ($2 = '' OR COALESCE(project.country, place.country, 'both') IN ($2, 'both'))";
    let (promises, commitments, bound) = match scope {
        Scope::Provider(organisation) => (
            "AND stands.next_due_on IS NOT NULL AND pledge.organisation_id = $2".to_owned(),
            "AND commitment.organisation_id = $2".to_owned(),
            values![today, *organisation],
        ),
        Scope::LateOf(organisation) => (
            format!("{EXPIRED_OR_OVERDUE} AND pledge.organisation_id = $2"),
            format!("{OVERDUE} AND commitment.organisation_id = $2"),
            values![today, *organisation],
        ),
        Scope::Late(country) => (
            format!("{OVERDUE} {STILL_VALID} {IN_COUNTRY}"),
            format!("{OVERDUE} {IN_COUNTRY}"),
            values![today, country.map_or("", Country::code)],
        ),
        Scope::LateAt(code) => (
            format!("{EXPIRED_OR_OVERDUE} {}", at("pledge", EARMARKED)),
            format!("{OVERDUE} {}", at("commitment", "")),
            values![today, code.as_str()],
        ),
    };
    let most = match scope {
        Scope::Provider(_) => PLANS_MAX,
        Scope::Late(_) | Scope::LateOf(_) | Scope::LateAt(_) => LATE_MAX,
    };
    let sql = format!(
        "SELECT * FROM ({PROMISES} {promises} UNION ALL {COMMITMENTS} {commitments}) AS plan
         ORDER BY CASE WHEN since_on IS NULL THEN 1 ELSE 0 END, since_on, COALESCE(pledge_id, 0), COALESCE(commitment_id, 0)
         LIMIT {most} + 1"
    );
    let mut rows: Vec<PlanRow> = source.all(&sql, bound).await?;
    let cut = rows.len() > most;
    rows.truncate(most);
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

const OVERDUE: &str = "AND stands.overdue_from_on <= $1";

/// Past its validity a promise is not late but lapsing.
const STILL_VALID: &str = "AND (stands.valid_until_on IS NULL OR stands.valid_until_on >= $1)";

const EXPIRED_OR_OVERDUE: &str = "AND (stands.valid_until_on < $1 OR stands.overdue_from_on <= $1)";

/// What is promised in money and not signed.
const PROMISES: &str = "SELECT CAST(NULL AS BIGINT) AS commitment_id, pledge.id AS pledge_id,
        pledge.reference AS pledge_reference, stands.valid_until_on AS valid_until_on, project.code AS project_code,
        project.title_es AS project_title_es, project.title_en AS project_title_en, place.name AS place_name,
        pledge.pillar AS pillar, provider.slug AS organisation_slug, provider.name_es AS organisation_name_es,
        provider.name_en AS organisation_name_en, pledge.currency AS currency, stands.outstanding_minor AS open_minor,
        CASE WHEN stands.valid_until_on < $1 THEN stands.valid_until_on ELSE stands.next_due_on END AS since_on
    FROM pledge_state AS stands
    JOIN pledge ON pledge.id = stands.pledge_id
    JOIN organisation AS provider ON provider.id = pledge.organisation_id
    LEFT JOIN project ON project.id = pledge.project_id
    LEFT JOIN place ON place.id = pledge.place_id
    WHERE pledge.kind = 'financial' AND pledge.state = 'verified' AND stands.outstanding_minor > 0";

/// What is signed and not declared. Whoever carries out its own commitment owes no payment to itself.
const COMMITMENTS: &str = "SELECT commitment.id, commitment.pledge_id, pledge.reference, CAST(NULL AS DATE), project.code,
        project.title_es, project.title_en, place.name, commitment.pillar, provider.slug, provider.name_es, provider.name_en,
        commitment.currency, stands.undisbursed_minor, stands.next_due_on
    FROM commitment_state AS stands
    JOIN ledger_entry AS commitment ON commitment.id = stands.commitment_id
    JOIN organisation AS provider ON provider.id = commitment.organisation_id
    LEFT JOIN pledge ON pledge.id = commitment.pledge_id
    LEFT JOIN project ON project.id = commitment.project_id
    LEFT JOIN place ON place.id = commitment.place_id
    WHERE stands.undisbursed_minor > 0
        AND (commitment.receiver_id IS NULL OR commitment.receiver_id <> commitment.organisation_id)";
