//! Who and what the simulation plays with.

use puente::domain::currency::Currency;

/// An organisation that gives, or receives; somebody acts for it, or an officer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Organisation {
    pub slug: &'static str,
    pub class: &'static str,
    pub email: Option<&'static str>,
}

const fn organisation(slug: &'static str, class: &'static str, email: Option<&'static str>) -> Organisation {
    Organisation { slug, class, email }
}

pub const ORGANISATIONS: [Organisation; 5] = [
    organisation("banco-demo", "financial_institution", Some("banco@demo.example")),
    organisation("fundacion-demo", "civil_society", Some("fundacion@demo.example")),
    organisation("empresa-demo", "private_sector", Some("empresa@demo.example")),
    organisation(IMPLEMENTER, "civil_society", Some("cooperativa@demo.example")),
    organisation(GOVERNMENT, "domestic_public", None),
];
/// Carries out every project.
pub const IMPLEMENTER: &str = "cooperativa-demo";
/// Has nobody here: officers speak for it.
pub const GOVERNMENT: &str = "gobierno-demo";

/// Officers of both countries.
pub const OFFICERS: [&str; 2] = ["officer@demo.example", "officer2@demo.example"];
/// Officers of one country each.
pub const OFFICER_OF: [(&str, &str); 2] = [("CO", "gestora.co@demo.example"), ("PA", "gestora.pa@demo.example")];

/// Every address of the cast.
pub fn people() -> impl Iterator<Item = &'static str> {
    let providers = ORGANISATIONS.iter().filter_map(|organisation| organisation.email);
    providers.chain(OFFICERS).chain(OFFICER_OF.map(|(_, email)| email))
}

pub fn by_slug(slug: &str) -> Organisation {
    let known = ORGANISATIONS.iter().find(|one| one.slug == slug);
    *known.unwrap_or_else(|| panic!("no organisation {slug}"))
}

pub const CURRENCIES: [Currency; 5] = [
    Currency::USD,
    Currency::COP,
    Currency::EUR,
    Currency::JPY,
    Currency::PAB,
];
/// Grant, loan, equity and something else.
pub const FINANCE_TYPES: [&str; 4] = ["110", "421", "510", "610"];
/// What lines of budgets are called; several may be called the same.
pub const LINES: [&str; 3] = ["Obras", "Equipos", "Formación"];
pub const SECTORS: [&str; 4] = ["14030", "31320", "11220", "21020"];
pub const PLACES: [(&str, &[&str]); 2] = [
    (
        "CO",
        &[
            "co-acandi",
            "co-acandi-capurgana",
            "co-turbo",
            "co-cho",
            "co-necocli-el-totumo",
        ],
    ),
    (
        "PA",
        &["pa-pinogana", "pa-cemaco", "pa-em", "pa-ky-nargana", "pa-chepo-torti"],
    ),
];
pub const PILLARS: [&str; 4] = ["poverty_reduction", "public_services", "jobs", "sustainable_economy"];
