//! The project form: what was typed becomes facts, or faults that each name a field.

use serde_json::{Value, json};

use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::OrganisationId;
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::place::{Gazetteer, TerritorialStatus};
use crate::domain::project::{DESCRIPTION_LENGTH_MAX, Missing, ROWS_MAX, TITLE_LENGTH_MAX};
use crate::domain::split::Share;
use crate::i18n::catalogue::{Arg, text};
use crate::i18n::language::Language;
use crate::i18n::number::format_money_exact;
use crate::store::organisations::OrganisationRow;
use crate::store::projects::{BudgetLine, Facts, PlaceShare, SectorShare};
use crate::store::{organisations, places, reference};
use crate::web::errors::WebError;
use crate::web::fields::{Faults, Fields};
use crate::web::guards::Signed;
use crate::web::typed::{amount, date, options, short_text};
use crate::web::view;

/// Empty rows that the form offers for places, sectors and budget lines.
const ROWS_SHOWN: usize = 3;
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
        gazetteer: places::gazetteer(db).await?,
        organisations: organisations::all(db).await?,
        sectors: reference::sectors(db).await?,
    })
}

/// Reads the whole form.
pub(super) fn read(fields: &Fields, lists: &Lists, language: Language) -> Result<Facts, Faults> {
    let mut faults = Faults::default();
    let f = &mut faults;
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
        (Some(pillar), Some(country), Some(budget_currency)) if faults.is_empty() => Ok(Facts {
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
        _ => Err(faults),
    }
}

fn choice<T>(
    fields: &Fields,
    name: &str,
    parse: impl Fn(&str) -> Option<T>,
    language: Language,
    faults: &mut Faults,
) -> Option<T> {
    let found = parse(fields.get(name));
    if found.is_none() {
        let key = if fields.get(name).is_empty() {
            "error-required"
        } else {
            "error-choice"
        };
        faults.add(language, name, key, &[]);
    }
    found
}

fn organisation(
    fields: &Fields,
    name: &str,
    lists: &Lists,
    language: Language,
    faults: &mut Faults,
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
        faults.add(language, name, "error-choice", &[]);
    }
    found
}

fn share(fields: &Fields, name: &str, language: Language, faults: &mut Faults) -> Option<u32> {
    match Share::parse(fields.get(name)) {
        Ok(share) => Some(share.basis_points()),
        Err(_) => {
            faults.add(language, name, "error-share", &[]);
            None
        }
    }
}

