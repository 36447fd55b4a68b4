//! One page for any total: what it is of, every figure with how it is made, which facts last moved it, and how it
//! stood at the end of an earlier day.

use rocket::get;
use rocket::http::Status;
use serde_json::{Value, json};
use time::Date;

use self::subject::{Subject, subject};
use crate::domain::counting::{Boundary, OUTSIDE, UNSPLIT};
use crate::i18n::catalogue::text;
use crate::i18n::date::{DateError, format_date, read_date};
use crate::i18n::number::format_percent;
use crate::store::events;
use crate::store::totals::{self, AsOf};
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::page::{Made, Page, PublicAnswer, Reading, Section};
use crate::web::{boundary, json_views, view};

pub(super) mod figures;
mod subject;

#[get("/totals/<kind>")]
pub(super) async fn plan(visit: Visit<'_>, kind: &str) -> PublicAnswer {
    let (kind, is_json) = split(kind);
    // Only the plan has no key.
    if kind != Boundary::Plan.code() {
        return Err(WebError::NotFound);
    }
    answer(&visit, (Boundary::Plan, ""), is_json).await
}

#[get("/totals/<kind>/<key>")]
pub(super) async fn page(visit: Visit<'_>, kind: &str, key: &str) -> PublicAnswer {
    let (key, is_json) = split(key);
    let kind = Boundary::parse(kind).filter(|kind| *kind != Boundary::Plan);
    answer(&visit, (kind.ok_or(WebError::NotFound)?, key), is_json).await
}

fn split(name: &str) -> (&str, bool) {
    name.strip_suffix(".json").map_or((name, false), |name| (name, true))
}

async fn answer(visit: &Visit<'_>, total: (Boundary, &str), is_json: bool) -> PublicAnswer {
    visit
        .page(&["on"], async |reading| made(reading, total, is_json).await)
        .await
}

async fn made(visit: &Reading<'_>, (kind, key): (Boundary, &str), is_json: bool) -> Result<Made, WebError> {
    let named = subject(visit, kind, key).await?.ok_or(WebError::NotFound)?;
    let on = visit.get("on").unwrap_or_default();
    let day = asked(visit, on);
    if is_json {
        // Present figures under a day that is none would be taken for those of that day.
        let day = day.map_err(|_| WebError::NotFound)?;
        return json_view(visit, (kind, key), &named, day).await.map(Made::Json);
    }
    let title = text(visit.language, "totals-title", &[("name", named.name.as_str().into())]);
    let page = Page::public(visit, Section::None, &title);
    let (error, day) = match day {
        Ok(day) => (None, day),
        Err(key) => (Some(visit.say(key)), None),
    };
    let shown = Shown::read(visit, kind, key, day).await?;
    let mut context = load(visit, &named, &shown).await?;
    context["title"] = title.into();
    context["on"] = on.into();
    context["errors"] = error
        .iter()
        .map(|events| json!({"field": "on", "message": events}))
        .collect();
    context["error"] = error.as_deref().into();
    let html = page
        .described(&visit.say("totals-lede"))
        .render(visit.app, "totals.html", context)?;
    Ok(Made::Html(if error.is_some() {
        html.with_status(Status::UnprocessableEntity)
    } else {
        html
    }))
}

/// The earlier day that the address asks for; none for today. The error is the key of what is wrong with it.
fn asked(visit: &Reading<'_>, on: &str) -> Result<Option<Date>, &'static str> {
    match read_date(on) {
        Err(DateError::Empty) => Ok(None),
        Err(DateError::NotADate) => Err("error-date"),
        Err(DateError::OutOfRange) => Err("error-date-range"),
        Ok(day) if day > visit.today() => Err("error-date-future"),
        Ok(day) => Ok(Some(day).filter(|day| *day < visit.today())),
    }
}

/// A total as it stands, and as it stood where a day was asked for.
struct Shown<'a> {
    boundary: Boundary,
    key: &'a str,
    now: AsOf,
    then: Option<(Date, AsOf)>,
    first_day: Option<Date>,
}

impl<'a> Shown<'a> {
    async fn read(visit: &Reading<'_>, boundary: Boundary, key: &'a str, day: Option<Date>) -> Result<Self, WebError> {
        let db = visit.snapshot;
        let then = match day {
            Some(day) => Some((day, totals::as_of(db, boundary, key, Some(day)).await?)),
            None => None,
        };
        let shown = Self {
            boundary,
            key,
            now: totals::as_of(db, boundary, key, None).await?,
            then,
            first_day: totals::first_day(db, boundary, key).await?,
        };
        // A year is known by what happened in it.
        if boundary == Boundary::Year && shown.first_day.is_none() {
            return Err(WebError::NotFound);
        }
        Ok(shown)
    }

    /// What the page is about: the earlier day where one was asked for.
    fn shown(&self) -> &AsOf {
        self.then.as_ref().map_or(&self.now, |(_, then)| then)
    }
}

