//! What was recorded before, to be found again: payments received, commitments, expenditures.

use rocket::get;
use serde_json::json;

use super::proposals;
use crate::domain::account::Role;
use crate::domain::proposal::ProposalKind;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::StoreError;
use crate::store::money::{self, Listed, MoneyRow, ReceiptRow, Whose};
use crate::web::answers::Answer;
use crate::web::guards::{Desk, Signed};
use crate::web::page::{Page, Section};
use crate::web::statement::statement;
use crate::web::view;

/// Rows on a page of a list.
const PAGE: usize = 25;

#[get("/desk/commitments?<before>")]
pub(super) async fn commitments(desk: Desk<'_>, before: Option<i64>) -> Answer {
    show(&desk, Listed::Commitments, before).await
}

#[get("/desk/disbursements?<before>")]
pub(super) async fn disbursements(desk: Desk<'_>, before: Option<i64>) -> Answer {
    show(&desk, Listed::Received, before).await
}

#[get("/desk/expenditures?<before>")]
pub(super) async fn expenditures(desk: Desk<'_>, before: Option<i64>) -> Answer {
    show(&desk, Listed::Spent, before).await
}

/// The last part of a list's address; the keys of its words begin with it.
const fn name(list: Listed) -> &'static str {
    match list {
        Listed::Commitments => "commitments",
        Listed::Received => "disbursements",
        Listed::Spent => "expenditures",
    }
}

async fn show(signed: &Signed<'_>, list: Listed, before: Option<i64>) -> Answer {
    let visit = &signed.visit;
    let (db, name) = (&visit.app.db, name(list));
    let whose = match signed.actor.role {
        Role::Partner { organisation } => Whose::Organisation(organisation),
        Role::Officer { jurisdiction } => Whose::Country(jurisdiction.only()),
        Role::Administrator => Whose::Country(None),
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = money::listed(db.primary(), list, whose, before, limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more);
    let disbursements: Vec<_> = rows
        .iter()
        .filter(|_| list == Listed::Received)
        .map(MoneyRow::key)
        .collect();
    let receipts = money::receipts(db.primary(), &disbursements).await?;
    let shown = rows
        .iter()
        .map(|row| {
            let mut shown = row_view(signed, row, name)?;
            if list == Listed::Received {
                let own = receipts.iter().filter(|one| one.ledger_entry_id == row.id);
                let state = statement(&own.collect::<Vec<&ReceiptRow>>());
                let text = visit.say(&format!("statement-{}", state.code()));
                shown["state"] = json!({"text": text, "kind": state.code()});
            }
            Ok(shown)
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    // What is entered from here, and on the first page what was entered and does not count yet.
    let entered = match list {
        Listed::Commitments => Some((ProposalKind::Commitment, "desk-direct")),
        Listed::Spent => Some((ProposalKind::Expenditure, "desk-expenditure")),
        Listed::Received => None,
    };
    let waiting = match entered.filter(|_| before.is_none()) {
        Some((kind, _)) => proposals::open(signed, Some(kind)).await?,
        None => Vec::new(),
    };
    let title = visit.say(&format!("list-{name}"));
    Page::signed(signed, Section::Desk, &title).render(
        visit.app,
        "desk/list.html",
        json!({
            "title": title,
            "lede": visit.say(&format!("list-{name}-lede")),
            "empty": visit.say(&format!("list-{name}-empty")),
            "rows": shown,
            "proposals": waiting,
            "new": entered.map(|(_, key)| json!({"href": visit.link(&format!("desk/{name}/new")), "text": visit.say(key)})),
            "with_state": list == Listed::Received,
            "next": next.map(|row| visit.link(&format!("desk/{name}?before={}", row.id))),
            "first": before.map(|_| visit.link(&format!("desk/{name}"))),
            "desk_href": visit.link("desk"),
        }),
    )
}

fn row_view(signed: &Signed<'_>, row: &MoneyRow, name: &str) -> Result<serde_json::Value, StoreError> {
    let (visit, language) = (&signed.visit, signed.visit.language);
    let pick = |es: &Option<String>, en: &Option<String>| {
        view::pick(
            language,
            es.as_deref().unwrap_or_default(),
            en.as_deref().unwrap_or_default(),
        )
        .to_owned()
    };
    let provider = view::pick(language, &row.organisation_name_es, &row.organisation_name_en);
    let receiver = pick(&row.receiver_name_es, &row.receiver_name_en);
    Ok(json!({
        "href": visit.link(&format!("desk/{name}/{}", row.id)),
        "amount": format_money_exact(row.amount(), language),
        "when": format_date(row.dated_on, language),
        "who": if receiver.is_empty() { provider.to_owned() } else { format!("{provider} → {receiver}") },
        "target": view::row_target(visit, row),
        "note": row.own_reference.as_ref().or(row.reason.as_ref()),
    }))
}
