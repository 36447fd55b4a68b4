//! Those who give: the list with what each promised, signed and paid.

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::counting::{Boundary, UNSPLIT};
use crate::domain::organisation::Class;
use crate::store::After;
use crate::store::organisations::{self, ClassRow, Order, OrganisationRow};
use crate::store::totals::{self, Sums};
use crate::web::answers::Answer;
use crate::web::cursor;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::http::format::Format;
use crate::web::page::{Asks, Made, Page, PublicAnswer, Reading, Section, page_views};
use crate::web::parts::boundary::{self, BoundaryRow};
use crate::web::parts::data::{OrganisationData, organisation};
use crate::web::parts::marks::Choice;
use crate::web::parts::texts::{count, pick};

/// Partners on a page, and in one answer of the JSON view.
const PAGE: usize = 30;

/// The list of those who give.
#[derive(Serialize, JsonSchema)]
struct PartnersPage {
    rows: Vec<BoundaryRow>,
    classes: Vec<Choice>,
    sorts: Vec<Choice>,
    total: i64,
    next: Option<String>,
    first: Option<String>,
    /// The list of all classes, where it is of one.
    clear_href: Option<String>,
    json_view: String,
    plan_total: String,
    unsplit: String,
    class_total: Option<String>,
    projects: String,
}

page_views! { PartnersPage => "partners.html" }

/// The same as JSON.
#[derive(Serialize)]
struct PartnersData {
    as_of: i64,
    boundary: ListOf,
    rows: Vec<OrganisationData>,
    next: Option<String>,
}

#[derive(Serialize)]
struct ListOf {
    kind: &'static str,
    filter: OfClass,
}

#[derive(Serialize)]
struct OfClass {
    class: Option<&'static str>,
}

/// What the address of the list asks for.
struct Query {
    class: Option<Class>,
    order: Order,
    after: Option<After>,
}

impl Query {
    /// A value that no filter knows is a 404: no page stands there.
    fn read(visit: &Reading<'_>) -> Result<Self, WebError> {
        let class = visit.get("class");
        let order = Order::parse(visit.get("sort").unwrap_or(Order::Pledged.code())).ok_or(WebError::NotFound)?;
        Ok(Self {
            class: class
                .map(|code| Class::parse(code).ok_or(WebError::NotFound))
                .transpose()?,
            order,
            after: cursor::read(visit, "partners", order.code(), visit.get("after").unwrap_or_default())?,
        })
    }

    fn address(path: &str, class: Option<Class>, order: Order, after: Option<After>) -> String {
        let mut encoded = form_urlencoded::Serializer::new(String::new());
        if let Some(class) = class {
            encoded.append_pair("class", class.code());
        }
        if order != Order::Pledged {
            encoded.append_pair("sort", order.code());
        }
        if let Some(after) = after {
            encoded.append_pair("after", &cursor::write("partners", order.code(), after));
        }
        let encoded = encoded.finish();
        if encoded.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{encoded}")
        }
    }
}

/// A page of the list.
struct Found {
    rows: Vec<(OrganisationRow, Sums)>,
    next: Option<After>,
}

async fn find(visit: &Reading<'_>, query: &Query) -> Result<Found, WebError> {
    let db = visit.snapshot;
    let (rows, next) = organisations::providers(db, query.class, query.order, query.after, PAGE).await?;
    // Nothing leads past the end of a list, so nothing stands there.
    if rows.is_empty() && query.after.is_some() {
        return Err(WebError::NotFound);
    }
    let slugs: Vec<String> = rows.iter().map(|row| row.slug.clone()).collect();
    let mut sums = totals::of(db, Boundary::Partner, &slugs).await?;
    let rows = rows.into_iter().map(|row| {
        let own = sums.remove(&row.slug).unwrap_or_default();
        (row, own)
    });
    Ok(Found {
        rows: rows.collect(),
        next,
    })
}

/// What an address of the list may ask.
const ASKS: Asks = Asks::names(&["class", "sort", "after"]).with_json();

