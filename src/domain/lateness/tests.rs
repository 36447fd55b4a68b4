use std::collections::BTreeMap;

use time::Date;
use time::macros::date;

use super::*;
use crate::domain::currency::Currency;
use crate::domain::finance::Finance;
use crate::domain::ids::{ConditionId, LedgerEntryId, PledgeId};
use crate::domain::ledger::EntryKind::{
    self, Adjustment, Commitment, Disbursement, Lapse, Pledge, Refund, Revision, Termination, Withdrawal,
};
use crate::domain::ledger::{Entry, LineKey, Statement};
use crate::domain::money::Money;
use crate::domain::party::Party;
use crate::domain::pledge::{PledgeKind, Target, Tranche};

const LINE: LineKey = (PledgeId(1), Target::Plan);
const TODAY: Date = date!(2026 - 06 - 30);
const A: LedgerEntryId = LedgerEntryId(2);

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

fn plan(parts: &[(Date, i64)]) -> Vec<Tranche> {
    let tranche = |(due_on, minor): &(Date, i64)| Tranche {
        due_on: *due_on,
        amount: usd(*minor),
    };
    parts.iter().map(tranche).collect()
}

/// A pledge of 1000 with 400 due on 1 May and 600 due on 1 June; today is 30 June.
#[derive(Clone)]
struct Case {
    entries: Vec<Entry>,
    tranches: Vec<Tranche>,
    schedules: BTreeMap<LedgerEntryId, Vec<Tranche>>,
    conditions: Vec<Condition>,
    valid_until_on: Option<Date>,
}

fn pledge() -> Case {
    let case = Case {
        entries: Vec::new(),
        tranches: plan(&[(date!(2026 - 05 - 01), 400), (date!(2026 - 06 - 01), 600)]),
        schedules: BTreeMap::new(),
        conditions: Vec::new(),
        valid_until_on: None,
    };
    case.then(Pledge, 0, 1000, date!(2026 - 03 - 01))
}

impl Case {
    /// The next row, numbered from 1.
    fn then(mut self, kind: EntryKind, parent: i64, minor: i64, dated_on: Date) -> Self {
        let id = i64::try_from(self.entries.len()).unwrap() + 1;
        self.entries.push(Entry {
            id: LedgerEntryId(id),
            kind,
            parent: (parent > 0).then_some(LedgerEntryId(parent)),
            line: Some(LINE),
            support: PledgeKind::Financial,
            finance: Finance::Grant,
            amount: usd(minor),
            drawdown_minor: None,
            usd_minor: Some(minor),
            budget_minor: None,
            dated_on,
            statement: Statement::Received,
            published: None,
            own: false,
            initiative: None,
        });
        self
    }

    /// Of the last row.
    fn by(mut self, party: Party) -> Self {
        self.entries.last_mut().unwrap().initiative = Some(party);
        self
    }

    /// Of the last row.
    fn drawdown(mut self, minor: i64) -> Self {
        self.entries.last_mut().unwrap().drawdown_minor = Some(minor);
        self
    }

    /// Of the last row.
    fn in_pesos(mut self, minor: i64) -> Self {
        let row = self.entries.last_mut().unwrap();
        row.drawdown_minor = row.drawdown_minor.or(Some(row.amount.minor()));
        row.amount = Money::new(minor, Currency::COP);
        self
    }

    fn schedule(mut self, parts: &[(Date, i64)]) -> Self {
        let id = self.entries.last().unwrap().id;
        self.schedules.insert(id, plan(parts));
        self
    }

    fn condition(mut self, party: Party, stated_on: Date, met_on: Option<Date>) -> Self {
        self.conditions.push(Condition {
            id: ConditionId(7),
            party,
            commitment: None,
            stated_on,
            met_on,
        });
        self
    }

    fn valid_until(mut self, until: Date) -> Self {
        self.valid_until_on = Some(until);
        self
    }

    fn dues(&self) -> Dues {
        let account = Account {
            entries: &self.entries,
            tranches: &self.tranches,
            schedules: &self.schedules,
            conditions: &self.conditions,
            valid_until_on: self.valid_until_on,
        };
        let mut day = date!(2026 - 02 - 01);
        while day < date!(2026 - 12 - 31) {
            found_by_days(account, day);
            day = day.next_day().unwrap();
        }
        dues(account, TODAY)
    }

    /// "commitment or pledge, late or open, since, days, amount".
    fn shown(&self) -> Vec<(Option<i64>, bool, Date, i64, i64)> {
        let shown = self.dues().overdue().into_iter();
        shown
            .map(|one| {
                (
                    one.commitment.map(|id| id.0),
                    one.is_late(),
                    one.since_on,
                    one.days,
                    one.open.minor(),
                )
            })
            .collect()
    }

    fn all_signed(self) -> Self {
        self.then(Commitment, 1, 1000, date!(2026 - 03 - 10))
    }
}

