//! Where a promise stands, as pages show it: how far it has come, why it waits, and what its provider says about that.

use serde_json::{Value, json};

use super::errors::WebError;
use super::guards::Visit;
use super::pending::{PendingView, Words, clock_view, condition_text, reply};
use super::view;
use crate::domain::fulfilment::{PendingReason, Stage};
use crate::domain::ids::{LedgerEntryId, PledgeId, ProjectId};
use crate::domain::lateness::{Due, Dues};
use crate::domain::pledge::Target;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::SHOWN_MAX;
use crate::store::conditions::ConditionRow;
use crate::store::fulfilments::Fulfilments;
use crate::store::pledges::PledgeRow;
use crate::store::replies::ReplyRow;

/// How far a promise has come and why it waits, each reason with the newest explanation; null before it is public.
pub(super) fn fulfilment(visit: &Visit<'_>, row: &PledgeRow, known: &Fulfilments) -> Result<Value, WebError> {
    let Some(found) = known.of(row, visit.today()) else {
        return Ok(Value::Null);
    };
    let words = Words::of_pledge(known, row.key());
    let met: Vec<&ConditionRow> = known.conditions_of(row.key()).filter(|one| !one.is_open()).collect();
    let older = view::older(met.iter().map(|one| one.id));
    let (earlier, earlier_cut) = replies(visit, &words.explained);
    Ok(json!({
        "stage": stage(visit, found.stage),
        "pending": words.views(visit, &found.pending),
        "due": all_due(visit, &found.dues),
        "without_days": without_days(visit, row.key(), known, &found.dues),
        "met": met.iter().filter(|one| Some(one.id) > older).map(|one| condition_view(visit, one)).collect::<Vec<_>>(),
        "met_cut": older.is_some(),
        "earlier": earlier,
        "earlier_cut": earlier_cut,
    }))
}

/// Why a promise waits, in JSON.
pub(super) fn pledge_pending(visit: &Visit<'_>, row: &PledgeRow, known: &Fulfilments) -> Result<Value, WebError> {
    let found = known.of(row, visit.today());
    let pending = found.map_or_else(Vec::new, |found| found.pending);
    Ok(Words::of_pledge(known, row.key())
        .json(Some(&row.reference), &pending)
        .into())
}

/// Why a promise waits as far as a part of it is for a project: for what is not signed of it, and for its commitments
/// with that project.
pub(super) fn pending_for(
    visit: &Visit<'_>,
    row: &PledgeRow,
    known: &Fulfilments,
    project: ProjectId,
) -> Result<Vec<PendingReason>, WebError> {
    let (Some(found), Some(chain)) = (known.of(row, visit.today()), known.chain_of(row.key())) else {
        return Ok(Vec::new());
    };
    let is_here = |wait: &PendingReason| match wait.commitment().and_then(|id| chain.commitments.get(&id)) {
        Some(commitment) => commitment
            .line
            .is_none_or(|(_, target)| target == Target::Project(project)),
        None => true,
    };
    Ok(found.pending.into_iter().filter(is_here).collect())
}

/// The standing of a part of a promise beside it in the list of its project.
pub(super) fn part_fulfilment(
    visit: &Visit<'_>,
    row: &PledgeRow,
    known: &Fulfilments,
    project: ProjectId,
) -> Result<Value, WebError> {
    let pending = pending_for(visit, row, known, project)?;
    let words = Words::of_pledge(known, row.key());
    Ok(json!({"stage": Value::Null, "pending": words.views(visit, &pending)}))
}

/// Why a direct commitment waits, with what the provider says about it.
pub(super) fn commitment_pending(
    visit: &Visit<'_>,
    id: LedgerEntryId,
    known: &Fulfilments,
) -> Result<Vec<PendingView>, WebError> {
    let pending = known.direct_pending(id, visit.today());
    Ok(Words::of_direct(known, id).views(visit, &pending))
}

/// The standing of a direct commitment on its own page, which tells its days and conditions elsewhere.
pub(super) fn commitment_fulfilment(
    visit: &Visit<'_>,
    id: LedgerEntryId,
    known: &Fulfilments,
) -> Result<Value, WebError> {
    let words = Words::of_direct(known, id);
    let (earlier, earlier_cut) = replies(visit, &words.explained);
    Ok(json!({
        "pending": commitment_pending(visit, id, known)?,
        "due": [], "without_days": [], "met": [], "met_cut": false,
        "earlier": earlier, "earlier_cut": earlier_cut,
    }))
}

/// What was said about the waiting, newest first, and whether there is more.
fn replies(visit: &Visit<'_>, explained: &[&ReplyRow]) -> (Vec<Value>, bool) {
    let shown = explained.iter().take(SHOWN_MAX);
    (
        shown.map(|one| reply(visit, one)).collect(),
        explained.len() > SHOWN_MAX,
    )
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
        "met": row.met_at.as_ref().map(|at| view::when(at, visit.language)),
        "on_behalf": row.on_behalf,
    })
}

/// Everything that is planned and open, oldest first.
fn all_due(visit: &Visit<'_>, all: &Dues) -> Vec<Value> {
    let mut dues: Vec<(Option<LedgerEntryId>, &Due)> = all.promised.iter().map(|due| (None, due)).collect();
    for (commitment, open) in &all.agreed {
        dues.extend(open.iter().map(|due| (Some(*commitment), due)));
    }
    dues.sort_by_key(|(_, due)| due.due_on);
    dues.into_iter()
        .map(|(commitment, due)| due_view(visit, commitment, due))
        .collect()
}

/// A planned payment with what is open of it and how its day stands to today.
pub(super) fn due_view(visit: &Visit<'_>, commitment: Option<LedgerEntryId>, due: &Due) -> Value {
    let language = visit.language;
    let partly = due.open != due.planned;
    json!({
        "day": format_date(due.due_on, language),
        "of": match commitment {
            Some(id) => text(language, "due-of-commitment", &[("id", id.0.to_string().into())]),
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

/// The commitments of a promise that are not paid up and name no days, nor have any by their promise.
fn without_days(visit: &Visit<'_>, pledge: PledgeId, known: &Fulfilments, dues: &Dues) -> Vec<String> {
    let commitments = known.chain_of(pledge).into_iter().flat_map(|chain| &chain.commitments);
    commitments
        .filter(|(id, commitment)| {
            !commitment.own
                && commitment.undisbursed.money.is_positive()
                && known.planned.of_commitment(**id).is_empty()
                && dues.agreed.get(id).is_none_or(Vec::is_empty)
        })
        .map(|(id, _)| text(visit.language, "due-without-days", &[("id", id.0.to_string().into())]))
        .collect()
}
