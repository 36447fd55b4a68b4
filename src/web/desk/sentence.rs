//! The pledge read back before it is sent.

use serde_json::{Value, json};

use crate::domain::ids::OrganisationId;
use crate::domain::money::Money;
use crate::domain::pledge::{Target, Terms};
use crate::i18n::catalogue::{Arg, text};
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::i18n::words::money_in_words;
use crate::store::pledges::ContributorRow;
use crate::store::{organisations, places, projects, reference};
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::view::{self, Pledged};

/// The pledge as one sentence, with the amount in words, and all its terms.
pub(super) async fn read_back(visit: &Visit<'_>, terms: &Terms) -> Result<Value, WebError> {
    let language = visit.language;
    let known = organisations::all(visit.app.db.primary()).await?;
    let named = |id: OrganisationId| known.iter().find(|row| row.key() == id).ok_or(WebError::NotFound);
    let organisation = named(terms.organisation)?;
    let channel = terms.channel.map(named).transpose()?;
    let contributors = terms.contributors.iter().map(|one| {
        let row = named(one.organisation)?;
        Ok::<_, WebError>(ContributorRow {
            slug: row.slug.clone(),
            name_es: row.name_es.clone(),
            name_en: row.name_en.clone(),
            amount_minor: one.share.map(Money::minor),
        })
    });
    let contributors = contributors.collect::<Result<Vec<_>, _>>()?;
    let finance_types = reference::list(visit.app.db.primary(), "FinanceType").await?;
    let kind = visit.say(&format!("pledge-kind-{}", terms.kind.code()));
    let target = match terms.target {
        Target::Project(id) => {
            let row = projects::get(visit.app.db.primary(), id)
                .await?
                .ok_or(WebError::NotFound)?;
            view::pick(language, &row.title_es, &row.title_en).to_owned()
        }
        Target::Place(id) => places::gazetteer(visit.app.db.primary())
            .await?
            .get(id)
            .map(|place| place.name.clone())
            .unwrap_or_default(),
        Target::Pillar(pillar) => visit.say(&format!("pillar-{}", pillar.code())),
        Target::Plan => visit.say("target-plan"),
    };
    let args = [
        (
            "organisation",
            Arg::from(view::pick(language, &organisation.name_es, &organisation.name_en)),
        ),
        ("amount", format_money_exact(terms.amount, language).into()),
        ("words", money_in_words(terms.amount, language).into()),
        ("target", target.into()),
        ("pledged_on", format_date(terms.pledged_on, language).into()),
    ];
    let tranches: Vec<Value> = terms
        .tranches
        .iter()
        .map(|tranche| {
            json!({"due_on": format_date(tranche.due_on, language), "amount": format_money_exact(tranche.amount, language),
                "words": money_in_words(tranche.amount, language)})
        })
        .collect();
    Ok(json!({
        "text": text(language, "pledge-sentence", &args),
        "tranches": tranches,
        "terms": {
            "joint": view::joint(visit, Pledged::stated(terms.amount), &contributors),
            "channel": channel.map(|row| view::pick(language, &row.name_es, &row.name_en)),
            "kind": kind,
            "finance_type": view::finance_type(language, &finance_types, &terms.finance_type),
            "pledged_on": format_date(terms.pledged_on, language),
            "valid_until_on": view::day(terms.valid_until_on, language),
            "embargo_until_on": view::day(terms.embargo_until_on, language),
            "conditions": terms.conditions,
            "authorised_by": terms.authorised_by,
            "note": terms.note,
        },
    }))
}
