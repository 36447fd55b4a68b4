//! The actions of the simulation: each is done through the actions, and the model says beforehand whether it must be done
//! or refused, and why.

use std::fmt::Debug;

use puente::actions::{self, ActionError, AmountRefusal, DocumentRefusal};
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::pledge::{StateRefusal, TermsError, Tranche};
use puente::domain::project::StatusRefusal;
use puente::store::StoreError;
use time::{Date, Duration};

use super::cast::{CURRENCIES, OFFICERS, ORGANISATIONS, by_slug};
use super::model::lateness::Days;
use super::model::refusals::Reasons;
use super::model::valuation::Valuation;
use super::model::{Home, Pledge};
use super::play::Simulation;

mod acceptances;
mod answers;
mod commitments;
mod conditions;
mod disbursements;
mod pledges;
mod projects;
mod promises;
mod proposals;
mod time_passes;

pub const REASON: &str = "Decisión de la mesa técnica";

/// Every kind of action, how often it is tried, and whether it can be refused.
pub const OPERATIONS: [(&str, usize, bool); 30] = [
    ("create project", 3, true),
    ("edit project", 4, true),
    ("change status", 9, true),
    ("create pledge", 8, true),
    ("submit pledge", 3, true),
    ("review pledge", 9, true),
    ("revise pledge", 7, true),
    ("earmark", 6, true),
    ("release", 3, true),
    ("sign", 12, true),
    ("agree", 5, true),
    ("terminate", 5, true),
    ("pay", 13, true),
    ("confirm", 7, true),
    ("dispute", 4, true),
    ("resolve", 3, true),
    ("publish", 3, true),
    ("refund", 4, true),
    ("spend", 4, true),
    ("unspend", 4, true),
    ("review proposal", 14, true),
    ("resubmit proposal", 4, true),
    ("recall proposal", 2, true),
    ("accept in kind", 6, true),
    ("take back", 2, true),
    ("withdraw", 2, true),
    ("lapse", 1, true),
    ("state or meet condition", 3, false),
    ("pass time", 4, false),
    ("learn rates", 3, false),
];

/// What must have happened in a run that is long enough, beside every action.
pub const SIGHTS: [&str; 41] = [
    "acceptance cut by a smaller promise",
    "acceptance in another currency",
    "acceptance of an earmarked part",
    "commitment in another currency",
    "commitment on an earmarked part",
    "commitment without a project",
    "amount converted by a later rate",
    "budget in another currency",
    "cost converted by a later rate",
    "operation repeated",
    "dispute resolved with less",
    "commitment verified",
    "commitment with itself",
    "expenditure at once",
    "expenditure corrected before its rate",
    "expenditure verified",
    "figure moved under a proposal",
    "proposal returned and sent again",
    "refused as things are by then",
    "unusual and explained",
    "clock stopped",
    "clock stopped for a while",
    "joint pledge with known shares",
    "joint pledge with unknown shares",
    "late by its commitment",
    "late by its pledge's days",
    "late by its promise",
    "late, found in the lists",
    "less by bank_charge",
    "less by exchange",
    "less by shortfall",
    "less by tax",
    "open after a refund",
    "open after an end",
    "disbursement in another currency",
    "pledge in kind",
    "pledge published after its embargo",
    "revision down",
    "revision up",
    "termination after a withdrawal",
    "termination in part",
];

/// The codes of a refusal.
fn shown(error: &ActionError) -> Vec<&'static str> {
    match error {
        ActionError::Money(refusal) => vec![refusal.code()],
        ActionError::Amount(AmountRefusal::AboveBound { .. }) => vec!["above_bound"],
        ActionError::Amount(AmountRefusal::DrawdownImplausible { .. }) => vec!["drawdown_implausible"],
        ActionError::Acceptance(refusal) => vec![refusal.code()],
        ActionError::Proposal(refusal) => vec![refusal.code()],
        ActionError::Reason(_) | ActionError::State(StateRefusal::Reason(_)) => vec!["reason"],
        ActionError::State(StateRefusal::NotASuccessor) => vec!["not_a_successor"],
        ActionError::State(StateRefusal::NothingOutstanding) => vec!["nothing_outstanding"],
        ActionError::State(StateRefusal::StillValid) => vec!["still_valid"],
        ActionError::NotFound => vec!["not_found"],
        ActionError::Refused(_) => vec!["not_allowed"],
        ActionError::Publication(error) => vec![error.code()],
        ActionError::Document(DocumentRefusal::Needed) => vec!["document_needed"],
        ActionError::Gate(_) => vec!["gate"],
        ActionError::Store(StoreError::Stale) => vec!["stale"],
        ActionError::Status(refusals) => refusals
            .iter()
            .map(|refusal| match refusal {
                StatusRefusal::NotASuccessor => "not_a_successor",
                StatusRefusal::Reason(_) => "reason",
                StatusRefusal::EffectiveInTheFuture => "in_the_future",
                StatusRefusal::EffectiveBeforeLastChange => "before_last_change",
                StatusRefusal::Gate(_) => "gate",
                StatusRefusal::Documented => "documented",
            })
            .collect(),
        ActionError::Terms(errors) => errors
            .iter()
            .map(|error| match error {
                TermsError::AmountNotPositive => "not_positive",
                TermsError::AmountTooLarge => "too_large",
                TermsError::PledgedInTheFuture => "in_the_future",
                TermsError::EmbargoIsOver => "embargo_is_over",
                TermsError::ContributorsExceedAmount => "contributors_exceed",
                TermsError::ContributorTwice(_) => "contributor_twice",
                TermsError::ProjectIsNotOpen => "project_not_open",
                _ => "an error that the simulation does not make",
            })
            .collect(),
        _ => vec!["an error that is no refusal"],
    }
}

