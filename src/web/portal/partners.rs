//! Those who give: the list with what each promised, signed and paid.

use rocket::get;
use serde_json::{Value, json};

use crate::domain::counting::{Boundary, UNSPLIT};
use crate::domain::organisation::Class;
use crate::store::After;
use crate::store::organisations::{self, Order, OrganisationRow};
use crate::store::totals::{self, Sums};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::page::{Page, PublicAnswer, Reading, Section};
use crate::web::{boundary, cursor, json_views, view};

/// Partners on a page, and in one answer of the JSON view.
const PAGE: usize = 30;

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
const ASKS: &[&str] = &["class", "sort", "after"];

#[get("/partners")]
pub(super) async fn list(visit: Visit<'_>) -> PublicAnswer {
    visit.page(ASKS, html).await
}

async fn html(visit: &Reading<'_>) -> Answer {
    let language = visit.language;
    let query = Query::read(visit)?;
    let page = Page::public(visit, Section::Partners, &visit.say("partners-title"));
    let found = find(visit, &query).await?;
    let counts = organisations::provider_classes(visit.snapshot).await?;
    let path = visit.link("partners");
    let all: i64 = counts.iter().map(|row| row.count).sum();
    let mut classes = vec![
        json!({"text": visit.say("partners-all"), "count": view::count(all), "current": query.class.is_none(),
        "href": Query::address(&path, None, query.order, None)}),
    ];
    for class in Class::ALL {
        let Some(row) = counts.iter().find(|row| row.class == *class) else {
            continue;
        };
        classes.push(
            json!({"text": visit.say(&format!("class-{}", row.class)), "count": view::count(row.count),
            "current": query.class == Some(*class),
            "href": Query::address(&path, Some(*class), query.order, None)}),
        );
    }
    let sorts: Vec<Value> = Order::ALL
        .iter()
        .map(|order| {
            json!({"text": visit.say(&format!("measure-{}", order.code())), "current": *order == query.order,
                "href": Query::address(&path, query.class, *order, None)})
        })
        .collect();
    let rows = found.rows.iter().map(|(row, sums)| {
        let mut cells = boundary::cells(language, sums);
        cells["name"] = view::pick(language, &row.name_es, &row.name_en).into();
        cells["class"] = visit.say(&format!("class-{}", row.class)).into();
        cells["href"] = visit.link(&format!("partners/{}", row.slug)).into();
        cells
    });
    page.described(&visit.say("partners-lede")).render(
        visit.app,
        "partners.html",
        json!({
            "rows": rows.collect::<Vec<_>>(),
            "classes": classes,
            "sorts": sorts,
            "total": query.class.map_or(all, |class| {
                counts.iter().find(|row| row.class == class).map_or(0, |row| row.count)
            }),
            "next": found.next.map(|after| Query::address(&path, query.class, query.order, Some(after))),
            "first": query.after.map(|_| Query::address(&path, query.class, query.order, None)),
            "clear_href": query.class.map(|_| Query::address(&path, None, query.order, None)),
            "json_view": Query::address(&visit.link("partners.json"), query.class, query.order, None),
            "plan_total": boundary::link(visit, Boundary::Plan, ""),
            "unsplit": boundary::link(visit, Boundary::Partner, UNSPLIT),
            "class_total": query.class.map(|class| boundary::link(visit, Boundary::Class, class.code())),
            "projects": visit.link("projects"),
        }),
    )
}

#[get("/partners.json")]
pub(super) async fn list_json(visit: Visit<'_>) -> PublicAnswer {
    visit.page(ASKS, json_view).await
}

async fn json_view(visit: &Reading<'_>) -> Result<Value, WebError> {
    let query = Query::read(visit)?;
    let version = visit.version();
    let found = find(visit, &query).await?;
    let path = visit.link("partners.json");
    let rows = found.rows.iter().map(|(row, sums)| json_row(visit, row, sums));
    Ok(json!({
        "as_of": version,
        "boundary": {"kind": "partners", "filter": {"class": query.class.map(Class::code)}},
        "rows": rows.collect::<Vec<_>>(),
        "next": found.next.map(|after| Query::address(&path, query.class, query.order, Some(after))),
    }))
}

/// An organisation with its totals, in a JSON view.
pub(super) fn json_row(visit: &Reading<'_>, row: &OrganisationRow, sums: &Sums) -> Value {
    json!({
        "slug": row.slug,
        "name": view::pick(visit.language, &row.name_es, &row.name_en),
        "class": row.class,
        "totals": json_views::of_boundary(Boundary::Partner, sums),
    })
}