#[get("/partners")]
pub(super) async fn list(visit: Visit<'_>) -> PublicAnswer {
    visit.page(ASKS, made).await
}

async fn made(visit: &Reading<'_>) -> Result<Made, WebError> {
    let query = Query::read(visit)?;
    let found = find(visit, &query).await?;
    match visit.format {
        Format::Page => html(visit, &query, &found).await.map(Made::Html),
        Format::Json => Made::json(&data(visit, &query, &found)),
    }
}

async fn html(visit: &Reading<'_>, query: &Query, found: &Found) -> Answer {
    let counts = organisations::provider_classes(visit.snapshot).await?;
    let path = visit.link("partners");
    let all: i64 = counts.iter().map(|row| row.count).sum();
    let of_class = |class: Class| counts.iter().find(|row| row.class == class);
    let rows = found.rows.iter().map(|(row, sums)| {
        let name = pick(visit.language, &row.name_es, &row.name_en).to_owned();
        let href = visit.link(&format!("partners/{}", row.slug));
        BoundaryRow::new(visit.language, name, href, sums)
    });
    let view = PartnersPage {
        rows: rows.collect(),
        classes: classes(visit, query, &counts, &path),
        sorts: sorts(visit, query, &path),
        total: query
            .class
            .map_or(all, |class| of_class(class).map_or(0, |row| row.count)),
        next: found
            .next
            .map(|after| Query::address(&path, query.class, query.order, Some(after))),
        first: query
            .after
            .map(|_| Query::address(&path, query.class, query.order, None)),
        clear_href: query.class.map(|_| Query::address(&path, None, query.order, None)),
        json_view: Query::address(&visit.link("partners.json"), query.class, query.order, None),
        plan_total: boundary::link(visit, Boundary::Plan, ""),
        unsplit: boundary::link(visit, Boundary::Partner, UNSPLIT),
        class_total: query
            .class
            .map(|class| boundary::link(visit, Boundary::Class, class.code())),
        projects: visit.link("projects"),
    };
    Page::public(visit, Section::Partners, &visit.say("partners-title"))
        .described(&visit.say("partners-lede"))
        .show(visit.app, &view)
}

/// The same list by class.
fn classes(visit: &Reading<'_>, query: &Query, counts: &[ClassRow], path: &str) -> Vec<Choice> {
    let all = Choice {
        href: Query::address(path, None, query.order, None),
        text: visit.say("partners-all"),
        count: Some(count(counts.iter().map(|row| row.count).sum())),
        current: query.class.is_none(),
    };
    let classes = Class::ALL.iter().filter_map(|class| {
        let row = counts.iter().find(|row| row.class == *class)?;
        Some(Choice {
            href: Query::address(path, Some(*class), query.order, None),
            text: visit.say(&format!("class-{}", row.class)),
            count: Some(count(row.count)),
            current: query.class == Some(*class),
        })
    });
    std::iter::once(all).chain(classes).collect()
}

/// The same list in other orders.
fn sorts(visit: &Reading<'_>, query: &Query, path: &str) -> Vec<Choice> {
    let sorts = Order::ALL.iter().map(|order| Choice {
        href: Query::address(path, query.class, *order, None),
        text: visit.say(&format!("measure-{}", order.code())),
        count: None,
        current: *order == query.order,
    });
    sorts.collect()
}

fn data(visit: &Reading<'_>, query: &Query, found: &Found) -> PartnersData {
    let path = visit.link("partners.json");
    let class = query.class.map(Class::code);
    let rows = found.rows.iter();
    PartnersData {
        as_of: visit.version(),
        boundary: ListOf {
            kind: "partners",
            filter: OfClass { class },
        },
        rows: rows
            .map(|(row, sums)| organisation(visit.language, row, sums))
            .collect(),
        next: found
            .next
            .map(|after| Query::address(&path, query.class, query.order, Some(after))),
    }
}
