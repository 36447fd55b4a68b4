//! What an organisation, or a country, still has to sign or to pay: promises and agreements with what is left of them.

use sea_orm::FromQueryResult;
use time::Date;

use super::schedules::{self, Planned};
use super::{Result, Source, StoreError};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{LedgerEntryId, OrganisationId, PledgeId};
use crate::domain::money::Money;
use crate::domain::schedule::{self, Due};

/// Most promises and agreements read at once.
const PLANS_MAX: usize = 200;

/// A promise of which something is not signed, or an agreement of which something is not paid.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PlanRow {
    /// `None` for the part of a promise that is not signed.
    pub commitment_id: Option<i64>,
    pub pledge_id: Option<i64>,
    pub pledge_reference: Option<String>,
    pub project_title_es: Option<String>,
    pub project_title_en: Option<String>,
    pub place_name: Option<String>,
    pub pillar: Option<String>,
    pub organisation_name_es: String,
    pub organisation_name_en: String,
    pub currency: String,
    /// What is signed of the promise, or paid and declared of the agreement.
    pub used_minor: i64,
    /// What will be signed or paid in all.
    pub end_minor: i64,
}

impl PlanRow {
    /// What is left of it.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn left(&self) -> Result<Money> {
        let currency = Currency::parse(&self.currency).map_err(|_| StoreError::Corrupt("ledger_entry.currency"))?;
        Ok(Money::new(self.end_minor - self.used_minor, currency))
    }

    /// What is open of its planned payments, oldest first; empty where it plans none.
    #[must_use]
    pub fn open(&self, planned: &Planned) -> Vec<Due> {
        let tranches = match (self.commitment_id, self.pledge_id) {
            (Some(agreement), _) => planned.of_agreement(LedgerEntryId(agreement)),
            (None, Some(pledge)) => planned.of_pledge(PledgeId(pledge)),
            (None, None) => &[],
        };
        schedule::open(tranches, self.used_minor, self.end_minor)
    }
}

/// Whose plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything that is open of this giver.
    Giver(OrganisationId),
    /// What is late in this country, or in any.
    Late(Option<Country>),
}

/// What is open, with its planned payments.
#[derive(Debug, Clone, Default)]
pub struct Open {
    /// Those whose next open payment is the oldest first, agreements without days last.
    pub rows: Vec<PlanRow>,
    pub planned: Planned,
    /// Whether there are more.
    pub cut: bool,
}

/// Plans with their planned payments; two statements.
///
/// # Errors
/// [`StoreError`].
pub async fn open(source: &impl Source, scope: Scope, today: Date) -> Result<Open> {
    let (promises, agreements, whole, bound) = match scope {
        Scope::Giver(organisation) => (
            "pledge.organisation_id = $2",
            "agreement.organisation_id = $2",
            "used_minor < end_minor",
            values![today, organisation.0],
        ),
        Scope::Late(country) => (
            // Past its validity a promise is not late but lapsing.
            "pledge.id IN (SELECT late.pledge_id FROM tranche AS late WHERE late.due_on < $1)
                AND (pledge.valid_until_on IS NULL OR pledge.valid_until_on >= $1)
                AND ($2 = '' OR COALESCE(project.country, place.country, 'both') IN ($2, 'both'))",
            "agreement.id IN (SELECT late.commitment_id FROM agreement_tranche AS late WHERE late.due_on < $1)
                AND ($2 = '' OR COALESCE(project.country, place.country, 'both') IN ($2, 'both'))",
            "used_minor < end_minor AND used_minor < due_minor",
            values![today, country.map_or("", Country::code)],
        ),
    };
    let sql = format!(
        "SELECT * FROM (SELECT plan.*, {NEXT} AS next_on
            FROM ({PROMISES} AND {promises} UNION ALL {AGREEMENTS} AND {agreements}) AS plan WHERE {whole}) AS dated
         WHERE next_on IS NOT NULL OR commitment_id IS NOT NULL
         ORDER BY CASE WHEN next_on IS NULL THEN 1 ELSE 0 END, next_on, COALESCE(commitment_id, 0), pledge_id
         LIMIT {PLANS_MAX} + 1"
    );
    let mut rows: Vec<PlanRow> = source.all(&sql, bound).await?;
    let cut = rows.len() > PLANS_MAX;
    rows.truncate(PLANS_MAX);
    let pledges: Vec<PledgeId> = rows
        .iter()
        .filter(|row| row.commitment_id.is_none())
        .filter_map(|row| row.pledge_id.map(PledgeId))
        .collect();
    let signed: Vec<LedgerEntryId> = rows
        .iter()
        .filter_map(|row| row.commitment_id.map(LedgerEntryId))
        .collect();
    let planned = schedules::planned(source, &pledges, &signed).await?;
    Ok(Open { rows, planned, cut })
}