/// What is kept of an account finds on any day what its rows say on that day.
fn found_by_days(account: Account<'_>, day: Date) {
    let (kept, now) = (days(account), dues(account, day));
    let is_over = |days: &Days| days.overdue_from_on.is_some_and(|from| from <= day);
    let is_overdue = |dues: &[Due]| dues.iter().any(|due| due.days() > 0);
    let next = |dues: &[Due]| dues.iter().map(|due| due.due_on).min();
    let expired = account.valid_until_on.is_some_and(|until| until < day);
    assert_eq!(
        (is_over(&kept.promised) && !expired, kept.promised.next_due_on),
        (is_overdue(&now.promised), next(&now.promised)),
        "promised on {day}"
    );
    assert!(kept.agreed.keys().eq(now.agreed.keys()));
    for (id, dues) in &now.agreed {
        let days = kept.agreed[id];
        assert_eq!(
            (is_over(&days), days.next_due_on),
            (is_overdue(dues), next(dues)),
            "{id} on {day}"
        );
    }
}

const MAY: Date = date!(2026 - 05 - 01);
const JUNE: Date = date!(2026 - 06 - 01);
const DAY_20: Date = date!(2026 - 06 - 20);

#[test]
fn what_is_promised_is_late_while_it_is_not_signed_and_valid() {
    assert_eq!(pledge().shown(), [(None, true, MAY, 60, 1000)]);
    let partly = pledge()
        .then(Commitment, 1, 400, date!(2026 - 03 - 10))
        .schedule(&[(date!(2026 - 12 - 01), 400)]);
    assert_eq!(partly.shown(), [(None, true, JUNE, 29, 600)]);
    assert_eq!(pledge().valid_until(TODAY).shown(), [(None, true, MAY, 60, 1000)]);
    let expired = pledge().valid_until(date!(2026 - 06 - 29));
    assert_eq!(expired.shown(), []);
    assert!(expired.dues().promised.iter().all(|due| due.clock == Clock::Expired));
}

#[test]
fn a_disbursement_is_late_on_the_day_after_its_own() {
    for (due_on, days) in [(TODAY, 0), (date!(2026 - 06 - 29), 1), (date!(2026 - 07 - 02), 0)] {
        let mut case = pledge();
        case.tranches = plan(&[(due_on, 1000)]);
        let due = case.dues().promised[0];
        assert_eq!((due.days(), due.is_late()), (days, days > 0), "{due_on}");
    }
}

#[test]
fn a_commitment_without_a_schedule_keeps_its_pledge_s_days_for_its_share() {
    assert_eq!(pledge().all_signed().shown(), [(Some(2), true, MAY, 60, 1000)]);
    let second =
        pledge()
            .then(Commitment, 1, 400, date!(2026 - 03 - 10))
            .then(Commitment, 1, 500, date!(2026 - 03 - 11));
    assert_eq!(
        second.shown(),
        [
            (None, true, JUNE, 29, 100),
            (Some(2), true, MAY, 60, 400),
            (Some(3), true, JUNE, 29, 500)
        ]
    );
    let own = pledge().all_signed().schedule(&[(date!(2026 - 12 - 01), 1000)]);
    assert_eq!(own.shown(), []);
    // 1 000 dollars signed as 4 001 pesos: the parts add to the whole.
    let pesos = pledge().all_signed().in_pesos(4001);
    let open: Vec<_> = pesos.dues().agreed[&A].iter().map(|due| due.open.minor()).collect();
    assert_eq!(open, [1600, 2401]);
}

#[test]
fn a_refund_is_open_from_its_own_day_and_not_before_the_planned_one() {
    let paid = pledge().all_signed().then(Disbursement, 2, 1000, date!(2026 - 04 - 20));
    assert_eq!(paid.shown(), []);
    let back = paid.clone().then(Refund, 3, -1, DAY_20);
    assert_eq!(
        back.shown(),
        [(Some(2), false, DAY_20, 10, 1)],
        "the receiver sent it back"
    );
    assert_eq!(
        back.by(Party::Provider).shown(),
        [(Some(2), true, DAY_20, 10, 1)],
        "the provider took it back"
    );
    let early = paid.then(Refund, 3, -700, date!(2026 - 05 - 10));
    assert_eq!(
        early.shown(),
        [(Some(2), false, date!(2026 - 05 - 10), 51, 700)],
        "the oldest shows since when; 600 of it are open since June"
    );
    let days: Vec<_> = early.dues().agreed[&A].iter().map(|due| due.due_on).collect();
    assert_eq!(days, [date!(2026 - 05 - 10), JUNE]);
}

#[test]
fn an_ended_commitment_leaves_its_pledge_open_from_that_day() {
    let signed = pledge().all_signed().schedule(&[(date!(2026 - 12 - 01), 1000)]);
    let ended = signed.then(Termination, 2, -1000, DAY_20);
    assert_eq!(ended.shown(), [(None, true, DAY_20, 10, 1000)], "the provider ended it");
    for party in [Party::Implementer, Party::Government, Party::Community] {
        let shown = ended.clone().by(party).shown();
        assert_eq!(shown, [(None, false, DAY_20, 10, 1000)], "{party:?}");
    }
    let again = ended
        .clone()
        .by(Party::Government)
        .then(Commitment, 1, 1000, date!(2026 - 06 - 25));
    assert_eq!(
        again.shown(),
        [(Some(4), true, date!(2026 - 06 - 25), 5, 1000)],
        "signed anew"
    );
    let own = ended.then(Commitment, 1, 1000, date!(2026 - 06 - 25));
    assert_eq!(
        own.shown(),
        [(Some(4), true, DAY_20, 10, 1000)],
        "what it ended itself keeps its day"
    );
}