/// An amount as the program takes it.
pub fn money((currency, minor): (Currency, i128)) -> Money {
    Money::new(i64::try_from(minor).expect("fits"), currency)
}

/// Planned payments as the program takes them.
pub fn planned(currency: Currency, days: &Days) -> Vec<Tranche> {
    let tranche = |(due_on, minor): &(Date, i128)| Tranche {
        due_on: *due_on,
        amount: money((currency, *minor)),
    };
    days.iter().map(tranche).collect()
}

impl Simulation<'_> {
    /// Does one action of this kind; false when there is nothing that it could be done to.
    pub async fn attempt(&mut self, operation: &'static str) -> bool {
        match operation {
            "create project" => Box::pin(self.create_project()).await,
            "edit project" => Box::pin(self.edit_project()).await,
            "change status" => Box::pin(self.change_status()).await,
            "create pledge" => Box::pin(self.create_pledge()).await,
            "submit pledge" => Box::pin(self.submit_pledge()).await,
            "review pledge" => Box::pin(self.review_pledge()).await,
            "revise pledge" => Box::pin(self.revise_pledge()).await,
            "earmark" => Box::pin(self.earmark(false)).await,
            "release" => Box::pin(self.earmark(true)).await,
            "sign" => Box::pin(self.sign()).await,
            "agree" => Box::pin(self.agree()).await,
            "terminate" => Box::pin(self.terminate()).await,
            "pay" => Box::pin(self.pay()).await,
            "confirm" | "dispute" | "resolve" => Box::pin(self.answer(operation)).await,
            "publish" => Box::pin(self.publish_disbursement()).await,
            "refund" => Box::pin(self.refund()).await,
            "spend" => Box::pin(self.spend()).await,
            "unspend" => Box::pin(self.adjust()).await,
            "review proposal" => Box::pin(self.review_proposal()).await,
            "resubmit proposal" => Box::pin(self.resubmit_proposal()).await,
            "recall proposal" => Box::pin(self.recall_proposal()).await,
            "accept in kind" => Box::pin(self.accept_in_kind()).await,
            "take back" => Box::pin(self.take_back()).await,
            "withdraw" | "lapse" => Box::pin(self.end_pledge(operation)).await,
            "state or meet condition" => Box::pin(self.state_or_meet()).await,
            "pass time" => Box::pin(self.pass_time()).await,
            "learn rates" => Box::pin(self.learn_rates()).await,
            other => panic!("no operation {other}"),
        }
    }

    /// Says what is about to be tried, for whoever reads a failure.
    pub fn report(&mut self, operation: &'static str, with: &dyn Debug, reasons: &Reasons) {
        self.operation = operation;
        self.telling = format!("{operation} {with:?}, to be refused for {:?}", reasons.0);
    }

    /// The action was done or refused as the model says; gives what it made if it was done.
    pub fn judge<T: Debug>(&mut self, reasons: &Reasons, done: actions::Result<T>) -> Option<T> {
        *self.tally.entry((self.operation, reasons.none())).or_default() += 1;
        self.is_done = done.is_ok();
        match done {
            Ok(made) => {
                assert!(reasons.none(), "done: {}", self.telling);
                Some(made)
            }
            Err(error) => {
                let codes = shown(&error);
                let right = !codes.is_empty() && codes.iter().all(|code| reasons.0.contains(code));
                assert!(right, "refused with {codes:?} ({error:?}): {}", self.telling);
                None
            }
        }
    }

    /// The same submission again gives the first answer again and changes nothing.
    pub fn judge_again<T: PartialEq + Debug>(&mut self, first: &T, again: &actions::Result<T>) {
        assert_eq!(again.as_ref().ok(), Some(first), "again: {}", self.telling);
        self.saw("operation repeated");
    }

    pub fn saw(&mut self, sight: &'static str) {
        assert!(SIGHTS.contains(&sight), "{sight}");
        self.seen.insert(sight);
    }

    /// Whether this action is spoilt in one of several ways.
    pub fn spoils(&mut self, ways: usize) -> bool {
        self.spoil && self.random.one_in(ways)
    }

    /// Somebody who may act for an organisation; now and then, somebody else.
    pub fn editor(&mut self, slug: &str, reasons: &mut Reasons) -> &'static str {
        let own = by_slug(slug).email;
        if self.spoils(8) {
            let strangers: Vec<&'static str> = ORGANISATIONS
                .iter()
                .filter_map(|one| one.email.filter(|_| one.slug != slug))
                .collect();
            reasons.add("not_found", true);
            return self.random.pick(&strangers);
        }
        match own {
            Some(email) if !self.random.one_in(5) => email,
            _ => self.random.pick(&OFFICERS),
        }
    }

    /// As [`Self::editor`], of a pledge; no officer sees what a partner entered before it is verified.
    pub fn editor_of(&mut self, pledge: &Pledge, reasons: &mut Reasons) -> &'static str {
        let email = self.editor(pledge.giving.lead.slug, reasons);
        reasons.add("not_found", pledge.is_hidden_from(email));
        email
    }

    /// A reason, or a word that is none.
    pub fn why(&mut self, reasons: &mut Reasons) -> &'static str {
        if self.spoils(8) {
            reasons.add("reason", true);
            return "porque sí";
        }
        REASON
    }

    /// An amount of which there is `most`; often all of it, sometimes hardly any.
    pub fn some_of(&mut self, most: i128) -> i128 {
        let most = i64::try_from(most.max(1)).expect("fits");
        i128::from(match self.random.below(6) {
            0 | 1 => most,
            2 => self.random.number(1, most.min(300)),
            _ => self.random.number(1, most),
        })
    }

    /// As [`Self::some_of`]; when the action is spoilt, often too much or nothing.
    pub fn amount(&mut self, most: i128) -> i128 {
        if self.spoils(2) {
            return match self.random.below(6) {
                0 => 0,
                1 => -self.some_of(most),
                2 => 1_000_000_000_000_001,
                _ => most + self.some_of(300),
            };
        }
        self.some_of(most)
    }

    /// A day from `first` to today; when the action is spoilt, sometimes one before or after.
    pub fn day(&mut self, first: Date) -> Date {
        let today = self.today();
        if self.spoils(5) {
            return if self.random.one_in(2) {
                first - Duration::days(1)
            } else {
                today + Duration::days(1)
            };
        }
        first + Duration::days(self.random.number(0, (today - first).whole_days().max(0)))
    }

    /// An amount to be taken from `left`, in its currency or another, with how much of it that uses up.
    pub fn child(&mut self, left: &Valuation, on: Date) -> ((Currency, i128), Option<(Currency, i128)>) {
        let currency = if self.random.one_in(3) {
            self.random.pick(&CURRENCIES)
        } else {
            left.currency
        };
        if currency == left.currency {
            let minor = self.amount(left.minor);
            let stated = if self.spoils(6) {
                Some((currency, minor + 1))
            } else {
                self.random.one_in(4).then_some((currency, minor))
            };
            return ((currency, minor), stated);
        }
        let drawdown = self.amount(left.minor);
        let valuation = self.model.rates.about((left.currency, drawdown), currency, on);
        let minor = match valuation {
            Some(valuation) if drawdown <= left.minor && !self.spoils(3) => {
                valuation * i128::from(self.random.number(80, 125)) / 100
            }
            _ => self.amount(2_000_000_000),
        };
        let stated = if self.spoils(3) {
            match self.random.below(3) {
                0 => None,
                1 => Some((currency, minor)),
                _ => Some((left.currency, left.minor + 1)),
            }
        } else {
            Some((left.currency, drawdown))
        };
        ((currency, minor), stated)
    }

    /// One of these, or none when there are none.
    pub fn one_of<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        let at = self.random.below(from.len());
        from.get(at).cloned()
    }

    /// The pledges and commitments that still change.
    pub fn homes(&self) -> Vec<Home> {
        let pledges = self.live.pledges.iter().cloned().map(Home::Pledge);
        pledges
            .chain(self.live.directs.iter().copied().map(Home::Direct))
            .collect()
    }

    /// What is counted anew after an action, and compared whether it was done or refused.
    pub fn touch_home(&mut self, home: &Home) {
        self.touched.extend(self.model.subjects(home));
    }
}
