//! Pledges: drafts and submissions, their states, and the public view of the verified ones.

use sea_orm::FromQueryResult;
use time::Date;

use super::events::ERASED;
use super::sql::one_of;
use super::{Part, Result, Source};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::AccountId;
use crate::domain::ids::LedgerEntryId;
use crate::domain::ids::{OrganisationId, PlaceId, PledgeId, ProjectId};
use crate::domain::money::Money;
use crate::domain::organisation::Class;
use crate::domain::pillar::Pillar;
use crate::domain::pledge::PledgeKind;
use crate::domain::pledge::{PledgeState, Tranche};
use crate::domain::timestamp::Timestamp;

mod partner;
mod row;
mod write;

pub use partner::{PartRow, StateRow, parts_of, public_of_partner, public_states_of_partner};
pub use write::{Entering, StateChange, change_state, insert, update_terms};

/// A pledge with the names that its pages show.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PledgeRow {
    pub id: PledgeId,
    pub reference: String,
    pub project_id: Option<ProjectId>,
    pub project_code: Option<String>,
    pub project_title_es: Option<String>,
    pub project_title_en: Option<String>,
    pub place_id: Option<PlaceId>,
    pub place_code: Option<String>,
    pub place_name: Option<String>,
    /// Country of the project or the place; none for a pillar or the plan.
    pub country: Option<Country>,
    pub pillar: Option<Pillar>,
    pub organisation_id: OrganisationId,
    pub organisation_slug: String,
    pub organisation_name_es: String,
    pub organisation_name_en: String,
    pub organisation_class: Class,
    pub kind: PledgeKind,
    pub finance_type: String,
    pub amount_minor: i64,
    pub currency: Currency,
    pub pledged_on: Date,
    pub valid_until_on: Option<Date>,
    pub conditions: String,
    pub authorised_by: String,
    pub note: String,
    pub embargo_until_on: Option<Date>,
    pub channel_slug: Option<String>,
    pub channel_name_es: Option<String>,
    pub channel_name_en: Option<String>,
    pub state: PledgeState,
    pub on_behalf: bool,
    pub entered_by: AccountId,
    pub submitted_by: Option<AccountId>,
    pub submitted_at: Option<Timestamp>,
    pub verified_at: Option<Timestamp>,
    pub version: i64,
    /// Key of its ledger row once it is public.
    pub ledger_entry_id: Option<LedgerEntryId>,
    /// The newest conversion of that row.
    pub usd_minor: Option<i64>,
}

macro_rules! select {
    () => {
        "SELECT pledge.id, pledge.reference, pledge.project_id, project.code AS project_code,
    project.title_es AS project_title_es, project.title_en AS project_title_en, pledge.place_id,
    place.code AS place_code, place.name AS place_name, COALESCE(project.country, place.country) AS country,
    pledge.pillar, pledge.organisation_id, organisation.slug AS organisation_slug,
    organisation.name_es AS organisation_name_es, organisation.name_en AS organisation_name_en,
    organisation.class AS organisation_class, pledge.kind, pledge.finance_type, pledge.amount_minor, pledge.currency,
    pledge.pledged_on, pledge.valid_until_on, pledge.conditions, pledge.authorised_by, pledge.note,
    pledge.embargo_until_on, channel.slug AS channel_slug, channel.name_es AS channel_name_es,
    channel.name_en AS channel_name_en, pledge.state, pledge.on_behalf, pledge.entered_by, pledge.submitted_by,
    pledge.submitted_at, pledge.verified_at, pledge.version, entry.id AS ledger_entry_id,
    (SELECT conversion.usd_minor FROM conversion WHERE conversion.ledger_entry_id = entry.id
        ORDER BY conversion.id DESC LIMIT 1) AS usd_minor
    FROM pledge
    JOIN organisation ON organisation.id = pledge.organisation_id
    LEFT JOIN organisation AS channel ON channel.id = pledge.channel_id
    LEFT JOIN project ON project.id = pledge.project_id
    LEFT JOIN place ON place.id = pledge.place_id
    LEFT JOIN ledger_entry AS entry ON entry.pledge_id = pledge.id AND entry.kind = 'pledge'"
    };
}

const SELECT: &str = select!();

/// A recorded change of state.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ChangeRow {
    pub from_state: PledgeState,
    pub to_state: PledgeState,
    /// `None` once it was erased.
    pub reason: Option<String>,
    pub created_at: Timestamp,
}

