//! The ledger of an invented project: eight rows, as they follow one another in life, with their events.

use serde_json::{Map, Value, json};
use time::{Date, Duration};

use crate::actions::ActionError;
use crate::domain::chain::Outcome;
use crate::domain::currency::Currency;
use crate::domain::event::EventKind;
use crate::domain::ids::{LedgerEntryId, PledgeId, ProjectId};
use crate::domain::ledger::{Booked, EntryKind};
use crate::domain::money::Money;
use crate::domain::pledge::{PledgeKind, Target, Terms, Tranche};
use crate::domain::project::Status;
use crate::seed::SeedError;
use crate::seed::trial::cast::{Cast, Member};
use crate::seed::trial::draw::Draw;
use crate::seed::trial::project::{Plan, money};
use crate::store::bulk::{Bulk, Hands};

mod rows;

pub(super) use rows::officer_facts;

/// What happens next to the money of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A promise of so many percent of the cost.
    Promise(i64),
    /// The last promise grows by so many percent.
    Revise(i64),
    /// So many percent of the last promise are signed.
    Sign(i64),
    /// So many percent of the last commitment are paid.
    Pay(i64),
}

use Step::{Pay, Promise, Revise, Sign};

/// Rows of the ledger that each project has.
pub const ROWS: usize = 8;
const SOUGHT: [Step; ROWS] = [
    Promise(30),
    Sign(50),
    Pay(40),
    Promise(15),
    Revise(20),
    Promise(10),
    Promise(8),
    Revise(25),
];
const UNDER_WAY: [Step; ROWS] = [
    Promise(55),
    Sign(90),
    Pay(30),
    Pay(25),
    Promise(25),
    Revise(20),
    Sign(60),
    Pay(35),
];
const DONE: [Step; ROWS] = [
    Promise(60),
    Sign(100),
    Pay(40),
    Pay(35),
    Pay(25),
    Promise(35),
    Sign(100),
    Pay(95),
];

/// A promise as its rows name it.
struct Promised<'a> {
    id: PledgeId,
    reference: String,
    provider: &'a Member,
    kind: PledgeKind,
    finance_type: &'static str,
    amount: Money,
    pledged_on: Date,
    row: LedgerEntryId,
}

/// A row that others follow.
#[derive(Clone, Copy)]
struct Agreed {
    row: LedgerEntryId,
    amount: Money,
}

/// A row on its way in.
struct Row {
    kind: EntryKind,
    event: EventKind,
    parent: Option<LedgerEntryId>,
    amount: Money,
    dated_on: Date,
}

/// The ledger of one project as it is made.
pub(super) struct Ledger<'a, 'b, 'c> {
    bulk: &'a mut Bulk<'b>,
    cast: &'c Cast,
    plan: &'a Plan<'c>,
    project: ProjectId,
    code: &'a str,
    draw: Draw,
    /// The day of the newest step.
    day: Date,
    promised: Option<Promised<'c>>,
    agreed: Option<Agreed>,
    /// The rows as they are counted.
    pub entries: Vec<Booked>,
    /// Numbers of the events, in their order.
    pub events: Vec<i64>,
}

