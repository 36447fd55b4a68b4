//! What waits for an officer: it is written down here, and counted nowhere until somebody verifies it.

use puente::domain::currency::Currency;
use puente::domain::pledge::PledgeKind;
use puente::domain::proposal::ProposalState;
use time::Date;

use super::chain::Word;
use super::lateness::Days;
use super::valuation::Valuation;
use super::{Model, Organisation, Towards};

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposed {
    /// A new figure for a pledge that has another one at the time.
    Revision {
        reference: String,
        present: i128,
        minor: i128,
    },
    Commitment {
        code: String,
        lead: Organisation,
        finance_type: &'static str,
        amount: (Currency, i128),
        on: Date,
        receiver: &'static str,
        /// Planned days; none once it was changed.
        days: Days,
    },
    Expenditure {
        code: String,
        slug: &'static str,
        amount: (Currency, i128),
        on: Date,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub what: Proposed,
    pub state: ProposalState,
    /// Who entered and who submitted it last, by address.
    pub entered_by: &'static str,
    pub submitted_by: &'static str,
}

impl Model {
    /// Whose proposal it is.
    pub fn proposer(&self, what: &Proposed) -> &'static str {
        match what {
            Proposed::Revision { reference, .. } => self.pledges[reference].giving.lead.slug,
            Proposed::Commitment { lead, .. } => lead.slug,
            Proposed::Expenditure { slug, .. } => slug,
        }
    }

    /// Where it goes; none for a pillar or the plan.
    pub fn country_of_proposal(&self, what: &Proposed) -> Option<&'static str> {
        match what {
            Proposed::Revision { reference, .. } => self.country_of(&self.pledges[reference].towards),
            Proposed::Commitment { code, .. } | Proposed::Expenditure { code, .. } => Some(self.projects[code].country),
        }
    }

    /// Whether a revision of a pledge waits, sent or returned.
    pub fn revision_pending(&self, reference: &str) -> bool {
        self.proposals.values().any(|one| {
            let same = matches!(&one.what, Proposed::Revision { reference: of, .. } if of == reference);
            same && matches!(one.state, ProposalState::Submitted | ProposalState::Returned)
        })
    }

    /// An amount of a day in the currency of a project's budget; none without the rates.
    fn in_currency_of(&self, code: &str, (currency, minor): (Currency, i128), on: Date) -> Option<i128> {
        let budget = self.projects[code].currency;
        if budget == currency {
            return Some(minor);
        }
        let usd = self.rates.usd(minor, currency, on)?;
        self.rates.in_currency(usd, budget, on)
    }

    /// Whether the figure of a pledge is more than ten times what its project costs, or nobody can tell.
    pub fn is_unusual_figure(&self, towards: &Towards, amount: (Currency, i128), on: Date) -> bool {
        let Towards::Project(code) = towards else {
            return false;
        };
        let valuation = self.in_currency_of(code, amount, on);
        valuation.is_none_or(|valuation| valuation > 10 * self.projects[code].requirement)
    }

    /// Whether a commitment is more than what its project still seeks, or nobody can tell.
    fn is_unusual_commitment(&self, code: &str, amount: (Currency, i128), on: Date) -> bool {
        let project = &self.projects[code];
        let mut committed = 0;
        for home in &project.homes {
            let commitments = self.state(home).commitments.values();
            let here = commitments.filter(|one| self.project_at(home, &one.level).as_deref() == Some(code));
            committed += here.filter_map(|one| one.in_budget(project.currency)).sum::<i128>();
        }
        let gap = (project.requirement - committed).max(0);
        let valuation = self.in_currency_of(code, amount, on);
        !project.is_open() || valuation.is_none_or(|valuation| valuation > gap)
    }

    /// Whether an officer who verifies it says why it is right.
    pub fn is_unusual(&self, what: &Proposed) -> bool {
        match what {
            Proposed::Revision { reference, minor, .. } => {
                let pledge = &self.pledges[reference];
                self.is_unusual_figure(&pledge.towards, (pledge.currency, *minor), pledge.giving.on)
            }
            Proposed::Commitment { code, amount, on, .. } => self.is_unusual_commitment(code, *amount, *on),
            Proposed::Expenditure { .. } => false,
        }
    }

    /// Whether an organisation received and signed with itself, on a project, at least what it spent and would spend.
    pub fn has_for(&self, slug: &str, code: &str, next: Valuation) -> bool {
        let project = &self.projects[code];
        let (mut has, mut uses) = (Vec::new(), vec![next]);
        for home in &project.homes {
            let (state, lead) = (self.state(home), self.giving(home).lead.slug);
            assert!(self.giving(home).kind == PledgeKind::Financial || state.commitments.is_empty());
            for (id, commitment) in &state.commitments {
                let here = self.project_at(home, &commitment.level).as_deref() == Some(code);
                if !here || commitment.receiver != slug {
                    continue;
                }
                if lead == slug {
                    has.push(commitment.signed);
                }
                let paid = state.disbursements.values().filter(|one| one.commitment == *id);
                has.extend(paid.filter(|one| one.word == Word::Received).map(|one| one.net));
            }
        }
        uses.extend(
            project
                .spent
                .iter()
                .filter(|one| one.slug == slug)
                .map(super::Spent::left),
        );
        has.retain(|one| one.minor != 0);
        uses.retain(|one| one.minor != 0);
        if has.iter().chain(&uses).all(|one| one.currency == next.currency) {
            let sum = |list: &[Valuation]| list.iter().map(|one| one.minor).sum::<i128>();
            return sum(&uses) <= sum(&has);
        }
        let known: i128 = has.iter().filter_map(|one| one.usd).sum();
        let mut used = 0;
        for one in &uses {
            let Some(usd) = one.usd else { return false };
            used += usd;
        }
        used <= known
    }
}
