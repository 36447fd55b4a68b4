//! Entering, submitting, reviewing and ending pledges.

use puente::actions;
use puente::actions::pledges::Intent;
use puente::domain::ids::ProjectId;
use puente::domain::pillar::Pillar;
use puente::domain::pledge::{Contributor, Decision, PledgeKind, PledgeState, Target, Terms};
use puente::domain::project::Status;
use puente::store::pledges;
use time::Duration;

use super::super::cast::{
    CURRENCIES, FINANCE_TYPES, OFFICER_OF, OFFICERS, ORGANISATIONS, Organisation, PILLARS, PLACES,
};
use super::super::model::chain::{Row, State};
use super::super::model::refusals::Reasons;
use super::super::model::{Giving, Home, Pledge, Towards};
use super::super::play::Simulation;
use super::{money, planned};

/// Most pledges that still change.
const LIVE: usize = 16;

impl Simulation<'_> {
    /// What a new pledge is for: mostly a project that takes money.
    fn towards(&mut self) -> Towards {
        let strange = self.spoils(3);
        let open = |code: &&String| strange || self.takes_money(code);
        let open: Vec<String> = self.live.projects.iter().filter(open).cloned().collect();
        match self.random.below(10) {
            0 => Towards::Plan,
            1 => Towards::Pillar(self.random.pick(&PILLARS)),
            2 | 3 => {
                let (_, codes) = self.random.pick(&PLACES);
                Towards::Place(self.random.pick(codes).to_owned())
            }
            _ => self.one_of(&open).map_or(Towards::Plan, Towards::Project),
        }
    }

    /// Who gives how much, alone or together with others.
    fn giving(&mut self, minor: i128) -> Giving {
        let lead = self.random.pick(&ORGANISATIONS);
        let mut others: Vec<(Organisation, Option<i128>)> = Vec::new();
        let mut left = minor - 1;
        while others.len() < 3 && self.random.one_in(5) {
            let other = self.random.pick(&ORGANISATIONS);
            let twice = other == lead || others.iter().any(|(known, _)| *known == other);
            if twice && !self.spoils(2) {
                continue;
            }
            let share = if self.random.one_in(4) {
                None
            } else if self.spoils(3) {
                Some(minor.max(1))
            } else if left > 0 {
                Some(self.some_of(left))
            } else {
                continue;
            };
            left -= share.unwrap_or_default();
            others.push((other, share));
        }
        // Until something was accepted in kind there is more of it, so that a short run sees that too.
        let accepted = self.tally.contains_key(&("accept in kind", true));
        let kind = if self.random.one_in(4) {
            self.random.pick(PledgeKind::ALL)
        } else if !accepted && self.random.one_in(3) {
            PledgeKind::InKind
        } else {
            PledgeKind::Financial
        };
        Giving {
            lead,
            others,
            kind,
            finance_type: self.random.pick(&FINANCE_TYPES),
            on: self.today() - Duration::days(self.random.number(0, 460)),
            minor,
        }
    }

    /// Terms as the program takes them.
    fn terms(&self, pledge: &Pledge) -> Terms {
        let target = match &pledge.towards {
            Towards::Project(code) => Target::Project(ProjectId(self.model.projects[code].id)),
            Towards::Place(code) => Target::Place(self.gazetteer.by_code(code).expect("a place").id),
            Towards::Pillar(pillar) => Target::Pillar(Pillar::parse(pillar).expect("a pillar")),
            Towards::Plan => Target::Plan,
        };
        let giving = &pledge.giving;
        let contributor = |(one, share): &(Organisation, Option<i128>)| Contributor {
            organisation: self.organisations[one.slug],
            share: share.map(|minor| money((pledge.currency, minor))),
        };
        Terms {
            target,
            organisation: self.organisations[giving.lead.slug],
            kind: giving.kind,
            finance_type: giving.finance_type.to_owned(),
            amount: money((pledge.currency, giving.minor)),
            pledged_on: giving.on,
            valid_until_on: pledge.valid_until,
            tranches: planned(pledge.currency, &pledge.days()),
            contributors: giving.others.iter().map(contributor).collect(),
            channel: None,
            conditions: String::new(),
            authorised_by: String::new(),
            note: String::new(),
            embargo_until_on: pledge.embargo_until,
        }
    }

    /// What is wrong with terms.
    fn errors(&self, pledge: &Pledge, reasons: &mut Reasons) {
        let giving = &pledge.giving;
        if let Towards::Project(code) = &pledge.towards {
            let project = &self.model.projects[code];
            reasons.add("not_found", project.status == Status::Draft);
            reasons.add("project_not_open", !project.is_open());
        }
        reasons.add("not_positive", giving.minor <= 0);
        reasons.add("too_large", giving.minor > 1_000_000_000_000_000);
        reasons.add("in_the_future", giving.on > self.today());
        let embargo_is_over = pledge.embargo_until.is_some_and(|until| until <= self.today());
        reasons.add("embargo_is_over", embargo_is_over);
        let shared: i128 = giving.others.iter().filter_map(|(_, share)| *share).sum();
        reasons.add("contributors_exceed", shared > 0 && shared >= giving.minor);
        let mut providers: Vec<&str> = giving.others.iter().map(|(one, _)| one.slug).collect();
        providers.push(giving.lead.slug);
        providers.sort_unstable();
        reasons.add("contributor_twice", providers.windows(2).any(|pair| pair[0] == pair[1]));
    }

    pub(super) async fn create_pledge(&mut self) -> bool {
        let mut reasons = Reasons::default();
        let towards = self.towards();
        let minor = self.amount(3_000_000_000);
        let mut giving = self.giving(minor);
        if self.spoils(6) {
            giving.on = self.today() + Duration::days(1);
        }
        let entered_by = self.editor(giving.lead.slug, &mut reasons);
        let until = self.today() + Duration::days(self.random.number(1, 25));
        let mut embargo_until = self.random.one_in(4).then_some(until);
        if self.spoils(6) {
            embargo_until = Some(self.today());
        }
        let valid_until = self
            .random
            .one_in(5)
            .then(|| giving.on.max(self.today()) + Duration::days(self.random.number(0, 60)));
        let planned = self.planned_days();
        let mut pledge = Pledge {
            state: PledgeState::Draft,
            towards,
            giving,
            currency: self.random.pick(&CURRENCIES),
            embargo_until,
            valid_until,
            planned,
            conditions: Vec::new(),
            entered_by,
            submitted_by: None,
            rows: Vec::new(),
            stored: State::default(),
            acceptances: Vec::new(),
        };
        self.errors(&pledge, &mut reasons);
        let intent = if self.random.one_in(5) {
            Intent::Draft
        } else {
            (pledge.state, pledge.submitted_by) = (PledgeState::Submitted, Some(entered_by));
            Intent::Submit
        };
        self.report("create pledge", &pledge, &reasons);
        let (terms, who, request) = (self.terms(&pledge), self.people[entered_by], self.world.request_id());
        let done = actions::pledges::create(self.ctx().numbered(&who, &request), &who, &terms, intent).await;
        let Some(reference) = self.judge(&reasons, done) else {
            return true;
        };
        if self.random.one_in(8) {
            let again = actions::pledges::create(self.ctx().numbered(&who, &request), &who, &terms, intent).await;
            self.judge_again(&reference, &again);
        }
        match pledge.giving.shares() {
            None => self.saw("joint pledge with unknown shares"),
            Some(providers) if providers.len() > 1 => self.saw("joint pledge with known shares"),
            Some(_) => {}
        }
        self.model.pledges.insert(reference.clone(), pledge);
        self.touch_home(&Home::Pledge(reference.clone()));
        self.live.pledges.push(reference);
        if self.live.pledges.len() > LIVE {
            self.live.pledges.remove(0);
        }
        true
    }

    /// A live pledge in one of these states; when the action is spoilt, perhaps another.
    fn pledge_in(&mut self, states: &[PledgeState]) -> Option<String> {
        let strange = self.spoils(2);
        let fits = |reference: &&String| strange || states.contains(&self.model.pledges[*reference].state);
        let fitting: Vec<String> = self.live.pledges.iter().filter(fits).cloned().collect();
        self.one_of(&fitting)
    }

    pub(super) async fn submit_pledge(&mut self) -> bool {
        let editable = [PledgeState::Draft, PledgeState::Returned];
        let Some(reference) = self.pledge_in(&editable) else {
            return false;
        };
        let mut pledge = self.model.pledges[&reference].clone();
        let mut reasons = Reasons::default();
        let is_editable = editable.contains(&pledge.state);
        if self.spoils(4) {
            pledge.giving.minor = 0;
        } else {
            pledge.giving.minor += 1;
        }
        if self.random.one_in(2) {
            pledge.embargo_until = None;
        }
        pledge.valid_until = pledge.valid_until.filter(|until| *until >= self.today());
        let email = self.editor_of(&pledge, &mut reasons);
        self.errors(&pledge, &mut reasons);
        // Its terms are no longer its owner's to change.
        reasons.add("stale", !is_editable);
        self.report("submit pledge", &(&reference, &pledge), &reasons);
        let row = pledges::by_reference(self.world.db().primary(), &reference)
            .await
            .expect("read");
        let version = row.expect("the pledge").version;
        let (terms, who) = (self.terms(&pledge), self.people[email]);
        let done = actions::pledges::update(self.ctx(), &who, &reference, version, &terms, Intent::Submit).await;
        if self.judge(&reasons, done).is_some() {
            (pledge.state, pledge.submitted_by) = (PledgeState::Submitted, Some(email));
            self.model.pledges.insert(reference.clone(), pledge);
        }
        self.touch_home(&Home::Pledge(reference));
        true
    }

    pub(super) async fn review_pledge(&mut self) -> bool {
        let Some(reference) = self.pledge_in(&[PledgeState::Submitted]) else {
            return false;
        };
        let decision = if self.random.one_in(6) {
            self.random.pick(Decision::ALL)
        } else {
            Decision::Verify
        };
        let pledge = self.model.pledges[&reference].clone();
        let mut reasons = Reasons::default();
        let country = self.model.country_of(&pledge.towards);
        let (of, local) = self.random.pick(&OFFICER_OF);
        let email = if self.random.one_in(4) || self.spoils(3) {
            let elsewhere = country.is_some_and(|country| country != "both" && country != of);
            reasons.add("not_allowed", elsewhere);
            local
        } else if self.random.one_in(2) {
            OFFICERS[0]
        } else {
            OFFICERS[1]
        };
        reasons.add(
            "not_allowed",
            pledge.entered_by == email || pledge.submitted_by == Some(email),
        );
        reasons.add("not_a_successor", pledge.state != PledgeState::Submitted);
        let mut needed = Reasons::default();
        let why = self.why(&mut needed);
        reasons.add("reason", !needed.none() && decision != Decision::Verify);
        let figure = (pledge.currency, pledge.giving.minor);
        let unusual = self.model.is_unusual_figure(&pledge.towards, figure, pledge.giving.on);
        let unexplained = unusual && !needed.none() && decision == Decision::Verify;
        reasons.add("reason_needed", unexplained);
        self.report("review pledge", &(&reference, decision, email), &reasons);
        let done = actions::pledges::review(self.ctx(), &self.people[email], &reference, None, decision, why).await;
        if self.judge(&reasons, done).is_some() {
            let stored = self.model.pledges.get_mut(&reference).expect("known");
            stored.state = match decision {
                Decision::Verify => PledgeState::Verified,
                Decision::Return => PledgeState::Returned,
                Decision::Decline => PledgeState::Declined,
            };
            let hidden = pledge.embargo_until.is_some_and(|until| until > self.today());
            if decision == Decision::Verify && !hidden {
                self.publish(&reference);
            }
        }
        self.touch_home(&Home::Pledge(reference));
        true
    }

    /// A verified pledge goes into the ledger.
    pub(super) fn publish(&mut self, reference: &str) {
        let pledge = &self.model.pledges[reference];
        let giving = &pledge.giving;
        let first = Row::Promise {
            minor: giving.minor,
            usd: self.model.rates.usd(giving.minor, pledge.currency, giving.on),
        };
        if giving.kind != PledgeKind::Financial {
            self.saw("pledge in kind");
        }
        self.model.write(&Home::Pledge(reference.to_owned()), first);
    }

    /// The owner withdraws, or an officer lets lapse.
    pub(super) async fn end_pledge(&mut self, operation: &'static str) -> bool {
        let Some(reference) = self.pledge_in(&[PledgeState::Verified]) else {
            return false;
        };
        let mut reasons = Reasons::default();
        let pledge = self.model.pledges[&reference].clone();
        reasons.add("not_a_successor", pledge.state != PledgeState::Verified);
        let left = pledge.stored.lines.keys().any(|level| pledge.stored.open_at(level) > 0);
        reasons.add("nothing_outstanding", pledge.is_public() && !left);
        let why = self.why(&mut reasons);
        let (to, done) = if operation == "withdraw" {
            let email = self.editor_of(&pledge, &mut reasons);
            self.report(operation, &(&reference, email), &reasons);
            let done = actions::pledges::withdraw(self.ctx(), &self.people[email], &reference, why).await;
            (PledgeState::Withdrawn, done)
        } else {
            let is_valid = pledge.valid_until.is_some_and(|until| until >= self.today());
            reasons.add("still_valid", is_valid);
            let mut email = self.random.pick(&OFFICERS);
            if self.spoils(4) {
                email = "banco@demo.example";
                reasons.add("not_allowed", true);
            }
            self.report(operation, &(&reference, email), &reasons);
            let done = actions::pledges::lapse(self.ctx(), &self.people[email], &reference, why).await;
            (PledgeState::Lapsed, done)
        };
        let home = Home::Pledge(reference.clone());
        if self.judge(&reasons, done).is_some() {
            self.model.pledges.get_mut(&reference).expect("known").state = to;
            if pledge.is_public() {
                self.model.write(&home, Row::End);
            }
        }
        self.touch_home(&home);
        true
    }
}
