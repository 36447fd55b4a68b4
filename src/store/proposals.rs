//! Proposals: what waits for an officer before it moves a public figure, its states, and who said what of it.

use sea_orm::FromQueryResult;
use time::Date;

use super::events::ERASED;
use super::{Part, Result, Source};
use crate::domain::access::Permission;
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{AccountId, LedgerEntryId, OrganisationId, PledgeId, ProjectId, ProposalId};
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::pledge::Tranche;
use crate::domain::proposal::{ProposalKind, ProposalState, Purse};
use crate::domain::timestamp::Timestamp;

mod write;

pub use write::{NewProposal, StateChange, StoredDocument, change_state, insert, update, verified};

/// A proposal with the names that its pages show.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ProposalRow {
    pub id: ProposalId,
    pub reference: String,
    pub kind: ProposalKind,
    pub pledge_id: Option<PledgeId>,
    pub pledge_reference: Option<String>,
    /// Of the pledge for a revision.
    pub project_id: Option<ProjectId>,
    pub project_code: Option<String>,
    pub project_title_es: Option<String>,
    pub project_title_en: Option<String>,
    pub place_code: Option<String>,
    pub place_name: Option<String>,
    pub pillar: Option<Pillar>,
    /// Country of the project or the place; none for a pillar or the plan.
    pub country: Option<Country>,
    pub organisation_id: OrganisationId,
    pub organisation_slug: String,
    pub organisation_name_es: String,
    pub organisation_name_en: String,
    pub receiver_id: Option<OrganisationId>,
    pub receiver_slug: Option<String>,
    pub receiver_name_es: Option<String>,
    pub receiver_name_en: Option<String>,
    pub finance_type: Option<String>,
    pub amount_minor: i64,
    pub currency: Currency,
    /// The figure of the pledge that a revision would replace.
    pub present_minor: Option<i64>,
    /// Day of the signature or of the expenditure; of a revision, the day on which it was entered.
    pub dated_on: Date,
    /// What its provider calls the commitment; empty once it is verified.
    pub own_reference: String,
    /// Why the pledge is revised, or what was paid for; empty once it is verified.
    pub note: String,
    pub document_name: Option<String>,
    pub document_sha256: Option<String>,
    pub state: ProposalState,
    pub on_behalf: bool,
    pub entered_by: AccountId,
    pub submitted_by: AccountId,
    pub submitted_at: Timestamp,
    pub reviewed_by: Option<AccountId>,
    pub reviewed_at: Option<Timestamp>,
    /// The row of the ledger that it became.
    pub ledger_entry_id: Option<LedgerEntryId>,
    pub version: i64,
}

const SELECT: &str = "SELECT proposal.id, proposal.reference, proposal.kind, proposal.pledge_id,
    pledge.reference AS pledge_reference, project.id AS project_id, project.code AS project_code,
    project.title_es AS project_title_es, project.title_en AS project_title_en, place.code AS place_code,
    place.name AS place_name, pledge.pillar AS pillar, COALESCE(project.country, place.country) AS country,
    proposal.organisation_id, provider.slug AS organisation_slug, provider.name_es AS organisation_name_es,
    provider.name_en AS organisation_name_en, proposal.receiver_id, receiver.slug AS receiver_slug,
    receiver.name_es AS receiver_name_es, receiver.name_en AS receiver_name_en, proposal.finance_type,
    proposal.amount_minor, proposal.currency, proposal.present_minor, proposal.dated_on, proposal.own_reference,
    proposal.note, proposal.document_name, proposal.document_sha256, proposal.state, proposal.on_behalf,
    proposal.entered_by, proposal.submitted_by, proposal.submitted_at, proposal.reviewed_by, proposal.reviewed_at,
    proposal.ledger_entry_id, proposal.version
    FROM proposal
    JOIN organisation AS provider ON provider.id = proposal.organisation_id
    LEFT JOIN organisation AS receiver ON receiver.id = proposal.receiver_id
    LEFT JOIN pledge ON pledge.id = proposal.pledge_id
    LEFT JOIN project ON project.id = COALESCE(proposal.project_id, pledge.project_id)
    LEFT JOIN place ON place.id = pledge.place_id";

