//! Where a promise stands, as pages show it: how far it has come, why it waits, and what its giver says about that.

use serde_json::{Value, json};

use super::errors::WebError;
use super::guards::Visit;
use super::view;
use super::waits::{WaitView, Words, clock_view, condition_text, reply};
use crate::domain::ids::{LedgerEntryId, PledgeId, ProjectId};
use crate::domain::lateness::{Due, Dues};
use crate::domain::pledge::Target;
use crate::domain::standing::{Stage, Wait};
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::TOLD_MAX;
use crate::store::conditions::ConditionRow;
use crate::store::explanations::ExplanationRow;
use crate::store::pledges::PledgeRow;
use crate::store::standings::Standings;

/// How far a promise has come and why it waits, each reason with the newest explanation; null before it is public.
pub(super) fn standing(visit: &Visit<'_>, row: &PledgeRow, known: &Standings) -> Result<Value, WebError> {
    let Some(found) = known.of(row, visit.today())? else {
        return Ok(Value::Null);
    };
    let words = Words::of_pledge(known, row.key());
    let met: Vec<&ConditionRow> = known.conditions_of(row.key()).filter(|one| !one.is_open()).collect();
    let older = view::older(met.iter().map(|one| one.id));
    let (earlier, earlier_cut) = replies(visit, &words.explained);
    Ok(json!({
        "stage": stage(visit, found.stage),
        "waits": words.views(visit, &found.waits),
        "due": all_due(visit, &found.dues),
        "without_days": without_days(visit, row.key(), known, &found.dues),
        "met": met.iter().filter(|one| Some(one.id) > older).map(|one| condition_view(visit, one)).collect::<Vec<_>>(),
        "met_cut": older.is_some(),
        "earlier": earlier,
        "earlier_cut": earlier_cut,
    }))
}

/// Why a promise waits, in JSON.
pub(super) fn pledge_waits(visit: &Visit<'_>, row: &PledgeRow, known: &Standings) -> Result<Value, WebError> {
    let found = known.of(row, visit.today())?;
    let waits = found.map_or_else(Vec::new, |found| found.waits);
    Ok(Words::of_pledge(known, row.key())
        .json(Some(&row.reference), &waits)
        .into())
}

/// Why a promise waits as far as a part of it is for a project: for what is not signed of it, and for its agreements
/// with that project.
pub(super) fn waits_for(
    visit: &Visit<'_>,
    row: &PledgeRow,
    known: &Standings,
    project: ProjectId,
) -> Result<Vec<Wait>, WebError> {
    let (Some(found), Some(chain)) = (known.of(row, visit.today())?, known.chain_of(row.key())) else {
        return Ok(Vec::new());
    };
    let is_here = |wait: &Wait| match wait.agreement().and_then(|id| chain.agreements.get(&id)) {
        Some(agreement) => agreement
            .line
            .is_none_or(|(_, target)| target == Target::Project(project)),
        None => true,
    };
    Ok(found.waits.into_iter().filter(is_here).collect())
}

/// The standing of a part of a promise beside it in the list of its project.
pub(super) fn part_standing(
    visit: &Visit<'_>,
    row: &PledgeRow,
    known: &Standings,
    project: ProjectId,
) -> Result<Value, WebError> {
    let waits = waits_for(visit, row, known, project)?;
    let words = Words::of_pledge(known, row.key());
    Ok(json!({"stage": Value::Null, "waits": words.views(visit, &waits)}))
}

/// Why a direct agreement waits, with what the giver says about it.
pub(super) fn agreement_waits(
    visit: &Visit<'_>,
    id: LedgerEntryId,
    known: &Standings,
) -> Result<Vec<WaitView>, WebError> {
    let waits = known.direct_waits(id, visit.today())?;
    Ok(Words::of_direct(known, id).views(visit, &waits))
}

/// The standing of a direct agreement on its own page, which tells its days and conditions elsewhere.
pub(super) fn agreement_standing(visit: &Visit<'_>, id: LedgerEntryId, known: &Standings) -> Result<Value, WebError> {
    let words = Words::of_direct(known, id);
    let (earlier, earlier_cut) = replies(visit, &words.explained);
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

/// The stage as a tag; none while nothing is signed, because the stored state says so already.
fn stage(visit: &Visit<'_>, stage: Stage) -> Value {
    match stage {
        Stage::Promised => Value::Null,
        signed => json!({"text": visit.say(&format!("stage-{}", signed.code())), "kind": signed.code()}),
    }
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

/// Everything that is planned and open, oldest first.
fn all_due(visit: &Visit<'_>, all: &Dues) -> Vec<Value> {
    let mut dues: Vec<(Option<LedgerEntryId>, &Due)> = all.promised.iter().map(|due| (None, due)).collect();
    for (agreement, open) in &all.agreed {
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
        "clock": clock_view(visit, due),
    })
}

/// The agreements of a promise that are not paid up and name no days, nor have any by their promise.
fn without_days(visit: &Visit<'_>, pledge: PledgeId, known: &Standings, dues: &Dues) -> Vec<String> {
    let agreements = known.chain_of(pledge).into_iter().flat_map(|chain| &chain.agreements);
    agreements
        .filter(|(id, agreement)| {
            !agreement.own
                && agreement.undisbursed.money.is_positive()
                && known.planned.of_agreement(**id).is_empty()
                && dues.agreed.get(id).is_none_or(Vec::is_empty)
        })
        .map(|(id, _)| text(visit.language, "due-without-days", &[("id", id.0.to_string().into())]))
        .collect()
}
