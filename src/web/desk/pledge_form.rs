//! The form of a pledge: its terms as typed.

use time::Date;

use super::money::{Whose, finance_choices, finance_types, organisation_choices};
use crate::actions::pledges::Intent;
use crate::domain::currency::Currency;
use crate::domain::ids::OrganisationId;
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::pledge::{
    AUTHORISED_BY_LENGTH_MAX, CONTRIBUTORS_MAX, Contributor, FINANCE_TYPE_DEFAULT, PledgeKind, TEXT_LENGTH_MAX, Target,
    Terms, Tranche,
};
use crate::i18n::language::Language;
use crate::store::pledges::{ContributorRow, PledgeRow};
use crate::store::projects::ProjectRow;
use crate::store::{places, projects};
use crate::web::errors::WebError;
use crate::web::form::{Choice, Declaring, Fields, Form, INTENT, as_typed, coded};
use crate::web::guards::Signed;

/// A pledge as typed, and what its sender wants.
pub(super) struct PledgeForm {
    pub terms: Terms,
    pub intent: Intent,
    /// The version that was changed; 0 for a new one.
    pub version: i64,
}

/// What the form of a pledge knows.
pub(super) struct PledgeAbout {
    /// The version that stands; none of a new pledge.
    pub version: Option<i64>,
    /// The public project that was typed.
    pub project: Option<ProjectRow>,
    pub whose: Whose,
    organisations: Vec<Choice<OrganisationId>>,
    finance_types: Vec<Choice<String>>,
    places: Vec<Choice<Target>>,
}

impl PledgeAbout {
    /// `project`: the code that was typed. `stands`: the pledge that is changed, whose organisation stays.
    pub(super) async fn load(signed: &Signed<'_>, project: &str, stands: Option<&PledgeRow>) -> Result<Self, WebError> {
        let db = signed.visit.app.db.primary();
        let project = match projects::by_code(db, project).await? {
            Some(row) if row.is_public() => Some(row),
            _ => None,
        };
        let organisations = organisation_choices(signed).await?;
        let whose = match stands {
            Some(row) => Whose::Own(row.organisation_id),
            None => Whose::of(signed, &organisations),
        };
        let gazetteer = places::gazetteer(db).await?;
        let places = gazetteer.places().iter().map(|place| {
            let above = gazetteer
                .lineage(place.id)
                .get(1)
                .map(|above| format!(" — {}", above.name));
            let name = format!("{}{}", place.name, above.unwrap_or_default());
            Choice::new(place.code.clone(), name, Target::Place(place.id))
        });
        Ok(Self {
            version: stands.map(|row| row.version),
            project,
            whose,
            finance_types: finance_choices(signed, &finance_types(signed).await?),
            places: places.collect(),
            organisations,
        })
    }

    /// What the pledge is for: one of a project, a place and a pillar, or none for the whole plan.
    fn target(&self, form: &mut Declaring<'_>) -> Option<Target> {
        let given: Vec<&str> = ["project", "place", "pillar"]
            .into_iter()
            .filter(|name| !form.value(name).is_empty())
            .collect();
        form.heading("pledge-form-for");
        let project = self.project.as_ref().map(|row| Target::Project(row.key()));
        let project = form.code_of("project", project, "error-no-project").optional();
        let (mut place, mut pillar) = (None, None);
        // Beside a project the others are in the way.
        if given.as_slice() != ["project"] || self.project.is_none() {
            place = form.choice("place", self.places.clone()).optional();
            let pillars = coded(form.visit(), "pillar", Pillar::ALL);
            pillar = form.choice("pillar", pillars).optional().map(Target::Pillar);
        }
        if given.len() > 1 {
            let others = given.iter().filter(|name| **name != "project");
            ["project"]
                .iter()
                .chain(others)
                .for_each(|name| form.refuse(name, "error-one-target"));
            return None;
        }
        project.or(place).or(pillar).or(Some(Target::Plan))
    }

    fn contributors(&self, form: &mut Declaring<'_>, currency: Option<Currency>) -> Vec<Contributor> {
        /// Empty rows that the form offers.
        const SHOWN: usize = 2;
        let parts = ("contributors", &["organisation", "amount"][..]);
        form.rows(parts, "legend-contributor", (SHOWN, CONTRIBUTORS_MAX), |row| {
            let organisation = row.choice("organisation", self.organisations.clone());
            let organisation = organisation.hint("").empty("choose-none").required();
            let share = row.amount("amount", currency).hint("").optional();
            Some(Contributor {
                organisation: organisation?,
                share,
            })
        })
    }
}

