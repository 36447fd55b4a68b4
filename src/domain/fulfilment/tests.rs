use std::collections::BTreeMap;

use time::macros::date;

use super::state::tests::assert_kept;
use super::*;
use crate::domain::currency::Currency;
use crate::domain::finance::Finance;
use crate::domain::ids::PledgeId;
use crate::domain::ledger::EntryKind::{self, Commitment, Disbursement, Pledge, Termination, Withdrawal};
use crate::domain::ledger::{Entry, LineKey};
use crate::domain::pledge::{Target, Tranche};

const LINE: LineKey = (PledgeId(1), Target::Plan);
const COMMITMENT: LedgerEntryId = LedgerEntryId(2);
const TODAY: Date = date!(2026 - 06 - 13);

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

fn row(id: i64, kind: EntryKind, parent: i64, minor: i64, statement: Statement) -> Entry {
    Entry {
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
        dated_on: date!(2026 - 03 - 01),
        statement,
        published: None,
        own: false,
        initiative: None,
    }
}

fn plan(parts: &[(Date, i64)]) -> Vec<Tranche> {
    let tranche = |(due_on, minor): &(Date, i64)| Tranche {
        due_on: *due_on,
        amount: usd(*minor),
    };
    parts.iter().map(tranche).collect()
}

/// Rows of a promise of 1000: `(kind, parent, amount, statement)`, numbered from 2.
type Rows<'a> = &'a [(EntryKind, i64, i64, Statement)];

fn entries(rows: Rows<'_>) -> Vec<Entry> {
    let mut entries = vec![row(1, Pledge, 0, 1000, Statement::Declared)];
    for (id, (kind, parent, minor, statement)) in (2..).zip(rows) {
        entries.push(row(id, *kind, *parent, *minor, *statement));
    }
    entries
}

struct Case<'a> {
    rows: Rows<'a>,
    state: PledgeState,
    valid_until_on: Option<Date>,
    tranches: Vec<Tranche>,
    schedule: Vec<Tranche>,
    conditions: Vec<Condition>,
}

impl Default for Case<'_> {
    fn default() -> Self {
        Self {
            rows: &[],
            state: PledgeState::Verified,
            valid_until_on: None,
            tranches: Vec::new(),
            schedule: Vec::new(),
            conditions: Vec::new(),
        }
    }
}

impl Case<'_> {
    fn of(&self, kind: PledgeKind) -> Fulfilment {
        let mut entries = entries(self.rows);
        entries[0].support = kind;
        let facts = Facts {
            state: self.state,
            kind,
            chain: &Chain::read(&entries).unwrap(),
            account: Account {
                entries: &entries,
                tranches: &self.tranches,
                schedules: &BTreeMap::from([(COMMITMENT, self.schedule.clone())]),
                conditions: &self.conditions,
                valid_until_on: self.valid_until_on,
            },
        };
        let found = fulfilment(facts, TODAY);
        assert_kept(facts.account, &found.pending);
        found
    }

    fn pending(&self) -> Vec<PendingReason> {
        self.of(PledgeKind::Financial).pending
    }
}

const D: Statement = Statement::Declared;
const R: Statement = Statement::Received;

