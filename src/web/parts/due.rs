//! What is to be paid next, for the desk of its provider; and what is late or open, for the office and in public.

use schemars::JsonSchema;
use serde::Serialize;
use time::Date;

use super::fulfilment::{DueView, due_view};
use super::pending::{PendingData, PendingView, Words};
use super::targets::target_text;
use super::texts::pick;
use crate::domain::fulfilment::PendingReason;
use crate::domain::ids::{LedgerEntryId, OrganisationId};
use crate::domain::lateness::Due;
use crate::i18n::catalogue::text;
use crate::i18n::number::format_money_exact;
use crate::store::fulfilments::Fulfilments;
use crate::store::plans::{self, PlanRow, Scope};
use crate::web::errors::WebError;
use crate::web::guards::Visit;

/// Most payments that a list shows.
const DUES_MAX: usize = 50;

/// Whose list it is: where its links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// To where a payment is declared or a commitment signed.
    Provider,
    /// To the office's page of the promise.
    Office,
    /// To the public page.
    Public,
}

/// What a provider has to pay.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DuesView {
    pub rows: Vec<PlannedRow>,
    pub more: bool,
    pub without_days: Vec<WithoutDays>,
    pub without_days_more: bool,
}

/// A planned payment with what it is for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlannedRow {
    #[serde(flatten)]
    pub due: DueView,
    pub href: String,
    pub target: String,
}

/// A commitment that plans no days, with what is not paid of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WithoutDays {
    pub of: String,
    pub href: String,
    pub target: String,
    pub amount: String,
}

/// What is late or open.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LateView {
    pub rows: Vec<LateRow>,
    pub more: bool,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LateRow {
    pub of: String,
    pub href: String,
    pub who: String,
    pub target: String,
    pub pending: Vec<PendingView>,
}

/// A reason for waiting as JSON says it, with whose it is.
#[derive(Debug, Clone, Serialize)]
pub struct LateData {
    #[serde(flatten)]
    pub pending: PendingData,
    pub organisation: String,
    pub project: Option<String>,
}

/// The open payments of a provider, oldest first, and the commitments that plan none.
pub async fn list(visit: &Visit<'_>, provider: OrganisationId) -> Result<DuesView, WebError> {
    let today = visit.today();
    let found = plans::open(visit.app.db.primary(), &Scope::Provider(provider), today).await?;
    let mut dues: Vec<(&PlanRow, Due)> = Vec::new();
    let mut without_days = Vec::new();
    for row in &found.rows {
        let open = row.dues(&found.known, today);
        if open.is_empty() && row.commitment_id.is_some() {
            let About { href, target, of, .. } = about(visit, row, Reader::Provider);
            let amount = format_money_exact(row.left(), visit.language);
            without_days.push(WithoutDays {
                of,
                href,
                target,
                amount,
            });
        }
        dues.extend(open.into_iter().map(|due| (row, due)));
    }
    dues.sort_by_key(|(_, due)| due.due_on);
    // Where plans were left out, more than these payments are open before theirs.
    let more = dues.len() > DUES_MAX;
    let shown = dues.iter().take(DUES_MAX).map(|(row, due)| {
        let About { href, target, of, .. } = about(visit, row, Reader::Provider);
        let due = DueView {
            of,
            ..due_view(visit, row.commitment(), due)
        };
        PlannedRow { due, href, target }
    });
    Ok(DuesView {
        rows: shown.collect(),
        more,
        without_days,
        without_days_more: found.cut,
    })
}

/// Promises and commitments that are late, past their validity, or open because money went back.
pub struct Late<'a> {
    /// The longest waiting first.
    rows: Vec<(&'a PlanRow, Vec<PendingReason>)>,
    known: &'a Fulfilments,
    more: bool,
}

impl<'a> Late<'a> {
    /// What the domain finds late among candidates; `cut`: whether there are more of these.
    pub fn of(rows: &'a [PlanRow], known: &'a Fulfilments, cut: bool, today: Date) -> Result<Self, WebError> {
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
    pub fn view(&self, visit: &Visit<'_>, reader: Reader) -> LateView {
        let rows = self.rows.iter().map(|(row, pending)| {
            let About { href, target, who, of } = about(visit, row, reader);
            LateRow {
                of,
                href,
                who,
                target,
                pending: self.words(row).views(visit, pending),
            }
        });
        LateView {
            rows: rows.collect(),
            more: self.more,
        }
    }

    /// As JSON says it.
    pub fn data(&self) -> Vec<LateData> {
        let rows = self.rows.iter().flat_map(|(row, pending)| {
            let all = self.words(row).data(row.pledge_reference.as_deref(), pending);
            all.into_iter().map(|pending| LateData {
                pending,
                organisation: row.organisation_slug.clone(),
                project: row.project_code.clone(),
            })
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
pub async fn late(visit: &Visit<'_>, scope: Scope) -> Result<LateView, WebError> {
    let found = plans::open(visit.app.db.primary(), &scope, visit.today()).await?;
    Ok(Late::of(&found.rows, &found.known, found.cut, visit.today())?.view(visit, Reader::Office))
}

/// What a plan is for, whose it is, and where somebody does or reads something about it.
struct About {
    href: String,
    target: String,
    who: String,
    of: String,
}

fn about(visit: &Visit<'_>, row: &PlanRow, reader: Reader) -> About {
    let titles = [&row.project_title_es, &row.project_title_en];
    let target = target_text(visit, titles, row.place_name.as_deref(), row.pillar);
    let reference = row.pledge_reference.as_deref();
    let project = row.project_code.as_deref().unwrap_or_default();
    let href = match (reader, row.commitment_id, reference) {
        (Reader::Office, _, Some(reference)) => visit.link(&format!("office/pledges/{reference}")),
        (Reader::Public, _, Some(reference)) => visit.link(&format!("pledges/{reference}")),
        (Reader::Public, _, None) => visit.link(&format!("projects/{project}")),
        (_, Some(commitment), _) => visit.link(&format!("desk/commitments/{commitment}")),
        (_, None, reference) => visit.link(&format!("desk/pledges/{}", reference.unwrap_or_default())),
    };
    About {
        href,
        target,
        who: pick(visit.language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
        of: match row.commitment_id {
            Some(id) => text(visit.language, "due-of-commitment", &[("id", id.to_string().into())]),
            None => format!("{} · {}", reference.unwrap_or_default(), visit.say("due-of-pledge")),
        },
    }
}
