//! Promises whose validity ends soon or is over while something of them is not signed.

use schemars::JsonSchema;
use serde::Serialize;
use time::Duration;

use super::jurisdiction::only_country;
use super::paging::{Beside, Paging};
use super::pledge_head::PledgeHead;
use crate::domain::fulfilment::outstanding;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money;
use crate::store::fulfilments::{self, Fulfilments};
use crate::store::pledges::{self, PledgeRow};
use crate::web::errors::WebError;
use crate::web::guards::{Signed, Visit};
use crate::web::parts::fulfilment::cell;

/// Days before the end of its validity from which a promise is listed.
const DAYS_BEFORE: i64 = 30;

/// A pledge of which something is not signed, and whose validity ends soon or is over.
#[derive(Serialize, JsonSchema)]
pub(super) struct LapsingRow {
    #[serde(flatten)]
    head: PledgeHead,
    left: String,
    ends: String,
    /// How its end stands to today, and whether it is past.
    when: String,
    over: bool,
    /// What its provider says about why it waits.
    replies: Vec<String>,
}

/// The list for this officer, soonest first.
pub(super) async fn list(office: &Signed<'_>, paging: Paging<'_>) -> Result<(Vec<LapsingRow>, Beside), WebError> {
    let visit = &office.visit;
    let (db, today) = (&visit.app.db, visit.today());
    let until = today.saturating_add(Duration::days(DAYS_BEFORE));
    let mut rows = pledges::lapsing(db.primary(), only_country(office), until, paging.part("lapsing")).await?;
    let pages = paging.cut(visit, "lapsing", &mut rows);
    let keys: Vec<_> = rows.iter().map(PledgeRow::key).collect();
    let known = fulfilments::of_pledges(db.primary(), &keys).await?;
    let shown = rows.iter().filter_map(|row| lapsing_row(visit, row, &known));
    Ok((shown.collect(), pages))
}

/// `None` where nothing is left, or it is valid without end.
fn lapsing_row(visit: &Visit<'_>, row: &PledgeRow, known: &Fulfilments) -> Option<LapsingRow> {
    let (language, today) = (visit.language, visit.today());
    let left = known.chain_of(row.key()).and_then(outstanding)?;
    let ends = row.valid_until_on?;
    let days = (today - ends).whole_days();
    let (key, days) = match days {
        0 => ("lapsing-today", 0),
        1.. => ("lapsing-over", days),
        _ => ("lapsing-soon", -days),
    };
    let pending = cell(visit, row, known).map_or_else(Vec::new, |found| found.pending);
    let replies = pending.into_iter().filter_map(|wait| wait.reply);
    Some(LapsingRow {
        head: PledgeHead::of(visit, row),
        left: format_money(left, language),
        ends: format_date(ends, language),
        when: text(language, key, &[("days", days.into())]),
        over: ends < today,
        replies: replies.map(|reply| reply.text).collect(),
    })
}
