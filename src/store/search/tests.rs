//! The pure parts together: what was changed bit by bit is what was made at once, and both ways of counting and of paging
//! agree.

use time::{Date, Month};

use super::filter::{Cursor, Facet, Filter, Sort};
use super::index::Index;
use super::project::Project;
use super::reference::{Organisation, Place, Reference, Sector};
use crate::domain::country::Country;
use crate::domain::ids::ProjectId;
use crate::domain::pillar::Pillar;
use crate::domain::project::{Provenance, Status};
use crate::store::After;

fn reference() -> Reference {
    let place = |id: i64, code: &str, name: &str, parent_id, is_territory| Place {
        id,
        code: code.into(),
        name: name.into(),
        parent_id,
        is_territory,
    };
    let organisation = |id: i64, slug: &str, class: &str, name: &str| Organisation {
        id,
        slug: slug.into(),
        class: class.into(),
        name_es: name.into(),
        name_en: name.into(),
    };
    let sector = |code: &str| Sector {
        code: code.into(),
        category: code[..3].into(),
        name_es: "Agua".into(),
        name_en: "Water".into(),
    };
    Reference::new(
        vec![
            place(1, "co", "Colombia", None, false),
            place(2, "co-cho", "Chocó", Some(1), false),
            place(3, "co-acandi", "Acandí", Some(2), false),
            place(4, "co-arquia", "Resguardo Arquía", Some(3), true),
        ],
        vec![
            organisation(1, "banco", "financial_institution", "Banco Orilla"),
            organisation(2, "fundacion", "civil_society", "Fundación Común"),
        ],
        vec![sector("14030"), sector("14031"), sector("31110")],
    )
}

/// A project whose every fact follows from two numbers.
fn project(id: u32, change: u32) -> Project {
    let n = id.wrapping_mul(2_654_435_761).wrapping_add(change.wrapping_mul(40_503)) >> 7;
    let pick = |of: u32, many: usize| usize::try_from(n / of).unwrap() % many;
    let day =
        |month: u8| Date::from_calendar_date(2024 + i32::try_from(n % 5).unwrap(), Month::try_from(month).unwrap(), 1);
    let sectors = ["14030", "14031", "31110"];
    Project {
        id,
        code: format!("P-{id}"),
        is_public: !n.is_multiple_of(11),
        spanish: ["Acueducto veredal", "Escuela del río", "Puente y caminos"][pick(3, 3)].to_owned(),
        english: ["Village water", "River school", "Bridge and roads"][pick(3, 3)].to_owned(),
        pillar: Pillar::ALL[pick(2, Pillar::ALL.len())],
        status: Status::ALL[pick(5, Status::ALL.len())],
        provenance: Provenance::ALL[pick(7, Provenance::ALL.len())],
        country: Country::ALL[pick(13, Country::ALL.len())],
        sectors: vec![sectors[pick(17, 3)].to_owned()],
        places: vec![i64::from(n % 4) + 1],
        providers: if n.is_multiple_of(3) {
            vec![]
        } else {
            vec![i64::from(n % 2) + 1]
        },
        parties: vec![i64::from(n / 2 % 2) + 1],
        has_gap: n.is_multiple_of(2),
        gap_usd_minor: (!n.is_multiple_of(5)).then_some(i64::from(n % 40)),
        requirement_usd_minor: Some(i64::from(n % 90)),
        planned_start_on: day(2).ok(),
        planned_end_on: day(9).ok().filter(|_| !n.is_multiple_of(9)),
    }
}

fn index(projects: &[Project]) -> Index {
    let mut index = Index::new(reference());
    for some in projects.chunks(97) {
        index.put(some);
    }
    index
}

fn filters() -> Vec<Filter> {
    vec![
        Filter::default(),
        Filter {
            q: "escuelas".to_owned(),
            ..Filter::default()
        },
        Filter {
            place: Some("co-cho".to_owned()),
            gap: true,
            ..Filter::default()
        },
        Filter {
            sector: Some("140".to_owned()),
            country: Some(Country::Panama),
            year: Some(2026),
            ..Filter::default()
        },
        Filter {
            overdue_on: day_of_2026(),
            ..Filter::default()
        },
        Filter {
            q: "orilla agua zzz".to_owned(),
            ..Filter::default()
        },
    ]
}

fn day_of_2026() -> Option<Date> {
    Date::from_calendar_date(2026, Month::November, 23).ok()
}

