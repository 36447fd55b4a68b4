use time::macros::date;

use super::*;
use crate::domain::currency::Currency;
use crate::domain::finance::Finance;
use crate::domain::fulfilment::{PendingKind, PendingReason};
use crate::domain::ledger::LineKey;
use crate::domain::money::Money;
use crate::domain::pledge::Target;

/// The day on which the tests of this folder ask.
const TODAY: Date = date!(2026 - 06 - 13);

/// What is kept says of the same account what its rows say.
pub(in crate::domain::fulfilment) fn assert_kept(account: Account<'_>, pending: &[PendingReason]) {
    let kept = states(account).unwrap();
    let chain = Chain::read(account.entries).unwrap();
    let conditions = |of: Option<LedgerEntryId>| {
        let waits = pending
            .iter()
            .any(|wait| wait.kind() == PendingKind::Condition && wait.commitment() == of);
        waits.then_some(())
    };
    if let Some(promise) = kept.promise {
        let open = outstanding(&chain).map_or(0, |open| open.minor());
        assert_eq!(
            (promise.outstanding_minor, promise.condition_since_on.map(drop)),
            (open, conditions(None))
        );
        let unsigned = pending.iter().any(|wait| wait.kind() == PendingKind::Unsigned);
        let expired = promise.valid_until_on.is_some_and(|until| until < TODAY);
        assert_eq!(expired && promise.outstanding_minor > 0, unsigned);
    }
    assert!(kept.commitments.keys().eq(chain.commitments.keys()));
    for (id, state) in &kept.commitments {
        let unanswered = pending.iter().filter_map(|wait| match wait {
            PendingReason::Receiver {
                commitment,
                paid_on,
                amount,
                ..
            } if commitment == id => Some((*paid_on, *amount)),
            _ => None,
        });
        let unanswered: Vec<(Date, Money)> = unanswered.collect();
        assert_eq!(
            state.unanswered_since_on,
            unanswered.iter().map(|(paid_on, _)| *paid_on).min()
        );
        assert_eq!(
            state.unconfirmed_minor,
            unanswered.iter().map(|(_, amount)| amount.minor()).sum::<i64>()
        );
        assert_eq!(state.condition_since_on.map(drop), conditions(Some(*id)));
        assert_eq!(state.undisbursed_minor, chain.commitments[id].undisbursed.money.minor());
    }
}

#[test]
fn rows_are_told_apart_by_whose_they_are() {
    let (own, other): (LineKey, LineKey) = ((PledgeId(1), Target::Plan), (PledgeId(9), Target::Plan));
    let on = |line, id, kind, parent| Entry {
        id: LedgerEntryId(id),
        kind,
        parent: (parent > 0).then_some(LedgerEntryId(parent)),
        line,
        support: PledgeKind::Financial,
        finance: Finance::Grant,
        amount: Money::new(10, Currency::USD),
        drawdown_minor: None,
        usd_minor: Some(10),
        budget_minor: None,
        dated_on: TODAY,
        statement: Statement::Declared,
        published: None,
        own: false,
        initiative: None,
    };
    let rows = [
        on(Some(own), 1, EntryKind::Pledge, 0),
        on(None, 2, EntryKind::Commitment, 0),
        on(Some(other), 3, EntryKind::Pledge, 0),
        on(None, 4, EntryKind::Disbursement, 2),
        on(Some(own), 5, EntryKind::Commitment, 1),
        on(None, 6, EntryKind::Expenditure, 0),
        on(None, 7, EntryKind::Refund, 4),
        on(None, 8, EntryKind::Adjustment, 6),
    ];
    let found = by_account(&rows);
    let ids = |whose| found[&whose].iter().map(|entry| entry.id.0).collect::<Vec<_>>();
    assert_eq!(found.len(), 3, "an expenditure waits for nothing");
    assert_eq!(ids(Whose::Promise(PledgeId(1))), [1, 5]);
    assert_eq!(ids(Whose::Promise(PledgeId(9))), [3]);
    assert_eq!(ids(Whose::Commitment(LedgerEntryId(2))), [2, 4, 7]);
}