#[test]
fn an_end_takes_the_last_days_of_what_was_signed() {
    let ended = pledge().all_signed().then(Termination, 2, -600, date!(2026 - 05 - 15));
    assert_eq!(
        ended.shown(),
        [(None, true, JUNE, 29, 600), (Some(2), true, MAY, 60, 400)],
        "what was to be paid in June was open before its day"
    );
}

#[test]
fn a_shortfall_counts_from_the_planned_day_and_a_charge_was_paid() {
    let paid = pledge().all_signed().then(Disbursement, 2, 1000, date!(2026 - 04 - 20));
    let short = paid.clone().then(Adjustment, 3, -50, date!(2026 - 06 - 25));
    assert_eq!(short.shown(), [(Some(2), true, JUNE, 29, 50)]);
    assert_eq!(
        paid.then(Adjustment, 3, -50, date!(2026 - 06 - 25)).drawdown(0).shown(),
        []
    );
}

#[test]
fn a_condition_of_others_stops_the_clock() {
    let stopped = |party, from, until| pledge().condition(party, from, until).shown();
    let all = |days| vec![(None, true, MAY, days, 1000)];
    assert_eq!(
        stopped(Party::Provider, date!(2026 - 04 - 01), None),
        all(60),
        "its own stops nothing"
    );
    assert_eq!(stopped(Party::Government, date!(2026 - 04 - 01), None), []);
    assert_eq!(
        stopped(Party::Government, date!(2026 - 05 - 11), None),
        [(None, true, MAY, 10, 400)],
        "ten days were late before, and nothing of June"
    );
    assert_eq!(stopped(Party::Community, date!(2026 - 05 - 11), Some(JUNE)), all(39));
    assert_eq!(
        stopped(Party::Community, date!(2026 - 04 - 01), Some(MAY)),
        all(60),
        "met in time"
    );
    assert_eq!(
        stopped(Party::Community, date!(2026 - 04 - 01), Some(TODAY)),
        [],
        "met today"
    );
    let twice = pledge()
        .condition(Party::Community, date!(2026 - 05 - 11), Some(JUNE))
        .condition(Party::Government, date!(2026 - 05 - 21), Some(date!(2026 - 06 - 11)));
    assert_eq!(twice.shown(), all(29), "no day stands still twice");
    let open = pledge().condition(Party::Government, date!(2026 - 05 - 11), None);
    assert_eq!(open.dues().overdue()[0].stopped_by, Some(Party::Government));
}

#[test]
fn a_condition_of_one_commitment_stops_only_its_own_clock() {
    let mut case = pledge().then(Commitment, 1, 400, date!(2026 - 03 - 10));
    case = case.condition(Party::Government, date!(2026 - 03 - 20), None);
    case.conditions[0].commitment = Some(A);
    assert_eq!(case.shown(), [(None, true, JUNE, 29, 600)]);
    case.conditions[0].commitment = Some(LedgerEntryId(9));
    assert_eq!(case.shown().len(), 2);
}

#[test]
fn what_is_paid_beyond_a_day_counts_for_the_next() {
    let paid = pledge().all_signed().then(Disbursement, 2, 500, date!(2026 - 04 - 20));
    assert_eq!(paid.shown(), [(Some(2), true, JUNE, 29, 500)]);
    let back = paid.then(Refund, 3, -100, date!(2026 - 05 - 10));
    assert_eq!(
        back.shown(),
        [(Some(2), true, JUNE, 29, 500), (Some(2), false, JUNE, 29, 100)],
        "what came back was meant for June"
    );
}

#[test]
fn a_reduction_takes_what_has_no_day_and_then_the_last_and_an_increase_names_no_day() {
    for kind in [Revision, Withdrawal, Lapse] {
        assert_eq!(
            pledge().then(kind, 1, -700, DAY_20).shown(),
            [(None, true, MAY, 60, 300)],
            "{kind:?}"
        );
    }
    let up = pledge().then(Revision, 1, -700, DAY_20).then(Revision, 1, 5000, DAY_20);
    assert_eq!(up.shown(), [(None, true, MAY, 60, 300)]);
    assert_eq!(up.clone().then(Revision, 1, -5000, DAY_20).shown(), up.shown());
}

#[test]
fn whoever_carries_out_its_own_commitment_and_what_is_no_money_are_never_late() {
    let mut own = pledge().all_signed();
    own.entries[1].own = true;
    assert_eq!(own.shown(), []);
    let mut goods = pledge();
    goods.entries[0].support = PledgeKind::InKind;
    assert_eq!(goods.shown(), []);
}