impl Form for PledgeForm {
    const NAME: &'static str = "pledge";
    const IS_FIRST: bool = true;
    type About = PledgeAbout;

    fn declare(form: &mut Declaring<'_>, about: &PledgeAbout) -> Option<Self> {
        let today = form.visit().today();
        let version = about.version.map_or(0, |stands| form.version(stands));
        let intent = if form.value(INTENT) == "submit" {
            Intent::Submit
        } else {
            Intent::Draft
        };
        let target = about.target(form);
        let organisation = about.whose.declare(form, "organisation-behalf");
        form.heading("pledge-form-what");
        let kinds = coded(form.visit(), "pledge-kind", PledgeKind::ALL);
        let kind = form.choice("kind", kinds).filled("financial").or(PledgeKind::Financial);
        let finance_type = form.choice("finance_type", about.finance_types.clone());
        let finance_type = finance_type
            .filled(FINANCE_TYPE_DEFAULT)
            .or(FINANCE_TYPE_DEFAULT.to_owned());
        let currency = form.currency("currency").filled("USD").required();
        let amount = form.amount("amount", currency).required();
        let pledged_on = form.date("pledged_on").filled(today.to_string()).or(today);
        let valid_until_on = form.date("valid_until").optional();
        form.heading("pledge-form-tranches");
        form.sentence("hint-tranches");
        let tranches = form.tranches(currency);
        form.heading("pledge-form-joint");
        form.sentence("hint-joint");
        let contributors = about.contributors(form, currency);
        let channel = form.choice("channel", about.organisations.clone()).optional();
        form.heading("pledge-form-more");
        let conditions = form.text_of("conditions", TEXT_LENGTH_MAX).optional();
        let authorised_by = form.line("authorised_by", AUTHORISED_BY_LENGTH_MAX).optional();
        let note = form.text_of("note", TEXT_LENGTH_MAX).optional();
        let embargo_until_on = form.date("embargo_until").optional();
        let terms = Terms {
            target: target?,
            organisation: organisation?,
            kind: kind?,
            finance_type: finance_type?,
            amount: amount?,
            pledged_on: pledged_on?,
            valid_until_on,
            tranches,
            contributors,
            channel,
            conditions: conditions.unwrap_or_default(),
            authorised_by: authorised_by.unwrap_or_default(),
            note: note.unwrap_or_default(),
            embargo_until_on,
        };
        Some(Self { terms, intent, version })
    }
}

/// The form filled with a pledge that stands already.
pub(super) fn filled(
    row: &PledgeRow,
    tranches: &[Tranche],
    contributors: &[ContributorRow],
    language: Language,
) -> Result<Fields, WebError> {
    let mut fields = Fields::default();
    // Without the code, and as the reader's language writes it, so that it reads back the same.
    let plain = |money: Money| as_typed(money, language);
    let optional = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    fields.set("project", row.project_code.clone().unwrap_or_default());
    fields.set(
        "place",
        if row.project_code.is_none() {
            row.place_code.clone().unwrap_or_default()
        } else {
            String::new()
        },
    );
    fields.set("pillar", row.pillar.map_or("", Pillar::code));
    fields.set("organisation", row.organisation_slug.clone());
    fields.set("kind", row.kind.code());
    fields.set("finance_type", row.finance_type.clone());
    fields.set("amount", plain(row.amount()));
    fields.set("currency", row.currency.code());
    fields.set("pledged_on", row.pledged_on.to_string());
    fields.set("valid_until", optional(row.valid_until_on));
    fields.set("embargo_until", optional(row.embargo_until_on));
    fields.set("conditions", row.conditions.clone());
    fields.set("authorised_by", row.authorised_by.clone());
    fields.set("note", row.note.clone());
    fields.set("version", row.version.to_string());
    fields.set("channel", row.channel_slug.clone().unwrap_or_default());
    let currency = row.amount().currency();
    for (i, one) in contributors.iter().enumerate() {
        let share = one.amount_minor.map(|minor| plain(Money::new(minor, currency)));
        fields.set(format!("contributors[{i}].organisation"), one.slug.clone());
        fields.set(format!("contributors[{i}].amount"), share.unwrap_or_default());
    }
    for (i, tranche) in tranches.iter().enumerate() {
        fields.set(format!("tranches[{i}].due_on"), tranche.due_on.to_string());
        fields.set(format!("tranches[{i}].amount"), plain(tranche.amount));
    }
    Ok(fields)
}
