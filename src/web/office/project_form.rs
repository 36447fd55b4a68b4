//! The form of a project: its facts as typed.

use crate::domain::counting::OUTSIDE;
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{OrganisationId, PlaceId};
use crate::domain::money::{AMOUNT_MINOR_MAX, Money};
use crate::domain::pillar::Pillar;
use crate::domain::place::{Gazetteer, TerritorialStatus};
use crate::domain::project::{DESCRIPTION_LENGTH_MAX, ROWS_MAX, TITLE_LENGTH_MAX};
use crate::domain::split::Share;
use crate::domain::text;
use crate::i18n::language::Language;
use crate::i18n::number::format_rate;
use crate::store::organisations::OrganisationRow;
use crate::store::projects::{BudgetLine, Facts, PlaceShare, SectorShare};
use crate::store::{organisations, places, reference};
use crate::web::errors::WebError;
use crate::web::form::{Choice, Declaring, Fields, Form, as_typed, coded};
use crate::web::guards::Signed;
use crate::web::view;

/// Most characters of an office, a budget line, a territorial basis.
const LINE_LENGTH_MAX: usize = 200;
/// Empty rows that the form offers for places, sectors and budget lines.
const ROWS_SHOWN: usize = 3;

/// The lists that reading and showing the form need.
pub(super) struct Lists {
    pub gazetteer: Gazetteer,
    pub organisations: Vec<OrganisationRow>,
    pub sectors: Vec<reference::Code>,
    /// The version that stands; none of a new project.
    pub version: Option<i64>,
}

impl Lists {
    pub(super) async fn load(signed: &Signed<'_>, version: Option<i64>) -> Result<Self, WebError> {
        let db = signed.visit.app.db.primary();
        Ok(Self {
            gazetteer: places::gazetteer(db).await?,
            organisations: organisations::all(db).await?,
            sectors: reference::sectors(db).await?,
            version,
        })
    }

    fn organisations(&self, language: Language) -> Vec<Choice<OrganisationId>> {
        let named = |row: &OrganisationRow| {
            let name = view::pick(language, &row.name_es, &row.name_en);
            Choice::new(row.slug.clone(), name, row.key())
        };
        self.organisations.iter().map(named).collect()
    }

    fn sectors(&self, language: Language) -> Vec<Choice<String>> {
        let named = |code: &reference::Code| {
            let name = view::pick(language, &code.name_es, &code.name_en);
            Choice::new(code.code.clone(), format!("{} {name}", code.code), code.code.clone())
        };
        self.sectors.iter().map(named).collect()
    }

    /// Every place, and what lies outside of all.
    fn places(&self, outside: String) -> Vec<Choice<Option<PlaceId>>> {
        let named = self.gazetteer.places().iter().map(|place| {
            let above = self
                .gazetteer
                .lineage(place.id)
                .get(1)
                .map(|above| format!(" — {}", above.name));
            let name = format!("{}{}", place.name, above.unwrap_or_default());
            Choice::new(place.code.clone(), name, Some(place.id))
        });
        let outside = Choice::new(OUTSIDE, outside, None);
        named.chain([outside]).collect()
    }
}

/// The facts of a project, and the version that was changed; 0 for a new one.
pub(super) struct ProjectForm {
    pub facts: Facts,
    pub version: i64,
}

impl Form for ProjectForm {
    const NAME: &'static str = "project";
    const IS_FIRST: bool = true;
    type About = Lists;

    fn declare(form: &mut Declaring<'_>, lists: &Lists) -> Option<Self> {
        let visit = form.visit();
        let version = lists.version.map_or(0, |stands| form.version(stands));
        form.heading("project-form-what");
        let title_es = form.line("title_es", TITLE_LENGTH_MAX).hint("title");
        let title_es = title_es.required_beside("title_en");
        let title_en = form.line("title_en", TITLE_LENGTH_MAX).optional();
        let description_es = form
            .text_of("description_es", DESCRIPTION_LENGTH_MAX)
            .hint("description")
            .optional();
        let description_en = form.text_of("description_en", DESCRIPTION_LENGTH_MAX).optional();
        let pillar = form.choice("pillar", coded(visit, "pillar", Pillar::ALL)).required();
        form.heading("project-form-where");
        let country = form.choice("country", coded(visit, "country", Country::ALL)).required();
        form.sentence("hint-places");
        let places = places_of(form, lists, country);
        form.heading("project-form-sectors");
        let sectors = sectors_of(form, lists);
        form.heading("project-form-when");
        let planned_start_on = form.date("planned_start_on").label("planned-start").optional();
        let planned_end_on = form.date("planned_end_on").label("planned-end").optional();
        let actual_start_on = form
            .date("actual_start_on")
            .label("actual-start")
            .hint("actual-start")
            .optional();
        let actual_end_on = form.date("actual_end_on").label("actual-end").optional();
        for (start, end, name) in [
            (planned_start_on, planned_end_on, "planned_end_on"),
            (actual_start_on, actual_end_on, "actual_end_on"),
        ] {
            if start.zip(end).is_some_and(|(start, end)| end < start) {
                form.refuse(name, "error-end-before-start");
            }
        }
        form.heading("project-form-who");
        let organisations = lists.organisations(visit.language);
        let accountable = form
            .choice("accountable", organisations.clone())
            .empty("choose-one")
            .optional();
        let implementing = form
            .choice("implementing", organisations)
            .empty("choose-one")
            .optional();
        let contact_office = form.line("contact_office", LINE_LENGTH_MAX).optional();
        form.heading("project-form-cost");
        let currency = form.currency("budget_currency").required();
        let budget_on = form.date("budget_on").optional();
        let lines = lines_of(form, currency);
        form.sentence("hint-more-rows");
        let facts = Facts {
            title_es: title_es.unwrap_or_default(),
            title_en: title_en.unwrap_or_default(),
            description_es: description_es.unwrap_or_default(),
            description_en: description_en.unwrap_or_default(),
            pillar: pillar?,
            country: country?,
            budget_currency: currency?,
            budget_on,
            accountable,
            implementing,
            contact_office: contact_office.unwrap_or_default(),
            planned_start_on,
            planned_end_on,
            actual_start_on,
            actual_end_on,
            places,
            sectors,
            lines,
        };
        Some(Self { facts, version })
    }
}

