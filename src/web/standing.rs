//! Where a promise stands, as pages show it: how far it has come, why it waits, and what its giver says about that.

use serde_json::{Value, json};
use time::Date;

use super::errors::WebError;
use super::guards::Visit;
use super::view;
use crate::domain::ids::{LedgerEntryId, PledgeId};
use crate::domain::schedule::Due;
use crate::domain::standing::{Stage, Standing, Wait};
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::TOLD_MAX;
use crate::store::conditions::ConditionRow;
use crate::store::explanations::ExplanationRow;
use crate::store::pledges::PledgeRow;
use crate::store::standings::{Direct, Standings};

/// How far a promise has come and why it waits, each reason with the newest explanation; null before it is public.
pub(super) fn standing(visit: &Visit<'_>, row: &PledgeRow, known: &Standings) -> Result<Value, WebError> {
    let Some(found) = known.of(row, visit.today())? else {
        return Ok(Value::Null);
    };
    let explained: Vec<&ExplanationRow> = known.explanations_of(row.key()).collect();
    let conditions: Vec<&ConditionRow> = known.conditions_of(row.key()).collect();
    let waits: Vec<Value> = found
        .waits
        .iter()
        .map(|wait| wait_view(visit, wait, &conditions, &explained))
        .collect();
    let met: Vec<&&ConditionRow> = conditions.iter().filter(|one| !one.is_open()).collect();
    let older = view::older(met.iter().map(|one| one.id));
    let (earlier, earlier_cut) = replies(visit, &explained);
    Ok(json!({
        "stage": stage(visit, found.stage),
        "waits": waits,
        "due": all_due(visit, &found),
        "without_days": without_days(visit, row.key(), known),
        "met": met.iter().filter(|one| Some(one.id) != older).map(|one| condition_view(visit, one)).collect::<Vec<_>>(),
        "met_cut": older.is_some(),
        "earlier": earlier,
        "earlier_cut": earlier_cut,
    }))
}

/// Why a direct agreement waits, with what the giver says about it.
pub(super) fn agreement_waits(visit: &Visit<'_>, id: LedgerEntryId, known: &Direct) -> Result<Vec<Value>, WebError> {
    let explained: Vec<&ExplanationRow> = known.explanations_of(id).collect();
    let conditions: Vec<&ConditionRow> = known.conditions.iter().collect();
    let waits = known.waits(id, visit.today())?;
    Ok(waits
        .iter()
        .map(|wait| wait_view(visit, wait, &conditions, &explained))
        .collect())
}

/// The standing of a direct agreement on its own page, which tells its days and conditions elsewhere.
pub(super) fn agreement_standing(visit: &Visit<'_>, id: LedgerEntryId, known: &Direct) -> Result<Value, WebError> {
    let explained: Vec<&ExplanationRow> = known.explanations_of(id).collect();
    let (earlier, earlier_cut) = replies(visit, &explained);
    Ok(json!({
        "waits": agreement_waits(visit, id, known)?,
        "due": [], "without_days": [], "met": [], "met_cut": false,
        "earlier": earlier, "earlier_cut": earlier_cut,
    }))
}

/// What was said about the waiting, newest first, and whether there is more.
fn replies(visit: &Visit<'_>, explained: &[&ExplanationRow]) -> (Vec<Value>, bool) {
    let shown = explained.iter().take(TOLD_MAX);
    (shown.map(|one| reply(visit, one)).collect(), explained.len() > TOLD_MAX)
}

/// Why an agreement of an earmarked part waits, with what the giver says about its promise.
pub(super) fn part_waits(
    visit: &Visit<'_>,
    pledge: PledgeId,
    id: LedgerEntryId,
    known: &Standings,
) -> Result<Vec<Value>, WebError> {
    let explained: Vec<&ExplanationRow> = known.explanations_of(pledge).collect();
    let conditions: Vec<&ConditionRow> = known.conditions_of(pledge).collect();
    let waits = known.waits_of(pledge, id, visit.today())?;
    Ok(waits
        .iter()
        .map(|wait| wait_view(visit, wait, &conditions, &explained))
        .collect())
}

/// The stage as a tag; none while nothing is signed, because the stored state says so already.
fn stage(visit: &Visit<'_>, stage: Stage) -> Value {
    match stage {
        Stage::Promised => Value::Null,
        signed => json!({"text": visit.say(&format!("stage-{}", signed.code())), "kind": signed.code()}),
    }
}