impl ProposalRow {
    /// The typed key.
    #[must_use]
    pub fn key(&self) -> ProposalId {
        self.id
    }

    /// The proposed amount; of a revision the whole new figure.
    #[must_use]
    pub fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }

    /// The figure that a revision would replace.
    #[must_use]
    pub fn present(&self) -> Option<Money> {
        self.present_minor.map(|minor| Money::new(minor, self.currency))
    }

    /// Whose money it is.
    #[must_use]
    pub fn provider(&self) -> OrganisationId {
        self.organisation_id
    }

    /// Who would receive it.
    #[must_use]
    pub fn receiver(&self) -> Option<OrganisationId> {
        self.receiver_id
    }

    /// The project that it is for, of a revision that of its pledge.
    #[must_use]
    pub fn project(&self) -> Option<ProjectId> {
        self.project_id
    }

    /// Where its project or place lies.
    #[must_use]
    pub fn towards(&self) -> Option<Country> {
        self.country
    }

    /// What an actor does who reads it and its document.
    #[must_use]
    pub fn reading(&self) -> Permission {
        Permission::EditPledge {
            organisation: self.organisation_id,
            towards: self.country,
        }
    }

    /// What an actor does who changes or withdraws it: an officer only what was entered on behalf of its organisation.
    #[must_use]
    pub fn edit_permission(&self) -> Permission {
        Permission::EditUnverified {
            organisation: self.organisation_id,
            towards: self.country,
            on_behalf: self.on_behalf,
        }
    }

    /// What an actor does who answers it.
    #[must_use]
    pub fn reviewing(&self) -> Permission {
        Permission::ReviewPledge {
            towards: self.country,
            entered_by: self.entered_by,
            submitted_by: Some(self.submitted_by),
        }
    }
}

/// The proposal with this reference, whatever its state: whether it may be seen is the caller's question.
///
/// # Errors
/// [`super::StoreError`].
pub async fn by_reference(source: &impl Source, reference: &str) -> Result<Option<ProposalRow>> {
    source
        .one(&format!("{SELECT} WHERE proposal.reference = $1"), values![reference])
        .await
}

/// The revision upwards of a pledge that waits, submitted or returned.
///
/// # Errors
/// [`super::StoreError`].
pub async fn open_of_pledge(source: &impl Source, pledge: PledgeId) -> Result<Option<ProposalRow>> {
    let sql = format!("{SELECT} WHERE proposal.pledge_id = $1 AND proposal.state IN ('submitted', 'returned')");
    source.one(&sql, values![pledge]).await
}

/// Whose proposals a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Organisation(OrganisationId),
    /// What concerns this country, or any.
    Country(Option<Country>),
}

/// Proposals in any state, newest first, from before `before`.
///
/// # Errors
/// [`super::StoreError`].
pub async fn listed(source: &impl Source, whose: Whose, before: Option<i64>, limit: i64) -> Result<Vec<ProposalRow>> {
    let before = before.unwrap_or(i64::MAX);
    let (clause, bound) = match whose {
        Whose::Organisation(id) => ("proposal.organisation_id = $3", values![before, limit, id]),
        Whose::Country(country) => (
            "($3 = '' OR COALESCE(project.country, place.country, 'both') IN ($3, 'both'))",
            values![before, limit, country.map_or("", Country::code)],
        ),
    };
    let sql = format!("{SELECT} WHERE {clause} AND proposal.id < $1 ORDER BY proposal.id DESC LIMIT $2");
    source.all(&sql, bound).await
}

/// An organisation's proposals that wait, for an officer or for itself, longest waiting first.
///
/// # Errors
/// [`super::StoreError`].
pub async fn open_of_organisation(
    source: &impl Source,
    organisation: OrganisationId,
    part: Part,
) -> Result<Vec<ProposalRow>> {
    let sql = format!(
        "{SELECT} WHERE proposal.organisation_id = $1 AND proposal.state IN ('submitted', 'returned')
         ORDER BY proposal.submitted_at, proposal.id LIMIT $2 OFFSET $3"
    );
    source.all(&sql, values![organisation, part.limit, part.offset]).await
}