fn places_of(form: &mut Declaring<'_>, lists: &Lists, country: Option<Country>) -> Vec<PlaceShare> {
    let outside = form.visit().say("place-outside");
    let (choices, mut seen) = (lists.places(outside), Vec::new());
    let parts = ("places", &["place", "share", "territorial_basis"][..]);
    let places = form.rows(parts, "legend-place", (ROWS_SHOWN, ROWS_MAX), |row| {
        let place = row
            .choice("place", choices.clone())
            .hint("")
            .empty("choose-none")
            .required();
        let share = row.share("share").optional();
        let statuses = [
            TerritorialStatus::Unknown,
            TerritorialStatus::Yes,
            TerritorialStatus::No,
        ];
        let statuses = coded(row.visit(), "territorial", &statuses);
        let status = row.choice("territorial_status", statuses).filled("unknown");
        let status = status.or(TerritorialStatus::Unknown);
        let basis = row.line("territorial_basis", LINE_LENGTH_MAX).optional();
        let place = place?;
        if seen.contains(&place) {
            row.refuse("place", "error-twice");
        }
        seen.push(place);
        let known = place.and_then(|id| lists.gazetteer.get(id));
        if known
            .zip(country)
            .is_some_and(|(place, country)| !country.contains(place.country))
        {
            row.refuse("place", "error-other-country");
        }
        // What the gazetteer knows to be a territory, nobody's word makes otherwise.
        let territorial_status = match known.map_or(TerritorialStatus::No, |place| place.territorial_status) {
            TerritorialStatus::Unknown => status.unwrap_or(TerritorialStatus::Unknown),
            known => known,
        };
        let said = basis.as_deref().map_or(0, text::length);
        if known.is_some() && territorial_status == TerritorialStatus::No && said < 10 {
            row.refuse("territorial_basis", "error-territorial-basis");
        }
        Some(PlaceShare {
            place,
            share_basis_points: share.unwrap_or_default(),
            territorial_status,
            territorial_basis: basis,
        })
    });
    let sum: u32 = places.iter().map(|place| place.share_basis_points).sum();
    let given = places.iter().filter(|place| place.share_basis_points > 0).count();
    if given > 0 && (sum != 10_000 || given < places.len()) {
        form.refuse("places[0].share", "error-shares-sum");
    }
    places
}

fn sectors_of(form: &mut Declaring<'_>, lists: &Lists) -> Vec<SectorShare> {
    let (choices, mut seen) = (lists.sectors(form.visit().language), Vec::new());
    let parts = ("sectors", &["sector", "share"][..]);
    let sectors = form.rows(parts, "legend-sector", (ROWS_SHOWN, ROWS_MAX), |row| {
        let sector = row.choice("sector", choices.clone()).empty("choose-none").required();
        let share = row.share("share").required();
        let sector_code = sector?;
        if seen.contains(&sector_code) {
            row.refuse("sector", "error-twice");
            return None;
        }
        seen.push(sector_code.clone());
        Some(SectorShare {
            sector_code,
            share_basis_points: share?,
        })
    });
    if !sectors.is_empty() && sectors.iter().map(|sector| sector.share_basis_points).sum::<u32>() != 10_000 {
        form.refuse("sectors[0].share", "error-shares-sum");
    }
    sectors
}

fn lines_of(form: &mut Declaring<'_>, currency: Option<Currency>) -> Vec<BudgetLine> {
    let parts = ("lines", &["name_es", "name_en", "amount"][..]);
    let lines = form.rows(parts, "legend-line", (ROWS_SHOWN, ROWS_MAX), |row| {
        let name_es = row
            .line("name_es", LINE_LENGTH_MAX)
            .label("line-es")
            .required_beside("name_en");
        let name_en = row.line("name_en", LINE_LENGTH_MAX).label("line-en").optional();
        let amount = row.amount("amount", currency).hint("").required();
        // A line named in one language only carries that name in both, until it is translated.
        let other = name_es.clone().or_else(|| name_en.clone())?;
        Some(BudgetLine {
            name_es: name_es.unwrap_or_else(|| other.clone()),
            name_en: name_en.unwrap_or(other),
            amount_minor: amount?.minor(),
        })
    });
    let sum = lines
        .iter()
        .try_fold(0_i64, |sum, line| sum.checked_add(line.amount_minor));
    if sum.is_none_or(|sum| sum > AMOUNT_MINOR_MAX) {
        form.refuse("lines[0].amount", "error-amount-large");
    }
    lines
}

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
        let code = place.place.map_or(Some(OUTSIDE), |id| {
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
        let number = as_typed(Money::new(line.amount_minor, facts.budget_currency), language);
        fields.set(format!("lines[{i}].name_es"), line.name_es.clone());
        fields.set(format!("lines[{i}].name_en"), line.name_en.clone());
        fields.set(format!("lines[{i}].amount"), number);
    }
    fields
}
