//! What needs an officer, longest waiting first.

use rocket::get;
use serde_json::json;

use super::paging::Paging;
use super::pledges::{only_country, right};
use super::{acceptances, lapsing, proposals};
use crate::i18n::number::format_money;
use crate::store::money::Waiting;
use crate::store::plans::Scope;
use crate::store::proposals::count_waiting as count_proposals;
use crate::store::{StoreError, money, pledges};
use crate::web::answers::Answer;
use crate::web::guards::Office;
use crate::web::page::{Page, Section};
use crate::web::{due, view};

#[get("/office?<list>&<page>")]
pub(super) async fn queue(office: Office<'_>, list: Option<&str>, page: Option<i64>) -> Answer {
    let visit = &office.visit;
    let language = visit.language;
    let (db, country, paging) = (&visit.app.db, only_country(&office), Paging::to(list, page));
    let mut waiting = pledges::waiting(db.primary(), country, paging.part("pledges")).await?;
    let pages = paging.cut(visit, "pledges", &mut waiting);
    let rows = waiting
        .iter()
        .map(|row| {
            Ok(json!({
                "reference": row.reference,
                "href": visit.link(&format!("office/pledges/{}", row.reference)),
                "organisation": view::pick(language, &row.organisation_name_es, &row.organisation_name_en),
                "target": view::pledge_target(visit, row),
                "amount": format_money(row.amount(), language),
                "submitted": row.submitted_at.as_ref().map(|at| view::when(at, language)),
                "own": right(&office, row)?.is_err(),
                "on_behalf": row.on_behalf,
            }))
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let (proposed, proposed_pages) = proposals::waiting(&office, paging).await?;
    let mut disputed = money::waiting(db.primary(), Waiting::Disputed(country), paging.part("disputes")).await?;
    let (lapsing, lapsing_pages) = lapsing::list(&office, paging).await?;
    let (uncovered, uncovered_pages) = acceptances::waiting(&office, paging).await?;
    Page::signed(&office, Section::Office, &visit.say("office-title")).render(
        visit.app,
        "office/queue.html",
        json!({
            "rows": rows,
            "count": pledges::count_waiting(db.primary(), country).await? + count_proposals(db.primary(), country).await?,
            "proposals": proposed,
            "proposals_pages": proposed_pages,
            "pages": pages,
            "waiting_pages": paging.cut(visit, "disputes", &mut disputed),
            "waiting": view::waiting(visit, &disputed)?,
            "lapsing": lapsing,
            "lapsing_pages": lapsing_pages,
            "uncovered": uncovered,
            "uncovered_pages": uncovered_pages,
            "late": due::late(visit, Scope::Late(only_country(&office))).await?,
            "projects_href": visit.link("office/projects"),
            "new_project_href": visit.link("office/projects/new"),
            "behalf_href": visit.link("desk/pledges/new"),
        }),
    )
}
