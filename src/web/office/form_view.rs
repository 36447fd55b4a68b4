//! What the project form shows: its choices, its rows, what a gate misses.

use super::form::Lists;
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::OrganisationId;
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::project::Missing;
use crate::domain::project::facts::Facts;
use crate::domain::project::facts::ROWS_MAX;
use crate::domain::split::Share;
use crate::i18n::catalogue::Arg;
use crate::i18n::catalogue::text;
use crate::i18n::language::Language;
use crate::i18n::number::{format_money_exact, format_rate};
use crate::web::fields::Errors;
use crate::web::fields::Fields;
use crate::web::guards::Signed;
use crate::web::typed::options;
use crate::web::view;
use serde_json::Value;
use serde_json::json;

/// Empty rows that the form offers for places, sectors and budget lines.
const ROWS_SHOWN: usize = 3;

/// The form filled with the facts that stand.
pub(super) fn filled(facts: &Facts, version: i64, lists: &Lists, language: Language) -> Fields {
    let mut fields = Fields::default();
    let slug = |id: Option<OrganisationId>| {
        let found = id.and_then(|id| lists.organisations.iter().find(|row| row.key() == id));
        found.map(|row| row.slug.clone()).unwrap_or_default()
    };
    let share = |basis_points: u32| match Share::from_basis_points(basis_points) {
        Ok(share) => format_rate(&share.plain(), language),
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
fn shown_rows(fields: &Fields, group: &str, parts: &[&str]) -> usize {
    let is_filled = |i: usize| {
        let filled = |part: &&str| !fields.get(&format!("{group}[{i}].{part}")).is_empty();
        parts.iter().any(filled)
    };
    let filled = (0..ROWS_MAX).filter(|i| is_filled(*i)).max();
    ROWS_SHOWN.max((filled.map_or(0, |last| last + 2)).min(ROWS_MAX))
}

/// Everything that the form shows.
pub(super) fn context(signed: &Signed<'_>, fields: &Fields, errors: &Errors, lists: &Lists, action: &str) -> Value {
    let visit = &signed.visit;
    let language = visit.language;
    let by_field = errors.by_field();
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
    let place_rows: Vec<Value> = (0..shown_rows(fields, "places", &["place", "share", "territorial_basis"]))
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
    let sector_rows: Vec<Value> = (0..shown_rows(fields, "sectors", &["sector", "share"]))
        .map(|i| {
            let (name, share) = (format!("sectors[{i}].sector"), format!("sectors[{i}].share"));
            json!({"number": i + 1, "sector_name": name, "sector_error": error(&name),
                "sectors": options(sector_list.iter().cloned(), fields.get(&name), Some(visit.say("choose-none"))),
                "share_name": share, "share": fields.get(&share), "share_error": error(&share)})
        })
        .collect();
    let line_rows: Vec<Value> = (0..shown_rows(fields, "lines", &["name_es", "name_en", "amount"]))
        .map(|i| {
            let name = |part: &str| format!("lines[{i}].{part}");
            json!({"number": i + 1,
                "es_name": name("name_es"), "es": fields.get(&name("name_es")), "es_error": error(&name("name_es")),
                "en_name": name("name_en"), "en": fields.get(&name("name_en")), "en_error": error(&name("name_en")),
                "amount_name": name("amount"), "amount": fields.get(&name("amount")), "amount_error": error(&name("amount"))})
        })
        .collect();
    json!({
        "f": f, "e": e, "errors": errors.summary(), "csrf": signed.csrf(), "action": action,
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
