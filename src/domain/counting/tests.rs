use time::macros::date;

use super::*;
use crate::domain::acceptance::{Acceptance, BudgetLine};
use crate::domain::finance::Finance;
use crate::domain::ids::{AcceptanceId, LedgerEntryId, PledgeId};
use crate::domain::ledger::{Entry, EntryKind, Statement};
use crate::domain::place::{Place, PlaceKind, TerritorialStatus};
use crate::domain::pledge::{PledgeKind, Target};

fn gazetteer() -> Gazetteer {
    let place = |id: i64, code: &str, parent: Option<i64>, is_territory| Place {
        id: PlaceId(id),
        code: code.into(),
        name: code.into(),
        kind: if parent.is_none() {
            PlaceKind::Country
        } else {
            PlaceKind::Community
        },
        parent: parent.map(PlaceId),
        country: Country::Panama,
        is_territory,
        territorial_status: TerritorialStatus::Unknown,
    };
    Gazetteer::new(vec![
        place(1, "pa", None, false),
        place(2, "pa-em", Some(1), true),
        place(3, "pa-5", Some(1), false),
    ])
}

fn entry(id: i64, kind: EntryKind, minor: i64, usd: Option<i64>) -> Booked {
    let parent = (id > 1).then_some(LedgerEntryId(1));
    Booked {
        entry: Entry {
            id: LedgerEntryId(id),
            kind,
            parent,
            line: Some((PledgeId(1), Target::Plan)),
            support: PledgeKind::Financial,
            finance: Finance::Grant,
            amount: Money::new(minor, Currency::COP),
            drawdown_minor: None,
            usd_minor: usd,
            budget_minor: usd,
            dated_on: date!(2026 - 03 - 01),
            statement: Statement::Declared,
            published: None,
            own: false,
            initiative: None,
        },
        providers: vec![provider("banco", Class::FinancialInstitution, 1)],
    }
}

fn provider(partner: &str, class: Class, weight: u64) -> Provider {
    Provider {
        partner: partner.into(),
        class,
        weight,
    }
}

fn subject(entries: Vec<Booked>) -> Subject {
    Subject {
        project: Some(ProjectFigures {
            code: "P-1".into(),
            status: Status::SeekingFunding,
            requirement: Money::new(1_000_01, Currency::USD),
            units_per_usd: None,
        }),
        country: Some(Country::Panama),
        pillar: Some(Pillar::Jobs),
        places: vec![(Some(PlaceId(2)), 5_000), (Some(PlaceId(3)), 5_000)],
        sectors: vec![("14030".into(), 3_333), ("31120".into(), 6_667)],
        entries,
        acceptances: Vec::new(),
    }
}

fn at<'a>(contributions: &'a Contributions, boundary: Boundary, key: &str) -> &'a Measures {
    &contributions[&(boundary, key.to_owned(), Currency::USD)]
}

#[test]
fn a_pledge_fills_no_gap() {
    let counted = contributions(
        &subject(vec![entry(1, EntryKind::Pledge, 4_000_00, Some(1_00))]),
        &gazetteer(),
    )
    .unwrap();
    let plan = at(&counted, Boundary::Plan, "");
    assert_eq!(
        (plan.requirement, plan.gap, plan.pledged, plan.outstanding),
        (1_000_01, 1_000_01, 1_00, 1_00)
    );
}

#[test]
fn a_withdrawal_leaves_pledged_as_it_was_and_empties_outstanding() {
    let entries = vec![
        entry(1, EntryKind::Pledge, 8_00, Some(2_00)),
        entry(2, EntryKind::Withdrawal, -8_00, Some(-2_00)),
    ];
    let counted = contributions(&subject(entries), &gazetteer()).unwrap();
    let partner = at(&counted, Boundary::Partner, "banco");
    assert_eq!(
        (partner.pledged, partner.outstanding, partner.requirement),
        (2_00, 0, 0)
    );
}

#[test]
fn parts_by_place_and_by_sector_add_to_the_whole() {
    let counted = contributions(&subject(vec![entry(1, EntryKind::Pledge, 1, Some(1_01))]), &gazetteer()).unwrap();
    let places = [
        at(&counted, Boundary::Place, "pa-em"),
        at(&counted, Boundary::Place, "pa-5"),
    ];
    assert_eq!(places.iter().map(|m| m.requirement).sum::<i64>(), 1_000_01);
    assert_eq!(places.iter().map(|m| m.pledged).sum::<i64>(), 1_01);
    assert_eq!(at(&counted, Boundary::Place, "pa").pledged, 1_01);
    assert_eq!(at(&counted, Boundary::Territory, "pa-em").pledged, places[0].pledged);
    let sectors = [
        at(&counted, Boundary::Sector, "14030"),
        at(&counted, Boundary::Sector, "31120"),
    ];
    assert_eq!(sectors.iter().map(|m| m.requirement).sum::<i64>(), 1_000_01);
}

#[test]
fn what_has_no_rate_is_counted_apart_in_its_own_currency() {
    let counted = contributions(&subject(vec![entry(1, EntryKind::Pledge, 77, None)]), &gazetteer()).unwrap();
    assert_eq!(at(&counted, Boundary::Plan, "").pledged, 0);
    assert_eq!(counted[&(Boundary::Plan, String::new(), Currency::COP)].pledged, 77);
}

