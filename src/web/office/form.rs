//! The project form: what was typed becomes facts, or errors that each name a field.

use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::OrganisationId;
use crate::domain::pillar::Pillar;
use crate::domain::place::{Gazetteer, TerritorialStatus};
use crate::domain::project::{DESCRIPTION_LENGTH_MAX, ROWS_MAX, TITLE_LENGTH_MAX};
use crate::domain::split::Share;
use crate::domain::text;
use crate::i18n::language::Language;
use crate::store::organisations::OrganisationRow;
use crate::store::projects::{BudgetLine, Facts, PlaceShare, SectorShare};
use crate::store::{organisations, places, reference};
use crate::web::errors::WebError;
use crate::web::form::{Errors, Fields};
use crate::web::guards::Signed;
use crate::web::typed::{amount, date, short_text};

/// Most characters of an office, a budget line, a territorial basis.
const LINE_LENGTH_MAX: usize = 200;

/// The lists that reading and showing the form need.
pub(super) struct Lists {
    pub gazetteer: Gazetteer,
    pub organisations: Vec<OrganisationRow>,
    pub sectors: Vec<reference::Code>,
}

/// Loads the lists.
pub(super) async fn lists(signed: &Signed<'_>) -> Result<Lists, WebError> {
    let db = &signed.visit.app.db;
    Ok(Lists {
        gazetteer: places::gazetteer(db.primary()).await?,
        organisations: organisations::all(db.primary()).await?,
        sectors: reference::sectors(db.primary()).await?,
    })
}

/// Reads the whole form.
pub(super) fn read(fields: &Fields, lists: &Lists, language: Language) -> Result<Facts, Errors> {
    let mut errors = Errors::default();
    let f = &mut errors;
    let title_es = short_text(fields, "title_es", TITLE_LENGTH_MAX, language, f);
    let title_en = short_text(fields, "title_en", TITLE_LENGTH_MAX, language, f);
    if title_es.is_empty() && title_en.is_empty() {
        f.add(language, "title_es", "error-required", &[]);
    }
    let description_es = short_text(fields, "description_es", DESCRIPTION_LENGTH_MAX, language, f);
    let description_en = short_text(fields, "description_en", DESCRIPTION_LENGTH_MAX, language, f);
    let pillar = choice(fields, "pillar", Pillar::parse, language, f);
    let country = choice(fields, "country", Country::parse, language, f);
    let currency = choice(
        fields,
        "budget_currency",
        |code| Currency::parse(code).ok(),
        language,
        f,
    );
    let budget_on = date(fields, "budget_on", false, language, f);
    let places = places_of(fields, lists, country, language, f);
    let sectors = sectors_of(fields, lists, language, f);
    let lines = lines_of(fields, currency, language, f);
    let accountable = organisation(fields, "accountable", lists, language, f);
    let implementing = organisation(fields, "implementing", lists, language, f);
    let contact_office = short_text(fields, "contact_office", LINE_LENGTH_MAX, language, f);
    let planned_start_on = date(fields, "planned_start_on", false, language, f);
    let planned_end_on = date(fields, "planned_end_on", false, language, f);
    let actual_start_on = date(fields, "actual_start_on", false, language, f);
    let actual_end_on = date(fields, "actual_end_on", false, language, f);
    for (start, end, name) in [
        (planned_start_on, planned_end_on, "planned_end_on"),
        (actual_start_on, actual_end_on, "actual_end_on"),
    ] {
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            f.add(language, name, "error-end-before-start", &[]);
        }
    }
    let sum = lines
        .iter()
        .try_fold(0_i64, |sum, line| sum.checked_add(line.amount_minor));
    if sum.is_none_or(|sum| sum > crate::domain::money::AMOUNT_MINOR_MAX) {
        f.add(language, "lines[0].amount", "error-amount-large", &[]);
    }
    match (pillar, country, currency) {
        (Some(pillar), Some(country), Some(budget_currency)) if errors.is_empty() => Ok(Facts {
            title_es,
            title_en,
            description_es,
            description_en,
            pillar,
            country,
            budget_currency,
            budget_on,
            accountable,
            implementing,
            contact_office,
            planned_start_on,
            planned_end_on,
            actual_start_on,
            actual_end_on,
            places,
            sectors,
            lines,
        }),
        _ => Err(errors),
    }
}

fn choice<T>(
    fields: &Fields,
    name: &str,
    parse: impl Fn(&str) -> Option<T>,
    language: Language,
    errors: &mut Errors,
) -> Option<T> {
    let found = parse(fields.get(name));
    if found.is_none() {
        let key = if fields.get(name).is_empty() {
            "error-required"
        } else {
            "error-choice"
        };
        errors.add(language, name, key, &[]);
    }
    found
}

fn organisation(
    fields: &Fields,
    name: &str,
    lists: &Lists,
    language: Language,
    errors: &mut Errors,
) -> Option<OrganisationId> {
    let slug = fields.get(name);
    if slug.is_empty() {
        return None;
    }
    let found = lists
        .organisations
        .iter()
        .find(|row| row.slug == slug)
        .map(OrganisationRow::key);
    if found.is_none() {
        errors.add(language, name, "error-choice", &[]);
    }
    found
}

