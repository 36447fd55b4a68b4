//! What is to be paid next, and what is late: for the desk of its giver and for the office.

use serde_json::{Value, json};

use super::errors::WebError;
use super::guards::Visit;
use super::standing::due_view;
use super::view;
use crate::domain::ids::LedgerEntryId;
use crate::domain::schedule::Due;
use crate::i18n::number::format_money_exact;
use crate::store::plans::{self, PlanRow, Scope};

/// Most payments that a list shows.
const DUES_MAX: usize = 50;

/// Whose list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// Links to where a payment is declared or an agreement signed.
    Giver,
    /// Links to the office's page of the promise; late payments only.
    Office,
}

/// The open payments, oldest first, and the agreements that plan none.
pub(super) async fn list(visit: &Visit<'_>, scope: Scope, reader: Reader) -> Result<Value, WebError> {
    let found = plans::open(&visit.app.db, scope, visit.today()).await?;
    let mut dues: Vec<(&PlanRow, Due)> = Vec::new();
    let mut without_days = Vec::new();
    for row in &found.rows {
        let open = row.open(&found.planned);
        if open.is_empty() && row.commitment_id.is_some() && reader == Reader::Giver {
            let mut shown = about(visit, row, reader);
            shown["amount"] = format_money_exact(row.left()?, visit.language).into();
            without_days.push(shown);
        }
        dues.extend(open.into_iter().map(|due| (row, due)));
    }
    if reader == Reader::Office {
        dues.retain(|(_, due)| due.is_late(visit.today()));
    }
    dues.sort_by_key(|(_, due)| due.due_on);
    // Where plans were left out, more than these payments are open before theirs.
    let more = dues.len() > DUES_MAX;
    let shown = dues.iter().take(DUES_MAX).map(|(row, due)| {
        let mut shown = due_view(visit, row.commitment_id.map(LedgerEntryId), due);
        if let (Some(shown), Value::Object(about)) = (shown.as_object_mut(), about(visit, row, reader)) {
            shown.extend(about);
        }
        shown
    });
    Ok(json!({
        "rows": shown.collect::<Vec<_>>(),
        "more": more,
        "without_days": without_days,
        "without_days_more": found.cut && reader == Reader::Giver,
        "by_office": reader == Reader::Office,
    }))
}

/// What a plan is for, and where somebody does something about it.
fn about(visit: &Visit<'_>, row: &PlanRow, reader: Reader) -> Value {
    let titles = [&row.project_title_es, &row.project_title_en];
    let target = view::target_text(visit, titles, row.place_name.as_deref(), row.pillar.as_deref());
    let reference = row.pledge_reference.as_deref();
    let href = match (reader, row.commitment_id, reference) {
        (Reader::Office, _, Some(reference)) => visit.link(&format!("office/pledges/{reference}")),
        (_, Some(agreement), _) => visit.link(&format!("desk/commitments/{agreement}")),
        (_, None, reference) => visit.link(&format!("desk/pledges/{}", reference.unwrap_or_default())),
    };
    json!({
        "href": href,
        "target": target,
        "who": view::pick(visit.language, &row.organisation_name_es, &row.organisation_name_en),
        "of": match row.commitment_id {
            Some(id) => crate::i18n::catalogue::text(visit.language, "due-of-agreement", &[("id", id.to_string().into())]),
            None => format!("{} · {}", reference.unwrap_or_default(), visit.say("due-of-pledge")),
        },
    })
}
