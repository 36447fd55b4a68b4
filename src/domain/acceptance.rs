//! Covered in kind: goods or technical help that an officer accepted for a named line of a project's budget.
//!
//! It closes no gap and is no money. It counts as far as the promise still stands: what is withdrawn, lapses or is
//! revised away takes from the newest acceptance first, so that nothing has to be recorded for it (DESIGN.md §3 rule 9).

use std::collections::BTreeMap;

use super::chain::{Chain, ChainError, Effect, proportion};
use super::currency::Currency;
use super::ids::AcceptanceId;
use super::ledger::LineKey;
use super::money::Money;
use super::pledge::PledgeKind;

super::coded! {
    /// Why something cannot be accepted for a budget, or taken back.
    pub enum AcceptanceRefusal {
        /// Money and guarantees are not given in kind.
        NotInKind = "not_in_kind",
        /// No part of the pledge is for that project.
        NotForProject = "not_for_project",
        /// The budget has no such line.
        NoSuchLine = "no_such_line",
        /// The budget was edited since the line was chosen.
        BudgetChanged = "budget_changed",
        /// More than what is outstanding and not yet accepted.
        MoreThanUncovered = "more_than_uncovered",
        /// More than the line needs beside what covers it already.
        MoreThanLine = "more_than_line",
        /// No rate tells what it is worth in the budget's currency.
        NoRate = "no_rate",
        /// Less than the smallest unit of the budget's currency.
        ValueIsZero = "value_is_zero",
        TakenBackAlready = "taken_back_already",
    }
}

/// The line of a budget by its place and its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetLine {
    /// From 0, in the order of the budget.
    pub position: usize,
    pub name_es: String,
    pub name_en: String,
}

/// An acceptance that was not taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    pub id: AcceptanceId,
    /// The pledge as far as it is for the project.
    pub line: LineKey,
    /// What was accepted, in the pledge's currency.
    pub amount: Money,
    /// What it was worth in the budget's currency on that day.
    pub valuation: Money,
    /// The line as it was called then.
    pub budget_line: BudgetLine,
}

/// How much of each acceptance still counts, in the pledge's minor units: all of them together no more than what is
/// outstanding of the promise, the newest cut first.
#[must_use]
pub fn counted(acceptances: &[Acceptance], chain: &Chain) -> BTreeMap<AcceptanceId, i64> {
    let mut left: BTreeMap<LineKey, i64> = BTreeMap::new();
    let mut oldest_first: Vec<&Acceptance> = acceptances.iter().collect();
    oldest_first.sort_by_key(|acceptance| acceptance.id);
    let count = |acceptance: &Acceptance| {
        let left = left.entry(acceptance.line).or_insert_with(|| {
            let line = chain.lines.get(&acceptance.line);
            line.map_or(0, |line| line.outstanding.money.minor().max(0))
        });
        let counts = acceptance.amount.minor().min(*left);
        *left -= counts;
        (acceptance.id, counts)
    };
    oldest_first.into_iter().map(count).collect()
}

/// What acceptances add to the totals: a part of what is outstanding, and so worth that part of it.
///
/// # Errors
/// [`ChainError::Overflow`].
pub fn effects(acceptances: &[Acceptance], chain: &Chain) -> Result<Vec<(LineKey, Effect)>, ChainError> {
    let counted = counted(acceptances, chain);
    let mut by_line: BTreeMap<LineKey, i64> = BTreeMap::new();
    for acceptance in acceptances {
        *by_line.entry(acceptance.line).or_default() += counted.get(&acceptance.id).copied().unwrap_or(0);
    }
    let known = by_line
        .into_iter()
        .filter_map(|(key, minor)| chain.lines.get(&key).map(|line| (key, line.covered(minor))));
    known.map(|(key, effect)| Ok((key, effect?))).collect()
}

impl Acceptance {
    /// What of its worth counts when `minor` of its amount does: in proportion, half-even; all of it for all.
    ///
    /// # Errors
    /// [`ChainError::Overflow`].
    pub fn counted_valuation(&self, minor: i64) -> Result<Money, ChainError> {
        let part = if minor == self.amount.minor() {
            Some(self.valuation.minor())
        } else {
            proportion(self.valuation.minor(), minor, self.amount.minor())
        };
        Ok(Money::new(part.ok_or(ChainError::Overflow)?, self.valuation.currency()))
    }

