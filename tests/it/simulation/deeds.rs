//! The deeds of the simulation: each is done through the actions, and the model says beforehand whether it can be.

use puente::actions::pledges::Intent;
use puente::actions::projects::StatusOrder;
use puente::actions::{self, ActionError};
use puente::domain::account::Role;
use puente::domain::money::Money;
use puente::domain::pillar::Pillar;
use puente::domain::pledge::{Decision, PledgeKind, PledgeState, Target, Terms};
use puente::domain::project::Status;
use puente::store::{pledges, projects};
use time::Duration;

use super::model::{Pledge, Towards};
use super::{CURRENCIES, OFFICERS, PARTNERS, PILLARS, PLACES, Simulation};

const REASON: &str = "Decisión de la mesa técnica";

impl Simulation<'_> {
    pub async fn step(&mut self) {
        match self.random.below(20) {
            0..3 => self.create_project().await,
            3..7 => self.change_status().await,
            7..9 => self.edit_project().await,
            9..13 => self.create_pledge().await,
            13 => self.submit().await,
            14..17 => self.review().await,
            17..19 => self.end().await,
            _ => self.pass_time().await,
        }
    }

    /// A deed was done or refused, as the model says it must be.
    fn agree(&mut self, deed: &'static str, expected: bool, done: &Result<(), ActionError>) {
        assert_eq!(done.is_ok(), expected, "{deed}: {done:?}");
        *self.done.entry((deed, expected)).or_default() += 1;
    }

    fn any_project(&mut self) -> Option<String> {
        let codes: Vec<&String> = self.model.projects.keys().collect();
        let at = self.random.below(codes.len());
        codes.get(at).map(|code| (*code).clone())
    }

    /// A pledge in one of these states, mostly; any other now and then.
    fn any_pledge(&mut self, states: &[PledgeState]) -> Option<String> {
        let strange = self.random.one_in(8);
        let fitting = self
            .model
            .pledges
            .iter()
            .filter(|(_, pledge)| strange || states.contains(&pledge.state));
        let references: Vec<&String> = fitting.map(|(reference, _)| reference).collect();
        let at = self.random.below(references.len());
        references.get(at).map(|reference| (*reference).clone())
    }

    async fn version(&self, code: &str) -> i64 {
        projects::by_code(self.world.db(), code)
            .await
            .expect("read")
            .expect("the project")
            .version
    }

    async fn create_project(&mut self) {
        let (facts, kept) = self.facts();
        let officer = self.people[OFFICERS[0]];
        let code = actions::projects::create(self.ctx(), &officer, &facts, &self.world.request_id())
            .await
            .expect("a draft");
        self.model.projects.insert(code, kept);
        *self.done.entry(("create project", true)).or_default() += 1;
    }

    async fn change_status(&mut self) {
        let Some(code) = self.any_project() else { return };
        let known = self.model.projects[&code].clone();
        let next: Vec<Status> = Status::ALL.iter().copied().filter(|to| known.may_become(*to)).collect();
        let ahead: Vec<Status> = next
            .iter()
            .copied()
            .filter(|to| *to != Status::Cancelled || self.random.one_in(4))
            .collect();
        let to = if ahead.is_empty() || self.random.one_in(4) {
            self.random.pick(Status::ALL)
        } else {
            self.random.pick(&ahead)
        };
        let order = StatusOrder {
            document: None,
            to,
            effective_on: self.today(),
            reason: REASON,
            version: self.version(&code).await,
        };
        let officer = self.people[OFFICERS[1]];
        let done = actions::projects::change_status(self.ctx(), &officer, &code, order).await;
        let expected = next.contains(&to);
        self.agree("change status", expected, &done);
        if expected {
            let project = self.model.projects.get_mut(&code).expect("known");
            project.suspended_from = (to == Status::Suspended).then_some(project.status);
            project.status = to;
        }
    }

    async fn edit_project(&mut self) {
        let Some(code) = self.any_project() else { return };
        let (facts, mut kept) = self.facts();
        let before = &self.model.projects[&code];
        (kept.status, kept.suspended_from) = (before.status, before.suspended_from);
        let expected = kept.passes(before.gate_to_keep());
        let (version, officer) = (self.version(&code).await, self.people[OFFICERS[0]]);
        let done = actions::projects::edit(self.ctx(), &officer, &code, version, &facts).await;
        self.agree("edit project", expected, &done);
        if expected {
            self.model.projects.insert(code, kept);
        }
    }

    /// Terms as the program takes them.
    async fn terms(&self, pledge: &Pledge) -> Terms {
        let target = match &pledge.towards {
            Towards::Project(code) => Target::Project(
                projects::by_code(self.world.db(), code)
                    .await
                    .expect("read")
                    .expect("the project")
                    .key(),
            ),
            Towards::Place(code) => Target::Place(self.gazetteer.by_code(code).expect("a place").id),
            Towards::Pillar(pillar) => Target::Pillar(Pillar::parse(pillar).expect("a pillar")),
            Towards::Plan => Target::Plan,
        };
        let (email, _, _) = PARTNERS
            .iter()
            .find(|(_, slug, _)| *slug == pledge.partner)
            .expect("a partner");
        let Role::Partner { organisation } = self.people[email].role else {
            panic!("a partner")
        };
        Terms {
            target,
            organisation,
            kind: pledge.kind,
            finance_type: "110".to_owned(),
            amount: Money::new(i64::try_from(pledge.minor).expect("fits"), pledge.currency),
            pledged_on: pledge.pledged_on,
            valid_until_on: None,
            tranches: Vec::new(),
            contributors: Vec::new(),
            channel: None,
            conditions: String::new(),
            authorised_by: String::new(),
            note: String::new(),
            embargo_until_on: pledge.embargo_until,
        }
    }

    fn is_taken(&self, pledge: &Pledge) -> bool {
        let open = match &pledge.towards {
            Towards::Project(code) => self.model.projects[code].is_open(),
            _ => true,
        };
        open && pledge.embargo_until.is_none_or(|until| until > self.today())
    }

    async fn create_pledge(&mut self) {
        let (email, partner, class) = self.random.pick(&PARTNERS);
        let entered_by = if self.random.one_in(5) { OFFICERS[1] } else { email };
        let open: Vec<String> = self
            .model
            .projects
            .iter()
            .filter(|(_, project)| project.is_open())
            .map(|(code, _)| code.clone())
            .collect();
        let any = self.any_project();
        let towards = match self.random.below(10) {
            0 => Towards::Plan,
            1 => Towards::Pillar(self.random.pick(&PILLARS)),
            2 => {
                let (_, codes) = self.random.pick(&PLACES);
                Towards::Place(self.random.pick(codes).to_owned())
            }
            3 if any.is_some() => Towards::Project(any.expect("one")),
            _ if !open.is_empty() => Towards::Project(open[self.random.below(open.len())].clone()),
            _ => return,
        };
        let kinds = [
            PledgeKind::Financial,
            PledgeKind::Financial,
            PledgeKind::InKind,
            PledgeKind::Technical,
            PledgeKind::Guarantee,
        ];
        let mut pledge = Pledge {
            state: PledgeState::Draft,
            towards,
            partner,
            class,
            kind: self.random.pick(&kinds),
            minor: i128::from(self.random.number(1, 3_000_000_000)),
            currency: self.random.pick(&CURRENCIES),
            pledged_on: self.today() - Duration::days(self.random.number(0, 460)),
            embargo_until: self
                .random
                .one_in(5)
                .then(|| self.today() + Duration::days(self.random.number(1, 25))),
            entered_by,
            submitted_by: None,
            public: false,
        };
        let intent = if self.random.one_in(5) {
            Intent::Draft
        } else {
            Intent::Submit
        };
        let (terms, actor) = (self.terms(&pledge).await, self.people[entered_by]);
        let made = actions::pledges::create(self.ctx(), &actor, &terms, intent, &self.world.request_id()).await;
        let expected = self.is_taken(&pledge);
        if intent == Intent::Submit {
            (pledge.state, pledge.submitted_by) = (PledgeState::Submitted, Some(entered_by));
        }
        let done = made.map(|reference| {
            self.model.pledges.insert(reference, pledge);
        });
        self.agree("create pledge", expected, &done);
    }

    async fn submit(&mut self) {
        let Some(reference) = self.any_pledge(&[PledgeState::Draft, PledgeState::Returned]) else {
            return;
        };
        let mut pledge = self.model.pledges[&reference].clone();
        let expected = matches!(pledge.state, PledgeState::Draft | PledgeState::Returned) && self.is_taken(&pledge);
        pledge.minor += 1;
        let row = pledges::by_reference(self.world.db(), &reference)
            .await
            .expect("read")
            .expect("the pledge");
        let (terms, actor) = (self.terms(&pledge).await, self.people[pledge.entered_by]);
        let done = actions::pledges::update(self.ctx(), &actor, &reference, row.version, &terms, Intent::Submit).await;
        self.agree("submit", expected, &done);
        if expected {
            (pledge.state, pledge.submitted_by) = (PledgeState::Submitted, Some(pledge.entered_by));
            self.model.pledges.insert(reference, pledge);
        }
    }

    async fn review(&mut self) {
        let Some(reference) = self.any_pledge(&[PledgeState::Submitted]) else {
            return;
        };
        let email = self.random.pick(&OFFICERS);
        let decision = if self.random.one_in(4) {
            self.random.pick(Decision::ALL)
        } else {
            Decision::Verify
        };
        let done = actions::pledges::review(self.ctx(), &self.people[email], &reference, None, decision, REASON).await;
        let today = self.today();
        let pledge = self.model.pledges.get_mut(&reference).expect("known");
        let own = pledge.entered_by == email || pledge.submitted_by == Some(email);
        let expected = pledge.state == PledgeState::Submitted && !own;
        if expected {
            pledge.state = match decision {
                Decision::Verify => PledgeState::Verified,
                Decision::Return => PledgeState::Returned,
                Decision::Decline => PledgeState::Declined,
            };
            pledge.public =
                pledge.state == PledgeState::Verified && pledge.embargo_until.is_none_or(|until| until <= today);
        }
        self.agree("review", expected, &done);
    }

    async fn end(&mut self) {
        let Some(reference) = self.any_pledge(&[PledgeState::Verified]) else {
            return;
        };
        let pledge = self.model.pledges[&reference].clone();
        let expected = pledge.state == PledgeState::Verified;
        let (email, _, _) = PARTNERS
            .iter()
            .find(|(_, slug, _)| *slug == pledge.partner)
            .expect("a partner");
        let (to, done) = if self.random.one_in(2) {
            (
                PledgeState::Withdrawn,
                actions::pledges::withdraw(self.ctx(), &self.people[email], &reference, REASON).await,
            )
        } else {
            (
                PledgeState::Lapsed,
                actions::pledges::lapse(self.ctx(), &self.people[OFFICERS[0]], &reference, REASON).await,
            )
        };
        self.agree("end", expected, &done);
        if expected {
            self.model.pledges.get_mut(&reference).expect("known").state = to;
        }
    }

    /// Some days go by, and what was under embargo is published.
    async fn pass_time(&mut self) {
        self.now = self.now.plus_seconds(24 * 3600 * self.random.number(1, 12));
        let published = actions::pledges::publish_due(self.ctx()).await.expect("published");
        let today = self.today();
        let due = |pledge: &Pledge| {
            pledge.state == PledgeState::Verified
                && !pledge.public
                && pledge.embargo_until.is_some_and(|until| until <= today)
        };
        let mut expected = 0;
        for pledge in self.model.pledges.values_mut().filter(|pledge| due(pledge)) {
            pledge.public = true;
            expected += 1;
        }
        assert_eq!(published, expected, "published on {today}");
    }
}
