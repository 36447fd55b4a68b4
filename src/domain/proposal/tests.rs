use time::macros::date;

use super::*;
use crate::domain::finance::Finance;
use crate::domain::ledger::Entry;
use crate::domain::ledger::EntryKind::{self, Commitment, Disbursement, Expenditure};
use crate::domain::pledge::PledgeKind;

fn row(id: i64, kind: EntryKind, parent: Option<i64>, amount: Money, usd: Option<i64>) -> Entry {
    Entry {
        id: LedgerEntryId(id),
        kind,
        parent: parent.map(LedgerEntryId),
        line: None,
        support: PledgeKind::Financial,
        finance: Finance::Grant,
        amount,
        drawdown_minor: None,
        usd_minor: usd,
        budget_minor: None,
        dated_on: date!(2026 - 03 - 01),
        statement: Statement::Declared,
        published: None,
        own: false,
        initiative: None,
    }
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

fn cop(minor: i64) -> Money {
    Money::new(minor, Currency::COP)
}

fn tally(money: Money, usd_minor: Option<i64>) -> Tally {
    Tally { money, usd_minor }
}

fn purse(received: &[i64], spent: &[i64]) -> Purse {
    let keys = |list: &[i64]| list.iter().copied().map(LedgerEntryId).collect();
    Purse {
        received_by: keys(received),
        spent_by: keys(spent),
    }
}

#[test]
fn only_what_waits_is_answered_and_only_what_was_returned_is_submitted_again() {
    use ProposalState::{Declined, Returned, Submitted, Verified, Withdrawn};
    for (from, allowed) in [
        (Submitted, &[Returned, Declined, Verified, Withdrawn][..]),
        (Returned, &[Submitted, Withdrawn]),
        (Declined, &[]),
        (Verified, &[]),
        (Withdrawn, &[]),
    ] {
        for to in ProposalState::ALL {
            assert_eq!(from.may_become(*to), allowed.contains(to), "{from:?} → {to:?}");
        }
    }
}

#[test]
fn a_return_and_a_refusal_say_why_and_a_verification_may_be_silent() {
    use Decision::{Decline, Return, Verify};
    assert_eq!(
        review(ProposalState::Submitted, Verify, ""),
        Ok(ProposalState::Verified)
    );
    for decision in [Return, Decline] {
        let refused = review(ProposalState::Submitted, decision, "corto");
        assert_eq!(refused, Err(StateRefusal::Reason(ReasonError::TooShort)));
    }
    let late = review(ProposalState::Returned, Verify, "");
    assert_eq!(late, Err(StateRefusal::NotASuccessor));
}

#[test]
fn a_commitment_above_the_gap_is_unusual_by_what_it_is_above() {
    let judged = |valuation, gap| unusual_commitment(usd(5), valuation, gap, Currency::USD);
    assert_eq!(judged(Some(usd(100)), Some(100)), None);
    let above = Unusual::AboveGap {
        valuation: usd(101),
        gap: usd(100),
        above: usd(1),
    };
    assert_eq!(judged(Some(usd(101)), Some(100)), Some(above));
    let unknown = Unusual::NotComparable {
        currency: Currency::USD,
        budget: Currency::USD,
    };
    assert_eq!(judged(None, Some(100)), Some(unknown));
    assert_eq!(judged(Some(usd(1)), None), Some(unknown));
}

#[test]
fn a_pledge_of_more_than_ten_times_the_requirement_is_unusual() {
    let judged = |valuation| unusual_pledge(cop(1), valuation, usd(100));
    assert_eq!(judged(Some(usd(1_000))), None);
    let above = Unusual::AboveRequirement {
        valuation: usd(1_001),
        requirement: usd(100),
        times: 10,
    };
    assert_eq!(judged(Some(usd(1_001))), Some(above));
    assert!(judged(None).is_some(), "without a rate nobody can tell");
    assert!(unusual_pledge(usd(1), Some(usd(1)), usd(0)).is_some());
}

#[test]
fn what_was_received_and_confirmed_can_be_spent_once() {
    let mut paid = row(2, Disbursement, Some(1), usd(60), Some(60));
    let signed = row(1, Commitment, None, usd(100), Some(100));
    let declared = Chain::read(&[signed.clone(), paid.clone()]).unwrap();
    let purse = purse(&[1], &[3]);
    assert!(
        !purse.includes(&declared, tally(usd(1), Some(1))),
        "nobody confirmed it"
    );
    paid.statement = Statement::Received;
    let rows = [signed, paid, row(3, Expenditure, None, usd(50), Some(50))];
    let chain = Chain::read(&rows[..2]).unwrap();
    assert!(purse.includes(&chain, tally(usd(60), Some(60))));
    assert!(!purse.includes(&chain, tally(usd(61), Some(61))));
    let chain = Chain::read(&rows).unwrap();
    assert!(purse.includes(&chain, tally(usd(10), Some(10))));
    assert!(!purse.includes(&chain, tally(usd(11), Some(11))));
    assert!(!Purse::default().includes(&chain, tally(usd(1), Some(1))), "of others");
}

#[test]
fn a_commitment_with_itself_covers_what_is_signed() {
    let mut own = row(1, Commitment, None, usd(100), Some(100));
    own.own = true;
    let chain = Chain::read(&[own]).unwrap();
    assert!(purse(&[1], &[]).includes(&chain, tally(usd(100), Some(100))));
    assert!(!purse(&[1], &[]).includes(&chain, tally(usd(101), Some(101))));
    assert!(!purse(&[], &[]).includes(&chain, tally(usd(1), Some(1))));
}

#[test]
fn several_currencies_are_judged_in_dollars_and_what_has_no_rate_covers_nothing() {
    let mut own = row(1, Commitment, None, cop(400_000), Some(100));
    own.own = true;
    let chain = Chain::read(&[own.clone()]).unwrap();
    let purse = purse(&[1], &[]);
    assert!(
        purse.includes(&chain, tally(cop(400_000), None)),
        "the same currency needs no rate"
    );
    assert!(purse.includes(&chain, tally(usd(100), Some(100))));
    assert!(!purse.includes(&chain, tally(usd(101), Some(101))));
    own.usd_minor = None;
    let chain = Chain::read(&[own]).unwrap();
    assert!(!purse.includes(&chain, tally(usd(1), Some(1))));
    assert!(!purse.includes(&chain, tally(Money::new(1, Currency::EUR), None)));
}
