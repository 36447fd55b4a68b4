//! What waits for a rate, and what a new rate converts.

use std::collections::BTreeSet;

use puente::domain::currency::Currency;

use super::chain::{Row, State};
use super::{Home, Model, Subject, Towards};

impl Model {
    /// The rate of a project's budget: as it was once found, else as it is known now.
    pub fn rate_of(&self, code: &str) -> Option<i128> {
        let project = &self.projects[code];
        project
            .rate
            .or_else(|| self.rates.of(project.currency, project.budget_on?))
    }

    /// A cost that is counted keeps its rate from then on.
    pub fn keep_rate(&mut self, code: &str) {
        let rate = self.rate_of(code);
        self.projects.get_mut(code).expect("a project").rate = rate;
    }

    /// What an agreement is worth in the budget currency of its project, where that is another one.
    pub fn in_budget(&self, project: Option<&str>, row: &super::Worth, on: time::Date) -> Option<(Currency, i128)> {
        let budget = self.projects[project?].currency;
        if budget == row.currency {
            return None;
        }
        Some((budget, self.rates.in_currency(row.usd?, budget, on)?))
    }

    /// Converts everything that waited for a rate and has one now; gives how many amounts that were, and for what.
    pub fn convert_waiting(&mut self) -> (usize, BTreeSet<Subject>) {
        let (mut count, mut moved) = (0, BTreeSet::new());
        let pledges = self.pledges.keys().cloned().map(Home::Pledge);
        let homes: Vec<Home> = pledges.chain(self.directs.keys().copied().map(Home::Direct)).collect();
        for home in homes {
            let waiting = |row: &Row| match row {
                Row::Promise { minor, usd } => *minor > 0 && usd.is_none(),
                Row::Sign(signed) => signed.worth.usd.is_none(),
                Row::Pay(paid) => paid.worth.usd.is_none(),
                _ => false,
            };
            if !self.rows(&home).iter().any(waiting) {
                continue;
            }
            let rows: Vec<Row> = self.rows(&home).iter().map(|row| self.converted(&home, row)).collect();
            let found = rows
                .iter()
                .zip(self.rows(&home))
                .filter(|(new, old)| new != old)
                .count();
            if found == 0 {
                continue;
            }
            let (parts_before, currency) = (self.state(&home).unconverted_parts, self.currency_of(&home));
            let state = State::of(currency, &rows);
            count += found + parts_before - state.unconverted_parts;
            match &home {
                Home::Pledge(reference) => {
                    let pledge = self.pledges.get_mut(reference).expect("a pledge");
                    (pledge.rows, pledge.kept) = (rows, state);
                }
                Home::Direct(id) => {
                    let direct = self.directs.get_mut(id).expect("an agreement");
                    (direct.rows, direct.kept) = (rows, state);
                }
            }
            moved.extend(self.subjects(&home));
        }
        for (code, project) in &mut self.projects {
            for (_, worth, on) in project.spent.iter_mut().filter(|(_, worth, _)| worth.usd.is_none()) {
                worth.usd = self.rates.usd(worth.minor, worth.currency, *on);
                if worth.usd.is_some() {
                    count += 1;
                    moved.insert(Subject::Project(code.clone()));
                }
            }
        }
        (count, moved)
    }

    /// The projects whose requirement waited for a rate and has one now. A project that has just been counted
    /// for another reason has taken its rate already.
    pub fn requirements_waiting(&self) -> Vec<String> {
        let waits = |code: &&String| {
            let project = &self.projects[*code];
            let needs_one = !matches!(project.currency, Currency::USD | Currency::PAB) && project.rate.is_none();
            needs_one && self.rate_of(code).is_some()
        };
        self.projects.keys().filter(waits).cloned().collect()
    }

    fn converted(&self, home: &Home, row: &Row) -> Row {
        let mut row = row.clone();
        match &mut row {
            Row::Promise { minor, usd } if *minor > 0 && usd.is_none() => {
                *usd = self.rates.usd(*minor, self.currency_of(home), self.giving(home).on);
            }
            Row::Sign(signed) if signed.worth.usd.is_none() => {
                signed.worth = self.rates.worth(signed.worth.minor, signed.worth.currency, signed.on);
                let project = self.project_at(home, &signed.level);
                signed.in_budget = self.in_budget(project.as_deref(), &signed.worth, signed.on);
            }
            Row::Pay(paid) if paid.worth.usd.is_none() => {
                paid.worth = self.rates.worth(paid.worth.minor, paid.worth.currency, paid.on);
            }
            _ => {}
        }
        row
    }

    fn currency_of(&self, home: &Home) -> Currency {
        match home {
            Home::Pledge(reference) => self.pledges[reference].currency,
            Home::Direct(_) => Currency::USD,
        }
    }

    /// The country to which a pledge goes; none for a pillar or the plan.
    pub fn country_of(&self, towards: &Towards) -> Option<&'static str> {
        match towards {
            Towards::Project(code) => Some(self.projects[code].country),
            Towards::Place(code) if code.starts_with("co") => Some("CO"),
            Towards::Place(_) => Some("PA"),
            Towards::Pillar(_) | Towards::Plan => None,
        }
    }
}
