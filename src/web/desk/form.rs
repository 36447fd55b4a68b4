//! The pledge form: what was typed becomes terms, or errors that each name a field.

use serde_json::{Value, json};
use time::Date;

use super::joint;
use super::money::finance_types;
use crate::domain::account::Role;
use crate::domain::currency::Currency;
use crate::domain::ids::OrganisationId;
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::pledge::{
    AUTHORISED_BY_LENGTH_MAX, FINANCE_TYPE_DEFAULT, PledgeKind, TEXT_LENGTH_MAX, Target, Terms, TermsError, Tranche,
};
use crate::domain::project::Status;
use crate::i18n::language::Language;
use crate::store::pledges::{ContributorRow, PledgeRow};
use crate::store::{organisations, places, projects};
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields};
use crate::web::guards::{Signed, Visit};
use crate::web::tranches;
use crate::web::typed::as_typed;
use crate::web::typed::{amount, date, options, short_text};
use crate::web::view;

/// What the form reads as.
pub(super) struct Read {
    pub terms: Option<Terms>,
    pub errors: Errors,
}

/// Reads the whole form. `organisation`: whose pledge it is when that cannot be chosen.
pub(super) async fn read(
    signed: &Signed<'_>,
    fields: &Fields,
    fixed: Option<OrganisationId>,
) -> Result<Read, WebError> {
    let language = signed.visit.language;
    let mut errors = Errors::default();
    let organisation = match (fixed, signed.actor.role) {
        (Some(organisation), _) | (None, Role::Partner { organisation }) => Some(organisation),
        _ => chosen_organisation(signed, fields, &mut errors).await?,
    };
    let target = target(&signed.visit, fields, &mut errors).await?;
    let kind = match fields.get("kind") {
        "" => Some(PledgeKind::Financial),
        code => PledgeKind::parse(code),
    };
    if kind.is_none() {
        errors.add(language, "kind", "error-choice", &[]);
    }
    let finance_type = match fields.get("finance_type") {
        "" => FINANCE_TYPE_DEFAULT.to_owned(),
        code => code.to_owned(),
    };
    let known = finance_types(signed).await?;
    if !known.iter().any(|known| known.code == finance_type) {
        errors.add(language, "finance_type", "error-choice", &[]);
    }
    let currency = Currency::parse(fields.get("currency")).ok();
    if currency.is_none() {
        let key = if fields.get("currency").is_empty() {
            "error-required"
        } else {
            "error-currency"
        };
        errors.add(language, "currency", key, &[]);
    }
    let money = currency.and_then(|currency| amount(fields, "amount", currency, language, &mut errors));
    if currency.is_none() && fields.get("amount").is_empty() {
        errors.add(language, "amount", "error-required", &[]);
    }
    let pledged_on = match fields.get("pledged_on") {
        "" => Some(signed.visit.today()),
        _ => date(fields, "pledged_on", true, language, &mut errors),
    };
    let valid_until_on = date(fields, "valid_until", false, language, &mut errors);
    let tranches = tranches::read(fields, currency, language, &mut errors);
    let contributors = joint::read(signed, fields, currency, &mut errors).await?;
    let channel = super::money::organisation(signed, fields, "channel", &mut errors).await?;
    let embargo_until_on = date(fields, "embargo_until", false, language, &mut errors);
    let conditions = short_text(fields, "conditions", TEXT_LENGTH_MAX, language, &mut errors);
    let authorised_by = short_text(fields, "authorised_by", AUTHORISED_BY_LENGTH_MAX, language, &mut errors);
    let note = short_text(fields, "note", TEXT_LENGTH_MAX, language, &mut errors);
    let terms = (|| {
        Some(Terms {
            target: target?,
            organisation: organisation?,
            kind: kind?,
            finance_type,
            amount: money?,
            pledged_on: pledged_on?,
            valid_until_on,
            tranches,
            contributors,
            channel,
            conditions,
            authorised_by,
            note,
            embargo_until_on,
        })
    })()
    .filter(|_| errors.is_empty());
    Ok(Read { terms, errors })
}

