//! Signing commitments, against a pledge and without one, and ending them.

use puente::actions;
use puente::actions::money::{NewCommitment, NewDirectCommitment, NewTermination};
use puente::domain::ids::ProjectId;
use puente::domain::pledge::{PledgeKind, PledgeState, Tranche};
use time::{Date, Duration};

use super::super::cast::{CURRENCIES, FINANCE_TYPES, IMPLEMENTER, ORGANISATIONS};
use super::super::model::chain::{Commitment, Level, Row, Signed, State};
use super::super::model::refusals::Reasons;
use super::super::model::valuation::Valuation;
use super::super::model::{Direct, Giving, Home, Pledge, Proposed, Subject};
use super::super::play::Simulation;
use super::promises::ROWS;
use super::{money, planned};

/// Most direct commitments that still change.
const LIVE: usize = 8;

impl Simulation<'_> {
    /// Whether something can be signed at a level of a pledge.
    fn signs_at(&self, pledge: &Pledge, level: &Level) -> bool {
        let takes = |code: String| self.model.projects[&code].is_open();
        pledge.stored.open_at(level) > 0 && pledge.project_at(level).is_none_or(takes)
    }

    /// Who receives it; nobody named: whoever carries the project out.
    /// Who gives receives it only where it carries the project out.
    fn receiver(&mut self, has_project: bool, provider: &str, reasons: &mut Reasons) -> Option<&'static str> {
        let named = if has_project {
            self.random.one_in(2)
        } else {
            !self.spoils(3)
        };
        reasons.add("receiver_needed", !has_project && !named);
        let mut receiver = named.then(|| self.random.pick(&ORGANISATIONS).slug);
        let implements = has_project && provider == IMPLEMENTER;
        while receiver == Some(provider) && !implements && !self.spoils(2) {
            receiver = Some(self.random.pick(&ORGANISATIONS).slug);
        }
        reasons.add("not_implementer", receiver == Some(provider) && !implements);
        receiver
    }

    fn new_commitment<'t>(
        &self,
        amount: (puente::domain::currency::Currency, i128),
        stated: Option<(puente::domain::currency::Currency, i128)>,
        receiver: Option<&'static str>,
        signed_on: Date,
        tranches: &'t [Tranche],
    ) -> NewCommitment<'t> {
        NewCommitment {
            amount: money(amount),
            drawdown: stated.map(money),
            receiver: receiver.map(|slug| self.organisations[slug]),
            signed_on,
            own_reference: "",
            document: None,
            tranches,
        }
    }

    pub(super) async fn sign(&mut self) -> bool {
        let fits = |simulation: &Self, pledge: &Pledge| {
            pledge.giving.kind == PledgeKind::Financial
                && pledge
                    .stored
                    .lines
                    .keys()
                    .any(|level| simulation.signs_at(pledge, level))
        };
        let Some(reference) = self.pledge_that(fits) else {
            return false;
        };
        let pledge = self.model.pledges[&reference].clone();
        let strange = self.spoils(4);
        let levels = pledge.stored.lines.keys();
        let levels: Vec<Level> = levels
            .filter(|level| strange || self.signs_at(&pledge, level))
            .cloned()
            .collect();
        let level = self.one_of(&levels).unwrap_or(None);
        let home = Home::Pledge(reference.clone());
        let project = pledge.project_at(&level);
        let mut reasons = Reasons::default();
        let nothing = Valuation::nothing(pledge.currency);
        let left = pledge.stored.lines.get(&level).map_or(nothing, |line| line.open);
        let on = self.day(pledge.giving.on);
        let (amount, stated) = self.child(&left, on);
        let email = self.editor_of(&pledge, &mut reasons);
        let receiver = self.receiver(project.is_some(), pledge.giving.lead.slug, &mut reasons);
        reasons.add("not_open", !pledge.is_open());
        reasons.add("not_financial", pledge.giving.kind != PledgeKind::Financial);
        let closed = project
            .as_ref()
            .is_some_and(|code| !self.model.projects[code].is_open());
        reasons.add("project_not_open", closed);
        reasons.sound(amount.1, on, pledge.giving.on, self.today());
        reasons.add("above_bound", self.model.rates.is_above_bound(amount, on));
        let about = self.model.rates.about(amount, left.currency, on);
        reasons.drawdown(amount, stated, &left, about, "more_than_outstanding");
        self.report("sign", &(&reference, &level, amount, stated, on, email), &reasons);
        let earmarked = level.as_ref().map(|code| ProjectId(self.model.projects[code].id));
        let days = self.schedule(amount.1, on);
        let tranches = planned(amount.0, &days);
        let new_commitment = self.new_commitment(amount, stated, receiver, on, &tranches);
        let (who, request) = (self.people[email], self.world.request_id());
        let done = actions::money::sign(
            self.ctx().numbered(&who, &request),
            &who,
            &reference,
            earmarked,
            new_commitment,
        )
        .await;
        if let Some(id) = self.judge(&reasons, done) {
            if self.random.one_in(8) {
                let again = actions::money::sign(
                    self.ctx().numbered(&who, &request),
                    &who,
                    &reference,
                    earmarked,
                    new_commitment,
                )
                .await;
                self.judge_again(&id, &again);
            }
            match (&level, &project) {
                (Some(_), _) => self.saw("commitment on an earmarked part"),
                (None, None) => self.saw("commitment without a project"),
                (None, Some(_)) => {}
            }
            if amount.0 != pledge.currency {
                self.saw("commitment in another currency");
            }
            let valuation = self.model.rates.valuation(amount.1, amount.0, on);
            let signed = Signed {
                id,
                level,
                drawdown: Some(if amount.0 == pledge.currency {
                    amount.1
                } else {
                    stated.expect("it was said").1
                }),
                valuation,
                on,
                receiver: receiver.unwrap_or(IMPLEMENTER),
                in_budget: self.model.in_budget(project.as_deref(), &valuation, on),
                days,
            };
            self.model.write(&home, Row::Sign(signed));
        }
        self.touch_home(&home);
        true
    }

    /// A direct commitment with a project.
    pub(super) async fn agree(&mut self) -> bool {
        let strange = self.spoils(3);
        let fits = |code: &&String| strange || self.takes_money(code);
        let projects: Vec<String> = self.live.projects.iter().filter(fits).cloned().collect();
        let Some(code) = self.one_of(&projects) else {
            return false;
        };
        let mut reasons = Reasons::default();
        let lead = self.random.pick(&ORGANISATIONS);
        let amount = (self.random.pick(&CURRENCIES), self.amount(2_000_000_000));
        let on = if self.spoils(4) {
            self.today() + Duration::days(1)
        } else {
            self.today() - Duration::days(self.random.number(0, 300))
        };
        let finance_type = self.random.pick(&FINANCE_TYPES);
        let email = self.editor(lead.slug, &mut reasons);
        let receiver = self.receiver(true, lead.slug, &mut reasons);
        reasons.add("project_not_open", !self.model.projects[&code].is_open());
        reasons.sound(amount.1, on, on, self.today());
        let proof = !self.spoils(4);
        reasons.add("document_needed", !proof);
        self.report("agree", &(&code, lead.slug, amount, on, email), &reasons);
        let document = self.document.clone();
        let days = self.schedule(amount.1, on);
        let tranches = planned(amount.0, &days);
        let new_direct = NewDirectCommitment {
            organisation: self.organisations[lead.slug],
            project: ProjectId(self.model.projects[&code].id),
            finance_type,
            new_commitment: NewCommitment {
                document: proof.then_some(&document),
                ..self.new_commitment(amount, None, receiver, on, &tranches)
            },
        };
        let (who, request) = (self.people[email], self.world.request_id());
        let done = actions::money::agree(self.ctx().numbered(&who, &request), &who, new_direct).await;
        if let Some(proposal) = self.judge(&reasons, done) {
            if self.random.one_in(8) {
                let again = actions::money::agree(self.ctx().numbered(&who, &request), &who, new_direct).await;
                self.judge_again(&proposal, &again);
            }
            let what = Proposed::Commitment {
                code: code.clone(),
                lead,
                finance_type,
                amount,
                on,
                receiver: receiver.unwrap_or(IMPLEMENTER),
                days,
            };
            self.propose(proposal, what, email);
        }
        self.touched.insert(Subject::Project(code));
        true
    }

    /// A direct commitment goes into the ledger.
    pub(super) fn signed_directly(&mut self, id: i64, what: &Proposed) {
        let Proposed::Commitment {
            code,
            lead,
            finance_type,
            amount,
            on,
            receiver,
            days,
        } = what
        else {
            panic!("no commitment: {what:?}")
        };
        let valuation = self.model.rates.valuation(amount.1, amount.0, *on);
        let direct = Direct {
            project: code.clone(),
            giving: Giving::direct(*lead, finance_type, amount.1, *on),
            conditions: Vec::new(),
            rows: Vec::new(),
            stored: State::default(),
        };
        let signed = Signed {
            id,
            level: None,
            drawdown: None,
            valuation,
            on: *on,
            receiver,
            in_budget: self.model.in_budget(Some(code), &valuation, *on),
            days: days.clone(),
        };
        if lead.slug == *receiver {
            self.saw("commitment with itself");
        }
        self.model.directs.insert(id, direct);
        self.model.write(&Home::Direct(id), Row::Sign(signed));
        self.live.directs.push(id);
        if self.live.directs.len() > LIVE {
            self.live.directs.remove(0);
        }
    }

    /// A live commitment that fits, with where it is written down.
    pub fn commitment_that(&mut self, fits: impl Fn(&Giving, &Commitment) -> bool) -> Option<(Home, i64)> {
        let strange = self.spoils(2);
        let mut found = Vec::new();
        for home in self.homes() {
            let (rows, giving) = (self.model.rows(&home), self.model.giving(&home));
            for (id, commitment) in &self.model.state(&home).commitments {
                if strange || (rows.len() < ROWS && fits(giving, commitment)) {
                    found.push((home.clone(), *id));
                }
            }
        }
        self.one_of(&found)
    }

    pub(super) async fn terminate(&mut self) -> bool {
        let Some((home, id)) = self.commitment_that(|_, commitment| commitment.unpaid.minor > 0) else {
            return false;
        };
        let commitment = self.model.state(&home).commitments[&id].clone();
        let lead = self.model.giving(&home).lead;
        let mut reasons = Reasons::default();
        let minor = self.amount(commitment.unpaid.minor);
        let currency = if self.spoils(8) {
            self.random.pick(&CURRENCIES)
        } else {
            commitment.signed.currency
        };
        let on = self.day(commitment.on);
        let email = self.editor(lead.slug, &mut reasons);
        let why = self.why(&mut reasons);
        reasons.sound(minor, on, commitment.on, self.today());
        if currency == commitment.signed.currency {
            reasons.add("more_than_undisbursed", minor > commitment.unpaid.minor);
        } else {
            reasons.add("other_currency", true);
        }
        self.report("terminate", &(&home, id, currency, minor, on, email), &reasons);
        let initiative = self.initiative();
        let ending = NewTermination {
            initiative,
            amount: money((currency, minor)),
            terminated_on: on,
            party: "",
            reason: why,
        };
        let (who, request) = (self.people[email], self.world.request_id());
        let done = actions::money::terminate(self.ctx().numbered(&who, &request), &who, id, ending).await;
        if self.judge(&reasons, done).is_some() {
            let back = (on, initiative);
            self.model.write(
                &home,
                Row::Terminate {
                    commitment: id,
                    minor,
                    back,
                },
            );
            if minor < commitment.signed.minor {
                self.saw("termination in part");
            }
            let over = |pledge: &Pledge| matches!(pledge.state, PledgeState::Withdrawn | PledgeState::Lapsed);
            if let Home::Pledge(reference) = &home
                && over(&self.model.pledges[reference])
            {
                self.saw("termination after a withdrawal");
                self.model.write(&home, Row::End);
            }
        }
        self.touch_home(&home);
        true
    }
}