#[test]
fn what_changed_bit_by_bit_is_what_was_made_at_once() {
    let before: Vec<Project> = (1..=700).map(|id| project(id, 0)).collect();
    let after: Vec<Project> = (1..=700).map(|id| project(id, u32::from(id % 3 == 0))).collect();
    let mut followed = index(&before);
    let copy = followed.clone();
    let known = copy.contents();
    // One by one, then many at once.
    let changed: Vec<Project> = after.iter().filter(|project| project.id % 3 == 0).cloned().collect();
    for one in &changed[..40] {
        followed.put(std::slice::from_ref(one));
    }
    followed.put(&changed[40..]);
    assert_eq!(followed.contents(), index(&after).contents());
    assert_eq!(copy.contents(), known, "a copy keeps what it had");
    assert_ne!(copy.contents(), followed.contents());
}

#[test]
fn both_ways_of_counting_and_of_paging_agree() {
    let index = index(&(1..=700).map(|id| project(id, 0)).collect::<Vec<_>>());
    let mut found_something = 0;
    for filter in filters() {
        let matches = index.matching(&filter);
        let counted = |counts: Vec<i64>| -> Vec<(String, i64)> {
            let values = index.values.list().iter().zip(counts);
            let facets = values.filter(|(value, _)| matches!(value.kind, super::project::Kind::Facet(_)));
            facets.map(|(value, count)| (value.code.to_string(), count)).collect()
        };
        assert_eq!(
            counted(matches.counted_one_by_one()),
            counted(matches.counted_by_sets()),
            "{filter:?}"
        );
        found_something += usize::from(matches.total() > 10);
        for (sort, order) in [
            (Sort::LargestGap, &index.by_gap),
            (Sort::LargestRequirement, &index.by_requirement),
        ] {
            let mut after = None;
            for _ in 0..5 {
                let sorted = matches.sorted(&Cursor { sort, after }, 9);
                assert_eq!(sorted, matches.along(order, after, 9), "{filter:?} {after:?}");
                after = sorted.last().map(|project| After {
                    key: index.key(sort, *project),
                    id: i64::from(*project),
                });
            }
        }
    }
    assert!(found_something >= 4, "most filters find something");
}

#[test]
fn a_cursor_that_points_anywhere_begins_the_page_below_it() {
    let index = index(&(1..=50).map(|id| project(id, 0)).collect::<Vec<_>>());
    let everything = Filter::default();
    let matches = index.matching(&everything);
    let all = matches.page(&Cursor::first(Sort::Newest), 100);
    assert_eq!(
        (all.ids.len(), all.next),
        (usize::try_from(matches.total()).unwrap(), None)
    );
    for (key, id) in [
        (20, 20),
        (20, 21),
        (20, 5),
        (0, 0),
        (-7, 3),
        (i64::MAX, 1),
        (1 << 40, 1 << 40),
        (i64::MIN, 0),
    ] {
        let cursor = Cursor {
            sort: Sort::Newest,
            after: Some(After { key, id }),
        };
        let expected = all.ids.iter().filter(|ProjectId(own)| (*own, *own) < (key, id));
        let expected: Vec<ProjectId> = expected.copied().collect();
        assert_eq!(matches.page(&cursor, 100).ids, expected, "after {key}, {id}");
    }
}

#[test]
fn an_older_reference_is_extended_by_more_and_by_other_names_only() {
    let known = reference();
    assert!(reference().extends(&known));
    let moved = |change: fn(&mut Vec<Place>, &mut Vec<Organisation>)| {
        let mut places: Vec<Place> = (1..=4).filter_map(|id| known.place(id).cloned()).collect();
        let mut organisations: Vec<Organisation> = (1..=2).filter_map(|id| known.organisation(id).cloned()).collect();
        change(&mut places, &mut organisations);
        let sectors = ["14030", "14031", "31110"]
            .iter()
            .filter_map(|code| known.sector(code).cloned());
        Reference::new(places, organisations, sectors.collect())
    };
    let renamed = moved(|places, _| places[2].name = "Acandí la Nueva".into());
    assert!(renamed.extends(&known));
    assert_eq!(renamed.called("nueva"), [&(Facet::Place, "co-acandi".into())]);
    assert!(!moved(|places, _| places[3].parent_id = Some(2)).extends(&known));
    assert!(!moved(|places, _| drop(places.pop())).extends(&known));
    assert!(!moved(|_, organisations| organisations[0].class = "multilateral".into()).extends(&known));
}
