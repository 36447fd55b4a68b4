use std::collections::BTreeSet;

use time::macros::date;

use super::*;
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::PlaceId;
use crate::domain::money::AMOUNT_MINOR_MAX;
use crate::domain::pillar::Pillar;
use crate::domain::place::{Gazetteer, Place, PlaceKind, TerritorialStatus};
use crate::domain::project::Provenance;

fn gazetteer() -> Gazetteer {
    let place = |(id, country, territorial_status)| Place {
        id: PlaceId(id),
        code: format!("place-{id}"),
        name: format!("Place {id}"),
        kind: PlaceKind::ALL[0],
        parent: None,
        country,
        is_territory: territorial_status == TerritorialStatus::Yes,
        territorial_status,
    };
    let places = [
        (1, Country::Colombia, TerritorialStatus::Unknown),
        (2, Country::Colombia, TerritorialStatus::Yes),
        (3, Country::Panama, TerritorialStatus::Unknown),
    ];
    Gazetteer::new(places.map(place).to_vec())
}

fn place(id: i64, share: u32) -> StatedPlace {
    StatedPlace {
        place: Stated::Value(Some(PlaceId(id))),
        share: Stated::from(Some(share).filter(|share| *share > 0)),
        territorial_status: TerritorialStatus::No,
        territorial_basis: "Certificado 12 de 2026".to_owned(),
    }
}

fn sector(code: &str, share: u32) -> StatedSector {
    StatedSector {
        sector_code: code.to_owned(),
        share: Stated::Value(share),
    }
}

fn line(name: &str, minor: i64) -> StatedLine {
    StatedLine {
        name_es: name.to_owned(),
        name_en: String::new(),
        amount_minor: Stated::Value(minor),
    }
}

fn sound() -> StatedFacts {
    StatedFacts {
        title_es: "Acueducto veredal".to_owned(),
        title_en: String::new(),
        description_es: String::new(),
        description_en: String::new(),
        pillar: Stated::Value(Pillar::PublicServices),
        country: Stated::Value(Country::Colombia),
        budget_currency: Stated::Value(Currency::USD),
        budget_on: Stated::Missing,
        accountable: Stated::Missing,
        implementing: Stated::Missing,
        contact_office: String::new(),
        planned_start_on: Stated::Value(date!(2026 - 01 - 01)),
        planned_end_on: Stated::Value(date!(2027 - 01 - 01)),
        actual_start_on: Stated::Missing,
        actual_end_on: Stated::Missing,
        places: vec![place(1, 6_000), place(2, 4_000)],
        sectors: vec![sector("14030", 7_500), sector("31120", 2_500)],
        lines: vec![line("Obras", 100), line("Estudios", 50)],
    }
}

fn check(facts: &StatedFacts) -> Result<Facts, Vec<FactsError>> {
    check_of(facts, Provenance::Registered)
}

fn check_of(facts: &StatedFacts, provenance: Provenance) -> Result<Facts, Vec<FactsError>> {
    let gazetteer = gazetteer();
    let known = Known {
        gazetteer: &gazetteer,
        sectors: BTreeSet::from(["14030", "31120"]),
    };
    facts.check(&known, provenance)
}

/// What is found wrong after a change of sound facts.
fn found(change: impl FnOnce(&mut StatedFacts)) -> Vec<(String, &'static str)> {
    let mut facts = sound();
    change(&mut facts);
    let errors = check(&facts).err().unwrap_or_default();
    errors
        .into_iter()
        .map(|error| (error.field, error.rule.code()))
        .collect()
}

fn one(field: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(field.to_owned(), code)]
}

#[test]
fn sound_facts_are_taken_and_checked_again_they_stay_as_they_are() {
    let facts = check(&sound()).expect("sound");
    assert_eq!(
        facts.lines[0].name_en, "Obras",
        "named in one language, it has that name in both"
    );
    assert_eq!(
        facts.places[1].territorial_status,
        TerritorialStatus::Yes,
        "what the gazetteer knows to be a territory stays one"
    );
    assert_eq!(check(&StatedFacts::from(&facts)), Ok(facts));
}