#[test]
fn how_far_a_promise_has_come() {
    let cases: &[(&str, Rows<'_>, PledgeState, Stage)] = &[
        ("nothing signed", &[], PledgeState::Verified, Stage::Promised),
        (
            "a part signed",
            &[(Commitment, 1, 400, D)],
            PledgeState::Verified,
            Stage::PartlyCommitted,
        ),
        (
            "all signed",
            &[(Commitment, 1, 1000, D)],
            PledgeState::Verified,
            Stage::Committed,
        ),
        (
            "declared is not paid",
            &[(Commitment, 1, 1000, D), (Disbursement, 2, 1000, D)],
            PledgeState::Verified,
            Stage::Committed,
        ),
        (
            "disputed is not paid",
            &[(Commitment, 1, 1000, D), (Disbursement, 2, 1000, Statement::Disputed)],
            PledgeState::Verified,
            Stage::Committed,
        ),
        (
            "a part paid",
            &[(Commitment, 1, 1000, D), (Disbursement, 2, 300, R)],
            PledgeState::Verified,
            Stage::PartlyPaid,
        ),
        (
            "what is signed is paid, and more is promised",
            &[(Commitment, 1, 400, D), (Disbursement, 2, 400, R)],
            PledgeState::Verified,
            Stage::PartlyPaid,
        ),
        (
            "all paid",
            &[(Commitment, 1, 1000, D), (Disbursement, 2, 1000, R)],
            PledgeState::Verified,
            Stage::Fulfilled,
        ),
        (
            "what was withdrawn was not fulfilled",
            &[
                (Commitment, 1, 400, D),
                (Disbursement, 2, 400, R),
                (Withdrawal, 1, -600, D),
            ],
            PledgeState::Withdrawn,
            Stage::PartlyPaid,
        ),
        (
            "a terminated commitment is none",
            &[(Commitment, 1, 400, D), (Termination, 2, -400, D)],
            PledgeState::Verified,
            Stage::Promised,
        ),
    ];
    for (name, rows, state, stage) in cases {
        let case = Case {
            rows,
            state: *state,
            ..Case::default()
        };
        assert_eq!(case.of(PledgeKind::Financial).stage, *stage, "{name}");
    }
}

#[test]
fn a_promise_waits_when_it_is_not_signed_by_its_day() {
    let unsigned = |until, rows| {
        Case {
            rows,
            valid_until_on: Some(until),
            // Its planned payments say the same once more, and are not told twice.
            tranches: plan(&[(date!(2026 - 05 - 01), 1000)]),
            schedule: plan(&[(date!(2026 - 12 - 01), 1000)]),
            ..Case::default()
        }
        .pending()
    };
    let open = |minor, days| {
        vec![PendingReason::Unsigned {
            until: date!(2026 - 06 - 01),
            days,
            open: usd(minor),
        }]
    };
    assert_eq!(unsigned(date!(2026 - 06 - 01), &[]), open(1000, 12));
    assert_eq!(
        unsigned(date!(2026 - 06 - 01), &[(Commitment, 1, 400, D)]),
        open(600, 12)
    );
    assert_eq!(unsigned(date!(2026 - 06 - 01), &[(Commitment, 1, 1000, D)]), []);
    assert_eq!(unsigned(date!(2026 - 06 - 01), &[(Withdrawal, 1, -1000, D)]), []);
    assert_eq!(
        unsigned(TODAY, &[]).iter().map(PendingReason::kind).collect::<Vec<_>>(),
        [PendingKind::Late],
        "on its last day it is still valid"
    );
}

#[test]
fn a_disbursement_waits_for_its_receiver_and_not_once_it_is_answered() {
    let pending = |statement| {
        Case {
            rows: &[(Commitment, 1, 1000, D), (Disbursement, 2, 300, statement)],
            ..Case::default()
        }
        .pending()
    };
    let wait = PendingReason::Receiver {
        commitment: COMMITMENT,
        disbursement: LedgerEntryId(3),
        paid_on: date!(2026 - 03 - 01),
        days: 104,
        amount: usd(300),
    };
    assert_eq!(pending(D), [wait]);
    assert_eq!(pending(R), []);
    assert_eq!(pending(Statement::Disputed), []);
}

#[test]
fn a_condition_is_shown_as_long_as_something_waits_for_it() {
    let whole = Condition {
        id: ConditionId(7),
        party: Party::Community,
        commitment: None,
        stated_on: TODAY,
        met_on: None,
    };
    let met = Condition {
        id: ConditionId(9),
        met_on: Some(TODAY),
        ..whole
    };
    let signed = Condition {
        id: ConditionId(8),
        party: Party::Government,
        commitment: Some(COMMITMENT),
        ..whole
    };
    let shown = |rows| {
        let case = Case {
            rows,
            conditions: vec![whole, met, signed],
            ..Case::default()
        };
        let pending = case.pending().into_iter();
        pending
            .filter_map(|wait| match wait {
                PendingReason::Condition { party, .. } => Some(party),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(&[]), [Party::Community]);
    assert_eq!(shown(&[(Commitment, 1, 400, D)]), [Party::Community, Party::Government]);
    assert_eq!(
        shown(&[(Commitment, 1, 400, D), (Disbursement, 2, 400, R)]),
        [Party::Community],
        "the commitment is paid, the rest of the promise still waits"
    );
    assert_eq!(shown(&[(Commitment, 1, 1000, D), (Disbursement, 2, 1000, R)]), []);
}

#[test]
fn goods_and_guarantees_are_neither_signed_nor_late() {
    let case = Case {
        valid_until_on: Some(date!(2026 - 06 - 01)),
        tranches: plan(&[(date!(2026 - 05 - 01), 1000)]),
        ..Case::default()
    };
    for kind in [PledgeKind::InKind, PledgeKind::Technical, PledgeKind::Guarantee] {
        let fulfilment = case.of(kind);
        assert_eq!(
            (fulfilment.pending, fulfilment.dues.promised),
            (vec![], vec![]),
            "{kind:?}"
        );
    }
}

#[test]
fn a_direct_commitment_waits_for_what_is_its_own() {
    let other = LedgerEntryId(3);
    let direct = |id, kind, parent, minor| Entry {
        line: None,
        ..row(id, kind, parent, minor, D)
    };
    let entries = [
        direct(2, Commitment, 0, 400),
        direct(3, Commitment, 0, 600),
        direct(4, Disbursement, 3, 100),
    ];
    let chain = Chain::read(&entries).unwrap();
    let yesterday = plan(&[(date!(2026 - 06 - 12), 100)]);
    let conditions = [COMMITMENT, other].map(|commitment| Condition {
        id: ConditionId(commitment.0),
        party: Party::Community,
        commitment: Some(commitment),
        stated_on: TODAY,
        met_on: None,
    });
    let schedules = [COMMITMENT, other]
        .map(|commitment| (commitment, yesterday.clone()))
        .into();
    let account = Account {
        entries: &entries,
        tranches: &[],
        schedules: &schedules,
        conditions: &conditions,
        valid_until_on: None,
    };
    let (pending, _) = of_commitments(&chain, account, TODAY);
    assert_kept(account, &pending);
    let kinds = |commitment: LedgerEntryId| -> Vec<PendingKind> {
        let own = pending.iter().filter(|wait| wait.commitment() == Some(commitment));
        own.map(PendingReason::kind).collect()
    };
    assert_eq!(kinds(COMMITMENT), [PendingKind::Late, PendingKind::Condition]);
    assert_eq!(
        kinds(other),
        [PendingKind::Receiver, PendingKind::Condition],
        "what is declared is not late"
    );
    assert_eq!(kinds(LedgerEntryId(9)), []);
}

#[test]
fn what_a_provider_carries_out_itself_waits_for_no_disbursement() {
    let yesterday = plan(&[(date!(2026 - 06 - 12), 100)]);
    for (own, pending) in [(false, vec![PendingKind::Late]), (true, vec![])] {
        let entry = Entry {
            line: None,
            own,
            ..row(2, Commitment, 0, 400, Statement::Declared)
        };
        let chain = Chain::read([&entry]).unwrap();
        let account = Account {
            entries: &[entry],
            tranches: &[],
            schedules: &[(COMMITMENT, yesterday.clone())].into(),
            conditions: &[],
            valid_until_on: None,
        };
        let (found, _) = of_commitments(&chain, account, TODAY);
        assert_kept(account, &found);
        assert_eq!(
            found.iter().map(PendingReason::kind).collect::<Vec<_>>(),
            pending,
            "own: {own}"
        );
    }
}
