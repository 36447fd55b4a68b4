use super::*;
use crate::domain::currency::Currency;
use time::macros::date;

const TODAY: Date = date!(2026 - 11 - 23);

fn terms() -> Terms {
    Terms {
        target: Target::Plan,
        organisation: OrganisationId(1),
        kind: PledgeKind::Financial,
        finance_type: FINANCE_TYPE_DEFAULT.into(),
        amount: Money::new(100_00, Currency::USD),
        pledged_on: TODAY,
        valid_until_on: None,
        tranches: vec![],
        contributors: vec![],
        channel: None,
        conditions: String::new(),
        authorised_by: String::new(),
        note: String::new(),
        embargo_until_on: None,
    }
}

fn tranche(due_on: Date, minor: i64) -> Tranche {
    Tranche {
        due_on,
        amount: Money::new(minor, Currency::USD),
    }
}

#[test]
fn sound_terms_have_no_error() {
    let mut sound = terms();
    sound.tranches = vec![tranche(TODAY, 50_00), tranche(date!(2027 - 01 - 01), 50_00)];
    sound.valid_until_on = Some(TODAY);
    let open = TargetProject {
        provenance: Provenance::Registered,
        status: Status::SeekingFunding,
    };
    assert_eq!(errors(&sound, Some(open), TODAY), []);
}

#[test]
fn all_errors_are_shown_at_once() {
    let mut bad = terms();
    bad.pledged_on = date!(2026 - 11 - 24);
    bad.valid_until_on = Some(date!(2026 - 11 - 23));
    bad.embargo_until_on = Some(TODAY);
    bad.tranches = vec![tranche(TODAY, 60_00), tranche(date!(2027 - 01 - 01), 60_00)];
    assert_eq!(
        errors(&bad, None, TODAY),
        [
            TermsError::PledgedInTheFuture,
            TermsError::ValidityEndsBeforePledge,
            TermsError::EmbargoIsOver,
            TermsError::TrancheBeforePledge(0),
            TermsError::TranchesExceedAmount
        ]
    );
}

#[test]
fn an_amount_that_is_none_is_not_blamed_on_a_schedule_that_is_empty() {
    let mut bad = terms();
    bad.amount = Money::new(-5_00, Currency::USD);
    assert_eq!(errors(&bad, None, TODAY), [TermsError::AmountNotPositive]);
}

#[test]
fn a_pledge_to_a_suspended_project_is_refused() {
    let suspended = TargetProject {
        provenance: Provenance::Registered,
        status: Status::Suspended,
    };
    assert_eq!(errors(&terms(), Some(suspended), TODAY), [TermsError::ProjectIsNotOpen]);
}

#[test]
fn a_pledge_to_a_documented_project_is_refused_whatever_its_status() {
    let documented = TargetProject {
        provenance: Provenance::Documented,
        status: Status::SeekingFunding,
    };
    assert_eq!(
        errors(&terms(), Some(documented), TODAY),
        [TermsError::ProjectIsDocumented]
    );
}

#[test]
fn every_pair_of_states_is_decided_as_the_life_cycle_says() {
    use PledgeState::{Declined, Draft, Lapsed, Returned, Submitted, Verified, Withdrawn};
    let allowed = [
        (Draft, Draft),
        (Draft, Returned),
        (Draft, Submitted),
        (Returned, Draft),
        (Returned, Returned),
        (Returned, Submitted),
        (Submitted, Verified),
        (Submitted, Returned),
        (Submitted, Declined),
        (Verified, Withdrawn),
        (Verified, Lapsed),
    ];
    for &from in PledgeState::ALL {
        for &to in PledgeState::ALL {
            assert_eq!(from.may_become(to), allowed.contains(&(from, to)), "{from:?} to {to:?}");
        }
    }
}

#[test]
fn a_return_and_a_decline_say_why_and_a_verification_need_not() {
    for decision in [Decision::Return, Decision::Decline] {
        assert_eq!(
            review(PledgeState::Submitted, decision, "corto"),
            Err(StateRefusal::Reason(ReasonError::TooShort))
        );
        assert!(review(PledgeState::Submitted, decision, "falta la carta").is_ok());
    }
    assert_eq!(
        review(PledgeState::Submitted, Decision::Verify, ""),
        Ok(PledgeState::Verified)
    );
    for &from in PledgeState::ALL.iter().filter(|from| **from != PledgeState::Submitted) {
        let refused = review(from, Decision::Return, "falta la carta");
        assert_eq!(refused, Err(StateRefusal::NotASuccessor), "{from:?}");
    }
    assert_eq!(
        review(PledgeState::Verified, Decision::Verify, ""),
        Err(StateRefusal::NotASuccessor)
    );
}

#[test]
fn only_a_verified_pledge_is_withdrawn_or_lapses() {
    assert_eq!(
        end(PledgeState::Verified, PledgeState::Lapsed, "venció sin firma"),
        Ok(())
    );
    assert_eq!(
        end(PledgeState::Submitted, PledgeState::Withdrawn, "venció sin firma"),
        Err(StateRefusal::NotASuccessor)
    );
}

#[test]
fn a_guarantee_is_no_money_whatever_it_is_called() {
    let mut guarantee = terms();
    guarantee.finance_type = GUARANTEE.into();
    assert_eq!(errors(&guarantee, None, TODAY), [TermsError::GuaranteeIsNoMoney]);
    guarantee.kind = PledgeKind::Guarantee;
    assert_eq!(errors(&guarantee, None, TODAY), []);
}