/// What waits for an officer, longest waiting first. `country`: only what this country's officer may answer.
///
/// # Errors
/// [`super::StoreError`].
pub async fn waiting(source: &impl Source, country: Option<Country>, part: Part) -> Result<Vec<ProposalRow>> {
    let sql = format!(
        "{SELECT} WHERE proposal.state = 'submitted'
            AND ($1 = '' OR COALESCE(project.country, place.country, 'both') IN ($1, 'both'))
         ORDER BY proposal.submitted_at, proposal.id LIMIT $2 OFFSET $3"
    );
    let country = country.map_or("", Country::code);
    source.all(&sql, values![country, part.limit, part.offset]).await
}

/// How many wait for an officer of this country, or of any.
///
/// # Errors
/// [`super::StoreError`].
pub async fn count_waiting(source: &impl Source, country: Option<Country>) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS number FROM proposal
        LEFT JOIN pledge ON pledge.id = proposal.pledge_id
        LEFT JOIN project ON project.id = COALESCE(proposal.project_id, pledge.project_id)
        LEFT JOIN place ON place.id = pledge.place_id
        WHERE proposal.state = 'submitted'
            AND ($1 = '' OR COALESCE(project.country, place.country, 'both') IN ($1, 'both'))";
    source.number(sql, values![country.map_or("", Country::code)]).await
}

#[derive(FromQueryResult)]
struct TrancheRow {
    due_on: Date,
    amount_minor: i64,
}

/// The planned payments of a proposed commitment, in order.
///
/// # Errors
/// [`super::StoreError`].
pub async fn tranches(source: &impl Source, row: &ProposalRow) -> Result<Vec<Tranche>> {
    let currency = row.currency;
    let rows: Vec<TrancheRow> = source
        .all(
            "SELECT due_on, amount_minor FROM proposal_tranche WHERE proposal_id = $1 ORDER BY position LIMIT 100",
            values![row.id],
        )
        .await?;
    let tranche = |one: TrancheRow| Tranche {
        due_on: one.due_on,
        amount: Money::new(one.amount_minor, currency),
    };
    Ok(rows.into_iter().map(tranche).collect())
}

/// A recorded change of state.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ChangeRow {
    pub to_state: ProposalState,
    /// `None` once it was erased.
    pub reason: Option<String>,
    pub account_id: AccountId,
    pub created_at: Timestamp,
}

/// What happened to a proposal, newest first.
///
/// # Errors
/// [`super::StoreError`].
pub async fn changes(source: &impl Source, id: ProposalId) -> Result<Vec<ChangeRow>> {
    source
        .all(
            "SELECT to_state, NULLIF(reason, $2) AS reason, account_id, created_at FROM proposal_change
             WHERE proposal_id = $1 ORDER BY id DESC LIMIT 100",
            values![id, ERASED],
        )
        .await
}

#[derive(FromQueryResult)]
struct KeyRow {
    id: LedgerEntryId,
    kind: EntryKind,
}

/// The commitments on a project that an organisation receives, and what it reported there as spent.
///
/// # Errors
/// [`super::StoreError`].
pub async fn purse(source: &impl Source, organisation: OrganisationId, project: ProjectId) -> Result<Purse> {
    let rows: Vec<KeyRow> = source
        .all(
            "SELECT id, kind FROM ledger_entry WHERE project_id = $1
                AND ((kind = 'commitment' AND receiver_id = $2) OR (kind = 'expenditure' AND organisation_id = $2))",
            values![project, organisation],
        )
        .await?;
    let mut purse = Purse::default();
    for row in rows {
        let keys = match row.kind {
            EntryKind::Commitment => &mut purse.received_by,
            _ => &mut purse.spent_by,
        };
        keys.insert(row.id);
    }
    Ok(purse)
}
