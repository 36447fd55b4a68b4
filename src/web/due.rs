//! What is to be paid next, for the desk of its provider; and what is late or open, for the office and in public.

use serde_json::{Value, json};
use time::Date;

use super::errors::WebError;
use super::fulfilment::due_view;
use super::guards::Visit;
use super::pending::Words;
use super::view;
use crate::domain::fulfilment::PendingReason;
use crate::domain::ids::{LedgerEntryId, OrganisationId};
use crate::domain::lateness::Due;
use crate::domain::pillar::Pillar;
use crate::i18n::catalogue::text;
use crate::i18n::number::format_money_exact;
use crate::store::fulfilments::Fulfilments;
use crate::store::plans::{self, PlanRow, Scope};

/// Most payments that a list shows.
const DUES_MAX: usize = 50;

/// Whose list it is: where its links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// To where a payment is declared or a commitment signed.
    Provider,
    /// To the office's page of the promise.
    Office,
    /// To the public page.
    Public,
}

/// The open payments of a provider, oldest first, and the commitments that plan none.
pub(super) async fn list(visit: &Visit<'_>, provider: OrganisationId) -> Result<Value, WebError> {
    let today = visit.today();
    let found = plans::open(visit.app.db.primary(), &Scope::Provider(provider), today).await?;
    let mut dues: Vec<(&PlanRow, Due)> = Vec::new();
    let mut without_days = Vec::new();
    for row in &found.rows {
        let open = row.dues(&found.known, today);
        if open.is_empty() && row.commitment_id.is_some() {
            let mut shown = about(visit, row, Reader::Provider);
            shown["amount"] = format_money_exact(row.left(), visit.language).into();
            without_days.push(shown);
        }
        dues.extend(open.into_iter().map(|due| (row, due)));
    }
    dues.sort_by_key(|(_, due)| due.due_on);
    // Where plans were left out, more than these payments are open before theirs.
    let more = dues.len() > DUES_MAX;
    let shown = dues.iter().take(DUES_MAX).map(|(row, due)| {
        let mut shown = due_view(visit, row.commitment(), due);
        if let (Some(shown), Value::Object(about)) = (shown.as_object_mut(), about(visit, row, Reader::Provider)) {
            shown.extend(about);
        }
        shown
    });
    Ok(json!({
        "rows": shown.collect::<Vec<_>>(),
        "more": more,
        "without_days": without_days,
        "without_days_more": found.cut,
    }))
}

/// Promises and commitments that are late, past their validity, or open because money went back.
pub(super) struct Late<'a> {
    /// The longest waiting first.
    rows: Vec<(&'a PlanRow, Vec<PendingReason>)>,
    known: &'a Fulfilments,
    more: bool,
}

impl<'a> Late<'a> {
    /// What the domain finds late among candidates; `cut`: whether there are more of these.
    pub(super) fn of(rows: &'a [PlanRow], known: &'a Fulfilments, cut: bool, today: Date) -> Result<Self, WebError> {
        let mut late: Vec<(&PlanRow, Vec<PendingReason>)> = Vec::new();
        for row in rows {
            let pending = row.pending(known, today);
            if !pending.is_empty() {
                late.push((row, pending));
            }
        }
        let since = |pending: &[PendingReason]| pending.iter().filter_map(since).min();
        late.sort_by_key(|(row, pending)| (since(pending), row.pledge_id, row.commitment_id));
        let more = cut || late.len() > DUES_MAX;
        late.truncate(DUES_MAX);
        Ok(Self {
            rows: late,
            known,
            more,
        })
    }

    /// As a page shows it.
    pub(super) fn view(&self, visit: &Visit<'_>, reader: Reader) -> Value {
        let rows = self.rows.iter().map(|(row, pending)| {
            let mut shown = about(visit, row, reader);
            shown["pending"] = json!(self.words(row).views(visit, pending));
            shown
        });
        json!({"rows": rows.collect::<Vec<_>>(), "more": self.more})
    }

    /// As JSON says it.
    pub(super) fn json(&self) -> Value {
        let rows = self.rows.iter().flat_map(|(row, pending)| {
            let mut json = self.words(row).json(row.pledge_reference.as_deref(), pending);
            for one in &mut json {
                one["organisation"] = row.organisation_slug.clone().into();
                one["project"] = row.project_code.clone().into();
            }
            json
        });
        rows.collect()
    }

    fn words(&self, row: &PlanRow) -> Words<'a> {
        match (row.pledge(), row.commitment()) {
            (Some(pledge), _) => Words::of_pledge(self.known, pledge),
            (None, commitment) => Words::of_direct(self.known, commitment.unwrap_or(LedgerEntryId(0))),
        }
    }
}

/// The day since which a reason lasts.
const fn since(wait: &PendingReason) -> Option<Date> {
    match wait {
        PendingReason::Unsigned { until, .. } => Some(*until),
        PendingReason::Overdue(overdue) => Some(overdue.since_on),
        PendingReason::Receiver { paid_on, .. } => Some(*paid_on),
        PendingReason::Condition { .. } => None,
    }
}

/// What the office shows as late: of its country, or of any.
pub(super) async fn late(visit: &Visit<'_>, scope: Scope) -> Result<Value, WebError> {
    let found = plans::open(visit.app.db.primary(), &scope, visit.today()).await?;
    Ok(Late::of(&found.rows, &found.known, found.cut, visit.today())?.view(visit, Reader::Office))
}

/// What a plan is for, and where somebody does or reads something about it.
fn about(visit: &Visit<'_>, row: &PlanRow, reader: Reader) -> Value {
    let titles = [&row.project_title_es, &row.project_title_en];
    let target = view::target_text(visit, titles, row.place_name.as_deref(), row.pillar.map(Pillar::code));
    let reference = row.pledge_reference.as_deref();
    let project = row.project_code.as_deref().unwrap_or_default();
    let href = match (reader, row.commitment_id, reference) {
        (Reader::Office, _, Some(reference)) => visit.link(&format!("office/pledges/{reference}")),
        (Reader::Public, _, Some(reference)) => visit.link(&format!("pledges/{reference}")),
        (Reader::Public, _, None) => visit.link(&format!("projects/{project}")),
        (_, Some(commitment), _) => visit.link(&format!("desk/commitments/{commitment}")),
        (_, None, reference) => visit.link(&format!("desk/pledges/{}", reference.unwrap_or_default())),
    };
    json!({
        "href": href,
        "target": target,
        "who": view::pick(visit.language, &row.organisation_name_es, &row.organisation_name_en),
        "of": match row.commitment_id {
            Some(id) => text(visit.language, "due-of-commitment", &[("id", id.to_string().into())]),
            None => format!("{} · {}", reference.unwrap_or_default(), visit.say("due-of-pledge")),
        },
    })
}