/// The changes of state of a pledge, newest first.
///
/// # Errors
/// [`super::StoreError`].
pub async fn changes(source: &impl Source, id: PledgeId) -> Result<Vec<ChangeRow>> {
    source
        .all(
            "SELECT from_state, to_state, NULLIF(reason, $2) AS reason, created_at FROM pledge_change
             WHERE pledge_id = $1 ORDER BY id DESC LIMIT 100",
            values![id, ERASED],
        )
        .await
}

/// What an officer wrote on verifying a pledge; empty where that is nothing.
///
/// # Errors
/// [`super::StoreError`].
pub async fn verified_because(source: &impl Source, id: PledgeId) -> Result<String> {
    let changes = changes(source, id).await?;
    let change = changes
        .into_iter()
        .find(|change| change.to_state == PledgeState::Verified);
    Ok(change.and_then(|change| change.reason).unwrap_or_default())
}

/// The pledge with this reference, whatever its state: whether it may be seen is the caller's question.
///
/// # Errors
/// [`super::StoreError`].
pub async fn by_reference(source: &impl Source, reference: &str) -> Result<Option<PledgeRow>> {
    source
        .one(concat!(select!(), " WHERE pledge.reference = $1"), values![reference])
        .await
}

/// The pledge with this key.
///
/// # Errors
/// [`super::StoreError`].
pub async fn get(source: &impl Source, id: PledgeId) -> Result<Option<PledgeRow>> {
    source
        .one(concat!(select!(), " WHERE pledge.id = $1"), values![id])
        .await
}

/// An organisation's pledges, newest first, from before `before`.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_organisation(
    source: &impl Source,
    organisation: OrganisationId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<PledgeRow>> {
    source
        .all(
            &format!("{SELECT} WHERE pledge.organisation_id = $1 AND pledge.id < $2 ORDER BY pledge.id DESC LIMIT $3"),
            values![organisation, before.unwrap_or(i64::MAX), limit],
        )
        .await
}

/// What the office keeps of this country or any, newest first: what is or was verified, and what was entered on behalf of
/// others.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_office(
    source: &impl Source,
    country: Option<Country>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<PledgeRow>> {
    let sql = format!(
        "{SELECT} WHERE (pledge.on_behalf OR pledge.state IN ('verified', 'withdrawn', 'lapsed'))
            AND ($1 = '' OR COALESCE(project.country, place.country, 'both') IN ($1, 'both'))
            AND pledge.id < $2 ORDER BY pledge.id DESC LIMIT $3"
    );
    let country = country.map_or("", Country::code);
    source
        .all(&sql, values![country, before.unwrap_or(i64::MAX), limit])
        .await
}

/// How many pledges wait for a review. `country`: only those that this country's officer may answer.
///
/// # Errors
/// [`super::StoreError`].
pub async fn count_waiting(source: &impl Source, country: Option<Country>) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS number FROM pledge
        LEFT JOIN project ON project.id = pledge.project_id LEFT JOIN place ON place.id = pledge.place_id
        WHERE pledge.state = 'submitted' AND ($1 = '' OR COALESCE(project.country, place.country, 'both') IN ($1, 'both'))";
    source.number(sql, values![country.map_or("", Country::code)]).await
}

/// What waits for a review, longest waiting first. `country`: only what this country's officer may answer.
///
/// # Errors
/// [`super::StoreError`].
pub async fn waiting(source: &impl Source, country: Option<Country>, part: Part) -> Result<Vec<PledgeRow>> {
    let sql = format!(
        "{SELECT} WHERE pledge.state = 'submitted'
            AND ($1 = '' OR COALESCE(project.country, place.country, 'both') IN ($1, 'both'))
         ORDER BY pledge.submitted_at, pledge.id LIMIT $2 OFFSET $3"
    );
    let country = country.map_or("", Country::code);
    source.all(&sql, values![country, part.limit, part.offset]).await
}

