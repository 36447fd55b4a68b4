//! Making, editing and moving projects.

use puente::actions;
use puente::actions::projects::StatusOrder;
use puente::domain::project::Status;
use puente::store::projects;
use time::Duration;

use super::super::cast::{OFFICER_OF, OFFICERS};
use super::super::model::refusals::Reasons;
use super::super::model::{Project, Subject};
use super::super::play::Simulation;

/// Most projects that still change.
const LIVE: usize = 10;

impl Simulation<'_> {
    /// An officer who keeps projects of a country; now and then, one of the other country.
    pub(super) fn officer(&mut self, country: &str, reasons: &mut Reasons) -> &'static str {
        if self.random.one_in(4) || self.spoils(2) {
            let elsewhere = OFFICER_OF.iter().copied().find(|(of, _)| *of != country);
            let (of, email) = match elsewhere {
                Some(elsewhere) if self.spoil => elsewhere,
                _ => self.random.pick(&OFFICER_OF),
            };
            reasons.add("not_allowed", country != "both" && of != country);
            return email;
        }
        self.random.pick(&OFFICERS)
    }

    pub(super) async fn create_project(&mut self) -> bool {
        let (facts, stored) = self.facts();
        let mut reasons = Reasons::default();
        let email = self.officer(stored.country, &mut reasons);
        let who = self.people[email];
        self.report("create project", &stored, &reasons);
        let request = self.world.request_id();
        let done = actions::projects::create(self.ctx().numbered(&who, &request), &who, &facts).await;
        let Some(code) = self.judge(&reasons, done) else {
            return true;
        };
        if self.random.one_in(8) {
            let again = actions::projects::create(self.ctx().numbered(&who, &request), &who, &facts).await;
            self.judge_again(&code, &again);
        }
        let row = projects::by_code(self.world.db().primary(), &code).await.expect("read");
        let id = row.expect("the project").id.0;
        self.model.projects.insert(code.clone(), Project { id, ..stored });
        self.touched.insert(Subject::Project(code.clone()));
        self.live.projects.push(code);
        if self.live.projects.len() > LIVE {
            let over = |code: &String| matches!(self.model.projects[code].status, Status::Closed | Status::Cancelled);
            let at = self.live.projects.iter().position(over).unwrap_or(0);
            self.live.projects.remove(at);
        }
        true
    }

    pub(super) async fn edit_project(&mut self) -> bool {
        let Some(code) = self.one_of(&self.live.projects.clone()) else {
            return false;
        };
        let (mut facts, mut stored) = self.facts();
        let before = &self.model.projects[&code];
        if before.budget_on.is_none() || self.random.one_in(2) {
            // Mostly it stays what it is and only its figures change.
            facts.budget_currency = before.currency;
            stored.currency = before.currency;
        }
        (stored.id, stored.version) = (before.id, before.version);
        (stored.status, stored.suspended_from) = (before.status, before.suspended_from);
        (stored.homes, stored.spent) = (before.homes.clone(), before.spent.clone());
        let mut reasons = Reasons::default();
        reasons.add("gate", !stored.passes(before.gate_to_keep()));
        let country = before.country;
        let email = self.officer(country, &mut reasons);
        if let Some((of, _)) = OFFICER_OF.iter().find(|(_, known)| *known == email) {
            reasons.add("not_allowed", stored.country != "both" && *of != stored.country);
        }
        let version = stored.version - i64::from(self.spoils(3));
        reasons.add("stale", version != stored.version);
        self.report("edit project", &(&code, &stored), &reasons);
        let done = actions::projects::edit(self.ctx(), &self.people[email], &code, version, &facts).await;
        if self.judge(&reasons, done).is_some() {
            stored.version += 1;
            let other = stored.currency != self.model.projects[&code].currency;
            self.model.projects.insert(code.clone(), stored);
            if other {
                self.model.express_in_budget(&code);
                self.saw("budget in another currency");
            }
        }
        self.touched.insert(Subject::Project(code));
        true
    }

    pub(super) async fn change_status(&mut self) -> bool {
        let pending = |code: &&String| {
            let status = self.model.projects[*code].status;
            matches!(status, Status::Draft | Status::Identified | Status::Suspended)
        };
        let waiting: Vec<String> = self.live.projects.iter().filter(pending).cloned().collect();
        let from = if waiting.is_empty() || self.random.one_in(3) {
            self.live.projects.clone()
        } else {
            waiting
        };
        let Some(code) = self.one_of(&from) else { return false };
        let known = self.model.projects[&code].clone();
        let next: Vec<Status> = Status::ALL.iter().copied().filter(|to| known.is_next(*to)).collect();
        let to = if next.is_empty() || self.spoils(2) {
            self.random.pick(Status::ALL)
        } else if self.random.one_in(12) {
            self.random.pick(&next)
        } else {
            next[0]
        };
        let mut reasons = Reasons::default();
        reasons.add("not_a_successor", !known.is_next(to));
        reasons.add("gate", known.is_next(to) && !known.passes(to));
        let reopens = known.status == Status::Closed && to == Status::Finalisation;
        let email = self.officer(known.country, &mut reasons);
        reasons.add("not_allowed", reopens);
        let why = self.why(&mut reasons);
        let effective_on = self.today() + Duration::days(i64::from(self.spoils(6)));
        reasons.add("in_the_future", effective_on > self.today());
        let version = known.version - i64::from(self.spoils(6));
        reasons.add("stale", version != known.version);
        self.report("change status", &(&code, known.status, to), &reasons);
        let order = StatusOrder {
            document: None,
            to,
            effective_on,
            reason: why,
            version,
        };
        let done = actions::projects::change_status(self.ctx(), &self.people[email], &code, order).await;
        if self.judge(&reasons, done).is_some() {
            let project = self.model.projects.get_mut(&code).expect("known");
            project.suspended_from = (to == Status::Suspended).then_some(project.status);
            project.status = to;
            project.version += 1;
        }
        self.touched.insert(Subject::Project(code));
        true
    }
}
