//! Where a promise stands, as pages show it: how far it has come, why it waits, and what its provider says about that.

use schemars::JsonSchema;
use serde::Serialize;

use super::marks::Tag;
use super::pending::{ClockView, EarlierReply, PendingData, PendingView, Words, clock_view, condition_text, earlier};
use super::texts::{older, when};
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
use crate::web::guards::Visit;

/// How far a promise has come and why it waits, in a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FulfilmentCell {
    /// None while nothing is signed, because the stored state says so already.
    pub stage: Option<Tag>,
    pub pending: Vec<PendingView>,
}

/// Where a promise stands, on a page of its own.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FulfilmentView {
    pub stage: Option<Tag>,
    #[serde(flatten)]
    pub waiting: WaitingView,
}

/// Why something waits, what is planned of it, and what was said about that.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WaitingView {
    pub pending: Vec<PendingView>,
    pub due: Vec<DueView>,
    /// Its commitments that plan no days.
    pub without_days: Vec<String>,
    /// Conditions that are met, and whether there are older ones.
    pub met: Vec<ConditionMet>,
    pub met_cut: bool,
    /// What was said about the waiting, newest first, and whether there is more.
    pub earlier: Vec<EarlierReply>,
    pub earlier_cut: bool,
}

/// A condition that is met.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ConditionMet {
    pub met: String,
    pub text: String,
}

/// How far a promise has come and why it waits; none before it is public.
pub fn cell(visit: &Visit<'_>, row: &PledgeRow, known: &Fulfilments) -> Option<FulfilmentCell> {
    known.of(row, visit.today()).map(|found| FulfilmentCell {
        stage: stage(visit, found.stage),
        pending: Words::of_pledge(known, row.key()).views(visit, &found.pending),
    })
}

/// How far a promise has come and why it waits, each reason with the newest explanation; none before it is public.
pub fn fulfilment(visit: &Visit<'_>, row: &PledgeRow, known: &Fulfilments) -> Option<FulfilmentView> {
    let found = known.of(row, visit.today())?;
    let words = Words::of_pledge(known, row.key());
    let met: Vec<&ConditionRow> = known.conditions_of(row.key()).filter(|one| !one.is_open()).collect();
    let older = older(met.iter().map(|one| one.id));
    let newest = met.iter().filter(|one| Some(one.id) > older);
    let (earlier, earlier_cut) = replies(visit, &words.explained);
    Some(FulfilmentView {
        stage: stage(visit, found.stage),
        waiting: WaitingView {
            pending: words.views(visit, &found.pending),
            due: all_due(visit, &found.dues),
            without_days: without_days(visit, row.key(), known, &found.dues),
            met: newest.map(|one| condition_met(visit, one)).collect(),
            met_cut: older.is_some(),
            earlier,
            earlier_cut,
        },
    })
}

/// Why a promise waits, in JSON.
pub fn pledge_pending(visit: &Visit<'_>, row: &PledgeRow, known: &Fulfilments) -> Vec<PendingData> {
    let found = known.of(row, visit.today());
    let pending = found.map_or_else(Vec::new, |found| found.pending);
    Words::of_pledge(known, row.key()).data(Some(&row.reference), &pending)
}

/// Why a promise waits as far as a part of it is for a project: for what is not signed of it, and for its commitments
/// with that project.
pub fn pending_for(visit: &Visit<'_>, row: &PledgeRow, known: &Fulfilments, project: ProjectId) -> Vec<PendingReason> {
    let (Some(found), Some(chain)) = (known.of(row, visit.today()), known.chain_of(row.key())) else {
        return Vec::new();
    };
    let is_here = |wait: &PendingReason| match wait.commitment().and_then(|id| chain.commitments.get(&id)) {
        Some(commitment) => commitment
            .line
            .is_none_or(|(_, target)| target == Target::Project(project)),
        None => true,
    };
    found.pending.into_iter().filter(is_here).collect()
}

/// The standing of a part of a promise beside it in the list of its project.
pub fn part_fulfilment(visit: &Visit<'_>, row: &PledgeRow, known: &Fulfilments, project: ProjectId) -> FulfilmentCell {
    let pending = pending_for(visit, row, known, project);
    let words = Words::of_pledge(known, row.key());
    FulfilmentCell {
        stage: None,
        pending: words.views(visit, &pending),
    }
}