/// Public pledges of money of which something is outstanding and whose validity ends by `until`, soonest first. `country`: only
/// those of this country's officer.
///
/// # Errors
/// [`super::StoreError`].
pub async fn lapsing(
    source: &impl Source,
    country: Option<Country>,
    until: Date,
    part: Part,
) -> Result<Vec<PledgeRow>> {
    let sql = concat!(
        select!(),
        " JOIN pledge_state AS stands ON stands.pledge_id = pledge.id
         WHERE pledge.state = 'verified' AND stands.outstanding_minor > 0 AND stands.valid_until_on <= $1
            AND ($2 = '' OR COALESCE(project.country, place.country, 'both') IN ($2, 'both'))
         ORDER BY stands.valid_until_on, pledge.id LIMIT $3 OFFSET $4"
    );
    let country = country.map_or("", Country::code);
    source.all(sql, values![until, country, part.limit, part.offset]).await
}

/// Public pledges in kind of which something for a project is outstanding and not accepted for its budget, oldest
/// first. `country`: only those of this country's officer.
///
/// # Errors
/// [`super::StoreError`].
pub async fn uncovered(source: &impl Source, country: Option<Country>, part: Part) -> Result<Vec<PledgeRow>> {
    let sql = format!(
        "{SELECT} WHERE pledge.state = 'verified' AND pledge.kind IN ('in_kind', 'technical')
            AND (project.status IS NULL OR project.status IN ('seeking_funding', 'implementation'))
            AND ($1 = '' OR COALESCE(project.country, place.country, 'both') IN ($1, 'both'))
            AND (SELECT SUM(own.amount_minor) FROM ledger_entry AS own
                    WHERE own.pledge_id = pledge.id AND own.project_id IS NOT NULL)
                > (SELECT COALESCE(SUM(acceptance.amount_minor), 0) FROM in_kind_acceptance AS acceptance
                    WHERE acceptance.pledge_id = pledge.id)
         ORDER BY pledge.pledged_on, pledge.id LIMIT $2 OFFSET $3"
    );
    let country = country.map_or("", Country::code);
    source.all(&sql, values![country, part.limit, part.offset]).await
}

/// Pledges that the public may know and that are for a project or of which some part was earmarked to it, newest first.
///
/// # Errors
/// [`super::StoreError`].
pub async fn public_of_project(source: &impl Source, project: ProjectId) -> Result<Vec<PledgeRow>> {
    let own = one_of(
        source.speaks_postgres(),
        "pledge.id",
        "SELECT own.id FROM pledge AS own WHERE own.project_id = $1
            UNION ALL SELECT part.pledge_id FROM ledger_entry AS part
                WHERE part.project_id = $1 AND part.kind = 'earmarking'",
    );
    let sql = format!(
        "{SELECT} WHERE {own} AND entry.id IS NOT NULL ORDER BY pledge.pledged_on DESC, pledge.id DESC LIMIT 200"
    );
    source.all(&sql, values![project]).await
}

/// Public pledges to a place itself, newest first, from before `before`.
///
/// # Errors
/// [`super::StoreError`].
pub async fn public_of_place(
    source: &impl Source,
    place: PlaceId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<PledgeRow>> {
    source
        .all(
            &format!(
                "{SELECT} WHERE pledge.project_id IS NULL AND pledge.place_id = $1 AND entry.id IS NOT NULL
                    AND pledge.id < $2 ORDER BY pledge.id DESC LIMIT $3"
            ),
            values![place, before.unwrap_or(i64::MAX), limit],
        )
        .await
}

/// Verified pledges under an embargo that has ended by `today` and that are not yet public.
///
/// # Errors
/// [`super::StoreError`].
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
/// [`super::StoreError`].
pub async fn tranches(source: &impl Source, row: &PledgeRow) -> Result<Vec<Tranche>> {
    let currency = row.amount().currency();
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

/// A contributor of a joint pledge with its names.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ContributorRow {
    pub slug: String,
    pub name_es: String,
    pub name_en: String,
    /// Its part in the pledge's currency; `None` where that is unknown.
    pub amount_minor: Option<i64>,
}

/// Who gives together with the lead, in order.
///
/// # Errors
/// [`super::StoreError`].
pub async fn contributors(source: &impl Source, id: PledgeId) -> Result<Vec<ContributorRow>> {
    source
        .all(
            "SELECT organisation.slug, organisation.name_es, organisation.name_en, pledge_contributor.amount_minor
             FROM pledge_contributor JOIN organisation ON organisation.id = pledge_contributor.organisation_id
             WHERE pledge_contributor.pledge_id = $1 ORDER BY pledge_contributor.position LIMIT 100",
            values![id],
        )
        .await
}
