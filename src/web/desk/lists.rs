//! What was recorded before, to be found again: payments received, commitments, expenditures.

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use super::breadcrumbs::breadcrumbs;
use super::money::receiver_name;
use super::proposals;
use crate::domain::account::Role;
use crate::domain::proposal::ProposalKind;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::money::{self, Listed, MoneyRow, ReceiptRow, Whose};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::{Desk, Signed};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::marks::{Crumb, Link, Tag};
use crate::web::parts::proposal::ProposalRowView;
use crate::web::parts::statement::{statement, statement_tag};
use crate::web::parts::targets::row_target;
use crate::web::parts::texts::pick;

/// Rows on a page of a list.
const PAGE: usize = 25;

/// Rows of one kind, the newest first.
#[derive(Serialize, JsonSchema)]
struct ListPage {
    breadcrumbs: Vec<Crumb>,
    title: String,
    lede: String,
    empty: String,
    rows: Vec<ListRow>,
    /// What was entered of this kind and does not count yet.
    proposals: Vec<ProposalRowView>,
    /// Where one is entered.
    new: Option<Link>,
    /// Whether each row says what its receiver says.
    has_statements: bool,
    next: Option<String>,
    first: Option<String>,
}

/// A row of the ledger.
#[derive(Serialize, JsonSchema)]
struct ListRow {
    href: String,
    amount: String,
    when: String,
    who: String,
    target: String,
    note: Option<String>,
    /// What its receiver says of a payment.
    state: Option<Tag>,
}

page_views! { ListPage => "desk/list.html" }

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

/// What is entered from a list, and the key of the words that lead there.
const fn entered(list: Listed) -> Option<(ProposalKind, &'static str)> {
    match list {
        Listed::Commitments => Some((ProposalKind::Commitment, "desk-direct")),
        Listed::Spent => Some((ProposalKind::Expenditure, "desk-expenditure")),
        Listed::Received => None,
    }
}

async fn show(signed: &Signed<'_>, list: Listed, before: Option<i64>) -> Answer {
    let (visit, name, entered) = (&signed.visit, name(list), entered(list));
    let whose = match signed.actor.role {
        Role::Partner { organisation } => Whose::Organisation(organisation),
        Role::Officer { jurisdiction } => Whose::Country(jurisdiction.only()),
        Role::Administrator => Whose::Country(None),
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = money::listed(visit.app.db.primary(), list, whose, before, limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more);
    // Only the first page shows what does not count yet.
    let proposals = match entered.filter(|_| before.is_none()) {
        Some((kind, _)) => proposals::open(signed, Some(kind)).await?,
        None => Vec::new(),
    };
    let title = visit.say(&format!("list-{name}"));
    let page = Page::signed(signed, Section::Desk, &title);
    let view = ListPage {
        breadcrumbs: breadcrumbs(visit, &[], &title),
        title,
        lede: visit.say(&format!("list-{name}-lede")),
        empty: visit.say(&format!("list-{name}-empty")),
        proposals,
        new: entered.map(|(_, key)| Link {
            href: visit.link(&format!("desk/{name}/new")),
            text: visit.say(key),
        }),
        has_statements: list == Listed::Received,
        next: next.map(|row| visit.link(&format!("desk/{name}?before={}", row.id))),
        first: before.map(|_| visit.link(&format!("desk/{name}"))),
        rows: list_rows(signed, list, &rows).await?,
    };
    page.show(visit.app, &view)
}

async fn list_rows(signed: &Signed<'_>, list: Listed, rows: &[MoneyRow]) -> Result<Vec<ListRow>, WebError> {
    if list != Listed::Received {
        return Ok(rows.iter().map(|row| list_row(signed, row, list, None)).collect());
    }
    let keys: Vec<_> = rows.iter().map(MoneyRow::key).collect();
    let receipts = money::receipts(signed.visit.app.db.primary(), &keys).await?;
    let shown = rows.iter().map(|row| {
        let own = receipts.iter().filter(|one| one.ledger_entry_id == row.id);
        let state = statement(&own.collect::<Vec<&ReceiptRow>>());
        list_row(signed, row, list, Some(statement_tag(&signed.visit, state)))
    });
    Ok(shown.collect())
}

fn list_row(signed: &Signed<'_>, row: &MoneyRow, list: Listed, state: Option<Tag>) -> ListRow {
    let (visit, language) = (&signed.visit, signed.visit.language);
    let provider = pick(language, &row.organisation_name_es, &row.organisation_name_en);
    let receiver = receiver_name(visit, row);
    ListRow {
        href: visit.link(&format!("desk/{}/{}", name(list), row.id)),
        amount: format_money_exact(row.amount(), language),
        when: format_date(row.dated_on, language),
        who: if receiver.is_empty() {
            provider.to_owned()
        } else {
            format!("{provider} → {receiver}")
        },
        target: row_target(visit, row),
        note: row.own_reference.as_ref().or(row.reason.as_ref()).cloned(),
        state,
    }
}