impl<'a, 'b, 'c> Ledger<'a, 'b, 'c> {
    pub fn new(
        bulk: &'a mut Bulk<'b>,
        cast: &'c Cast,
        plan: &'a Plan<'c>,
        (project, code): (ProjectId, &'a str),
        number: usize,
    ) -> Self {
        Self {
            bulk,
            cast,
            plan,
            project,
            code,
            draw: Draw::of(number, 3),
            day: plan.published_on,
            promised: None,
            agreed: None,
            entries: Vec::with_capacity(ROWS),
            events: Vec::new(),
        }
    }

    /// Makes the eight rows.
    ///
    /// # Errors
    /// [`SeedError`].
    pub fn fill(&mut self) -> Result<(), SeedError> {
        let steps = match self.plan.status {
            Status::Implementation => UNDER_WAY,
            Status::Finalisation | Status::Closed => DONE,
            _ => SOUGHT,
        };
        for step in steps {
            match step {
                Promise(percent) => self.promise(percent)?,
                Revise(percent) => self.revise(percent)?,
                Sign(percent) => self.sign(percent)?,
                Pay(percent) => self.pay(percent)?,
            }
        }
        Ok(())
    }

    fn later(&mut self, least: i64, most: i64) -> Date {
        let days = Duration::days(self.draw.between(least, most));
        self.day = (self.day + days).min(self.cast.today);
        self.day
    }

    fn promise(&mut self, percent: i64) -> Result<(), SeedError> {
        let is_first = self.promised.is_none();
        let pledged_on = self.later(5, 60);
        let provider = self.cast.member_but(self.plan.implementer.id, &mut self.draw);
        let budget = self.plan.facts.budget_currency;
        let currency = self.draw.weighted(&[
            (budget, 55),
            (Currency::USD, 25),
            (Currency::EUR, 12),
            (Currency::PAB, 4),
            (Currency::COP, 4),
        ]);
        // What is signed and paid later is money.
        let (kind, finance_type) = if is_first || percent >= 25 {
            let finance_type = self.draw.weighted(&[("110", 72), ("421", 24), ("510", 4)]);
            (PledgeKind::Financial, finance_type)
        } else {
            self.draw.weighted(&[
                ((PledgeKind::Financial, "110"), 70),
                ((PledgeKind::InKind, "110"), 12),
                ((PledgeKind::Technical, "110"), 10),
                ((PledgeKind::Guarantee, "1100"), 8),
            ])
        };
        let amount = money(currency, (self.plan.dollars * percent / 100).max(1));
        let terms = self.terms(provider, kind, finance_type, amount, pledged_on);
        let hands = Hands {
            entered_by: provider.account,
            verified_by: self.cast.officer,
        };
        let (id, reference) = self.bulk.pledge(&terms, hands);
        self.promised = Some(Promised {
            id,
            reference,
            provider,
            kind,
            finance_type,
            amount,
            pledged_on,
            row: LedgerEntryId(0),
        });
        let row = Row {
            kind: EntryKind::Pledge,
            event: EventKind::PledgeVerified,
            parent: None,
            amount,
            dated_on: pledged_on,
        };
        let row = self.row(&row, promise_facts(&terms))?;
        if let Some(promised) = &mut self.promised {
            promised.row = row;
        }
        Ok(())
    }

    fn terms(
        &mut self,
        provider: &Member,
        kind: PledgeKind,
        finance_type: &str,
        amount: Money,
        pledged_on: Date,
    ) -> Terms {
        let valid = Duration::days(self.draw.between(365, 2_400));
        let half = Money::new(amount.minor() / 2, amount.currency());
        let rest = Money::new(amount.minor() - half.minor(), amount.currency());
        let tranches = if kind == PledgeKind::Financial && self.draw.percent(25) {
            let due = |days, amount| Tranche {
                due_on: pledged_on + Duration::days(days),
                amount,
            };
            vec![due(180, half), due(540, rest)]
        } else {
            Vec::new()
        };
        Terms {
            target: Target::Project(self.project),
            organisation: provider.id,
            kind,
            finance_type: finance_type.to_owned(),
            amount,
            pledged_on,
            valid_until_on: self
                .draw
                .percent(40)
                .then(|| pledged_on + valid.max(Duration::days(600))),
            tranches,
            contributors: Vec::new(),
            channel: None,
            conditions: String::new(),
            authorised_by: String::new(),
            note: String::new(),
            embargo_until_on: None,
        }
    }

    fn revise(&mut self, percent: i64) -> Result<(), SeedError> {
        let promised = self.promised.as_ref().ok_or(ActionError::NotFound)?;
        let more = part(promised.amount, percent);
        let (parent, dated_on) = (promised.row, promised.pledged_on);
        let revised = promised.amount.minor() + more.minor();
        let facts = Map::from_iter([("revised_to_minor".to_owned(), revised.into())]);
        let row = Row {
            kind: EntryKind::Revision,
            event: EventKind::PledgeRevised,
            parent: Some(parent),
            amount: more,
            dated_on,
        };
        self.row(&row, facts).map(drop)
    }

    fn sign(&mut self, percent: i64) -> Result<(), SeedError> {
        let promised = self.promised.as_ref().ok_or(ActionError::NotFound)?;
        let (amount, parent) = (part(promised.amount, percent), promised.row);
        let row = Row {
            kind: EntryKind::Commitment,
            event: EventKind::CommitmentSigned,
            parent: Some(parent),
            amount,
            dated_on: self.later(20, 120),
        };
        let row = self.row(&row, Map::new())?;
        self.agreed = Some(Agreed { row, amount });
        Ok(())
    }

    fn pay(&mut self, percent: i64) -> Result<(), SeedError> {
        let agreed = self.agreed.ok_or(ActionError::NotFound)?;
        let row = Row {
            kind: EntryKind::Disbursement,
            event: EventKind::DisbursementDeclared,
            parent: Some(agreed.row),
            amount: part(agreed.amount, percent),
            dated_on: self.later(30, 150),
        };
        let disbursement = self.row(&row, Map::new())?;
        let ended = matches!(self.plan.status, Status::Closed | Status::Finalisation);
        let outcome = match self.draw.below(100) {
            0..70 => Some(Outcome::Confirm),
            _ if ended => Some(Outcome::Confirm),
            70..76 => Some(Outcome::Dispute),
            _ => None,
        };
        match outcome {
            Some(outcome) => self.answer(disbursement, outcome, row.amount),
            None => Ok(()),
        }
    }
}

/// So many percent of an amount, at least its smallest unit.
fn part(amount: Money, percent: i64) -> Money {
    Money::new((amount.minor() * percent / 100).max(1), amount.currency())
}

fn promise_facts(terms: &Terms) -> Map<String, Value> {
    let tranches = terms
        .tranches
        .iter()
        .map(|tranche| json!({"due_on": tranche.due_on.to_string(), "amount_minor": tranche.amount.minor()}));
    let until = terms.valid_until_on.map(|day| day.to_string());
    Map::from_iter([
        ("tranches".to_owned(), Value::Array(tranches.collect())),
        ("contributors".to_owned(), Value::Array(Vec::new())),
        ("channel".to_owned(), Value::Null),
        ("on_behalf".to_owned(), false.into()),
        ("valid_until_on".to_owned(), until.into()),
    ])
}
