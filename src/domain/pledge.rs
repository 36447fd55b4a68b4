//! The pledge: a non-binding promise of money or goods, and the states it passes through.

use time::Date;

use super::finance::GUARANTEE;
use super::ids::{OrganisationId, PlaceId, ProjectId};
use super::money::Money;
use super::pillar::Pillar;
use super::project::{Provenance, Status};
use super::reason::{self, ReasonError};

super::coded! {
    /// What is promised. Only `financial` is money (DESIGN.md §3 rule 9).
    pub enum PledgeKind {
        Financial = "financial",
        InKind = "in_kind",
        Technical = "technical",
        Guarantee = "guarantee",
    }
}

super::coded! {
    /// The stored state of a pledge.
    pub enum PledgeState {
        Draft = "draft",
        Submitted = "submitted",
        Returned = "returned",
        Declined = "declined",
        Verified = "verified",
        Withdrawn = "withdrawn",
        Lapsed = "lapsed",
    }
}

super::coded! {
    /// An officer's answer to a submitted pledge.
    pub enum Decision {
        Verify = "verify",
        Return = "return",
        Decline = "decline",
    }
}

/// Most tranches of one pledge.
pub const TRANCHES_MAX: usize = 12;
/// Most characters of conditions and of a note.
pub const TEXT_LENGTH_MAX: usize = 2000;
/// Most characters of "authorised by".
pub const AUTHORISED_BY_LENGTH_MAX: usize = 200;
/// The finance type when none is given: a standard grant (IATI FinanceType).
pub const FINANCE_TYPE_DEFAULT: &str = "110";

impl PledgeState {
    /// Whether its owner may still change it.
    #[must_use]
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether a pledge may go from this state to `to`.
    #[must_use]
    pub const fn may_become(self, to: Self) -> bool {
        match self {
            Self::Draft | Self::Returned => matches!(to, Self::Draft | Self::Returned | Self::Submitted),
            Self::Submitted => matches!(to, Self::Verified | Self::Returned | Self::Declined),
            Self::Verified => matches!(to, Self::Withdrawn | Self::Lapsed),
            Self::Declined | Self::Withdrawn | Self::Lapsed => false,
        }
    }
}

impl Decision {
    /// The state that the answer leads to.
    #[must_use]
    pub const fn state(self) -> PledgeState {
        match self {
            Self::Verify => PledgeState::Verified,
            Self::Return => PledgeState::Returned,
            Self::Decline => PledgeState::Declined,
        }
    }

    /// Whether the partner must be told why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        match self {
            Self::Verify => false,
            Self::Return | Self::Decline => true,
        }
    }
}

/// What a pledge is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Project(ProjectId),
    Place(PlaceId),
    Pillar(Pillar),
    /// The plan as a whole.
    Plan,
}

/// A dated part of a pledge, in the pledge's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tranche {
    pub due_on: Date,
    pub amount: Money,
}

/// Who gives together with the lead of a joint pledge, and how much of it; `None` where that is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contributor {
    pub organisation: OrganisationId,
    pub share: Option<Money>,
}

/// Most contributors of a joint pledge beside its lead.
pub const CONTRIBUTORS_MAX: usize = 8;

/// The terms of a pledge as its owner states them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub target: Target,
    pub organisation: OrganisationId,
    pub kind: PledgeKind,
    /// IATI FinanceType code.
    pub finance_type: String,
    pub amount: Money,
    pub pledged_on: Date,
    pub valid_until_on: Option<Date>,
    pub tranches: Vec<Tranche>,
    /// The others of a joint pledge; the lead gives what they do not.
    pub contributors: Vec<Contributor>,
    /// Who only passes the money on; it is counted for the source (counting rule 8).
    pub channel: Option<OrganisationId>,
    pub conditions: String,
    pub authorised_by: String,
    pub note: String,
    pub embargo_until_on: Option<Date>,
}

/// One thing wrong with the terms; each names a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermsError {
    /// Not above zero.
    AmountNotPositive,
    /// More than a person may enter.
    AmountTooLarge,
    PledgedInTheFuture,
    ValidityEndsBeforePledge,
    ValidityIsOver,
    EmbargoIsOver,
    TranchesExceedAmount,
    /// Position of the tranche, from 0.
    TrancheBeforePledge(usize),
    TooManyTranches,
    /// The contributors give all of it or more, and nothing is left for the lead.
    ContributorsExceedAmount,
    /// Position of a contributor who is the lead or stands there twice, from 0.
    ContributorTwice(usize),
    /// Money is promised by the finance type of a guarantee, which is none.
    GuaranteeIsNoMoney,
    /// The project is documented: it can be adopted, not funded.
    ProjectIsDocumented,
    /// The project does not take pledges at its present status.
    ProjectIsNotOpen,
}

