//! Paying, getting money back, and spending.

use puente::actions;
use puente::actions::money::{NewDisbursement, NewExpenditure, Recorded, Refunding};
use puente::domain::ids::ProjectId;
use puente::domain::project::Status;
use time::Duration;

use super::super::cast::{CURRENCIES, IMPLEMENTER, ORGANISATIONS, by_slug};
use super::super::model::chain::{Disbursement, Paid, Row, Word};
use super::super::model::refusals::Reasons;
use super::super::model::{Home, Proposed, Spent, Subject};
use super::super::play::Simulation;
use super::money;
use super::promises::ROWS;

/// Most expenditures of one project.
const SPENT: usize = 5;
/// Most corrections of one expenditure.
const CUTS: usize = 3;

impl Simulation<'_> {
    pub(super) async fn pay(&mut self) -> bool {
        let picked = self.commitment_that(|giving, commitment| {
            commitment.unpaid.minor > 0 && commitment.receiver != giving.lead.slug
        });
        let Some((home, id)) = picked else { return false };
        let commitment = self.model.state(&home).commitments[&id].clone();
        let lead = self.model.giving(&home).lead;
        let mut reasons = Reasons::default();
        let on = self.day(commitment.on);
        let (amount, stated) = self.child(&commitment.unpaid, on);
        let email = self.editor(lead.slug, &mut reasons);
        reasons.add("own_disbursement", commitment.receiver == lead.slug);
        reasons.sound(amount.1, on, commitment.on, self.today());
        reasons.add("above_bound", self.model.rates.is_above_bound(amount, on));
        let about = self.model.rates.about(amount, commitment.unpaid.currency, on);
        reasons.drawdown(amount, stated, &commitment.unpaid, about, "more_than_undisbursed");
        self.report("pay", &(&home, id, amount, stated, on, email), &reasons);
        let new_disbursement = NewDisbursement {
            amount: money(amount),
            drawdown: stated.map(money),
            paid_on: on,
            bank_reference: "",
        };
        let (who, request) = (self.people[email], self.world.request_id());
        let done = actions::money::pay(self.ctx().numbered(&who, &request), &who, id, new_disbursement).await;
        if let Some(disbursement) = self.judge(&reasons, done) {
            if self.random.one_in(8) {
                let again = actions::money::pay(self.ctx().numbered(&who, &request), &who, id, new_disbursement).await;
                self.judge_again(&disbursement, &again);
            }
            let same = amount.0 == commitment.unpaid.currency;
            if !same {
                self.saw("disbursement in another currency");
            }
            let paid = Paid {
                id: disbursement,
                commitment: id,
                drawdown: if same { amount.1 } else { stated.expect("it was said").1 },
                valuation: self.model.rates.valuation(amount.1, amount.0, on),
                on,
                by: email,
            };
            self.model.write(&home, Row::Pay(paid));
        }
        self.touch_home(&home);
        true
    }

    /// A live payment that fits, with where it is written down.
    pub fn disbursement_that(&mut self, fits: impl Fn(&Disbursement) -> bool) -> Option<(Home, i64)> {
        let strange = self.spoils(3);
        let mut found = Vec::new();
        for home in self.homes() {
            let rows = self.model.rows(&home);
            for (id, disbursement) in &self.model.state(&home).disbursements {
                if strange || (rows.len() < 2 * ROWS && fits(disbursement)) {
                    found.push((home.clone(), *id));
                }
            }
        }
        self.one_of(&found)
    }

    pub(super) async fn refund(&mut self) -> bool {
        let picked =
            self.disbursement_that(|disbursement| disbursement.word == Word::Received && disbursement.net.minor > 0);
        let Some((home, id)) = picked else { return false };
        let disbursement = self.model.state(&home).disbursements[&id];
        let lead = self.model.giving(&home).lead;
        let mut reasons = Reasons::default();
        let minor = self.amount(disbursement.net.minor);
        let currency = if self.spoils(8) {
            self.random.pick(&CURRENCIES)
        } else {
            disbursement.net.currency
        };
        let on = self.day(disbursement.on);
        let email = self.editor(lead.slug, &mut reasons);
        let why = self.why(&mut reasons);
        reasons.add("not_received", disbursement.word != Word::Received);
        reasons.sound(minor, on, disbursement.on, self.today());
        if currency == disbursement.net.currency {
            reasons.add("more_than_received", minor > disbursement.net.minor);
        } else {
            reasons.add("other_currency", true);
        }
        self.report("refund", &(&home, id, currency, minor, on, email), &reasons);
        let amount = money((currency, minor));
        let (who, request) = (self.people[email], self.world.request_id());
        let initiative = self.initiative();
        let refunding = Refunding {
            amount,
            refunded_on: on,
            initiative,
            reason: why,
        };
        let done = actions::money::refund(self.ctx().numbered(&who, &request), &who, id, refunding).await;
        if self.judge(&reasons, done).is_some() {
            let row = Row::Less {
                disbursement: id,
                minor,
                reopens: true,
                back: Some((on, initiative)),
            };
            self.model.write(&home, row);
        }
        self.touch_home(&home);
        true
    }

    pub(super) async fn spend(&mut self) -> bool {
        let strange = self.spoils(3);
        let is_over = |status| matches!(status, Status::Draft | Status::Cancelled);
        let fits = |code: &&String| {
            let project = &self.model.projects[*code];
            project.spent.len() < SPENT && (strange || !is_over(project.status))
        };
        let projects: Vec<String> = self.live.projects.iter().filter(fits).cloned().collect();
        let Some(code) = self.one_of(&projects) else {
            return false;
        };
        let mut reasons = Reasons::default();
        let organisation = if self.random.one_in(2) {
            by_slug(IMPLEMENTER)
        } else {
            self.random.pick(&ORGANISATIONS)
        };
        let amount = (self.random.pick(&CURRENCIES), self.amount(500_000_000));
        let on = if self.spoils(4) {
            self.today() + Duration::days(1)
        } else {
            self.today() - Duration::days(self.random.number(0, 300))
        };
        let email = self.editor(organisation.slug, &mut reasons);
        let note = self.why(&mut reasons);
        let project = &self.model.projects[&code];
        let id = ProjectId(project.id);
        reasons.add("project_not_open", is_over(project.status));
        reasons.add("not_involved", !self.model.takes_part(organisation.slug, &code));
        reasons.sound(amount.1, on, on, self.today());
        self.report("spend", &(&code, organisation.slug, amount, on, email), &reasons);
        let document = self.document.clone();
        let new_expenditure = NewExpenditure {
            organisation: self.organisations[organisation.slug],
            project: id,
            amount: money(amount),
            spent_on: on,
            note,
            document: Some(&document),
        };
        let (who, request) = (self.people[email], self.world.request_id());
        let done = actions::money::spend(self.ctx().numbered(&who, &request), &who, new_expenditure).await;
        let valuation = self.model.rates.valuation(amount.1, amount.0, on);
        if let Some(made) = self.judge(&reasons, done) {
            let covered = self.model.has_for(organisation.slug, &code, valuation);
            assert_eq!(covered, matches!(made, Recorded::Now(_)), "{made:?}: {}", self.telling);
            let what = Proposed::Expenditure {
                code: code.clone(),
                slug: organisation.slug,
                amount,
                on,
            };
            match made {
                Recorded::Now(id) => {
                    self.saw("expenditure at once");
                    self.spent(id, &what);
                }
                Recorded::Pendings(proposal) => self.propose(proposal, what, email),
            }
        }
        self.touched.insert(Subject::Project(code));
        true
    }

    /// An expenditure goes into the ledger.
    pub(super) fn spent(&mut self, id: i64, what: &Proposed) {
        let Proposed::Expenditure { code, slug, amount, on } = what else {
            panic!("no expenditure: {what:?}")
        };
        let spent = Spent {
            id,
            slug,
            valuation: self.model.rates.valuation(amount.1, amount.0, *on),
            on: *on,
            cuts: Vec::new(),
        };
        let project = self.model.projects.get_mut(code).expect("known");
        project.spent.push(spent);
    }

    pub(super) async fn adjust(&mut self) -> bool {
        let strange = self.spoils(3);
        let mut found = Vec::new();
        for code in &self.live.projects {
            for (at, spent) in self.model.projects[code].spent.iter().enumerate() {
                if strange || (spent.cuts.len() < CUTS && spent.left().minor > 0) {
                    found.push((code.clone(), at));
                }
            }
        }
        let Some((code, at)) = self.one_of(&found) else {
            return false;
        };
        let spent = self.model.projects[&code].spent[at].clone();
        let left = spent.left();
        let mut reasons = Reasons::default();
        let minor = self.amount(left.minor);
        let currency = if self.spoils(8) {
            self.random.pick(&CURRENCIES)
        } else {
            left.currency
        };
        let email = self.editor(spent.slug, &mut reasons);
        let why = self.why(&mut reasons);
        reasons.sound(minor, self.today(), spent.on, self.today());
        if currency == left.currency {
            reasons.add("more_than_spent", minor > left.minor);
        } else {
            reasons.add("other_currency", true);
        }
        self.report("unspend", &(&code, spent.id, currency, minor, email), &reasons);
        let amount = money((currency, minor));
        let (who, request) = (self.people[email], self.world.request_id());
        let done = actions::money::adjust(self.ctx().numbered(&who, &request), &who, spent.id, amount, why).await;
        if self.judge(&reasons, done).is_some() {
            let project = self.model.projects.get_mut(&code).expect("known");
            project.spent[at].cuts.push(minor);
            if left.usd.is_none() {
                self.saw("expenditure corrected before its rate");
            }
        }
        self.touched.insert(Subject::Project(code));
        true
    }
}
