//! Sectors: each that has figures, in the order of its code.

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::counting::Boundary;
use crate::store::reference::{self, Code};
use crate::store::totals::{self, Sums};
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::page::{Asks, Made, Page, PublicAnswer, Reading, Section, page_views};
use crate::web::parts::boundary::{self, BoundaryRow};
use crate::web::parts::texts::pick;

/// What is planned, promised, signed and paid in each sector.
#[derive(Serialize, JsonSchema)]
struct SectorsPage {
    rows: Vec<BoundaryRow>,
    projects: String,
    plan_total: String,
}

page_views! { SectorsPage => "sectors.html" }

#[get("/sectors")]
pub(super) async fn list(visit: Visit<'_>) -> PublicAnswer {
    visit.page(Asks::names(&[]), made).await
}

async fn made(visit: &Reading<'_>) -> Result<Made, WebError> {
    let sectors = reference::sectors(visit.snapshot).await?;
    let sums = totals::by(visit.snapshot, &[Boundary::Sector]).await?;
    let sums = sums.get(&Boundary::Sector);
    let with_figures = |sector: &Code| sums?.get(&sector.code).filter(|own| **own != Sums::default());
    let rows = sectors.iter().filter_map(|sector| {
        let name = pick(visit.language, &sector.name_es, &sector.name_en);
        let href = visit.link(&format!("projects?sector={}", sector.code));
        Some(BoundaryRow {
            total_href: Some(boundary::link(visit, Boundary::Sector, &sector.code)),
            ..BoundaryRow::new(visit.language, name.to_owned(), href, with_figures(sector)?)
        })
    });
    let view = SectorsPage {
        rows: rows.collect(),
        projects: visit.link("projects"),
        plan_total: boundary::link(visit, Boundary::Plan, ""),
    };
    Page::public(visit, Section::Projects, &visit.say("sectors-title"))
        .described(&visit.say("sectors-lede"))
        .show(visit.app, &view)
        .map(Made::Html)
}
