//! The project form: what was typed, as the domain is told it, and what the domain finds wrong with it.

use time::Date;

use crate::domain::counting::OUTSIDE;
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::OrganisationId;
use crate::domain::pillar::Pillar;
use crate::domain::place::{Gazetteer, TerritorialStatus};
use crate::domain::project::Provenance;
use crate::domain::project::facts::{
    Facts, FactsError, Known, ROWS_MAX, Stated, StatedFacts, StatedLine, StatedPlace, StatedSector,
};
use crate::domain::split::{Share, ShareError};
use crate::i18n::date::{DateError, read_date};
use crate::i18n::language::Language;
use crate::store::organisations::OrganisationRow;
use crate::store::{organisations, places, reference};
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields};
use crate::web::guards::Signed;
use crate::web::typed::amount;

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
    let mut reader = Reader {
        fields,
        lists,
        language,
        errors: Errors::default(),
    };
    let stated = reader.facts();
    let mut errors = reader.errors;
    let known = Known {
        gazetteer: &lists.gazetteer,
        sectors: lists.sectors.iter().map(|sector| sector.code.as_str()).collect(),
    };
    match stated.check(&known, Provenance::Registered) {
        Ok(facts) if errors.is_empty() => Ok(facts),
        Ok(_) => Err(errors),
        Err(found) => {
            explain(&found, language, &mut errors);
            Err(errors)
        }
    }
}

/// Says each rule that facts break at its field.
pub(super) fn explain(found: &[FactsError], language: Language, errors: &mut Errors) {
    for error in found {
        let max = i64::try_from(error.rule.max().unwrap_or_default()).unwrap_or(i64::MAX);
        let key = format!("error-{}", error.rule.code());
        errors.add(language, error.field.as_str(), &key, &[("max", max.into())]);
    }
}

/// Turns texts into what they state; what is none of the kind that its field takes is said there.
struct Reader<'a> {
    fields: &'a Fields,
    lists: &'a Lists,
    language: Language,
    errors: Errors,
}

impl Reader<'_> {
    fn facts(&mut self) -> StatedFacts {
        let budget_currency = self.choice("budget_currency", |code| Currency::parse(code).ok());
        StatedFacts {
            title_es: self.text("title_es"),
            title_en: self.text("title_en"),
            description_es: self.text("description_es"),
            description_en: self.text("description_en"),
            pillar: self.choice("pillar", Pillar::parse),
            country: self.choice("country", Country::parse),
            budget_currency,
            budget_on: self.date("budget_on"),
            accountable: self.organisation("accountable"),
            implementing: self.organisation("implementing"),
            contact_office: self.text("contact_office"),
            planned_start_on: self.date("planned_start_on"),
            planned_end_on: self.date("planned_end_on"),
            actual_start_on: self.date("actual_start_on"),
            actual_end_on: self.date("actual_end_on"),
            places: (0..ROWS_MAX).map(|i| self.place(i)).collect(),
            sectors: (0..ROWS_MAX).map(|i| self.sector(i)).collect(),
            lines: (0..ROWS_MAX).map(|i| self.line(i, budget_currency.value())).collect(),
        }
    }

    fn text(&self, name: &str) -> String {
        self.fields.get(name).to_owned()
    }

    fn unreadable<T>(&mut self, name: &str, key: &str) -> Stated<T> {
        self.errors.add(self.language, name, key, &[]);
        Stated::Unreadable
    }

    fn choice<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Stated<T> {
        match self.fields.get(name) {
            "" => Stated::Missing,
            typed => match parse(typed) {
                Some(value) => Stated::Value(value),
                None => self.unreadable(name, "error-choice"),
            },
        }
    }

    fn date(&mut self, name: &str) -> Stated<Date> {
        match read_date(self.fields.get(name)) {
            Ok(date) => Stated::Value(date),
            Err(DateError::Empty) => Stated::Missing,
            Err(DateError::NotADate) => self.unreadable(name, "error-date"),
            Err(DateError::OutOfRange) => self.unreadable(name, "error-date-range"),
        }
    }

    fn organisation(&mut self, name: &str) -> Stated<OrganisationId> {
        let organisations = &self.lists.organisations;
        self.choice(name, |slug| {
            organisations
                .iter()
                .find(|row| row.slug == slug)
                .map(OrganisationRow::key)
        })
    }

    fn share(&mut self, name: &str) -> Stated<u32> {
        match Share::parse(self.fields.get(name)) {
            Ok(share) => Stated::Value(share.basis_points()),
            Err(ShareError::Empty) => Stated::Missing,
            Err(ShareError::NotANumber | ShareError::TooPrecise | ShareError::OutOfRange) => {
                self.unreadable(name, "error-share")
            }
        }
    }

    fn place(&mut self, i: usize) -> StatedPlace {
        let name = |part: &str| format!("places[{i}].{part}");
        let gazetteer = &self.lists.gazetteer;
        let place = self.choice(&name("place"), |code| match gazetteer.by_code(code) {
            Some(place) => Some(Some(place.id)),
            None => (code == OUTSIDE).then_some(None),
        });
        let status = TerritorialStatus::parse(self.fields.get(&name("territorial_status")));
        StatedPlace {
            place,
            share: self.share(&name("share")),
            territorial_status: status.unwrap_or(TerritorialStatus::Unknown),
            territorial_basis: self.text(&name("territorial_basis")),
        }
    }

    fn sector(&mut self, i: usize) -> StatedSector {
        StatedSector {
            sector_code: self.text(&format!("sectors[{i}].sector")),
            share: self.share(&format!("sectors[{i}].share")),
        }
    }

    fn line(&mut self, i: usize, currency: Option<Currency>) -> StatedLine {
        let name = |part: &str| format!("lines[{i}].{part}");
        let amount_minor = match (self.fields.get(&name("amount")), currency) {
            ("", _) => Stated::Missing,
            // The currency is asked for first.
            (_, None) => Stated::Unreadable,
            (_, Some(currency)) => {
                let read = amount(self.fields, &name("amount"), currency, self.language, &mut self.errors);
                read.map_or(Stated::Unreadable, |money| Stated::Value(money.minor()))
            }
        };
        StatedLine {
            name_es: self.text(&name("name_es")),
            name_en: self.text(&name("name_en")),
            amount_minor,
        }
    }
}
