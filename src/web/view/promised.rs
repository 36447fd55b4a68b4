//! A pledge in public lists: what it is for, and its line.

use serde_json::{Value, json};

use super::{pick, usd};
use crate::i18n::date::format_date;
use crate::i18n::number::format_money;
use crate::store::StoreError;
use crate::store::pledges::PledgeRow;
use crate::web::guards::Visit;

/// What the pledge is for, with its address where it has one.
#[must_use]
pub fn pledge_target(visit: &Visit<'_>, row: &PledgeRow) -> Value {
    let title = pick(
        visit.language,
        row.project_title_es.as_deref().unwrap_or_default(),
        row.project_title_en.as_deref().unwrap_or_default(),
    );
    match (&row.project_code, &row.place_name, &row.pillar) {
        (Some(code), _, _) => json!({"text": title, "code": code, "href": visit.link(&format!("projects/{code}"))}),
        (None, Some(place), _) => {
            let code = row.place_code.as_deref().unwrap_or_default();
            json!({"text": place, "code": Value::Null, "href": visit.link(&format!("places/{code}"))})
        }
        (None, None, Some(pillar)) => json!({"text": visit.say(&format!("pillar-{pillar}")), "code": Value::Null,
            "href": visit.link(&format!("projects?pillar={pillar}"))}),
        (None, None, None) => {
            json!({"text": visit.say("target-plan"), "code": Value::Null, "href": visit.link("projects")})
        }
    }
}

/// A public pledge as a line of a list, headed by its giver; what a page knows more of it, it adds.
///
/// # Errors
/// [`StoreError`].
pub fn pledge_line(visit: &Visit<'_>, row: &PledgeRow) -> Result<Value, StoreError> {
    let language = visit.language;
    Ok(json!({
        "reference": row.reference,
        "href": visit.link(&format!("pledges/{}", row.reference)),
        "head": {"text": pick(language, &row.organisation_name_es, &row.organisation_name_en),
            "href": visit.link(&format!("partners/{}", row.organisation_slug))},
        "kind": visit.say(&format!("pledge-kind-{}", row.kind)),
        "amount": format_money(row.amount()?, language),
        "share": Value::Null,
        "usd": row.usd_minor.map_or_else(|| visit.say("not-converted"), |minor| usd(minor, language)),
        "pledged_on": format_date(row.pledged_on, language),
        "state": {"text": visit.say(&format!("pledge-state-{}", row.state)), "kind": row.state},
        "standing": Value::Null,
    }))
}
