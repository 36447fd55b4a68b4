//! Pledges in kind of which something can be accepted.

use schemars::JsonSchema;
use serde::Serialize;

use super::jurisdiction::only_country;
use super::paging::{Beside, Paging};
use super::pledge_head::PledgeHead;
use crate::i18n::number::format_money;
use crate::store::pledges::{self, PledgeRow};
use crate::web::errors::WebError;
use crate::web::guards::{Signed, Visit};

/// A pledge in kind of which something can be accepted.
#[derive(Serialize, JsonSchema)]
pub(super) struct UncoveredRow {
    #[serde(flatten)]
    head: PledgeHead,
    kind: String,
    amount: String,
}

/// The list for this officer.
pub(super) async fn list(office: &Signed<'_>, paging: Paging<'_>) -> Result<(Vec<UncoveredRow>, Beside), WebError> {
    let visit = &office.visit;
    let part = paging.part("uncovered");
    let mut rows = pledges::uncovered(visit.app.db.primary(), only_country(office), part).await?;
    let pages = paging.cut(visit, "uncovered", &mut rows);
    Ok((rows.iter().map(|row| uncovered_row(visit, row)).collect(), pages))
}

fn uncovered_row(visit: &Visit<'_>, row: &PledgeRow) -> UncoveredRow {
    UncoveredRow {
        head: PledgeHead::of(visit, row),
        kind: visit.say(&format!("pledge-kind-{}", row.kind)),
        amount: format_money(row.amount(), visit.language),
    }
}
