//! The pledge read back before it is sent.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::ids::OrganisationId;
use crate::domain::money::Money;
use crate::domain::pledge::{Target, Terms, Tranche};
use crate::i18n::catalogue::{Arg, text};
use crate::i18n::date::format_date;
use crate::i18n::language::Language;
use crate::i18n::number::format_money_exact;
use crate::i18n::words::money_in_words;
use crate::store::organisations::OrganisationRow;
use crate::store::pledges::ContributorRow;
use crate::store::{organisations, places, projects, reference};
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::parts::pledged::Pledged;
use crate::web::parts::terms::{Particulars, finance_type, joint};
use crate::web::parts::texts::{day, pick};

/// The pledge read back.
#[derive(Serialize, JsonSchema)]
pub(super) struct ReadBack {
    /// As one sentence, with the amount in words.
    text: String,
    tranches: Vec<TrancheRead>,
    terms: Particulars,
}

/// A planned payment.
#[derive(Serialize, JsonSchema)]
struct TrancheRead {
    due_on: String,
    amount: String,
    words: String,
}

/// The pledge as one sentence, with the amount in words, and all its terms.
pub(super) async fn read_back(visit: &Visit<'_>, terms: &Terms) -> Result<ReadBack, WebError> {
    let language = visit.language;
    let known = organisations::all(visit.app.db.primary()).await?;
    let organisation = named(&known, terms.organisation)?;
    let args = [
        (
            "organisation",
            Arg::from(pick(language, &organisation.name_es, &organisation.name_en)),
        ),
        ("amount", format_money_exact(terms.amount, language).into()),
        ("words", money_in_words(terms.amount, language).into()),
        ("target", target(visit, terms.target).await?.into()),
        ("pledged_on", format_date(terms.pledged_on, language).into()),
    ];
    Ok(ReadBack {
        text: text(language, "pledge-sentence", &args),
        tranches: terms.tranches.iter().map(|one| tranche(one, language)).collect(),
        terms: particulars(visit, terms, &known).await?,
    })
}

fn named(known: &[OrganisationRow], id: OrganisationId) -> Result<&OrganisationRow, WebError> {
    known.iter().find(|row| row.key() == id).ok_or(WebError::NotFound)
}

/// What the pledge is for, in words.
async fn target(visit: &Visit<'_>, target: Target) -> Result<String, WebError> {
    let db = visit.app.db.primary();
    Ok(match target {
        Target::Project(id) => {
            let row = projects::get(db, id).await?.ok_or(WebError::NotFound)?;
            pick(visit.language, &row.title_es, &row.title_en).to_owned()
        }
        Target::Place(id) => {
            let gazetteer = places::gazetteer(db).await?;
            gazetteer.get(id).map(|place| place.name.clone()).unwrap_or_default()
        }
        Target::Pillar(pillar) => visit.say(&format!("pillar-{}", pillar.code())),
        Target::Plan => visit.say("target-plan"),
    })
}

fn tranche(tranche: &Tranche, language: Language) -> TrancheRead {
    TrancheRead {
        due_on: format_date(tranche.due_on, language),
        amount: format_money_exact(tranche.amount, language),
        words: money_in_words(tranche.amount, language),
    }
}

async fn particulars(visit: &Visit<'_>, terms: &Terms, known: &[OrganisationRow]) -> Result<Particulars, WebError> {
    let language = visit.language;
    let finance_types = reference::list(visit.app.db.primary(), "FinanceType").await?;
    let contributors = terms.contributors.iter().map(|one| {
        let row = named(known, one.organisation)?;
        Ok::<_, WebError>(ContributorRow {
            slug: row.slug.clone(),
            name_es: row.name_es.clone(),
            name_en: row.name_en.clone(),
            amount_minor: one.share.map(Money::minor),
        })
    });
    let contributors = contributors.collect::<Result<Vec<_>, _>>()?;
    let channel = terms.channel.map(|id| named(known, id)).transpose()?;
    Ok(Particulars {
        kind: visit.say(&format!("pledge-kind-{}", terms.kind.code())),
        finance_type: finance_type(language, &finance_types, &terms.finance_type),
        joint: joint(visit, Pledged::stated(terms.amount), &contributors),
        channel: channel.map(|row| pick(language, &row.name_es, &row.name_en).to_owned()),
        pledged_on: format_date(terms.pledged_on, language),
        valid_until_on: day(terms.valid_until_on, language),
        embargo_until_on: day(terms.embargo_until_on, language),
        conditions: terms.conditions.clone(),
        authorised_by: terms.authorised_by.clone(),
        note: terms.note.clone(),
    })
}