async fn chosen_organisation(
    signed: &Signed<'_>,
    fields: &Fields,
    errors: &mut Errors,
) -> Result<Option<OrganisationId>, WebError> {
    let slug = fields.get("organisation");
    let key = if slug.is_empty() {
        "error-required"
    } else {
        "error-choice"
    };
    let found = organisations::by_slug(signed.visit.app.db.primary(), slug).await?;
    if found.is_none() {
        errors.add(signed.visit.language, "organisation", key, &[]);
    }
    Ok(found.map(|row| row.key()))
}

async fn target(visit: &Visit<'_>, fields: &Fields, errors: &mut Errors) -> Result<Option<Target>, WebError> {
    let (project, place, pillar) = (fields.get("project"), fields.get("place"), fields.get("pillar"));
    let given = [project, place, pillar]
        .into_iter()
        .filter(|code| !code.is_empty())
        .count();
    if given > 1 {
        errors.add(visit.language, "project", "error-one-target", &[]);
        // Told there too, so that the form shows again what it otherwise hides beside a project.
        for (name, _) in [("place", place), ("pillar", pillar)]
            .into_iter()
            .filter(|(_, code)| !code.is_empty())
        {
            errors.add(visit.language, name, "error-one-target", &[]);
        }
        return Ok(None);
    }
    if !project.is_empty() {
        let row = projects::by_code(visit.app.db.primary(), project).await?;
        let public = match row {
            Some(row) if row.is_public() => Some(row),
            _ => None,
        };
        if public.is_none() {
            errors.add(visit.language, "project", "error-no-project", &[]);
        }
        return Ok(public.map(|row| Target::Project(row.key())));
    }
    if !place.is_empty() {
        let gazetteer = places::gazetteer(visit.app.db.primary()).await?;
        let found = gazetteer.by_code(place).map(|place| Target::Place(place.id));
        if found.is_none() {
            errors.add(visit.language, "place", "error-choice", &[]);
        }
        return Ok(found);
    }
    if !pillar.is_empty() {
        let found = Pillar::parse(pillar).map(Target::Pillar);
        if found.is_none() {
            errors.add(visit.language, "pillar", "error-choice", &[]);
        }
        return Ok(found);
    }
    Ok(Some(Target::Plan))
}