fn wait_view(visit: &Visit<'_>, wait: &Wait, conditions: &[&ConditionRow], explained: &[&ExplanationRow]) -> Value {
    let language = visit.language;
    let kind = wait.kind().code();
    let day = |date: Date| format_date(date, language);
    let (key, date, days, money) = match wait {
        Wait::Unsigned { until, days, open } => ("wait-unsigned", day(*until), *days, Some(*open)),
        Wait::Late {
            agreement: None,
            due_on,
            days,
            open,
        } => ("wait-late-promised", day(*due_on), *days, Some(*open)),
        Wait::Late { due_on, days, open, .. } => ("wait-late", day(*due_on), *days, Some(*open)),
        Wait::Receiver {
            paid_on, days, amount, ..
        } => ("wait-receiver", day(*paid_on), *days, Some(*amount)),
        Wait::Condition { .. } => ("", String::new(), 0, None),
    };
    let said = match wait {
        Wait::Condition { id, .. } => conditions
            .iter()
            .find(|one| one.id == id.0)
            .map(|one| condition_text(visit, one))
            .unwrap_or_default(),
        _ => text(
            language,
            key,
            &[
                ("day", date.into()),
                ("days", days.into()),
                (
                    "amount",
                    money
                        .map_or_else(String::new, |money| format_money_exact(money, language))
                        .into(),
                ),
            ],
        ),
    };
    let newest = explained.iter().find(|one| one.wait == kind);
    json!({
        "kind": kind,
        "short": text(language, &format!("wait-short-{kind}"), &[("days", days.into())]),
        "text": said,
        "reply": newest.map(|one| reply(visit, one)),
    })
}

/// "A cargo del gobierno: «…»".
fn condition_text(visit: &Visit<'_>, row: &ConditionRow) -> String {
    let words = row.content.clone().unwrap_or_else(|| visit.say("text-redacted"));
    text(
        visit.language,
        "wait-condition",
        &[
            ("party", visit.say(&format!("party-{}", row.party)).into()),
            ("words", words.into()),
        ],
    )
}

/// A condition with when it was stated and, if it is, met.
pub(super) fn condition_view(visit: &Visit<'_>, row: &ConditionRow) -> Value {
    json!({
        "id": row.id,
        "text": condition_text(visit, row),
        "stated": view::when(&row.created_at, visit.language),
        "met": row.met_at.as_deref().map(|at| view::when(at, visit.language)),
        "on_behalf": row.on_behalf,
    })
}

fn reply(visit: &Visit<'_>, row: &ExplanationRow) -> Value {
    json!({
        "about": visit.say(&format!("wait-kind-{}", row.wait)),
        "text": row.content.clone().unwrap_or_else(|| visit.say("text-redacted")),
        "when": view::when(&row.created_at, visit.language),
        "on_behalf": row.on_behalf,
    })
}

/// Everything that is planned and open, oldest first.
fn all_due(visit: &Visit<'_>, standing: &Standing) -> Vec<Value> {
    let mut dues: Vec<(Option<LedgerEntryId>, &Due)> = standing.promised.iter().map(|due| (None, due)).collect();
    for (agreement, open) in &standing.agreed {
        dues.extend(open.iter().map(|due| (Some(*agreement), due)));
    }
    dues.sort_by_key(|(_, due)| due.due_on);
    dues.into_iter()
        .map(|(agreement, due)| due_view(visit, agreement, due))
        .collect()
}

/// A planned payment with what is open of it and how its day stands to today.
pub(super) fn due_view(visit: &Visit<'_>, agreement: Option<LedgerEntryId>, due: &Due) -> Value {
    let language = visit.language;
    let today = visit.today();
    let days = due.days_late(today);
    let (key, days) = match days {
        0 => ("due-today", 0),
        1.. => ("due-late", days),
        _ => ("due-in", -days),
    };
    let partly = due.open != due.planned;
    json!({
        "day": format_date(due.due_on, language),
        "of": match agreement {
            Some(id) => text(language, "due-of-agreement", &[("id", id.0.to_string().into())]),
            None => visit.say("due-of-pledge"),
        },
        "amount": format_money_exact(due.open, language),
        "planned": partly.then(|| text(
            language,
            "due-of-planned",
            &[("amount", format_money_exact(due.planned, language).into())],
        )),
        "when": text(language, key, &[("days", days.into())]),
        "late": due.is_late(today),
    })
}

/// The agreements of a promise that are not paid up and name no days.
fn without_days(visit: &Visit<'_>, pledge: PledgeId, known: &Standings) -> Vec<String> {
    let agreements = known.chain_of(pledge).into_iter().flat_map(|chain| &chain.agreements);
    agreements
        .filter(|(id, agreement)| {
            !agreement.own && agreement.undisbursed.money.is_positive() && known.planned.of_agreement(**id).is_empty()
        })
        .map(|(id, _)| text(visit.language, "due-without-days", &[("id", id.0.to_string().into())]))
        .collect()
}
