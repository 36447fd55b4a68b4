//! What receivers say of payments, and what payers publish of them.

use puente::actions;
use puente::actions::money::{NewPublication, NewReceipt};
use puente::domain::chain::{Cause, Outcome};
use puente::domain::currency::Currency;

use super::super::cast::{CURRENCIES, OFFICERS, ORGANISATIONS, by_slug};
use super::super::model::chain::{Disbursement, Row, Word};
use super::super::model::refusals::Reasons;
use super::super::play::Simulation;
use super::money;

impl Simulation<'_> {
    /// Who answers for the receiver, and whether with a document: its own person, or an officer who proves it.
    fn witness(
        &mut self,
        disbursement: &Disbursement,
        receiver: &str,
        provider: &str,
        reasons: &mut Reasons,
    ) -> (&'static str, bool) {
        if self.spoils(5) {
            let others = ORGANISATIONS.iter().filter(|one| one.slug != receiver);
            let others: Vec<_> = others
                .filter_map(|one| one.email.map(|email| (one.slug, email)))
                .collect();
            let (slug, email) = self.random.pick(&others);
            let own = slug == provider || disbursement.by == email;
            reasons.add(if own { "not_allowed" } else { "not_found" }, true);
            return (email, true);
        }
        match by_slug(receiver).email {
            Some(email) if !self.random.one_in(4) => (email, self.random.one_in(2)),
            _ => {
                let mut email = OFFICERS[usize::from(disbursement.by == OFFICERS[0])];
                if self.spoils(3) {
                    email = self.random.pick(&OFFICERS);
                }
                let proof = !self.spoils(4);
                reasons.add("not_allowed", disbursement.by == email);
                reasons.add("document_needed", !proof);
                (email, proof)
            }
        }
    }

    /// How much arrived: often all of it.
    fn arrived(&mut self, disbursement: &Disbursement, outcome: Outcome) -> (Currency, i128) {
        let all = (disbursement.net.currency, disbursement.net.minor);
        if self.spoils(3) {
            return match self.random.below(4) {
                0 => (all.0, all.1 + 1),
                1 => (all.0, -1),
                2 => (all.0, 0),
                _ => (self.random.pick(&CURRENCIES), all.1),
            };
        }
        match self.random.below(4) {
            0 => all,
            1 if outcome != Outcome::Confirm && self.random.one_in(2) => (all.0, 0),
            _ => (all.0, self.some_of(all.1)),
        }
    }

    /// What the payer published of a payment elsewhere, which need not be what it declared.
    pub(super) async fn publish_disbursement(&mut self) -> bool {
        let picked =
            self.disbursement_that(|disbursement| disbursement.published.is_none() || disbursement.net.minor % 4 == 1);
        let Some((home, id)) = picked else { return false };
        let disbursement = self.model.state(&home).disbursements[&id];
        let lead = self.model.giving(&home).lead;
        let mut reasons = Reasons::default();
        let currency = if self.spoils(3) {
            self.random.pick(&CURRENCIES)
        } else if self.random.one_in(3) {
            self.random.pick(&[Currency::USD, Currency::PAB])
        } else {
            disbursement.first.currency
        };
        // What was published is at most double what was declared.
        let declared = (disbursement.first.currency, disbursement.first.minor);
        let valuation = self.model.rates.about(declared, currency, disbursement.on);
        let most = if self.spoils(4) {
            disbursement.first.minor + self.some_of(1_000)
        } else {
            2 * valuation.unwrap_or(disbursement.first.minor)
        };
        let minor = if self.spoils(4) { 0 } else { self.some_of(most) };
        let on = self.day(disbursement.on);
        let email = self.editor(lead.slug, &mut reasons);
        let address = if self.spoils(4) {
            reasons.add("not_an_address", true);
            "ejemplo.org"
        } else {
            "https://ejemplo.org/pagos"
        };
        let own = [disbursement.first.currency, Currency::USD, Currency::PAB];
        reasons.add("other_currency", !own.contains(&currency));
        reasons.add("other_currency", valuation.is_none());
        reasons.add(
            "far_above_declared",
            valuation.is_some_and(|valuation| minor > 2 * valuation),
        );
        let above = self.model.rates.is_above_bound((currency, minor), disbursement.on);
        reasons.add("above_bound", above);
        reasons.sound(minor, on, disbursement.on, self.today());
        self.report("publish", &(&home, id, currency, minor, on, email), &reasons);
        let new_publication = NewPublication {
            amount: money((currency, minor)),
            published_on: on,
            address,
        };
        let done = actions::money::publish(self.ctx(), &self.people[email], id, new_publication).await;
        if self.judge(&reasons, done).is_some() {
            let row = Row::Publish {
                disbursement: id,
                currency,
                minor,
            };
            self.model.write(&home, row);
        }
        self.touch_home(&home);
        true
    }

    pub(super) async fn answer(&mut self, operation: &'static str) -> bool {
        let outcome = Outcome::parse(operation).expect("an outcome");
        let fits = |disbursement: &Disbursement| match outcome {
            // A dispute can be confirmed after all, but mostly it is resolved.
            Outcome::Confirm => {
                disbursement.word == Word::Declared
                    || (disbursement.word == Word::Disputed && disbursement.net.minor % 4 == 0)
            }
            Outcome::Dispute => disbursement.word == Word::Declared,
            Outcome::Resolve => disbursement.word == Word::Disputed,
        };
        let Some((home, id)) = self.disbursement_that(fits) else {
            return false;
        };
        let disbursement = self.model.state(&home).disbursements[&id];
        let provider = self.model.giving(&home).lead.slug;
        let receiver = self.model.state(&home).commitments[&disbursement.commitment].receiver;
        let mut reasons = Reasons::default();
        let (email, proof) = self.witness(&disbursement, receiver, provider, &mut reasons);
        let received = self.arrived(&disbursement, outcome);
        let less = disbursement.net.minor - received.1;
        let cause = if less <= 0 || self.spoils(5) {
            None
        } else {
            Some(self.random.pick(Cause::ALL))
        };
        let on = self.random.one_in(2).then(|| self.day(disbursement.on));
        let mut short = Reasons::default();
        let why = self.why(&mut short);
        reasons.add("reason", outcome == Outcome::Dispute && !short.none());
        if let Some(on) = on {
            reasons.sound(1, on, disbursement.on, self.today());
        }
        match outcome {
            Outcome::Confirm => reasons.add("already_answered", disbursement.word == Word::Received),
            Outcome::Dispute => reasons.add("already_answered", disbursement.word != Word::Declared),
            Outcome::Resolve => reasons.add("not_disputed", disbursement.word != Word::Disputed),
        }
        reasons.add("other_currency", received.0 != disbursement.net.currency);
        reasons.add(
            "not_positive",
            received.1 < 0 || (received.1 == 0 && outcome == Outcome::Confirm),
        );
        reasons.add("more_than_declared", less < 0);
        reasons.add("cause_needed", less > 0 && cause.is_none());
        self.report(operation, &(&home, id, received, cause, on, email), &reasons);
        let document = self.document.clone();
        let new_receipt = NewReceipt {
            outcome,
            received: (less != 0 || received.0 != disbursement.net.currency || self.random.one_in(2))
                .then(|| money(received)),
            received_on: on,
            cause,
            reason: why,
            document: proof.then_some(&document),
        };
        let done = actions::money::answer(self.ctx(), &self.people[email], id, new_receipt).await;
        if self.judge(&reasons, done).is_some() {
            let word = match outcome {
                Outcome::Confirm | Outcome::Resolve => Word::Received,
                Outcome::Dispute => Word::Disputed,
            };
            self.model.write(&home, Row::Answer { disbursement: id, word });
            if let (Some(cause), true) = (cause, outcome != Outcome::Dispute) {
                self.saw(match cause {
                    Cause::BankCharge => "less by bank_charge",
                    Cause::Tax => "less by tax",
                    Cause::Exchange => "less by exchange",
                    Cause::Shortfall => "less by shortfall",
                });
                if outcome == Outcome::Resolve {
                    self.saw("dispute resolved with less");
                }
                let row = Row::Less {
                    disbursement: id,
                    minor: less,
                    reopens: cause == Cause::Shortfall,
                    back: None,
                };
                self.model.write(&home, row);
            }
        }
        self.touch_home(&home);
        true
    }
}