/// Says the errors of the terms on the fields that mend them.
pub(super) fn explain(found: &[TermsError], fields: &Fields, language: Language, errors: &mut Errors) {
    for error in found {
        let (field, key): (String, &str) = match error {
            TermsError::AmountNotPositive => ("amount".into(), "error-amount-zero"),
            TermsError::AmountTooLarge => ("amount".into(), "error-amount-large"),
            TermsError::PledgedInTheFuture => ("pledged_on".into(), "error-pledged-future"),
            TermsError::ValidityEndsBeforePledge => ("valid_until".into(), "error-validity-before"),
            TermsError::ValidityIsOver => ("valid_until".into(), "error-validity-over"),
            TermsError::EmbargoIsOver => ("embargo_until".into(), "error-embargo-over"),
            TermsError::TranchesExceedAmount => ("tranches[0].amount".into(), "error-tranches-exceed"),
            TermsError::TrancheBeforePledge(position) => {
                (tranches::due_name(fields, *position), "error-tranche-before")
            }
            TermsError::TooManyTranches => ("tranches[0].amount".into(), "error-tranches-many"),
            TermsError::ContributorsExceedAmount => ("contributors[0].amount".into(), "error-contributors-exceed"),
            TermsError::ContributorTwice(position) => (joint::who_name(fields, *position), "error-contributor-twice"),
            TermsError::GuaranteeIsNoMoney => ("finance_type".into(), "error-guarantee-no-money"),
            TermsError::ProjectIsDocumented => ("project".into(), "error-project-documented"),
            TermsError::ProjectIsNotOpen => ("project".into(), "error-project-not-open"),
        };
        errors.add(language, field, key, &[]);
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
    joint::fill(&mut fields, contributors, plain, row.amount().currency());
    for (i, tranche) in tranches.iter().enumerate() {
        fields.set(format!("tranches[{i}].due_on"), tranche.due_on.to_string());
        fields.set(format!("tranches[{i}].amount"), plain(tranche.amount));
    }
    Ok(fields)
}

/// Everything that the form shows besides what was typed.
pub(super) async fn context(
    signed: &Signed<'_>,
    fields: &Fields,
    errors: &Errors,
    action: &str,
) -> Result<Value, WebError> {
    let visit = &signed.visit;
    let (db, language) = (&visit.app.db, visit.language);
    let by_officer = matches!(signed.actor.role, Role::Officer { .. });
    let project = match fields.get("project") {
        "" => None,
        code => projects::by_code(db.primary(), code)
            .await?
            .filter(|row| row.status != Status::Draft),
    };
    let named = |es: &str, en: &str| view::pick(language, es, en).to_owned();
    let finance = finance_types(signed).await?;
    let providers = organisations::all(db.primary()).await?;
    let gazetteer = places::gazetteer(db.primary()).await?;
    let finance_chosen = if fields.get("finance_type").is_empty() {
        FINANCE_TYPE_DEFAULT
    } else {
        fields.get("finance_type")
    };
    let kind_chosen = if fields.get("kind").is_empty() {
        "financial"
    } else {
        fields.get("kind")
    };
    let currency_chosen = if fields.get("currency").is_empty() {
        "USD"
    } else {
        fields.get("currency")
    };
    let by_field = errors.by_field();
    Ok(json!({
        "f": {
            "project": fields.get("project"), "amount": fields.get("amount"), "pledged_on": fields.get("pledged_on"),
            "valid_until": fields.get("valid_until"), "conditions": fields.get("conditions"),
            "authorised_by": fields.get("authorised_by"), "note": fields.get("note"),
            "embargo_until": fields.get("embargo_until"), "request_id": fields.get("request_id"),
            "version": fields.get("version"),
        },
        "errors": errors.summary(),
        "e": {
            "project": by_field.get("project"), "place": by_field.get("place"), "pillar": by_field.get("pillar"),
            "organisation": by_field.get("organisation"), "kind": by_field.get("kind"),
            "finance_type": by_field.get("finance_type"), "amount": by_field.get("amount"),
            "currency": by_field.get("currency"), "pledged_on": by_field.get("pledged_on"),
            "valid_until": by_field.get("valid_until"), "conditions": by_field.get("conditions"),
            "authorised_by": by_field.get("authorised_by"), "note": by_field.get("note"),
            "embargo_until": by_field.get("embargo_until"),
        },
        "project": project.as_ref().map(|row| json!({
            "code": row.code, "title": named(&row.title_es, &row.title_en),
            "href": visit.link(&format!("projects/{}", row.code)),
        })),
        "projects_href": visit.link("projects?status=seeking_funding"),
        "kinds": options(PledgeKind::ALL.iter().map(|kind| (kind.code().to_owned(), visit.say(&format!("pledge-kind-{}", kind.code())))), kind_chosen, None),
        "finance_types": options(finance.into_iter().map(|code| { let name = named(&code.name_es, &code.name_en); (code.code.clone(), format!("{name} ({})", code.code)) }), finance_chosen, None),
        "currencies": options(Currency::all().map(|currency| (currency.code().to_owned(), currency.code().to_owned())), currency_chosen, None),
        "pillars": options(Pillar::ALL.iter().map(|pillar| (pillar.code().to_owned(), visit.say(&format!("pillar-{}", pillar.code())))), fields.get("pillar"), Some(visit.say("choose-none"))),
        "places": options(gazetteer.places().iter().map(|place| { let above = gazetteer.lineage(place.id).get(1).map(|above| format!(" — {}", above.name)).unwrap_or_default(); (place.code.clone(), format!("{}{above}", place.name)) }), fields.get("place"), Some(visit.say("choose-none"))),
        "organisations": by_officer.then(|| options(providers.iter().map(|row| (row.slug.clone(), named(&row.name_es, &row.name_en))), fields.get("organisation"), Some(visit.say("choose-one")))),
        "tranches": tranches::rows(fields, &by_field),
        "contributors": joint::rows(signed, fields, errors, &providers),
        "channels": options(providers.iter().map(|row| (row.slug.clone(), named(&row.name_es, &row.name_en))), fields.get("channel"), Some(visit.say("choose-none"))),
        "channel_error": by_field.get("channel"),
        "csrf": signed.csrf(),
        "action": action,
        "by_officer": by_officer,
        "today": visit.today().to_string(),
    }))
}