/// Why a direct commitment waits, with what the provider says about it.
pub fn commitment_pending(visit: &Visit<'_>, id: LedgerEntryId, known: &Fulfilments) -> Vec<PendingView> {
    let pending = known.direct_pending(id, visit.today());
    Words::of_direct(known, id).views(visit, &pending)
}

/// Why a direct commitment waits, for its own page, which tells its days and conditions elsewhere.
pub fn commitment_waiting(visit: &Visit<'_>, id: LedgerEntryId, known: &Fulfilments) -> WaitingView {
    let words = Words::of_direct(known, id);
    let (earlier, earlier_cut) = replies(visit, &words.explained);
    WaitingView {
        pending: commitment_pending(visit, id, known),
        due: Vec::new(),
        without_days: Vec::new(),
        met: Vec::new(),
        met_cut: false,
        earlier,
        earlier_cut,
    }
}

/// What was said about the waiting, newest first, and whether there is more.
fn replies(visit: &Visit<'_>, explained: &[&ReplyRow]) -> (Vec<EarlierReply>, bool) {
    let shown = explained.iter().take(SHOWN_MAX);
    (
        shown.map(|one| earlier(visit, one)).collect(),
        explained.len() > SHOWN_MAX,
    )
}

/// The stage as a tag; none while nothing is signed, because the stored state says so already.
fn stage(visit: &Visit<'_>, stage: Stage) -> Option<Tag> {
    match stage {
        Stage::Promised => None,
        signed => Some(Tag::new(visit.say(&format!("stage-{}", signed.code())), signed.code())),
    }
}

fn condition_met(visit: &Visit<'_>, row: &ConditionRow) -> ConditionMet {
    ConditionMet {
        met: row.met_at.map(|at| when(&at, visit.language)).unwrap_or_default(),
        text: condition_text(visit, row),
    }
}

/// A condition with when it was stated and, if it is, met.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ConditionView {
    pub text: String,
    pub stated: String,
    pub met: Option<String>,
    pub on_behalf: bool,
}

/// A condition with when it was stated and, if it is, met.
pub fn condition_view(visit: &Visit<'_>, row: &ConditionRow) -> ConditionView {
    ConditionView {
        text: condition_text(visit, row),
        stated: when(&row.created_at, visit.language),
        met: row.met_at.map(|at| when(&at, visit.language)),
        on_behalf: row.on_behalf,
    }
}

/// Everything that is planned and open, oldest first.
fn all_due(visit: &Visit<'_>, all: &Dues) -> Vec<DueView> {
    let mut dues: Vec<(Option<LedgerEntryId>, &Due)> = all.promised.iter().map(|due| (None, due)).collect();
    for (commitment, open) in &all.agreed {
        dues.extend(open.iter().map(|due| (Some(*commitment), due)));
    }
    dues.sort_by_key(|(_, due)| due.due_on);
    dues.into_iter()
        .map(|(commitment, due)| due_view(visit, commitment, due))
        .collect()
}

/// A planned payment with what is open of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DueView {
    pub day: String,
    /// Of which promise or commitment.
    pub of: String,
    pub amount: String,
    /// All of it, where a part is paid.
    pub planned: Option<String>,
    pub clock: ClockView,
}

/// A planned payment with what is open of it and how its day stands to today.
pub fn due_view(visit: &Visit<'_>, commitment: Option<LedgerEntryId>, due: &Due) -> DueView {
    let language = visit.language;
    let planned = || {
        let args = [("amount", format_money_exact(due.planned, language).into())];
        text(language, "due-of-planned", &args)
    };
    DueView {
        day: format_date(due.due_on, language),
        of: match commitment {
            Some(id) => text(language, "due-of-commitment", &[("id", id.0.to_string().into())]),
            None => visit.say("due-of-pledge"),
        },
        amount: format_money_exact(due.open, language),
        planned: (due.open != due.planned).then(planned),
        clock: clock_view(visit, due),
    }
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