#[test]
fn each_rule_is_told_at_the_field_that_mends_it() {
    assert_eq!(found(|facts| facts.title_es.clear()), one("title_es", "required"));
    assert_eq!(
        found(|facts| facts.title_en = "t".repeat(161)),
        one("title_en", "too-long")
    );
    assert_eq!(
        found(|facts| facts.description_es = "…".to_owned()),
        one("description_es", "says-nothing")
    );
    assert_eq!(found(|facts| facts.pillar = Stated::Missing), one("pillar", "required"));
    assert_eq!(
        found(|facts| facts.budget_currency = Stated::Missing),
        one("budget_currency", "required")
    );
    assert_eq!(
        found(|facts| facts.planned_end_on = Stated::Value(date!(2025 - 12 - 31))),
        one("planned_end_on", "end-before-start")
    );
    assert_eq!(
        found(|facts| facts.places[1] = place(1, 4_000)),
        one("places[1].place", "twice")
    );
    assert_eq!(
        found(|facts| facts.places[1] = place(3, 4_000)),
        one("places[1].place", "other-country")
    );
    assert_eq!(
        found(|facts| facts.places[1] = place(9, 4_000)),
        [
            ("places[1].place".to_owned(), "choice"),
            ("places[0].share".to_owned(), "shares-sum"),
        ]
    );
    assert_eq!(
        found(|facts| facts.places[1].share = Stated::Missing),
        one("places[0].share", "shares-sum")
    );
    assert_eq!(
        found(|facts| facts.places[1].share = Stated::Value(u32::MAX)),
        one("places[0].share", "shares-sum")
    );
    assert_eq!(
        found(|facts| facts.places[1].place = Stated::Missing),
        [
            ("places[1].place".to_owned(), "required"),
            ("places[0].share".to_owned(), "shares-sum"),
        ]
    );
    assert_eq!(
        found(|facts| facts.places[0].territorial_basis = "cierto".to_owned()),
        one("places[0].territorial_basis", "territorial-basis")
    );
    assert_eq!(
        found(|facts| facts.sectors[1] = sector("00000", 2_500)),
        [
            ("sectors[1].sector".to_owned(), "choice"),
            ("sectors[0].share".to_owned(), "shares-sum"),
        ]
    );
    assert_eq!(
        found(|facts| facts.sectors[1].share = Stated::Missing),
        [
            ("sectors[1].share".to_owned(), "share"),
            ("sectors[0].share".to_owned(), "shares-sum"),
        ]
    );
    assert_eq!(
        found(|facts| facts.lines[1].name_es.clear()),
        one("lines[1].name_es", "required")
    );
    assert_eq!(
        found(|facts| facts.lines[1].amount_minor = Stated::Missing),
        one("lines[1].amount", "required")
    );
    assert_eq!(
        found(|facts| facts.lines[1].amount_minor = Stated::Value(0)),
        one("lines[1].amount", "amount-zero")
    );
    assert_eq!(
        found(|facts| facts.lines[1].amount_minor = Stated::Value(AMOUNT_MINOR_MAX)),
        one("lines[0].amount", "amount-large")
    );
    assert_eq!(
        found(|facts| facts.lines = vec![line("Obras", 1); ROWS_MAX + 1]),
        one("lines[12].amount", "too-many-rows")
    );
}

#[test]
fn all_that_is_wrong_is_told_at_once_and_nothing_of_what_was_unreadable() {
    let codes = found(|facts| {
        facts.title_es.clear();
        facts.pillar = Stated::Unreadable;
        facts.country = Stated::Missing;
        facts.places = vec![place(1, 0), place(1, 0)];
        facts.lines[0].amount_minor = Stated::Unreadable;
    });
    assert_eq!(
        codes,
        [
            ("title_es".to_owned(), "required"),
            ("country".to_owned(), "required"),
            ("places[1].place".to_owned(), "twice"),
        ]
    );
}

#[test]
fn a_documented_project_needs_no_act_about_territories() {
    let mut facts = sound();
    facts.places[0].territorial_basis.clear();
    assert!(check(&facts).is_err());
    assert!(check_of(&facts, Provenance::Documented).is_ok());
}

#[test]
fn rows_in_which_nothing_stands_are_none_and_keep_the_position_of_others() {
    let empty = StatedLine {
        name_es: String::new(),
        name_en: String::new(),
        amount_minor: Stated::Missing,
    };
    let codes = found(|facts| facts.lines = vec![line("Obras", 100), empty, line("Estudios", -1)]);
    assert_eq!(codes, one("lines[2].amount", "amount-zero"));
}
