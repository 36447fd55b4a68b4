//! The form of a project: its facts as typed.

use time::Date;

use crate::domain::counting::OUTSIDE;
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{OrganisationId, PlaceId};
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::place::{Gazetteer, TerritorialStatus};
use crate::domain::project::Provenance;
use crate::domain::project::facts::{
    DESCRIPTION_LENGTH_MAX, Facts, Known, LINE_LENGTH_MAX, ROWS_MAX, Stated, StatedFacts, StatedLine, StatedPlace,
    StatedSector, TITLE_LENGTH_MAX,
};
use crate::domain::split::Share;
use crate::i18n::language::Language;
use crate::i18n::number::format_rate;
use crate::store::organisations::OrganisationRow;
use crate::store::{organisations, places, reference};
use crate::web::errors::WebError;
use crate::web::form::{Choice, Declaring, Field, Fields, Form, Kind, as_typed, coded, facts_message};
use crate::web::guards::Signed;
use crate::web::parts::texts::pick;

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
            let name = pick(language, &row.name_es, &row.name_en);
            Choice::new(row.slug.clone(), name, row.key())
        };
        self.organisations.iter().map(named).collect()
    }

    fn sectors(&self, language: Language) -> Vec<Choice<String>> {
        let named = |code: &reference::Code| {
            let name = pick(language, &code.name_es, &code.name_en);
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
        let version = lists.version.map_or(0, |stands| form.version(stands));
        let known = Known {
            gazetteer: &lists.gazetteer,
            sectors: lists.sectors.iter().map(|sector| sector.code.as_str()).collect(),
        };
        match stated(form, lists).check(&known, Provenance::Registered) {
            Ok(facts) => Some(Self { facts, version }),
            Err(found) => {
                found
                    .iter()
                    .for_each(|error| form.say(&error.field, &facts_message(error)));
                None
            }
        }
    }
}

/// The facts as they were typed.
fn stated(form: &mut Declaring<'_>, lists: &Lists) -> StatedFacts {
    let visit = form.visit();
    let [title_es, title_en, description_es, description_en] = texts_of(form);
    let pillar = form
        .choice("pillar", coded(visit, "pillar", Pillar::ALL))
        .needed()
        .stated();
    form.heading("project-form-where");
    let country = form
        .choice("country", coded(visit, "country", Country::ALL))
        .needed()
        .stated();
    form.sentence("hint-places");
    let places = places_of(form, lists);
    form.heading("project-form-sectors");
    let sectors = sectors_of(form, lists);
    let [planned_start_on, planned_end_on, actual_start_on, actual_end_on] = days_of(form);
    form.heading("project-form-who");
    let organisations = lists.organisations(visit.language);
    let accountable = form.choice("accountable", organisations.clone()).stated();
    let implementing = form.choice("implementing", organisations).stated();
    let contact_office = typed(form.verbatim(Kind::Line, "contact_office", LINE_LENGTH_MAX));
    form.heading("project-form-cost");
    let budget_currency = form.currency("budget_currency").needed().stated();
    let budget_on = form.date("budget_on").stated();
    let lines = lines_of(form, budget_currency.value());
    form.sentence("hint-more-rows");
    StatedFacts {
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
    }
}

/// A text as it was typed.
fn typed(field: Field<'_, '_, String>) -> String {
    field.optional().unwrap_or_default()
}

/// Title and description, each in both languages.
fn texts_of(form: &mut Declaring<'_>) -> [String; 4] {
    form.heading("project-form-what");
    let title_es = typed(
        form.verbatim(Kind::Line, "title_es", TITLE_LENGTH_MAX)
            .hint("title")
            .needed(),
    );
    let title_en = typed(form.verbatim(Kind::Line, "title_en", TITLE_LENGTH_MAX));
    let description = |form: &mut Declaring<'_>, name, hint| {
        typed(
            form.verbatim(Kind::Text, name, DESCRIPTION_LENGTH_MAX)
                .hint(hint)
                .rows_shown(6),
        )
    };
    let description_es = description(form, "description_es", "description");
    let description_en = description(form, "description_en", "");
    [title_es, title_en, description_es, description_en]
}