/// The day of the first planned payment that is not wholly used (`domain::schedule::open`).
const NEXT: &str = "CASE WHEN plan.commitment_id IS NULL
        THEN (SELECT MIN(own.due_on) FROM tranche AS own WHERE own.pledge_id = plan.pledge_id
            AND plan.used_minor < (SELECT SUM(until.amount_minor) FROM tranche AS until
                WHERE until.pledge_id = own.pledge_id AND until.due_on <= own.due_on))
        ELSE (SELECT MIN(own.due_on) FROM agreement_tranche AS own WHERE own.commitment_id = plan.commitment_id
            AND plan.used_minor < (SELECT SUM(until.amount_minor) FROM agreement_tranche AS until
                WHERE until.commitment_id = own.commitment_id AND until.due_on <= own.due_on)) END";

/// What is promised in money, with what of it is signed.
const PROMISES: &str = "SELECT CAST(NULL AS BIGINT) AS commitment_id, pledge.id AS pledge_id,
        pledge.reference AS pledge_reference, project.title_es AS project_title_es,
        project.title_en AS project_title_en, place.name AS place_name, pledge.pillar AS pillar,
        giver.name_es AS organisation_name_es, giver.name_en AS organisation_name_en, pledge.currency AS currency,
        (SELECT CAST(COALESCE(SUM(COALESCE(own.draws_minor, own.amount_minor)), 0) AS BIGINT) FROM ledger_entry AS own
            WHERE own.pledge_id = pledge.id AND own.kind IN ('commitment', 'termination')) AS used_minor,
        (SELECT CAST(COALESCE(SUM(own.amount_minor), 0) AS BIGINT) FROM ledger_entry AS own
            WHERE own.pledge_id = pledge.id
                AND own.kind IN ('pledge', 'revision', 'earmarking', 'withdrawal', 'lapse')) AS end_minor,
        (SELECT CAST(COALESCE(SUM(plan.amount_minor), 0) AS BIGINT) FROM tranche AS plan
            WHERE plan.pledge_id = pledge.id AND plan.due_on < $1) AS due_minor
    FROM pledge
    JOIN ledger_entry AS entry ON entry.pledge_id = pledge.id AND entry.kind = 'pledge'
    JOIN organisation AS giver ON giver.id = pledge.organisation_id
    LEFT JOIN project ON project.id = pledge.project_id
    LEFT JOIN place ON place.id = pledge.place_id
    WHERE pledge.kind = 'financial' AND pledge.state = 'verified'";

/// What is signed, with what of it is declared or paid. Whoever carries out its own agreement owes no payment to itself.
const AGREEMENTS: &str = "SELECT agreement.id, agreement.pledge_id, pledge.reference, project.title_es,
        project.title_en, place.name, agreement.pillar, giver.name_es, giver.name_en, agreement.currency,
        (SELECT CAST(COALESCE(SUM(COALESCE(own.draws_minor, own.amount_minor)), 0) AS BIGINT) FROM ledger_entry AS own
            WHERE own.kind IN ('disbursement', 'adjustment', 'refund') AND (own.parent_id = agreement.id
                OR own.parent_id IN (SELECT paid.id FROM ledger_entry AS paid WHERE paid.parent_id = agreement.id))),
        agreement.amount_minor + (SELECT CAST(COALESCE(SUM(own.amount_minor), 0) AS BIGINT) FROM ledger_entry AS own
            WHERE own.parent_id = agreement.id AND own.kind = 'termination'),
        (SELECT CAST(COALESCE(SUM(plan.amount_minor), 0) AS BIGINT) FROM agreement_tranche AS plan
            WHERE plan.commitment_id = agreement.id AND plan.due_on < $1)
    FROM ledger_entry AS agreement
    JOIN organisation AS giver ON giver.id = agreement.organisation_id
    LEFT JOIN pledge ON pledge.id = agreement.pledge_id
    LEFT JOIN project ON project.id = agreement.project_id
    LEFT JOIN place ON place.id = agreement.place_id
    WHERE agreement.kind = 'commitment'
        AND (agreement.receiver_id IS NULL OR agreement.receiver_id <> agreement.organisation_id)";