fn share(fields: &Fields, name: &str, language: Language, errors: &mut Errors) -> Option<u32> {
    match Share::parse(fields.get(name)) {
        Ok(share) => Some(share.basis_points()),
        Err(_) => {
            errors.add(language, name, "error-share", &[]);
            None
        }
    }
}

fn places_of(
    fields: &Fields,
    lists: &Lists,
    country: Option<Country>,
    language: Language,
    errors: &mut Errors,
) -> Vec<PlaceShare> {
    let mut found: Vec<PlaceShare> = Vec::new();
    for i in 0..ROWS_MAX {
        let name = |part: &str| format!("places[{i}].{part}");
        let code = fields.get(&name("place"));
        if code.is_empty() {
            if ["share", "territorial_basis"]
                .iter()
                .any(|part| !fields.get(&name(part)).is_empty())
            {
                errors.add(language, name("place"), "error-required", &[]);
            }
            continue;
        }
        let place = lists.gazetteer.by_code(code);
        if place.is_none() && code != crate::domain::counting::OUTSIDE {
            errors.add(language, name("place"), "error-choice", &[]);
            continue;
        }
        let id = place.map(|place| place.id);
        if found.iter().any(|other| other.place == id) {
            errors.add(language, name("place"), "error-twice", &[]);
        }
        if place
            .zip(country)
            .is_some_and(|(place, country)| !country.contains(place.country))
        {
            errors.add(language, name("place"), "error-other-country", &[]);
        }
        let share_basis_points = match fields.get(&name("share")) {
            "" => 0,
            _ => share(fields, &name("share"), language, errors).unwrap_or(0),
        };
        let known = place.map_or(TerritorialStatus::No, |place| place.territorial_status);
        let typed =
            TerritorialStatus::parse(fields.get(&name("territorial_status"))).unwrap_or(TerritorialStatus::Unknown);
        let basis = short_text(fields, &name("territorial_basis"), LINE_LENGTH_MAX, language, errors);
        // What the gazetteer knows to be a territory, nobody's word makes otherwise.
        let territorial_status = if known == TerritorialStatus::Unknown {
            typed
        } else {
            known
        };
        if place.is_some() && territorial_status == TerritorialStatus::No && text::length(&basis) < 10 {
            errors.add(language, name("territorial_basis"), "error-territorial-basis", &[]);
        }
        let territorial_basis = Some(basis).filter(|basis| !basis.is_empty());
        found.push(PlaceShare {
            place: id,
            share_basis_points,
            territorial_status,
            territorial_basis,
        });
    }
    let sum: u32 = found.iter().map(|place| place.share_basis_points).sum();
    let some = found.iter().any(|place| place.share_basis_points > 0);
    let all = found.iter().all(|place| place.share_basis_points > 0);
    if some && (sum != 10_000 || !all) {
        errors.add(language, "places[0].share", "error-shares-sum", &[]);
    }
    found
}

fn sectors_of(fields: &Fields, lists: &Lists, language: Language, errors: &mut Errors) -> Vec<SectorShare> {
    let mut found: Vec<SectorShare> = Vec::new();
    for i in 0..ROWS_MAX {
        let (name, share_name) = (format!("sectors[{i}].sector"), format!("sectors[{i}].share"));
        let code = fields.get(&name);
        if code.is_empty() {
            if !fields.get(&share_name).is_empty() {
                errors.add(language, name, "error-required", &[]);
            }
            continue;
        }
        if !lists.sectors.iter().any(|sector| sector.code == code) {
            errors.add(language, name, "error-choice", &[]);
            continue;
        }
        if found.iter().any(|other| other.sector_code == code) {
            errors.add(language, name, "error-twice", &[]);
            continue;
        }
        if let Some(share_basis_points) = share(fields, &share_name, language, errors) {
            found.push(SectorShare {
                sector_code: code.to_owned(),
                share_basis_points,
            });
        }
    }
    if !found.is_empty() && found.iter().map(|sector| sector.share_basis_points).sum::<u32>() != 10_000 {
        errors.add(language, "sectors[0].share", "error-shares-sum", &[]);
    }
    found
}

fn lines_of(fields: &Fields, currency: Option<Currency>, language: Language, errors: &mut Errors) -> Vec<BudgetLine> {
    let mut found = Vec::new();
    for i in 0..ROWS_MAX {
        let name = |part: &str| format!("lines[{i}].{part}");
        if ["name_es", "name_en", "amount"]
            .iter()
            .all(|part| fields.get(&name(part)).is_empty())
        {
            continue;
        }
        let mut names =
            ["name_es", "name_en"].map(|part| short_text(fields, &name(part), LINE_LENGTH_MAX, language, errors));
        if names.iter().all(String::is_empty) {
            errors.add(language, name("name_es"), "error-required", &[]);
        }
        // A line named in one language only carries that name in both, until it is translated.
        for (own, other) in [(0, 1), (1, 0)] {
            if names[own].is_empty() {
                names[own] = names[other].clone();
            }
        }
        let [name_es, name_en] = names;
        let money = currency.and_then(|currency| amount(fields, &name("amount"), currency, language, errors));
        if let Some(money) = money {
            found.push(BudgetLine {
                name_es,
                name_en,
                amount_minor: money.minor(),
            });
        }
    }
    found
}