    /// Which of the lines of today's budget it covers: the one that still bears one of its names (the other may have
    /// been translated since), at its place if several do. `None` where the budget has it no longer, or is in another
    /// currency now.
    #[must_use]
    pub fn includes(&self, lines: &[BudgetLine], currency: Currency) -> Option<usize> {
        let own = &self.budget_line;
        let same = |one: &str, other: &str| !one.is_empty() && one == other;
        let bears = |line: &&BudgetLine| same(&own.name_es, &line.name_es) || same(&own.name_en, &line.name_en);
        let named = || lines.iter().filter(bears).map(|line| line.position);
        let here = named().find(|position| *position == own.position);
        here.or_else(|| named().next())
            .filter(|_| self.valuation.currency() == currency)
    }
}

/// Whether a promise of this kind can be accepted for a budget.
///
/// # Errors
/// [`AcceptanceRefusal::NotInKind`].
pub fn must_be_in_kind(kind: PledgeKind) -> Result<(), AcceptanceRefusal> {
    match kind {
        PledgeKind::InKind | PledgeKind::Technical => Ok(()),
        PledgeKind::Financial | PledgeKind::Guarantee => Err(AcceptanceRefusal::NotInKind),
    }
}

/// How much more of a promise can be accepted: what is outstanding, less what is accepted already; never below zero.
///
/// # Errors
/// [`AcceptanceRefusal::NotForProject`].
pub fn uncovered(line: LineKey, acceptances: &[Acceptance], chain: &Chain) -> Result<Money, AcceptanceRefusal> {
    let outstanding = chain
        .lines
        .get(&line)
        .ok_or(AcceptanceRefusal::NotForProject)?
        .outstanding
        .money;
    let mine = acceptances.iter().filter(|acceptance| acceptance.line == line);
    let left = mine.fold(outstanding.minor(), |left, acceptance| {
        left.saturating_sub(acceptance.amount.minor())
    });
    Ok(Money::new(left.max(0), outstanding.currency()))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::domain::finance::Finance;
    use crate::domain::ids::{LedgerEntryId, PledgeId, ProjectId};
    use crate::domain::ledger::EntryKind;
    use crate::domain::ledger::{Entry, Statement};
    use crate::domain::pledge::Target;

    const LINE: LineKey = (PledgeId(1), Target::Project(ProjectId(1)));

    fn chain(rows: &[(EntryKind, i64, Option<i64>)]) -> Chain {
        let rows = (1_i64..).zip(rows).map(|(id, (kind, minor, usd_minor))| Entry {
            id: LedgerEntryId(id),
            kind: *kind,
            parent: (id > 1).then_some(LedgerEntryId(1)),
            line: Some(LINE),
            support: PledgeKind::InKind,
            finance: Finance::Grant,
            amount: Money::new(*minor, Currency::COP),
            drawdown_minor: None,
            usd_minor: *usd_minor,
            budget_minor: None,
            dated_on: date!(2026 - 03 - 01),
            statement: Statement::Declared,
            published: None,
            own: false,
            initiative: None,
        });
        Chain::read(&rows.collect::<Vec<_>>()).unwrap()
    }

    fn acceptance(id: i64, minor: i64, valuation: i64) -> Acceptance {
        Acceptance {
            id: AcceptanceId(id),
            line: LINE,
            amount: Money::new(minor, Currency::COP),
            valuation: Money::new(valuation, Currency::USD),
            budget_line: line(0, "Obras"),
        }
    }

    fn line(position: usize, name: &str) -> BudgetLine {
        BudgetLine {
            position,
            name_es: name.into(),
            name_en: name.into(),
        }
    }

    fn parts(acceptances: &[Acceptance], chain: &Chain) -> Vec<i64> {
        counted(acceptances, chain).into_values().collect()
    }

    #[test]
    fn all_that_is_accepted_counts_while_the_promise_stands() {
        let pledge = chain(&[(EntryKind::Pledge, 100, Some(10))]);
        let acceptances = [acceptance(1, 60, 6), acceptance(2, 40, 4)];
        assert_eq!(parts(&acceptances, &pledge), [60, 40]);
        let shown = effects(&acceptances, &pledge).unwrap();
        assert_eq!(shown.len(), 1);
        assert_eq!((shown[0].1.currency, shown[0].1.measures.covered), (Currency::USD, 10));
    }

    #[test]
    fn what_is_taken_from_the_promise_is_taken_from_the_newest_acceptance_first() {
        let acceptances = [acceptance(2, 40, 4), acceptance(1, 60, 6)];
        for (withdrawn, expected) in [
            (0, [60, 40]),
            (10, [60, 30]),
            (40, [60, 0]),
            (70, [30, 0]),
            (100, [0, 0]),
        ] {
            let mut rows = vec![(EntryKind::Pledge, 100, Some(10))];
            if withdrawn > 0 {
                rows.push((EntryKind::Withdrawal, -withdrawn, None));
            }
            assert_eq!(parts(&acceptances, &chain(&rows)), expected, "{withdrawn}");
        }
    }

    #[test]
    fn an_acceptance_never_counts_more_than_the_in_kind_column_it_is_part_of() {
        // 3 of 10 at a worth of 1 is 0.3, and the whole of what is left is 1.
        let rows = [(EntryKind::Pledge, 10, Some(1)), (EntryKind::Revision, -7, None)];
        let shown = effects(&[acceptance(1, 10, 1)], &chain(&rows)).unwrap();
        let left = chain(&rows).lines[&LINE].outstanding.usd_minor;
        assert_eq!(Some(shown[0].1.measures.covered), left);
    }

    #[test]
    fn what_has_no_rate_is_covered_in_its_own_currency() {
        let shown = effects(&[acceptance(1, 60, 6)], &chain(&[(EntryKind::Pledge, 100, None)])).unwrap();
        assert_eq!((shown[0].1.currency, shown[0].1.measures.covered), (Currency::COP, 60));
    }

    #[test]
    fn a_cut_acceptance_is_worth_its_part_on_the_line() {
        let whole = acceptance(1, 3, 100);
        let valuation = |minor| whole.counted_valuation(minor).unwrap().minor();
        assert_eq!((valuation(3), valuation(1), valuation(0)), (100, 33, 0));
    }

    #[test]
    fn an_acceptance_follows_the_names_of_its_line_and_not_only_its_place() {
        let own = acceptance(1, 1, 1);
        let lines = |names: &[&str]| -> Vec<BudgetLine> {
            (0..).zip(names).map(|(position, name)| line(position, name)).collect()
        };
        for (names, expected) in [
            (&["Obras", "Equipo"][..], Some(0)),
            (&["Equipo", "Obras"], Some(1)),
            (&["Obras", "Obras"], Some(0)),
            (&["Equipo"], None),
            (&[""], None),
            (&[], None),
        ] {
            assert_eq!(own.includes(&lines(names), Currency::USD), expected, "{names:?}");
        }
        assert_eq!(own.includes(&lines(&["Obras"]), Currency::COP), None);
        let translated = BudgetLine {
            name_en: "Works".into(),
            ..line(0, "Obras")
        };
        assert_eq!(own.includes(&[translated], Currency::USD), Some(0));
    }

    #[test]
    fn no_more_can_be_accepted_than_is_outstanding_and_not_accepted_yet() {
        let pledge = chain(&[(EntryKind::Pledge, 100, None)]);
        let left = |acceptances: &[Acceptance]| uncovered(LINE, acceptances, &pledge).map(Money::minor);
        assert_eq!(left(&[]), Ok(100));
        assert_eq!(left(&[acceptance(1, 60, 1)]), Ok(40));
        assert_eq!(left(&[acceptance(1, 60, 1), acceptance(2, 50, 1)]), Ok(0));
        let other = (PledgeId(2), Target::Plan);
        assert_eq!(uncovered(other, &[], &pledge), Err(AcceptanceRefusal::NotForProject));
    }

    #[test]
    fn only_goods_and_technical_help_are_given_in_kind() {
        let allowed: Vec<bool> = PledgeKind::ALL
            .iter()
            .map(|kind| must_be_in_kind(*kind).is_ok())
            .collect();
        assert_eq!(allowed, [false, true, true, false]);
    }
}
