//! Promises whose validity ends soon or is over while something of them is not signed.

use serde_json::{Value, json};
use time::Duration;

use super::paging::Paging;
use super::pledges::only_country;
use crate::domain::fulfilment::outstanding;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money;
use crate::store::fulfilments;
use crate::store::pledges::{self, PledgeRow};
use crate::web::errors::WebError;
use crate::web::fulfilment::fulfilment;
use crate::web::guards::Signed;
use crate::web::view;

/// Days before the end of its validity from which a promise is listed.
const DAYS_BEFORE: i64 = 30;

/// The list for this officer, soonest first.
pub(super) async fn list(office: &Signed<'_>, paging: Paging<'_>) -> Result<(Vec<Value>, Value), WebError> {
    let visit = &office.visit;
    let (db, language, today) = (&visit.app.db, visit.language, visit.today());
    let until = today.saturating_add(Duration::days(DAYS_BEFORE));
    let mut rows = pledges::lapsing(db.primary(), only_country(office), until, paging.part("lapsing")).await?;
    let pages = paging.cut(visit, "lapsing", &mut rows);
    let keys: Vec<_> = rows.iter().map(PledgeRow::key).collect();
    let known = fulfilments::of_pledges(db.primary(), &keys).await?;
    let mut shown = Vec::new();
    for row in &rows {
        let left = known.chain_of(row.key()).and_then(outstanding);
        let (Some(left), Some(ends)) = (left, row.valid_until_on) else {
            continue;
        };
        let days = (today - ends).whole_days();
        let (key, days) = match days {
            0 => ("lapsing-today", 0),
            1.. => ("lapsing-over", days),
            _ => ("lapsing-soon", -days),
        };
        shown.push(json!({
            "reference": row.reference,
            "href": visit.link(&format!("office/pledges/{}", row.reference)),
            "organisation": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
            "target": view::pledge_target(visit, row),
            "left": format_money(left, language),
            "ends": format_date(ends, language),
            "when": text(language, key, &[("days", days.into())]),
            "over": ends < today,
            "fulfilment": fulfilment(visit, row, &known),
        }));
    }
    Ok((shown, pages))
}
