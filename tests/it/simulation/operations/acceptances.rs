//! Accepting what is given in kind for lines of budgets, and taking it back.

use puente::actions;
use puente::actions::acceptances::NewAcceptance;
use puente::domain::ids::{AcceptanceId, ProjectId};

use super::super::cast::{CURRENCIES, OFFICERS};
use super::super::model::acceptances::Acceptance;
use super::super::model::chain::Level;
use super::super::model::refusals::Reasons;
use super::super::model::{Pledge, Subject};
use super::super::play::Simulation;
use super::money;

/// Most acceptances of one pledge before it is left alone.
const ACCEPTANCES: usize = 8;

impl Simulation<'_> {
    /// An officer who neither entered nor submitted a pledge; when the action is spoilt, perhaps one who did.
    fn other_eyes(&mut self, pledge: &Pledge, country: &str, reasons: &mut Reasons) -> &'static str {
        let own = |email: &str| pledge.entered_by == email || pledge.submitted_by == Some(email);
        let email = if self.spoils(2) {
            self.officer(country, reasons)
        } else {
            let others = OFFICERS.iter().copied().find(|email| !own(email));
            others.unwrap_or(OFFICERS[0])
        };
        reasons.add("not_allowed", own(email));
        email
    }

    /// A part of a pledge that is for a project: at its own level, or earmarked.
    fn part(&mut self, pledge: &Pledge) -> Option<(Level, String)> {
        let levels = pledge.stored.lines.keys().chain([&None]);
        let parts: Vec<(Level, String)> = levels
            .filter_map(|level| Some((level.clone(), pledge.project_at(level)?)))
            .collect();
        if parts.is_empty() || self.spoils(6) {
            let code = self.one_of(&self.live.projects.clone())?;
            let own = pledge.project_at(&None).as_deref() == Some(code.as_str());
            return Some(((!own).then(|| code.clone()), code));
        }
        self.one_of(&parts)
    }

    pub(super) async fn accept_in_kind(&mut self) -> bool {
        let fits = |simulation: &Self, pledge: &Pledge| {
            let open = |level: &Level| {
                let project = pledge.project_at(level).map(|code| &simulation.model.projects[&code]);
                pledge.uncovered(level) > 0 && project.is_some_and(|project| project.is_open())
            };
            pledge.is_in_kind() && pledge.acceptances.len() < ACCEPTANCES && pledge.stored.lines.keys().any(open)
        };
        let Some(reference) = self.pledge_that(fits) else {
            return false;
        };
        let pledge = self.model.pledges[&reference].clone();
        let Some((level, code)) = self.part(&pledge) else {
            return false;
        };
        let mut reasons = Reasons::default();
        let project = self.model.projects[&code].clone();
        let (email, on) = (
            self.other_eyes(&pledge, project.country, &mut reasons),
            self.day(pledge.giving.on),
        );
        let lines = project.lines.len() + usize::from(self.spoils(6));
        let line = self.random.below(lines);
        let version = project.version - i64::from(self.spoils(6));
        let left = project
            .lines
            .get(line)
            .map_or(0, |(_, minor)| minor - self.model.covered(&code)[line]);
        let mut minor = self.amount(pledge.uncovered(&level));
        let valuation = self.model.valuation_in_budget(&reference, &level, &code, minor, on);
        // Mostly no more than the line lacks.
        if let (Some(valuation), false) = (valuation.filter(|valuation| *valuation > left.max(0)), self.spoil) {
            minor = minor * left.max(0) / valuation;
        }
        let currency = if self.spoils(8) {
            self.random.pick(&CURRENCIES)
        } else {
            pledge.currency
        };
        let valuation = self.model.valuation_in_budget(&reference, &level, &code, minor, on);
        reasons.add("not_in_kind", !pledge.is_in_kind());
        reasons.add("not_open", !pledge.is_open());
        reasons.add("project_not_open", !project.is_open());
        reasons.add("budget_changed", version != project.version);
        reasons.sound(minor, on, pledge.giving.on, self.today());
        reasons.add("other_currency", currency != pledge.currency);
        reasons.add("no_such_line", line >= project.lines.len());
        let elsewhere = pledge.project_at(&None).is_some_and(|own| own != code);
        reasons.add(
            "not_for_project",
            elsewhere || !pledge.stored.lines.contains_key(&level),
        );
        reasons.add("more_than_uncovered", minor > pledge.uncovered(&level));
        reasons.add("no_rate", valuation.is_none());
        reasons.add("value_is_zero", valuation.is_some_and(|valuation| valuation <= 0));
        reasons.add("more_than_line", valuation.is_some_and(|valuation| valuation > left));
        self.report(
            "accept in kind",
            &(&reference, &code, currency, minor, line, on, email),
            &reasons,
        );
        let new_acceptance = NewAcceptance {
            project: ProjectId(project.id),
            line,
            version: self
                .random
                .one_in(2)
                .then_some(version)
                .or((version != project.version).then_some(version)),
            amount: money((currency, minor)),
            accepted_on: on,
            note: "",
        };
        let (who, request) = (self.people[email], self.world.request_id());
        let done =
            actions::acceptances::accept(self.ctx().numbered(&who, &request), &who, &reference, new_acceptance).await;
        if let Some(id) = self.judge(&reasons, done) {
            if self.random.one_in(8) {
                let again =
                    actions::acceptances::accept(self.ctx().numbered(&who, &request), &who, &reference, new_acceptance)
                        .await;
                self.judge_again(&id, &again);
            }
            if level.is_some() {
                self.saw("acceptance of an earmarked part");
            }
            if currency != project.currency {
                self.saw("acceptance in another currency");
            }
            let acceptance = Acceptance {
                id,
                level,
                minor,
                valuation: (project.currency, valuation.expect("a worth")),
                line: (line, project.lines[line].0),
                taken_back: false,
            };
            self.model
                .pledges
                .get_mut(&reference)
                .expect("known")
                .acceptances
                .push(acceptance);
        }
        // The other parts of the pledge are as they were, and nobody counts them anew.
        self.touched.insert(Subject::Project(code));
        true
    }

    pub(super) async fn take_back(&mut self) -> bool {
        let strange = self.spoils(3);
        let takeable = |reference: &&String| {
            let acceptances = &self.model.pledges[*reference].acceptances;
            acceptances.iter().any(|one| strange || !one.taken_back)
        };
        let fitting: Vec<String> = self.live.pledges.iter().filter(takeable).cloned().collect();
        let Some(reference) = self.one_of(&fitting) else {
            return false;
        };
        let pledge = self.model.pledges[&reference].clone();
        let takeable = pledge.acceptances.iter().filter(|one| strange || !one.taken_back);
        let acceptances: Vec<Acceptance> = takeable.cloned().collect();
        let Some(acceptance) = self.one_of(&acceptances) else {
            return false;
        };
        let mut reasons = Reasons::default();
        let code = pledge.project_at(&acceptance.level).expect("a project");
        let country = self.model.projects[&code].country;
        let email = self.other_eyes(&pledge, country, &mut reasons);
        let why = self.why(&mut reasons);
        reasons.add("taken_back_already", acceptance.taken_back);
        self.report("take back", &(&reference, &acceptance, email), &reasons);
        let (who, request) = (self.people[email], self.world.request_id());
        let id = AcceptanceId(acceptance.id);
        let done =
            actions::acceptances::take_back(self.ctx().numbered(&who, &request), &who, &reference, id, why).await;
        if self.judge(&reasons, done).is_some() {
            let pledge = self.model.pledges.get_mut(&reference).expect("known");
            let known = pledge.acceptances.iter_mut().find(|one| one.id == acceptance.id);
            known.expect("the acceptance").taken_back = true;
        }
        self.touched.insert(Subject::Project(code));
        true
    }
}
