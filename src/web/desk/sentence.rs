//! The pledge read back as a sentence.

use serde_json::{Value, json};

use crate::domain::pledge::{Target, Terms};
use crate::i18n::catalogue::{Arg, text};
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::i18n::words::money_in_words;
use crate::store::{organisations, places, projects};
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::view;

/// The pledge as one sentence, with the amount in words: what is read before it is sent.
pub(super) async fn sentence(visit: &Visit<'_>, terms: &Terms) -> Result<Value, WebError> {
    let language = visit.language;
    let organisation = organisations::get(&visit.app.db, terms.organisation)
        .await?
        .ok_or(WebError::NotFound)?;
    let target = match terms.target {
        Target::Project(id) => {
            let row = projects::get(&visit.app.db, id).await?.ok_or(WebError::NotFound)?;
            view::pick(language, &row.title_es, &row.title_en).to_owned()
        }
        Target::Place(id) => places::gazetteer(&visit.app.db)
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
        ("kind", visit.say(&format!("pledge-kind-{}", terms.kind.code())).into()),
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
        "valid_until": view::day(terms.valid_until_on, language),
        "embargo_until": view::day(terms.embargo_until_on, language),
        "conditions": terms.conditions,
    }))
}
