//! What was accepted in kind for the lines of budgets, as a child would keep it: a list under each pledge.

use puente::domain::currency::Currency;
use puente::domain::pledge::PledgeKind;

use super::chain::Level;
use super::count::{ByYear, note};
use super::sum::COVERED;
use super::valuation::part_of;
use super::{Home, Model, Pledge};

/// An acceptance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    pub id: i64,
    pub level: Level,
    pub minor: i128,
    /// What it was worth in the budget's currency on its day.
    pub valuation: (Currency, i128),
    /// Where the line stood, and what it was called.
    pub line: (usize, &'static str),
    pub taken_back: bool,
}

impl Pledge {
    pub fn is_in_kind(&self) -> bool {
        matches!(self.giving.kind, PledgeKind::InKind | PledgeKind::Technical)
    }

    /// How much of each acceptance at a level counts: the first to come takes first, while anything stands.
    pub fn counted(&self, level: &Level) -> Vec<(&Acceptance, i128)> {
        let mut left = self.stored.open_at(level);
        let fulfilment = self
            .acceptances
            .iter()
            .filter(|one| one.level == *level && !one.taken_back);
        let mut shown = Vec::new();
        for acceptance in fulfilment {
            let counts = acceptance.minor.min(left);
            left -= counts;
            shown.push((acceptance, counts));
        }
        shown
    }

    /// How much more can be accepted at a level.
    pub fn uncovered(&self, level: &Level) -> i128 {
        let fulfilment = self
            .acceptances
            .iter()
            .filter(|one| one.level == *level && !one.taken_back);
        (self.stored.open_at(level) - fulfilment.map(|one| one.minor).sum::<i128>()).max(0)
    }

    /// Adds what is covered at a level.
    pub fn note_covered(&self, sums: &mut ByYear, level: &Level) {
        let counted: i128 = self.counted(level).iter().map(|(_, counts)| counts).sum();
        if let Some(line) = self.stored.lines.get(level) {
            let covered = line.open.clone().take(counted);
            note(sums, self.giving.on.year(), &covered, &[COVERED]);
        }
    }
}

impl Model {
    /// How much covers each line of a project's budget, in its currency.
    pub fn covered(&self, code: &str) -> Vec<i128> {
        let project = &self.projects[code];
        let mut sums = vec![0; project.lines.len()];
        for home in &project.homes {
            let Home::Pledge(reference) = home else { continue };
            let own = self.project_at(home, &None).as_deref() == Some(code);
            let level = (!own).then(|| code.to_owned());
            for (acceptance, counts) in self.pledges[reference].counted(&level) {
                let (at, name) = acceptance.line;
                let bears = |line: &usize| project.lines.get(*line).is_some_and(|(known, _)| *known == name);
                let line = Some(at).filter(bears).or_else(|| (0..project.lines.len()).find(bears));
                if let (Some(line), true) = (line, acceptance.valuation.0 == project.currency) {
                    sums[line] += part_of(acceptance.valuation.1, counts, acceptance.minor);
                }
            }
        }
        sums
    }

    /// What a part of a pledge at a level is worth in a project's budget currency; none without a rate.
    pub fn valuation_in_budget(
        &self,
        reference: &str,
        level: &Level,
        code: &str,
        minor: i128,
        on: time::Date,
    ) -> Option<i128> {
        let (pledge, budget) = (&self.pledges[reference], self.projects[code].currency);
        if pledge.currency == budget {
            return Some(minor);
        }
        // Of nothing there is no part.
        let open = pledge
            .stored
            .lines
            .get(level)
            .map(|line| line.open)
            .filter(|open| open.minor > 0)?;
        let cents = part_of(open.usd?, minor, open.minor);
        self.rates.in_currency(cents, budget, on)
    }
}