fn places_of(
    fields: &Fields,
    lists: &Lists,
    country: Option<Country>,
    language: Language,
    faults: &mut Faults,
) -> Vec<PlaceShare> {
    let mut found: Vec<PlaceShare> = Vec::new();
    for i in 0..ROWS_MAX {
        let name = |part: &str| format!("places[{i}].{part}");
        let code = fields.get(&name("place"));
        if code.is_empty() {
            continue;
        }
        let place = lists.gazetteer.by_code(code);
        if place.is_none() && code != crate::domain::counting::OUTSIDE {
            faults.add(language, name("place"), "error-choice", &[]);
            continue;
        }
        let id = place.map(|place| place.id);
        if found.iter().any(|other| other.place == id) {
            faults.add(language, name("place"), "error-twice", &[]);
        }
        if place
            .zip(country)
            .is_some_and(|(place, country)| !country.contains(place.country))
        {
            faults.add(language, name("place"), "error-other-country", &[]);
        }
        let share_basis_points = match fields.get(&name("share")) {
            "" => 0,
            _ => share(fields, &name("share"), language, faults).unwrap_or(0),
        };
        let known = place.map_or(TerritorialStatus::No, |place| place.territorial_status);
        let typed =
            TerritorialStatus::parse(fields.get(&name("territorial_status"))).unwrap_or(TerritorialStatus::Unknown);
        let basis = short_text(fields, &name("territorial_basis"), LINE_LENGTH_MAX, language, faults);
        // What the gazetteer knows to be a territory, nobody's word makes otherwise.
        let territorial_status = if known == TerritorialStatus::Unknown {
            typed
        } else {
            known
        };
        if place.is_some() && territorial_status == TerritorialStatus::No && basis.chars().count() < 10 {
            faults.add(language, name("territorial_basis"), "error-territorial-basis", &[]);
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
        faults.add(language, "places[0].share", "error-shares-sum", &[]);
    }
    found
}

fn sectors_of(fields: &Fields, lists: &Lists, language: Language, faults: &mut Faults) -> Vec<SectorShare> {
    let mut found: Vec<SectorShare> = Vec::new();
    for i in 0..ROWS_MAX {
        let (name, share_name) = (format!("sectors[{i}].sector"), format!("sectors[{i}].share"));
        let code = fields.get(&name);
        if code.is_empty() {
            continue;
        }
        if !lists.sectors.iter().any(|sector| sector.code == code) {
            faults.add(language, name, "error-choice", &[]);
            continue;
        }
        if found.iter().any(|other| other.sector_code == code) {
            faults.add(language, name, "error-twice", &[]);
            continue;
        }
        if let Some(share_basis_points) = share(fields, &share_name, language, faults) {
            found.push(SectorShare {
                sector_code: code.to_owned(),
                share_basis_points,
            });
        }
    }
    if !found.is_empty() && found.iter().map(|sector| sector.share_basis_points).sum::<u32>() != 10_000 {
        faults.add(language, "sectors[0].share", "error-shares-sum", &[]);
    }
    found
}

fn lines_of(fields: &Fields, currency: Option<Currency>, language: Language, faults: &mut Faults) -> Vec<BudgetLine> {
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
            ["name_es", "name_en"].map(|part| short_text(fields, &name(part), LINE_LENGTH_MAX, language, faults));
        if names.iter().all(String::is_empty) {
            faults.add(language, name("name_es"), "error-required", &[]);
        }
        // A line named in one language only carries that name in both, until it is translated.
        for (own, other) in [(0, 1), (1, 0)] {
            if names[own].is_empty() {
                names[own] = names[other].clone();
            }
        }
        let [name_es, name_en] = names;
        let money = currency.and_then(|currency| amount(fields, &name("amount"), currency, language, faults));
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

/// The form filled with the facts that stand.
pub(super) fn filled(facts: &Facts, version: i64, lists: &Lists, language: Language) -> Fields {
    let mut fields = Fields::default();
    let slug = |id: Option<OrganisationId>| {
        let found = id.and_then(|id| lists.organisations.iter().find(|row| row.key() == id));
        found.map(|row| row.slug.clone()).unwrap_or_default()
    };
    let share = |basis_points: u32| match Share::from_basis_points(basis_points) {
        Ok(share) => share.plain(),
        Err(_) => String::new(),
    };
    for (name, value) in [
        ("title_es", facts.title_es.clone()),
        ("title_en", facts.title_en.clone()),
        ("description_es", facts.description_es.clone()),
        ("description_en", facts.description_en.clone()),
        ("pillar", facts.pillar.code().to_owned()),
        ("country", facts.country.code().to_owned()),
        ("budget_currency", facts.budget_currency.code().to_owned()),
        ("accountable", slug(facts.accountable)),
        ("implementing", slug(facts.implementing)),
        ("contact_office", facts.contact_office.clone()),
        ("version", version.to_string()),
    ] {
        fields.set(name, value);
    }
    for (name, day) in [
        ("budget_on", facts.budget_on),
        ("planned_start_on", facts.planned_start_on),
        ("planned_end_on", facts.planned_end_on),
        ("actual_start_on", facts.actual_start_on),
        ("actual_end_on", facts.actual_end_on),
    ] {
        fields.set(name, day.map(|day| day.to_string()).unwrap_or_default());
    }
    for (i, place) in facts.places.iter().enumerate() {
        let code = place.place.map_or(Some(crate::domain::counting::OUTSIDE), |id| {
            lists.gazetteer.get(id).map(|place| place.code.as_str())
        });
        fields.set(format!("places[{i}].place"), code.unwrap_or_default());
        fields.set(format!("places[{i}].share"), share(place.share_basis_points));
        fields.set(
            format!("places[{i}].territorial_status"),
            place.territorial_status.code(),
        );
        fields.set(
            format!("places[{i}].territorial_basis"),
            place.territorial_basis.clone().unwrap_or_default(),
        );
    }
    for (i, sector) in facts.sectors.iter().enumerate() {
        fields.set(format!("sectors[{i}].sector"), sector.sector_code.clone());
        fields.set(format!("sectors[{i}].share"), share(sector.share_basis_points));
    }
    for (i, line) in facts.lines.iter().enumerate() {
        let written = format_money_exact(Money::new(line.amount_minor, facts.budget_currency), language);
        let number = written
            .split_once('\u{a0}')
            .map_or(written.as_str(), |(_, number)| number);
        fields.set(format!("lines[{i}].name_es"), line.name_es.clone());
        fields.set(format!("lines[{i}].name_en"), line.name_en.clone());
        fields.set(format!("lines[{i}].amount"), number);
    }
    fields
}

/// How many rows of a group to show: those filled, one more, and at least a few.
fn shown_rows(fields: &Fields, group: &str, part: &str) -> usize {
    let filled = (0..ROWS_MAX)
        .filter(|i| !fields.get(&format!("{group}[{i}].{part}")).is_empty())
        .max();
    ROWS_SHOWN.max((filled.map_or(0, |last| last + 2)).min(ROWS_MAX))
}

/// Everything that the form shows.
pub(super) fn context(signed: &Signed<'_>, fields: &Fields, faults: &Faults, lists: &Lists, action: &str) -> Value {
    let visit = &signed.visit;
    let language = visit.language;
    let by_field = faults.by_field();
    let error = |name: &str| by_field.get(name).cloned().unwrap_or(Value::Null);
    let plain = [
        "title_es",
        "title_en",
        "description_es",
        "description_en",
        "pillar",
        "country",
        "budget_currency",
        "budget_on",
        "accountable",
        "implementing",
        "contact_office",
        "planned_start_on",
        "planned_end_on",
        "actual_start_on",
        "actual_end_on",
        "version",
        "request_id",
    ];
    let f: Value = plain
        .iter()
        .map(|name| ((*name).to_owned(), Value::from(fields.get(name))))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let e: Value = plain
        .iter()
        .map(|name| ((*name).to_owned(), error(name)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let coded = |name: &str, prefix: &str, codes: Vec<&str>| {
        let list = codes
            .into_iter()
            .map(|code| (code.to_owned(), visit.say(&format!("{prefix}-{code}"))));
        options(list, fields.get(name), Some(visit.say("choose-one")))
    };
    let parties = |name: &str| {
        let list = lists.organisations.iter().map(|row| {
            (
                row.slug.clone(),
                view::pick(language, &row.name_es, &row.name_en).to_owned(),
            )
        });
        options(list, fields.get(name), Some(visit.say("choose-one")))
    };
    let place_list: Vec<(String, String)> = lists
        .gazetteer
        .places()
        .iter()
        .map(|place| {
            let above = lists
                .gazetteer
                .lineage(place.id)
                .get(1)
                .map(|above| format!(" — {}", above.name))
                .unwrap_or_default();
            (place.code.clone(), format!("{}{above}", place.name))
        })
        .chain([(crate::domain::counting::OUTSIDE.to_owned(), visit.say("place-outside"))])
        .collect();
    let sector_list: Vec<(String, String)> = lists
        .sectors
        .iter()
        .map(|sector| {
            (
                sector.code.clone(),
                format!(
                    "{} {}",
                    sector.code,
                    view::pick(language, &sector.name_es, &sector.name_en)
                ),
            )
        })
        .collect();
    let place_rows: Vec<Value> = (0..shown_rows(fields, "places", "place"))
        .map(|i| {
            let name = |part: &str| format!("places[{i}].{part}");
            let status = fields.get(&name("territorial_status"));
            json!({
                "number": i + 1,
                "place_name": name("place"), "place_error": error(&name("place")),
                "places": options(place_list.iter().cloned(), fields.get(&name("place")), Some(visit.say("choose-none"))),
                "share_name": name("share"), "share": fields.get(&name("share")), "share_error": error(&name("share")),
                "status_name": name("territorial_status"),
                "statuses": options(
                    ["unknown", "yes", "no"].map(|code| (code.to_owned(), visit.say(&format!("territorial-{code}")))),
                    if status.is_empty() { "unknown" } else { status }, None),
                "basis_name": name("territorial_basis"), "basis": fields.get(&name("territorial_basis")),
                "basis_error": error(&name("territorial_basis")),
            })
        })
        .collect();
    let sector_rows: Vec<Value> = (0..shown_rows(fields, "sectors", "sector"))
        .map(|i| {
            let (name, share) = (format!("sectors[{i}].sector"), format!("sectors[{i}].share"));
            json!({"number": i + 1, "sector_name": name, "sector_error": error(&name),
                "sectors": options(sector_list.iter().cloned(), fields.get(&name), Some(visit.say("choose-none"))),
                "share_name": share, "share": fields.get(&share), "share_error": error(&share)})
        })
        .collect();
    let line_rows: Vec<Value> = (0..shown_rows(fields, "lines", "amount"))
        .map(|i| {
            let name = |part: &str| format!("lines[{i}].{part}");
            json!({"number": i + 1,
                "es_name": name("name_es"), "es": fields.get(&name("name_es")), "es_error": error(&name("name_es")),
                "en_name": name("name_en"), "en": fields.get(&name("name_en")), "en_error": error(&name("name_en")),
                "amount_name": name("amount"), "amount": fields.get(&name("amount")), "amount_error": error(&name("amount"))})
        })
        .collect();
    json!({
        "f": f, "e": e, "errors": faults.summary(), "csrf": signed.csrf(), "action": action,
        "pillars": coded("pillar", "pillar", Pillar::ALL.iter().map(|one| one.code()).collect()),
        "countries": coded("country", "country", Country::ALL.iter().map(|one| one.code()).collect()),
        "currencies": options(Currency::all().map(|one| (one.code().to_owned(), one.code().to_owned())), fields.get("budget_currency"), Some(visit.say("choose-one"))),
        "accountables": parties("accountable"), "implementers": parties("implementing"),
        "places": place_rows, "sectors": sector_rows, "lines": line_rows,
    })
}

/// One thing that a gate misses, in words.
pub(super) fn missing_text(missing: &Missing, language: Language) -> String {
    let place = match missing {
        Missing::Territory { place, .. } => place.as_str(),
        _ => "",
    };
    text(
        language,
        &format!("missing-{}", missing.code()),
        &[("place", Arg::from(place))],
    )
}
