use time::macros::date;

use super::*;
use crate::domain::ids::{PledgeId, ProjectId};
use crate::domain::ledger::EntryKind::{
    Adjustment, Commitment, Disbursement, Earmarking, Pledge, Refund, Revision, Termination, Withdrawal,
};
use crate::domain::ledger::Statement;
use crate::domain::money::Money;
use crate::domain::pledge::Target;

const LINE: LineKey = (PledgeId(1), Target::Plan);

fn row(id: i64, kind: EntryKind, parent: Option<i64>, minor: i64, usd: Option<i64>) -> Entry {
    Entry {
        id: LedgerEntryId(id),
        kind,
        parent: parent.map(LedgerEntryId),
        line: Some(LINE),
        support: PledgeKind::Financial,
        finance: Finance::Grant,
        amount: Money::new(minor, Currency::COP),
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

fn sums(entries: &[Entry]) -> Measures {
    let mut chain = Chain::default();
    let mut sum = Measures::default();
    for entry in entries {
        for effect in chain.apply(entry).unwrap() {
            assert_eq!(effect.currency, Currency::USD);
            sum = sum.checked_add(&effect.measures).unwrap();
        }
    }
    sum
}

#[test]
fn a_proportion_is_half_even_in_both_directions() {
    for (value, part, whole, expected) in [
        (10, 1, 3, 3),
        (5, 1, 2, 2),
        (7, 1, 2, 4),
        (-5, 1, 2, -2),
        (7, -1, 2, -4),
        (i64::MAX, i64::MAX, i64::MAX, i64::MAX),
        (0, 5, 7, 0),
    ] {
        assert_eq!(
            proportion(value, part, whole),
            Some(expected),
            "{value} × {part} ÷ {whole}"
        );
    }
    assert_eq!(proportion(1, 1, 0), None);
    assert_eq!(proportion(i64::MAX, 2, 1), None);
}

#[test]
fn three_thirds_of_a_pledge_leave_nothing_behind() {
    // 1.00 dollar for 100 pesos: each third is worth 33 or 34 cents, and together a dollar.
    let mut rows = vec![row(1, Pledge, None, 100, Some(100))];
    for (id, minor) in [(2, 33), (3, 33), (4, 34)] {
        rows.push(row(id, Commitment, Some(1), minor, Some(minor + 1)));
    }
    let sum = sums(&rows);
    assert_eq!((sum.pledged, sum.outstanding, sum.committed), (100, 0, 103));
    assert_eq!(sum.exchange_signed, 3, "a stronger peso is no broken promise");
}

#[test]
fn a_commitment_in_another_currency_uses_up_what_it_says() {
    let mut signed = row(2, Commitment, Some(1), 4_100_000, Some(1_000));
    signed.drawdown_minor = Some(900);
    let mut rows = vec![row(1, Pledge, None, 1_000, Some(1_000)), signed];
    let chain = Chain::read(&rows).unwrap();
    assert_eq!(chain.lines[&LINE].outstanding.money.minor(), 100);
    let mut ended = row(3, Termination, Some(2), -4_100_000, None);
    ended.drawdown_minor = Some(-900);
    rows.push(ended);
    let sum = sums(&rows);
    assert_eq!((sum.outstanding, sum.committed, sum.exchange_signed), (1_000, 0, 0));
}

#[test]
fn a_disbursement_is_declared_disputed_or_paid_and_what_comes_back_can_be_paid_again() {
    let mut rows = vec![
        row(1, Pledge, None, 600, Some(600)),
        row(2, Commitment, Some(1), 400, Some(400)),
        row(3, Disbursement, Some(2), 200, Some(210)),
    ];
    let of = |rows: &[Entry]| {
        let sum = sums(rows);
        (sum.declared, sum.disputed, sum.paid, sum.exchange_paid)
    };
    assert_eq!(of(&rows), (210, 0, 0, 0));
    rows[2].statement = Statement::Disputed;
    assert_eq!(of(&rows), (0, 210, 0, 0));
    rows[2].statement = Statement::Received;
    assert_eq!(of(&rows), (0, 0, 210, 10));
    rows.push(row(4, Adjustment, Some(3), -50, None));
    rows.push(row(5, Refund, Some(3), -150, None));
    assert_eq!(of(&rows), (0, 0, 0, 0));
    let chain = Chain::read(&rows).unwrap();
    assert_eq!(chain.commitments[&LedgerEntryId(2)].undisbursed.money.minor(), 400);
}

#[test]
fn a_charge_lowers_what_is_paid_and_is_no_effect_of_exchange() {
    let mut paid = row(3, Disbursement, Some(2), 200, Some(200));
    paid.statement = Statement::Received;
    let mut charge = row(4, Adjustment, Some(3), -10, None);
    charge.drawdown_minor = Some(0);
    let rows = [
        row(1, Pledge, None, 600, Some(600)),
        row(2, Commitment, Some(1), 400, Some(400)),
        paid,
        charge,
    ];
    let sum = sums(&rows);
    assert_eq!((sum.paid, sum.exchange_paid), (190, 0));
    let chain = Chain::read(&rows).unwrap();
    assert_eq!(chain.commitments[&LedgerEntryId(2)].undisbursed.money.minor(), 200);
}

#[test]
fn revisions_and_earmarkings_keep_the_worth_of_the_pledge() {
    let there: LineKey = (PledgeId(1), Target::Project(ProjectId(7)));
    let mut into = row(4, Earmarking, Some(1), 50, Some(25));
    into.line = Some(there);
    let rows = [
        row(1, Pledge, None, 100, Some(50)),
        row(2, Revision, Some(1), -20, None),
        row(3, Earmarking, Some(1), -50, None),
        into,
        row(5, Withdrawal, Some(1), -30, None),
    ];
    let sum = sums(&rows);
    assert_eq!((sum.pledged, sum.outstanding, sum.ended), (40, 25, 15));
    let chain = Chain::read(&rows).unwrap();
    assert_eq!(chain.lines[&there].outstanding.money.minor(), 50);
    assert_eq!(chain.lines[&LINE].outstanding.money.minor(), 0);
}

#[test]
fn rows_that_take_too_much_or_hang_in_the_air_are_shown() {
    let pledge = row(1, Pledge, None, 100, Some(100));
    let too_much = row(2, Commitment, Some(1), 101, Some(101));
    assert_eq!(
        Chain::read(&[pledge.clone(), too_much]),
        Err(ChainError::TooMuch(LedgerEntryId(2)))
    );
    let orphan = row(2, Disbursement, Some(9), 1, Some(1));
    assert_eq!(
        Chain::read(&[pledge, orphan]),
        Err(ChainError::NoParent(LedgerEntryId(2)))
    );
}

#[test]
fn an_earmarked_part_follows_its_pledge_when_the_rate_is_corrected_and_so_does_what_comes_back() {
    let there: LineKey = (PledgeId(1), Target::Project(ProjectId(7)));
    let half = |id, minor, usd, line| {
        let mut half = row(id, Earmarking, Some(1), minor, usd);
        half.line = Some(line);
        half
    };
    let rows = [
        row(1, Pledge, None, 100, Some(50)),
        half(2, -40, None, LINE),
        half(3, 40, Some(20), there),
        // An increase of another day, with a rate of its own.
        row(4, Revision, Some(1), 40, Some(30)),
        half(5, -10, None, there),
        half(6, 10, Some(5), LINE),
        half(7, -30, None, LINE),
        half(8, 30, Some(18), there),
    ];
    let corrected = BTreeMap::from([(LedgerEntryId(1), 25)]);
    // 40 of 100 worth 25: 10; 10 of 40 worth 10: 2.5, half-even 2; then 60 + 40 + 10 = 110 are worth 15 + 30 + 2.
    let expected = [(3, 10), (6, 2), (8, 13)].map(|(id, usd)| (LedgerEntryId(id), usd));
    assert_eq!(follow(&rows, &corrected), Ok(BTreeMap::from(expected)));
    assert_eq!(
        follow(&rows, &BTreeMap::new()),
        Ok(BTreeMap::new()),
        "nothing moves by itself"
    );
    let mut after = rows.to_vec();
    after[0].usd_minor = Some(25);
    for (id, usd) in expected {
        after.iter_mut().find(|row| row.id == id).unwrap().usd_minor = Some(usd);
    }
    let sum = sums(&after);
    assert_eq!(
        (sum.pledged, sum.outstanding),
        (55, 55),
        "25 and 30: an earmarking adds nothing"
    );
}

#[test]
fn what_a_payer_published_is_a_sum_of_its_own_at_the_rate_of_the_disbursement() {
    let mut paid = row(3, Disbursement, Some(2), 200, Some(50));
    paid.published = Some(Money::new(180, Currency::COP));
    let mut charge = row(4, Adjustment, Some(3), -10, None);
    charge.drawdown_minor = Some(0);
    let mut rows = vec![
        row(1, Pledge, None, 600, Some(150)),
        row(2, Commitment, Some(1), 400, Some(100)),
        paid,
    ];
    let of = |rows: &[Entry]| {
        let sum = sums(rows);
        (sum.published, sum.declared, sum.paid)
    };
    // 180 of 200 are worth 45 of 50.
    assert_eq!(of(&rows), (45, 50, 0));
    rows[2].statement = Statement::Received;
    rows.push(charge);
    assert_eq!(
        of(&rows),
        (45, 0, 48),
        "what was received changes nothing of what was published"
    );
    rows[2].published = Some(Money::new(47, Currency::USD));
    assert_eq!(of(&rows), (47, 0, 48));
    let mut pending = rows[2].clone();
    pending.usd_minor = None;
    pending.published = Some(Money::new(180, Currency::COP));
    let shown = pending.publication().unwrap().unwrap();
    assert_eq!(shown.counted(), (Currency::COP, 180), "without a rate it counts apart");
}

/// A chain in which every kind of row takes something away that does not divide evenly.
fn uneven() -> Vec<Entry> {
    let mut signed = row(3, Commitment, Some(1), 60, Some(37));
    signed.budget_minor = Some(71);
    let mut paid = row(5, Disbursement, Some(3), 31, Some(17));
    paid.statement = Statement::Received;
    vec![
        row(1, Pledge, None, 101, Some(67)),
        row(2, Revision, Some(1), -7, None),
        signed,
        row(4, Termination, Some(3), -11, None),
        paid,
        row(6, Adjustment, Some(5), -3, None),
        row(7, Refund, Some(5), -5, None),
        row(8, Withdrawal, Some(1), -13, None),
    ]
}

#[test]
fn what_rows_are_worth_adds_to_the_totals_that_they_move() {
    let rows = uneven();
    let valued = valuations(&rows, Some(Currency::EUR)).unwrap();
    let of = |id| valued[&LedgerEntryId(id)];
    let usd = |ids: &[i64]| ids.iter().filter_map(|id| of(*id).usd_minor).sum::<i64>();
    let parents = |ids: &[i64]| ids.iter().filter_map(|id| of(*id).parent_rate_usd_minor).sum::<i64>();
    let sum = sums(&rows);
    assert_eq!(usd(&[1, 2]), sum.pledged);
    assert_eq!(usd(&[1, 2, 8]) - parents(&[3, 4]), sum.outstanding);
    assert_eq!(usd(&[3, 4]), sum.committed);
    assert_eq!(usd(&[5, 6, 7]), sum.paid);
    assert_eq!(usd(&[3, 4]) - parents(&[3, 4]), sum.exchange_signed);
    assert_eq!(usd(&[5, 6, 7]) - parents(&[5, 6, 7]), sum.exchange_paid);
    assert!(
        rows.iter()
            .all(|row| of(row.id.0).usd_minor.map(i64::signum) == Some(row.amount.minor().signum()))
    );
    let chain = Chain::read(&rows).unwrap();
    let in_budget = [3, 4].iter().filter_map(|id| of(*id).budget).map(Money::minor);
    assert_eq!(in_budget.sum::<i64>(), chain.committed_in_budget().unwrap());
}

#[test]
fn in_the_budget_s_own_currency_the_amount_says_what_it_is() {
    let valued = valuations(&uneven(), Some(Currency::COP)).unwrap();
    assert!(valued.values().all(|one| one.budget.is_none()));
}

#[test]
fn what_takes_from_a_row_without_a_rate_has_no_worth_either() {
    let mut rows = uneven();
    rows[0].usd_minor = None;
    let valued = valuations(&rows, None).unwrap();
    let of = |id| valued[&LedgerEntryId(id)];
    assert_eq!([of(2), of(8)].map(|one| one.usd_minor), [None, None]);
    assert_eq!([of(3), of(4)].map(|one| one.parent_rate_usd_minor), [None, None]);
    assert!(of(4).usd_minor.is_some(), "the signature has a rate of its own");
    let differing: Vec<i64> = differing(&valued, &valuations(&uneven(), None).unwrap())
        .into_keys()
        .map(|id| id.0)
        .collect();
    assert_eq!(differing, [1, 2, 3, 4, 8]);
}