#[test]
fn goods_and_guarantees_stand_in_their_own_columns() {
    let mut goods = entry(1, EntryKind::Pledge, 5, Some(5));
    goods.entry.support = PledgeKind::InKind;
    let mut guarantee = entry(2, EntryKind::Pledge, 7, Some(7));
    guarantee.entry.line = Some((PledgeId(2), Target::Plan));
    guarantee.entry.support = PledgeKind::Guarantee;
    let counted = contributions(&subject(vec![goods, guarantee]), &gazetteer()).unwrap();
    let plan = at(&counted, Boundary::Plan, "");
    assert_eq!((plan.pledged, plan.in_kind, plan.guarantees), (0, 5, 7));
}

#[test]
fn what_is_covered_in_kind_is_counted_with_its_provider_and_closes_no_gap() {
    let mut goods = entry(1, EntryKind::Pledge, 8, Some(5));
    goods.entry.support = PledgeKind::InKind;
    goods.providers.push(provider("empresa", Class::PrivateSector, 1));
    let mut project = subject(vec![goods]);
    project.acceptances.push(Acceptance {
        id: AcceptanceId(1),
        line: (PledgeId(1), Target::Plan),
        amount: Money::new(8, Currency::COP),
        valuation: Money::new(900_00, Currency::USD),
        budget_line: BudgetLine {
            position: 0,
            name_es: "Obras".into(),
            name_en: "Works".into(),
        },
    });
    let counted = contributions(&project, &gazetteer()).unwrap();
    let plan = at(&counted, Boundary::Plan, "");
    assert_eq!((plan.in_kind, plan.covered, plan.pledged), (5, 5, 0));
    assert_eq!((plan.requirement, plan.gap), (1_000_01, 1_000_01));
    let of = |partner| at(&counted, Boundary::Partner, partner);
    for partner in ["banco", "empresa"] {
        assert_eq!(of(partner).covered, of(partner).in_kind, "{partner}");
    }
}

#[test]
fn money_without_shares_by_place_is_unsplit_and_money_elsewhere_is_outside() {
    let mut unsplit = subject(vec![]);
    unsplit.places.iter_mut().for_each(|(_, share)| *share = 0);
    let counted = contributions(&unsplit, &gazetteer()).unwrap();
    assert_eq!(at(&counted, Boundary::Place, UNSPLIT).requirement, 1_000_01);
    let mut outside = subject(vec![]);
    outside.places[1].0 = None;
    let counted = contributions(&outside, &gazetteer()).unwrap();
    assert_eq!(at(&counted, Boundary::Place, OUTSIDE).requirement, 500_00);
}

#[test]
fn a_suspended_project_needs_money_and_has_no_gap_and_a_cancelled_one_needs_none() {
    let mut suspended = subject(vec![]);
    suspended.project.as_mut().unwrap().status = Status::Suspended;
    let counted = contributions(&suspended, &gazetteer()).unwrap();
    let plan = at(&counted, Boundary::Plan, "");
    assert_eq!((plan.requirement, plan.gap, plan.suspended), (1_000_01, 0, 1_000_01));
    suspended.project.as_mut().unwrap().status = Status::Cancelled;
    assert!(contributions(&suspended, &gazetteer()).unwrap().is_empty());
}

#[test]
fn what_is_signed_fills_the_gap_of_its_project_and_never_more() {
    for (signed, gap) in [(400_00, 600_01), (1_000_01, 0), (2_000_00, 0)] {
        let mut commitment = entry(2, EntryKind::Commitment, signed, Some(signed));
        commitment.entry.amount = Money::new(signed, Currency::USD);
        commitment.entry.drawdown_minor = Some(8_00);
        let rows = vec![entry(1, EntryKind::Pledge, 8_00, Some(2_00)), commitment];
        let figures = subject(rows);
        assert_eq!(figures.gap().unwrap().unwrap().money.minor(), gap);
        let counted = contributions(&figures, &gazetteer()).unwrap();
        let plan = at(&counted, Boundary::Plan, "");
        assert_eq!((plan.committed, plan.outstanding, plan.gap), (signed, 0, gap));
        assert_eq!(plan.exchange_signed, signed - 2_00);
    }
}

#[test]
fn a_joint_pledge_is_shared_by_what_each_promised_and_counts_for_nobody_while_that_is_unknown() {
    let mut joint = entry(1, EntryKind::Pledge, 1_00, Some(1_00));
    joint.providers = vec![
        provider("banco", Class::FinancialInstitution, 2),
        provider("alcaldia", Class::DomesticPublic, 1),
    ];
    let counted = contributions(&subject(vec![joint.clone()]), &gazetteer()).unwrap();
    assert_eq!(at(&counted, Boundary::Partner, "banco").pledged, 67);
    assert_eq!(at(&counted, Boundary::Class, "domestic_public").pledged, 33);
    let plan = at(&counted, Boundary::Plan, "");
    assert_eq!(
        (plan.pledged, plan.pledged_domestic, plan.pledged_grant),
        (1_00, 33, 1_00)
    );
    joint.providers.clear();
    let counted = contributions(&subject(vec![joint]), &gazetteer()).unwrap();
    assert_eq!(at(&counted, Boundary::Partner, UNSPLIT).pledged, 1_00);
    assert_eq!(at(&counted, Boundary::Plan, "").pledged, 1_00);
}