/// What the terms are checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetProject {
    pub provenance: Provenance,
    pub status: Status,
}

/// Every error of the terms, as of `today`.
#[must_use]
pub fn errors(terms: &Terms, project: Option<TargetProject>, today: Date) -> Vec<TermsError> {
    let mut errors = Vec::new();
    if let Some(project) = project {
        if project.provenance == Provenance::Documented {
            errors.push(TermsError::ProjectIsDocumented);
        } else if !project.status.is_open_for_funding() {
            errors.push(TermsError::ProjectIsNotOpen);
        }
    }
    if terms.kind == PledgeKind::Financial && terms.finance_type == GUARANTEE {
        errors.push(TermsError::GuaranteeIsNoMoney);
    }
    if !terms.amount.is_positive() {
        errors.push(TermsError::AmountNotPositive);
    }
    if !terms.amount.within_entry_limit() {
        errors.push(TermsError::AmountTooLarge);
    }
    if terms.pledged_on > today {
        errors.push(TermsError::PledgedInTheFuture);
    }
    if let Some(end) = terms.valid_until_on {
        if end < terms.pledged_on {
            errors.push(TermsError::ValidityEndsBeforePledge);
        } else if end < today {
            errors.push(TermsError::ValidityIsOver);
        }
    }
    if terms.embargo_until_on.is_some_and(|until| until <= today) {
        errors.push(TermsError::EmbargoIsOver);
    }
    errors.extend(tranche_errors(terms));
    errors.extend(contributor_errors(terms));
    errors
}

fn tranche_errors(terms: &Terms) -> Vec<TermsError> {
    let mut errors = Vec::new();
    if terms.tranches.len() > TRANCHES_MAX {
        errors.push(TermsError::TooManyTranches);
    }
    for (position, tranche) in terms.tranches.iter().enumerate() {
        if tranche.due_on < terms.pledged_on {
            errors.push(TermsError::TrancheBeforePledge(position));
        }
    }
    let sum: i128 = terms
        .tranches
        .iter()
        .map(|tranche| i128::from(tranche.amount.minor()))
        .sum();
    if sum > 0 && sum > i128::from(terms.amount.minor()) {
        errors.push(TermsError::TranchesExceedAmount);
    }
    errors
}

fn contributor_errors(terms: &Terms) -> Vec<TermsError> {
    let mut errors = Vec::new();
    let shares = terms.contributors.iter().filter_map(|one| one.share);
    let shared: i128 = shares.map(|share| i128::from(share.minor())).sum();
    if shared > 0 && shared >= i128::from(terms.amount.minor()) {
        errors.push(TermsError::ContributorsExceedAmount);
    }
    for (position, one) in terms.contributors.iter().enumerate() {
        let before = terms.contributors.iter().take(position);
        if one.organisation == terms.organisation
            || before.into_iter().any(|other| other.organisation == one.organisation)
        {
            errors.push(TermsError::ContributorTwice(position));
        }
    }
    errors
}

/// Why a pledge cannot take the state that somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StateRefusal {
    #[error("that state cannot follow")]
    NotASuccessor,
    /// All of it is signed, so there is nothing that could end.
    #[error("nothing is outstanding")]
    NothingOutstanding,
    /// It is valid until a day that is not over.
    #[error("it is still valid")]
    StillValid,
    #[error(transparent)]
    Reason(#[from] ReasonError),
}

/// Whether a pledge in state `from` may be answered with `decision`.
///
/// # Errors
/// [`StateRefusal`].
pub fn review(from: PledgeState, decision: Decision, reason: &str) -> Result<PledgeState, StateRefusal> {
    let to = decision.state();
    // A draft and a returned pledge are their owner's, whatever they may become there.
    if from != PledgeState::Submitted || !from.may_become(to) {
        return Err(StateRefusal::NotASuccessor);
    }
    match reason::check(reason) {
        // A verification may do with a word, or with none.
        Err(ReasonError::TooShort) if !decision.needs_reason() => {}
        checked => checked?,
    }
    Ok(to)
}

/// Whether a pledge in state `from` may be withdrawn or lapse.
///
/// # Errors
/// [`StateRefusal`].
pub fn end(from: PledgeState, to: PledgeState, reason: &str) -> Result<(), StateRefusal> {
    if from != PledgeState::Verified || !from.may_become(to) {
        return Err(StateRefusal::NotASuccessor);
    }
    Ok(reason::check(reason)?)
}

#[cfg(test)]
mod tests;