/// When it is to begin and end, and when it did.
fn days_of(form: &mut Declaring<'_>) -> [Stated<Date>; 4] {
    form.heading("project-form-when");
    let planned_start_on = form.date("planned_start_on").label("planned-start").stated();
    let planned_end_on = form.date("planned_end_on").label("planned-end").stated();
    let actual_start_on = form
        .date("actual_start_on")
        .label("actual-start")
        .hint("actual-start")
        .stated();
    let actual_end_on = form.date("actual_end_on").label("actual-end").stated();
    [planned_start_on, planned_end_on, actual_start_on, actual_end_on]
}

fn places_of(form: &mut Declaring<'_>, lists: &Lists) -> Vec<StatedPlace> {
    let choices = lists.places(form.visit().say("place-outside"));
    let group = ("places", &["place", "share", "territorial_basis"][..]);
    form.stated_rows(group, "legend-place", (ROWS_SHOWN, ROWS_MAX), |row| {
        let place = row
            .choice("place", choices.clone())
            .hint("")
            .empty("choose-none")
            .stated();
        let share = row.share("share").stated();
        let statuses = [
            TerritorialStatus::Unknown,
            TerritorialStatus::Yes,
            TerritorialStatus::No,
        ];
        let statuses = coded(row.visit(), "territorial", &statuses);
        let status = row.choice("territorial_status", statuses).filled("unknown").optional();
        let basis = row
            .verbatim(Kind::Line, "territorial_basis", LINE_LENGTH_MAX)
            .optional();
        StatedPlace {
            place,
            share,
            territorial_status: status.unwrap_or(TerritorialStatus::Unknown),
            territorial_basis: basis.unwrap_or_default(),
        }
    })
}

fn sectors_of(form: &mut Declaring<'_>, lists: &Lists) -> Vec<StatedSector> {
    let choices = lists.sectors(form.visit().language);
    let group = ("sectors", &["sector", "share"][..]);
    form.stated_rows(group, "legend-sector", (ROWS_SHOWN, ROWS_MAX), |row| {
        let typed = row.value(&row.name_of("sector")).to_owned();
        row.choice("sector", choices.clone()).empty("choose-none").stated();
        StatedSector {
            sector_code: typed,
            share: row.share("share").stated(),
        }
    })
}

fn lines_of(form: &mut Declaring<'_>, currency: Option<Currency>) -> Vec<StatedLine> {
    let group = ("lines", &["name_es", "name_en", "amount"][..]);
    form.stated_rows(group, "legend-line", (ROWS_SHOWN, ROWS_MAX), |row| {
        let name_es = row
            .verbatim(Kind::Line, "name_es", LINE_LENGTH_MAX)
            .label("line-es")
            .optional();
        let name_en = row
            .verbatim(Kind::Line, "name_en", LINE_LENGTH_MAX)
            .label("line-en")
            .optional();
        let amount = row.amount("amount", currency).hint("").stated();
        StatedLine {
            name_es: name_es.unwrap_or_default(),
            name_en: name_en.unwrap_or_default(),
            amount_minor: match amount {
                Stated::Value(amount) => Stated::Value(amount.minor()),
                Stated::Missing => Stated::Missing,
                Stated::Unreadable => Stated::Unreadable,
            },
        }
    })
}

/// The form filled with the facts that stand.
pub(super) fn filled(facts: &Facts, version: i64, lists: &Lists, language: Language) -> Fields {
    let mut fields = Fields::default();
    let slug = |id: Option<OrganisationId>| {
        let found = id.and_then(|id| lists.organisations.iter().find(|row| row.key() == id));
        found.map(|row| row.slug.clone()).unwrap_or_default()
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
    fill_rows(&mut fields, facts, lists, language);
    fields
}

fn fill_rows(fields: &mut Fields, facts: &Facts, lists: &Lists, language: Language) {
    let share = |basis_points: u32| match Share::from_basis_points(basis_points) {
        Ok(share) => format_rate(&share.plain(), language),
        Err(_) => String::new(),
    };
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
}
