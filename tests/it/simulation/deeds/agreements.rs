//! Signing agreements, against a pledge and without one, and ending them.

use puente::actions;
use puente::actions::money::{Agreeing, Signing, Terminating};
use puente::domain::ids::ProjectId;
use puente::domain::pledge::{PledgeKind, PledgeState, Tranche};
use time::{Date, Duration};

use super::super::cast::{CURRENCIES, FINANCE_TYPES, IMPLEMENTER, ORGANISATIONS};
use super::super::model::chain::{Agreement, Level, Row, Signed, State};
use super::super::model::refusals::Reasons;
use super::super::model::worth::Worth;
use super::super::model::{Direct, Giving, Home, Pledge, Proposed, Subject};
use super::super::play::Simulation;
use super::promises::ROWS;
use super::{money, planned};

/// Most direct agreements that still change.
const LIVE: usize = 8;

impl Simulation<'_> {
    /// Whether something can be signed at a level of a pledge.
    fn signs_at(&self, pledge: &Pledge, level: &Level) -> bool {
        let takes = |code: String| self.model.projects[&code].is_open();
        pledge.kept.open_at(level) > 0 && pledge.project_at(level).is_none_or(takes)
    }

    /// Who receives it; nobody named: whoever carries the project out.
    /// Who gives receives it only where it carries the project out.
    fn receiver(&mut self, has_project: bool, giver: &str, reasons: &mut Reasons) -> Option<&'static str> {
        let named = if has_project {
            self.random.one_in(2)
        } else {
            !self.spoils(3)
        };
        reasons.add("receiver_needed", !has_project && !named);
        let mut receiver = named.then(|| self.random.pick(&ORGANISATIONS).slug);
        let implements = has_project && giver == IMPLEMENTER;
        while receiver == Some(giver) && !implements && !self.spoils(2) {
            receiver = Some(self.random.pick(&ORGANISATIONS).slug);
        }
        reasons.add("not_implementer", receiver == Some(giver) && !implements);
        receiver
    }

    fn signing<'t>(
        &self,
        amount: (puente::domain::currency::Currency, i128),
        said: Option<(puente::domain::currency::Currency, i128)>,
        receiver: Option<&'static str>,
        signed_on: Date,
        tranches: &'t [Tranche],
    ) -> Signing<'t> {
        Signing {
            amount: money(amount),
            draws: said.map(money),
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
                && pledge.kept.lines.keys().any(|level| simulation.signs_at(pledge, level))
        };
        let Some(reference) = self.pledge_that(fits) else {
            return false;
        };
        let pledge = self.model.pledges[&reference].clone();
        let strange = self.spoils(4);
        let levels = pledge.kept.lines.keys();
        let levels: Vec<Level> = levels
            .filter(|level| strange || self.signs_at(&pledge, level))
            .cloned()
            .collect();
        let level = self.one_of(&levels).unwrap_or(None);
        let home = Home::Pledge(reference.clone());
        let project = pledge.project_at(&level);
        let mut reasons = Reasons::default();
        let nothing = Worth::nothing(pledge.currency);
        let left = pledge.kept.lines.get(&level).map_or(nothing, |line| line.open);
        let on = self.day(pledge.giving.on);
        let (amount, said) = self.child(&left, on);
        let email = self.keeper_of(&pledge, &mut reasons);
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
        reasons.draws(amount, said, &left, about, "more_than_outstanding");
        self.tell("sign", &(&reference, &level, amount, said, on, email), &reasons);
        let earmarked = level.as_ref().map(|code| ProjectId(self.model.projects[code].id));
        let days = self.schedule(amount.1, on);
        let tranches = planned(amount.0, &days);
        let signing = self.signing(amount, said, receiver, on, &tranches);
        let (who, request) = (self.people[email], self.world.request_id());
        let done = actions::money::sign(self.ctx(), &who, &reference, earmarked, signing, &request).await;
        if let Some(id) = self.judge(&reasons, done) {
            if self.random.one_in(8) {
                let again = actions::money::sign(self.ctx(), &who, &reference, earmarked, signing, &request).await;
                self.judge_again(&id, &again);
            }
            match (&level, &project) {
                (Some(_), _) => self.saw("agreement on an earmarked part"),
                (None, None) => self.saw("agreement without a project"),
                (None, Some(_)) => {}
            }
            if amount.0 != pledge.currency {
                self.saw("agreement in another currency");
            }
            let worth = self.model.rates.worth(amount.1, amount.0, on);
            let signed = Signed {
                id,
                level,
                draws: Some(if amount.0 == pledge.currency {
                    amount.1
                } else {
                    said.expect("it was said").1
                }),
                worth,
                on,
                receiver: receiver.unwrap_or(IMPLEMENTER),
                in_budget: self.model.in_budget(project.as_deref(), &worth, on),
                days,
            };
            self.model.write(&home, Row::Sign(signed));
        }
        self.touch_home(&home);
        true
    }

    /// A direct agreement with a project.
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
        let email = self.keeper(lead.slug, &mut reasons);
        let receiver = self.receiver(true, lead.slug, &mut reasons);
        reasons.add("project_not_open", !self.model.projects[&code].is_open());
        reasons.sound(amount.1, on, on, self.today());
        let proof = !self.spoils(4);
        reasons.add("document_needed", !proof);
        self.tell("agree", &(&code, lead.slug, amount, on, email), &reasons);
        let document = self.document.clone();
        let days = self.schedule(amount.1, on);
        let tranches = planned(amount.0, &days);
        let agreeing = Agreeing {
            organisation: self.organisations[lead.slug],
            project: ProjectId(self.model.projects[&code].id),
            finance_type,
            signing: Signing {
                document: proof.then_some(&document),
                ..self.signing(amount, None, receiver, on, &tranches)
            },
        };
        let (who, request) = (self.people[email], self.world.request_id());
        let done = actions::money::agree(self.ctx(), &who, agreeing, &request).await;
        if let Some(proposal) = self.judge(&reasons, done) {
            if self.random.one_in(8) {
                let again = actions::money::agree(self.ctx(), &who, agreeing, &request).await;
                self.judge_again(&proposal, &again);
            }
            let what = Proposed::Agreement {
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

    /// A direct agreement goes into the ledger.
    pub(super) fn signed_directly(&mut self, id: i64, what: &Proposed) {
        let Proposed::Agreement {
            code,
            lead,
            finance_type,
            amount,
            on,
            receiver,
            days,
        } = what
        else {
            panic!("no agreement: {what:?}")
        };
        let worth = self.model.rates.worth(amount.1, amount.0, *on);
        let direct = Direct {
            project: code.clone(),
            giving: Giving::direct(*lead, finance_type, amount.1, *on),
            conditions: Vec::new(),
            rows: Vec::new(),
            kept: State::default(),
        };
        let signed = Signed {
            id,
            level: None,
            draws: None,
            worth,
            on: *on,
            receiver,
            in_budget: self.model.in_budget(Some(code), &worth, *on),
            days: days.clone(),
        };
        if lead.slug == *receiver {
            self.saw("agreement with itself");
        }
        self.model.directs.insert(id, direct);
        self.model.write(&Home::Direct(id), Row::Sign(signed));
        self.live.directs.push(id);
        if self.live.directs.len() > LIVE {
            self.live.directs.remove(0);
        }
    }

    /// A live agreement that fits, with where it is written down.
    pub fn agreement_that(&mut self, fits: impl Fn(&Giving, &Agreement) -> bool) -> Option<(Home, i64)> {
        let strange = self.spoils(2);
        let mut found = Vec::new();
        for home in self.homes() {
            let (rows, giving) = (self.model.rows(&home), self.model.giving(&home));
            for (id, agreement) in &self.model.state(&home).agreements {
                if strange || (rows.len() < ROWS && fits(giving, agreement)) {
                    found.push((home.clone(), *id));
                }
            }
        }
        self.one_of(&found)
    }

    pub(super) async fn terminate(&mut self) -> bool {
        let Some((home, id)) = self.agreement_that(|_, agreement| agreement.unpaid.minor > 0) else {
            return false;
        };
        let agreement = self.model.state(&home).agreements[&id].clone();
        let lead = self.model.giving(&home).lead;
        let mut reasons = Reasons::default();
        let minor = self.amount(agreement.unpaid.minor);
        let currency = if self.spoils(8) {
            self.random.pick(&CURRENCIES)
        } else {
            agreement.signed.currency
        };
        let on = self.day(agreement.on);
        let email = self.keeper(lead.slug, &mut reasons);
        let why = self.why(&mut reasons);
        reasons.sound(minor, on, agreement.on, self.today());
        if currency == agreement.signed.currency {
            reasons.add("more_than_undisbursed", minor > agreement.unpaid.minor);
        } else {
            reasons.add("other_currency", true);
        }
        self.tell("terminate", &(&home, id, currency, minor, on, email), &reasons);
        let initiative = self.initiative();
        let ending = Terminating {
            initiative,
            amount: money((currency, minor)),
            terminated_on: on,
            party: "",
            reason: why,
        };
        let (who, request) = (self.people[email], self.world.request_id());
        let done = actions::money::terminate(self.ctx(), &who, id, ending, &request).await;
        if self.judge(&reasons, done).is_some() {
            let back = (on, initiative);
            self.model.write(
                &home,
                Row::Terminate {
                    agreement: id,
                    minor,
                    back,
                },
            );
            if minor < agreement.signed.minor {
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
