//! Revising a pledge, and earmarking parts of it to projects and back.

use puente::actions;
use puente::actions::money::Recorded;
use puente::domain::ids::ProjectId;

use super::super::cast::CURRENCIES;
use super::super::model::chain::Row;
use super::super::model::refusals::Reasons;
use super::super::model::{Home, Pledge, Proposed, Towards};
use super::super::play::Simulation;
use super::money;

/// Most that is written down under one pledge or commitment before it is left alone.
pub const ROWS: usize = 20;
/// Most pledges and commitments, and expenditures, of one project.
const LENGTH: usize = 12;

impl Simulation<'_> {
    /// Whether a project takes money, and is not too full yet.
    pub fn takes_money(&self, code: &str) -> bool {
        let project = &self.model.projects[code];
        project.is_open() && project.length() < LENGTH
    }

    /// A live pledge that fits; when the action is spoilt, perhaps one that does not.
    pub fn pledge_that(&mut self, fits: impl Fn(&Self, &Pledge) -> bool) -> Option<String> {
        let strange = self.spoils(3);
        let fits = |reference: &&String| {
            let pledge = &self.model.pledges[*reference];
            strange || (pledge.is_open() && pledge.rows.len() < ROWS && fits(self, pledge))
        };
        let fitting: Vec<String> = self.live.pledges.iter().filter(fits).cloned().collect();
        self.one_of(&fitting)
    }

    /// A live pledge for which a larger figure waits.
    fn raised_pledge(&mut self) -> Option<String> {
        let pending = |reference: &&String| self.model.revision_pending(reference);
        let found: Vec<String> = self.live.pledges.iter().filter(pending).cloned().collect();
        self.one_of(&found)
    }

    pub(super) async fn revise_pledge(&mut self) -> bool {
        let covering = self.random.one_in(3);
        let fits = |_: &Self, pledge: &Pledge| !covering || pledge.acceptances.iter().any(|one| !one.taken_back);
        // Sometimes one of which a larger figure waits, so that the figure moves under the proposal.
        let raised = self.random.one_in(8).then(|| self.raised_pledge()).flatten();
        let moves = raised.is_some();
        let Some(reference) = raised.or_else(|| self.pledge_that(fits)) else {
            return false;
        };
        let pledge = self.model.pledges[&reference].clone();
        let mut reasons = Reasons::default();
        let (present, open) = (pledge.stored.pledged(), pledge.stored.open_at(&None));
        // What was accepted of it in kind is cut when hardly anything is left.
        let less = if covering && open > 1 {
            open - 1
        } else {
            self.some_of(open)
        };
        let down = (covering || moves || self.random.one_in(2)) && less <= open && less < present;
        let mut minor = if down {
            present - less
        } else {
            present + self.some_of(1_000_000_000)
        };
        let mut currency = pledge.currency;
        if self.spoil {
            match self.random.below(7) {
                0 => minor = present,
                1 => minor = present - open - 1,
                2 => minor = 0,
                3 => minor = 1_000_000_000_000_001,
                4 => currency = self.random.pick(&CURRENCIES),
                _ => {}
            }
        }
        let email = self.editor_of(&pledge, &mut reasons);
        let why = self.why(&mut reasons);
        reasons.add("not_open", !pledge.is_open());
        reasons.sound(minor, pledge.giving.on, pledge.giving.on, self.today());
        if currency == pledge.currency {
            reasons.add("same_amount", minor == present);
            reasons.add("below_committed", minor - present + open < 0);
        } else {
            reasons.add("other_currency", true);
        }
        reasons.add(
            "revision_pending",
            minor > present && self.model.revision_pending(&reference),
        );
        self.report("revise pledge", &(&reference, currency, minor, email), &reasons);
        let (amount, request) = (money((currency, minor)), self.world.request_id());
        let who = self.people[email];
        let done = actions::money::revise(self.ctx().numbered(&who, &request), &who, &reference, amount, why).await;
        let home = Home::Pledge(reference.clone());
        if let Some(made) = self.judge(&reasons, done) {
            if self.random.one_in(8) {
                let again =
                    actions::money::revise(self.ctx().numbered(&who, &request), &who, &reference, amount, why).await;
                self.judge_again(&made, &again);
            }
            if let Recorded::Pendings(proposal) = made {
                assert!(minor > present, "pending: {}", self.telling);
                let what = Proposed::Revision {
                    reference,
                    present,
                    minor,
                };
                self.propose(proposal, what, email);
                return true;
            }
            assert!(minor < present, "counts at once: {}", self.telling);
            self.saw("revision down");
            let row = Row::Promise {
                minor: minor - present,
                usd: None,
            };
            self.model.write(&home, row);
            let counted = self.model.pledges[&reference].counted(&None);
            if counted.iter().any(|(one, counts)| *counts < one.minor) {
                self.saw("acceptance cut by a smaller promise");
            }
        }
        self.touch_home(&home);
        true
    }

    /// A part of a pledge to a place, a pillar or the plan goes to a project, or back from it.
    pub(super) async fn earmark(&mut self, back: bool) -> bool {
        let has_part = |pledge: &Pledge| {
            let mut parts = pledge.stored.lines.iter().filter(|(level, _)| level.is_some());
            parts.any(|(_, line)| line.open.minor > 0)
        };
        let fits = move |_: &Self, pledge: &Pledge| {
            let unearmarked = !matches!(pledge.towards, Towards::Project(_));
            unearmarked
                && (if back {
                    has_part(pledge)
                } else {
                    pledge.stored.open_at(&None) > 0
                })
        };
        let Some(reference) = self.pledge_that(fits) else {
            return false;
        };
        let pledge = self.model.pledges[&reference].clone();
        let parts = pledge.stored.lines.iter().filter(|(_, line)| line.open.minor > 0);
        let mut projects: Vec<String> = parts.filter_map(|(level, _)| level.clone()).collect();
        if self.spoils(3) {
            projects = self.live.projects.clone();
        } else if !back {
            let takes = |code: &&String| self.takes_money(code);
            projects = self.live.projects.iter().filter(takes).cloned().collect();
        }
        let Some(code) = self.one_of(&projects) else {
            return false;
        };
        let mut reasons = Reasons::default();
        let there = Some(code.clone());
        let from = if back { there } else { None };
        let open = pledge.stored.open_at(&from);
        let minor = self.amount(open);
        let currency = if self.spoils(8) {
            self.random.pick(&CURRENCIES)
        } else {
            pledge.currency
        };
        let email = self.editor_of(&pledge, &mut reasons);
        let project = &self.model.projects[&code];
        let id = ProjectId(project.id);
        reasons.add("not_open", !pledge.is_open());
        reasons.add("not_earmarked", !pledge.stored.lines.contains_key(&from));
        reasons.add("earmarked_already", matches!(pledge.towards, Towards::Project(_)));
        reasons.add("project_not_open", !back && !project.is_open());
        reasons.sound(minor, pledge.giving.on, pledge.giving.on, self.today());
        if currency == pledge.currency {
            reasons.add("more_than_outstanding", minor > open);
        } else {
            reasons.add("other_currency", true);
        }
        let operation = if back { "release" } else { "earmark" };
        self.report(operation, &(&reference, &code, currency, minor, email), &reasons);
        let amount = money((currency, minor));
        let (who, request) = (self.people[email], self.world.request_id());
        let done =
            actions::money::earmark(self.ctx().numbered(&who, &request), &who, &reference, id, amount, back).await;
        let home = Home::Pledge(reference);
        if self.judge(&reasons, done).is_some() {
            let project = code;
            self.model.write(&home, Row::Earmark { project, minor, back });
        }
        self.touch_home(&home);
        true
    }
}
