//! What receivers say of payments, and what payers publish of them.

use puente::actions;
use puente::actions::money::{Answering, Publishing};
use puente::domain::chain::{Cause, Outcome};
use puente::domain::currency::Currency;

use super::super::cast::{CURRENCIES, OFFICERS, ORGANISATIONS, by_slug};
use super::super::model::chain::{Payment, Row, Word};
use super::super::model::refusals::Reasons;
use super::super::play::Simulation;
use super::money;

impl Simulation<'_> {
    /// Who answers for the receiver, and whether with a document: its own person, or an officer who proves it.
    fn witness(
        &mut self,
        payment: &Payment,
        receiver: &str,
        giver: &str,
        reasons: &mut Reasons,
    ) -> (&'static str, bool) {
        if self.spoils(5) {
            let others = ORGANISATIONS.iter().filter(|one| one.slug != receiver);
            let others: Vec<_> = others
                .filter_map(|one| one.email.map(|email| (one.slug, email)))
                .collect();
            let (slug, email) = self.random.pick(&others);
            let own = slug == giver || payment.by == email;
            reasons.add(if own { "not_allowed" } else { "not_found" }, true);
            return (email, true);
        }
        match by_slug(receiver).email {
            Some(email) if !self.random.one_in(4) => (email, self.random.one_in(2)),
            _ => {
                let mut email = OFFICERS[usize::from(payment.by == OFFICERS[0])];
                if self.spoils(3) {
                    email = self.random.pick(&OFFICERS);
                }
                let proof = !self.spoils(4);
                reasons.add("not_allowed", payment.by == email);
                reasons.add("document_needed", !proof);
                (email, proof)
            }
        }
    }

    /// How much arrived: often all of it.
    fn arrived(&mut self, payment: &Payment, outcome: Outcome) -> (Currency, i128) {
        let all = (payment.net.currency, payment.net.minor);
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
    pub(super) async fn publish_payment(&mut self) -> bool {
        let picked = self.payment_that(|payment| payment.published.is_none() || payment.net.minor % 4 == 1);
        let Some((home, id)) = picked else { return false };
        let payment = self.model.state(&home).payments[&id];
        let lead = self.model.giving(&home).lead;
        let mut reasons = Reasons::default();
        let currency = if self.spoils(3) {
            self.random.pick(&CURRENCIES)
        } else if self.random.one_in(3) {
            self.random.pick(&[Currency::USD, Currency::PAB])
        } else {
            payment.first.currency
        };
        // What was published is at most double what was declared.
        let declared = (payment.first.currency, payment.first.minor);
        let worth = self.model.rates.about(declared, currency, payment.on);
        let most = if self.spoils(4) {
            payment.first.minor + self.some_of(1_000)
        } else {
            2 * worth.unwrap_or(payment.first.minor)
        };
        let minor = if self.spoils(4) { 0 } else { self.some_of(most) };
        let on = self.day(payment.on);
        let email = self.keeper(lead.slug, &mut reasons);
        let address = if self.spoils(4) {
            reasons.add("not_an_address", true);
            "ejemplo.org"
        } else {
            "https://ejemplo.org/pagos"
        };
        let own = [payment.first.currency, Currency::USD, Currency::PAB];
        reasons.add("other_currency", !own.contains(&currency));
        reasons.add("other_currency", worth.is_none());
        reasons.add("far_above_declared", worth.is_some_and(|worth| minor > 2 * worth));
        let above = self.model.rates.is_above_bound((currency, minor), payment.on);
        reasons.add("above_bound", above);
        reasons.sound(minor, on, payment.on, self.today());
        self.tell("publish", &(&home, id, currency, minor, on, email), &reasons);
        let publishing = Publishing {
            amount: money((currency, minor)),
            published_on: on,
            address,
        };
        let done = actions::money::publish(self.ctx(), &self.people[email], id, publishing).await;
        if self.judge(&reasons, done).is_some() {
            let row = Row::Publish {
                payment: id,
                currency,
                minor,
            };
            self.model.write(&home, row);
        }
        self.touch_home(&home);
        true
    }

    pub(super) async fn answer(&mut self, deed: &'static str) -> bool {
        let outcome = Outcome::parse(deed).expect("an outcome");
        let fits = |payment: &Payment| match outcome {
            // A dispute can be confirmed after all, but mostly it is resolved.
            Outcome::Confirm => {
                payment.word == Word::Declared || (payment.word == Word::Disputed && payment.net.minor % 4 == 0)
            }
            Outcome::Dispute => payment.word == Word::Declared,
            Outcome::Resolve => payment.word == Word::Disputed,
        };
        let Some((home, id)) = self.payment_that(fits) else {
            return false;
        };
        let payment = self.model.state(&home).payments[&id];
        let giver = self.model.giving(&home).lead.slug;
        let receiver = self.model.state(&home).agreements[&payment.agreement].receiver;
        let mut reasons = Reasons::default();
        let (email, proof) = self.witness(&payment, receiver, giver, &mut reasons);
        let received = self.arrived(&payment, outcome);
        let less = payment.net.minor - received.1;
        let cause = if less <= 0 || self.spoils(5) {
            None
        } else {
            Some(self.random.pick(Cause::ALL))
        };
        let on = self.random.one_in(2).then(|| self.day(payment.on));
        let mut short = Reasons::default();
        let why = self.why(&mut short);
        reasons.add("reason", outcome == Outcome::Dispute && !short.none());
        if let Some(on) = on {
            reasons.sound(1, on, payment.on, self.today());
        }
        match outcome {
            Outcome::Confirm => reasons.add("already_answered", payment.word == Word::Received),
            Outcome::Dispute => reasons.add("already_answered", payment.word != Word::Declared),
            Outcome::Resolve => reasons.add("not_disputed", payment.word != Word::Disputed),
        }
        reasons.add("other_currency", received.0 != payment.net.currency);
        reasons.add(
            "not_positive",
            received.1 < 0 || (received.1 == 0 && outcome == Outcome::Confirm),
        );
        reasons.add("more_than_declared", less < 0);
        reasons.add("cause_needed", less > 0 && cause.is_none());
        self.tell(deed, &(&home, id, received, cause, on, email), &reasons);
        let document = self.document.clone();
        let answering = Answering {
            outcome,
            received: (less != 0 || received.0 != payment.net.currency || self.random.one_in(2))
                .then(|| money(received)),
            received_on: on,
            cause,
            reason: why,
            document: proof.then_some(&document),
        };
        let done = actions::money::answer(self.ctx(), &self.people[email], id, answering).await;
        if self.judge(&reasons, done).is_some() {
            let word = match outcome {
                Outcome::Confirm | Outcome::Resolve => Word::Received,
                Outcome::Dispute => Word::Disputed,
            };
            self.model.write(&home, Row::Answer { payment: id, word });
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
                    payment: id,
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
