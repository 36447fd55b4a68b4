//! What waits for a rate, and what a new rate converts.

use std::collections::BTreeSet;

use puente::domain::currency::Currency;

use super::chain::{Row, Signed, State};
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

    /// What a commitment is worth in the budget currency of its project, where that is another one.
    pub fn in_budget(&self, project: Option<&str>, row: &super::Valuation, on: time::Date) -> Option<(Currency, i128)> {
        let budget = self.projects[project?].currency;
        if budget == row.currency {
            return None;
        }
        Some((budget, self.rates.in_currency(row.usd?, budget, on)?))
    }

    /// Says what a commitment is worth in the budget currency of its project, unless it was said in that currency.
    fn say_in_budget(&self, home: &Home, signed: &mut Signed) {
        let Some(code) = self.project_at(home, &signed.level) else {
            return;
        };
        let budget = self.projects[&code].currency;
        if signed.in_budget.is_none_or(|(of, _)| of != budget) {
            let stated = self.in_budget(Some(&code), &signed.valuation, signed.on);
            signed.in_budget = stated.or(signed.in_budget);
        }
    }

    /// Says of every commitment of a project what it is worth in its budget currency, which is another one now.
    pub fn express_in_budget(&mut self, code: &str) {
        for home in self.projects[code].homes.clone() {
            let mut rows = self.rows(&home).to_vec();
            for row in &mut rows {
                if let Row::Sign(signed) = row
                    && self.project_at(&home, &signed.level).as_deref() == Some(code)
                {
                    self.say_in_budget(&home, signed);
                }
            }
            self.rewrite(&home, rows);
        }
    }

    /// Puts other rows in the place of those of a pledge, or of a direct commitment; gives how it stands now.
    fn rewrite(&mut self, home: &Home, rows: Vec<Row>) -> &State {
        let state = State::of(self.currency_of(home), &rows);
        let (stored_rows, stored) = match home {
            Home::Pledge(reference) => {
                let pledge = self.pledges.get_mut(reference).expect("a pledge");
                (&mut pledge.rows, &mut pledge.stored)
            }
            Home::Direct(id) => {
                let direct = self.directs.get_mut(id).expect("a commitment");
                (&mut direct.rows, &mut direct.stored)
            }
        };
        (*stored_rows, *stored) = (rows, state);
        stored
    }

    /// Converts everything that waited for a rate and has one now; gives how many amounts that were, and for what.
    pub fn convert_waiting(&mut self) -> (usize, BTreeSet<Subject>) {
        let (mut count, mut moved) = (0, BTreeSet::new());
        let pledges = self.pledges.keys().cloned().map(Home::Pledge);
        let homes: Vec<Home> = pledges.chain(self.directs.keys().copied().map(Home::Direct)).collect();
        for home in homes {
            let waiting = |row: &Row| match row {
                Row::Promise { minor, usd } => *minor > 0 && usd.is_none(),
                Row::Sign(_) => true,
                Row::Pay(paid) => paid.valuation.usd.is_none(),
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
            let parts_before = self.state(&home).unconverted_parts;
            count += found + parts_before - self.rewrite(&home, rows).unconverted_parts;
            moved.extend(self.subjects(&home));
        }
        for (code, project) in &mut self.projects {
            for spent in project.spent.iter_mut().filter(|spent| spent.valuation.usd.is_none()) {
                let valuation = &mut spent.valuation;
                valuation.usd = self.rates.usd(valuation.minor, valuation.currency, spent.on);
                if valuation.usd.is_some() {
                    count += 1;
                    moved.insert(Subject::Project(code.clone()));
                }
            }
        }
        (count, moved)
    }

    /// The projects whose requirement waited for a rate and has one now.
    pub fn requirements_waiting(&self) -> Vec<String> {
        let pending = |code: &&String| {
            let project = &self.projects[*code];
            let needs_one = !matches!(project.currency, Currency::USD | Currency::PAB) && project.rate.is_none();
            needs_one && self.rate_of(code).is_some()
        };
        self.projects.keys().filter(pending).cloned().collect()
    }

    fn converted(&self, home: &Home, row: &Row) -> Row {
        let mut row = row.clone();
        match &mut row {
            Row::Promise { minor, usd } if *minor > 0 && usd.is_none() => {
                *usd = self.rates.usd(*minor, self.currency_of(home), self.giving(home).on);
            }
            Row::Sign(signed) => {
                if signed.valuation.usd.is_none() {
                    signed.valuation =
                        self.rates
                            .valuation(signed.valuation.minor, signed.valuation.currency, signed.on);
                }
                self.say_in_budget(home, signed);
            }
            Row::Pay(paid) if paid.valuation.usd.is_none() => {
                paid.valuation = self
                    .rates
                    .valuation(paid.valuation.minor, paid.valuation.currency, paid.on);
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