async fn load(visit: &Reading<'_>, named: &Subject, shown: &Shown<'_>) -> Result<Value, WebError> {
    let (db, language) = (visit.snapshot, visit.language);
    let (kind, key) = (shown.boundary, shown.key);
    let events = events::numbered(db, &shown.shown().recent_events).await?;
    let sums = &shown.shown().sums;
    let then = shown.then.as_ref().map(|(day, then)| {
        json!({
            "day": format_date(*day, language),
            "event": then.recent_events.first(),
            "before": shown.first_day.is_none_or(|first| *day < first),
            "first_day": view::day(shown.first_day, language),
        })
    });
    let before = shown.then.as_ref().map(|(_, then)| &then.sums.usd);
    let rows = |lines: &[figures::Line]| figures::rows(visit, kind, lines, &shown.now.sums.usd, before);
    Ok(json!({
        "kind": visit.say(&format!("methodology-boundary-{}", kind.code())),
        "holds": visit.say(&format!("methodology-boundary-{}-text", kind.code())),
        "apart_note": named.apart_note.map(|key| visit.say(key)),
        "about": named.about,
        "then": then,
        "no_figures": shown.first_day.is_none(),
        "bar": boundary::bar(language, kind, &sums.usd),
        "figures": boundary::figures(visit, kind, sums),
        "side_by_side": rows(figures::SIDE_BY_SIDE),
        "coverage": sums.usd.coverage_basis_points().filter(|_| boundary::has_projects(kind))
            .map(|share| format_percent(i64::from(share), language)),
        "finance": figures::finance(visit, &sums.usd),
        "parts": rows(figures::PARTS),
        "apart": rows(figures::APART),
        "not_converted": figures::not_converted(visit, sums),
        "unplaced": unplaced(visit, shown).await?,
        "elsewhere": elsewhere(visit, kind),
        "events": events.iter().map(|row| view::event(language, row)).collect::<Vec<_>>(),
        "path": boundary::link(visit, kind, key),
        "today": visit.today().to_string(),
        "json_view": match &shown.then {
            Some((day, _)) => format!("{}.json?on={day}", boundary::link(visit, kind, key)),
            None => format!("{}.json", boundary::link(visit, kind, key)),
        },
        "methodology": visit.link("about/methodology"),
        "activity": visit.link("activity"),
    }))
}

/// Keys of the money that no place and no partner can be told of.
const UNPLACED: &[(Boundary, &str, &str)] = &[
    (Boundary::Place, UNSPLIT, "totals-place-unsplit"),
    (Boundary::Place, OUTSIDE, "totals-place-outside"),
    (Boundary::Partner, UNSPLIT, "totals-partner-unsplit"),
];

/// In the plan: what stands on no place, outside the area, and in no partner's total (rules 7 and 8).
async fn unplaced(visit: &Reading<'_>, shown: &Shown<'_>) -> Result<Value, WebError> {
    if shown.boundary != Boundary::Plan {
        return Ok(json!([]));
    }
    let day = shown.then.as_ref().map(|(day, _)| *day);
    let mut rows = Vec::new();
    for (kind, key, name) in UNPLACED {
        let total = totals::as_of(visit.snapshot, *kind, key, day).await?;
        let mut row = boundary::cells(visit.language, &total.sums);
        row["name"] = visit.say(name).into();
        row["href"] = boundary::link(visit, *kind, key).into();
        rows.push(row);
    }
    Ok(Value::Array(rows))
}

/// From any other boundary of that kind: links to what it cannot hold.
fn elsewhere(visit: &Reading<'_>, kind: Boundary) -> Value {
    let own = |known: Boundary| match kind {
        Boundary::Place | Boundary::Territory => known == Boundary::Place,
        Boundary::Partner | Boundary::Class => known == Boundary::Partner,
        _ => false,
    };
    let links = UNPLACED
        .iter()
        .filter(|(known, ..)| own(*known))
        .map(|(known, key, name)| json!({"text": visit.say(name), "href": boundary::link(visit, *known, key)}));
    Value::Array(links.collect())
}

async fn json_view(
    visit: &Reading<'_>,
    (kind, key): (Boundary, &str),
    named: &Subject,
    day: Option<Date>,
) -> Result<Value, WebError> {
    let version = visit.version();
    let shown = Shown::read(visit, kind, key, day).await?;
    let total = shown.shown();
    let newest = total.recent_events.first().copied().unwrap_or_default();
    Ok(json!({
        "as_of": if day.is_some() { newest } else { version },
        "boundary": {"kind": kind.code(), "key": key, "name": named.name},
        "item": {
            "on": day.map(|day| day.to_string()),
            "totals": json_views::of_boundary(kind, &total.sums),
            "breakdown": json_views::breakdown(&total.sums),
            "coverage": total.sums.usd.coverage_basis_points().filter(|_| boundary::has_projects(kind))
                .map(|share| format!("{}.{:02}", share / 100, share % 100)),
            "recent_events": total.recent_events,
        },
    }))
}
