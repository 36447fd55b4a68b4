//! One page for any total: what it is of, every figure with how it is made, which facts last moved it, and how it
//! stood at the end of an earlier day.

use rocket::get;
use rocket::http::Status;
use schemars::JsonSchema;
use serde::Serialize;
use time::Date;

use self::figures::{FigureRow, FinanceRow};
use self::subject::{Subject, subject};
use crate::domain::counting::{Boundary, OUTSIDE, UNSPLIT};
use crate::i18n::catalogue::text;
use crate::i18n::date::{DateError, format_date, read_date};
use crate::i18n::number::format_percent;
use crate::store::events;
use crate::store::totals::{self, AsOf};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::guards::Visit;
use crate::web::http::format::Format;
use crate::web::page::{Asks, ErrorLine, Made, Page, PublicAnswer, Reading, Section, page_views};
use crate::web::parts::boundary::{self, BoundaryRow};
use crate::web::parts::data::{self, Breakdown, TotalsData};
use crate::web::parts::events::{EventLine, event};
use crate::web::parts::figures::{FigureView, FundingBar, Unconverted, unconverted};
use crate::web::parts::marks::Link;
use crate::web::parts::texts::day as day_in_words;

mod figures;
mod subject;

/// A total, explained.
#[derive(Serialize, JsonSchema)]
struct TotalsPage {
    title: String,
    kind: String,
    holds: String,
    apart_note: Option<String>,
    about: Option<Link>,
    then: Option<Then>,
    no_figures: bool,
    bar: FundingBar,
    figures: Vec<FigureView>,
    coverage: Option<String>,
    side_by_side: Vec<FigureRow>,
    finance: Vec<FinanceRow>,
    parts: Vec<FigureRow>,
    apart: Vec<FigureRow>,
    not_converted: Vec<Unconverted>,
    /// In the plan: what stands on no place and in no partner's total.
    unplaced: Vec<BoundaryRow>,
    elsewhere: Vec<Link>,
    events: Vec<EventLine>,
    path: String,
    today: String,
    json_view: String,
    methodology: String,
    activity: String,
    /// The day as it was typed, and what is wrong with it.
    on: String,
    error: Option<String>,
}

/// The earlier day that is shown.
#[derive(Serialize, JsonSchema)]
struct Then {
    day: String,
    /// The newest event of that day or before.
    event: Option<i64>,
    /// The day lies before the first that has figures.
    before: bool,
    first_day: Option<String>,
}

page_views! { TotalsPage => "totals.html" }

/// The same as JSON.
#[derive(Serialize)]
struct TotalsView {
    as_of: i64,
    boundary: Named,
    item: ItemData,
}

#[derive(Serialize)]
struct Named {
    kind: &'static str,
    key: String,
    name: String,
}

#[derive(Serialize)]
struct ItemData {
    on: Option<String>,
    totals: TotalsData,
    breakdown: Breakdown,
    coverage: Option<String>,
    recent_events: Vec<i64>,
}

#[get("/totals/<kind>")]
pub(super) async fn plan(visit: Visit<'_>, kind: &str) -> PublicAnswer {
    // Only the plan has no key.
    if kind != Boundary::Plan.code() {
        return Err(WebError::NotFound);
    }
    answer(&visit, Boundary::Plan, "").await
}

#[get("/totals/<kind>/<key>")]
pub(super) async fn page(visit: Visit<'_>, kind: &str, key: &str) -> PublicAnswer {
    let kind = Boundary::parse(kind).filter(|kind| *kind != Boundary::Plan);
    answer(&visit, kind.ok_or(WebError::NotFound)?, key).await
}

async fn answer(visit: &Visit<'_>, kind: Boundary, key: &str) -> PublicAnswer {
    let made = async |reading: &Reading<'_>| made(reading, kind, key).await;
    visit.page(Asks::names(&["on"]).with_json(), made).await
}

async fn made(visit: &Reading<'_>, kind: Boundary, key: &str) -> Result<Made, WebError> {
    let named = subject(visit, kind, key).await?.ok_or(WebError::NotFound)?;
    let day = asked(visit, visit.get("on").unwrap_or_default());
    match visit.format {
        Format::Page => {
            let (error, day) = day.map_or_else(|key| (Some(visit.say(key)), None), |day| (None, day));
            let shown = Shown::read(visit, kind, key, day).await?;
            html(visit, &named, &shown, error).await.map(Made::Html)
        }
        Format::Json => {
            // Present figures under a day that is none would be taken for those of that day.
            let day = day.map_err(|_| WebError::NotFound)?;
            let shown = Shown::read(visit, kind, key, day).await?;
            Made::json(&shown.data(visit, named.name))
        }
    }
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

    fn then(&self, visit: &Reading<'_>) -> Option<Then> {
        let (day, then) = self.then.as_ref()?;
        Some(Then {
            day: format_date(*day, visit.language),
            event: then.recent_events.first().copied(),
            before: self.first_day.is_none_or(|first| *day < first),
            first_day: day_in_words(self.first_day, visit.language),
        })
    }

    /// In basis points; of boundaries that have a cost.
    fn coverage(&self) -> Option<u32> {
        let share = self.shown().sums.usd.coverage_basis_points();
        share.filter(|_| boundary::has_projects(self.boundary))
    }

    fn data(&self, visit: &Reading<'_>, name: String) -> TotalsView {
        let total = self.shown();
        let newest = total.recent_events.first().copied().unwrap_or_default();
        let day = self.then.as_ref().map(|(day, _)| *day);
        let coverage = self.coverage();
        TotalsView {
            as_of: if day.is_some() { newest } else { visit.version() },
            boundary: Named {
                kind: self.boundary.code(),
                key: self.key.to_owned(),
                name,
            },
            item: ItemData {
                on: day.map(|day| day.to_string()),
                totals: data::of_boundary(self.boundary, &total.sums),
                breakdown: data::breakdown(&total.sums),
                coverage: coverage.map(|share| format!("{}.{:02}", share / 100, share % 100)),
                recent_events: total.recent_events.clone(),
            },
        }
    }
}

async fn html(visit: &Reading<'_>, named: &Subject, shown: &Shown<'_>, error: Option<String>) -> Answer {
    let (language, kind) = (visit.language, shown.boundary);
    let events = events::numbered(visit.snapshot, &shown.shown().recent_events).await?;
    let sums = &shown.shown().sums;
    let before = shown.then.as_ref().map(|(_, then)| &then.sums.usd);
    let rows = |lines: &[figures::Line]| figures::rows(visit, kind, lines, &shown.now.sums.usd, before);
    let path = boundary::link(visit, kind, shown.key);
    let title = text(language, "totals-title", &[("name", named.name.as_str().into())]);
    let page = Page::public(visit, Section::None, &title).described(&visit.say("totals-lede"));
    let status = if error.is_some() {
        Status::UnprocessableEntity
    } else {
        Status::Ok
    };
    let errors = error.iter().map(|error| ErrorLine {
        field: Some("on".to_owned()),
        message: error.clone(),
    });
    let page = page.with_errors(errors.collect());
    let view = TotalsPage {
        title,
        kind: visit.say(&format!("methodology-boundary-{}", kind.code())),
        holds: visit.say(&format!("methodology-boundary-{}-text", kind.code())),
        apart_note: named.apart_note.map(|key| visit.say(key)),
        about: named.about.clone(),
        then: shown.then(visit),
        no_figures: shown.first_day.is_none(),
        bar: boundary::bar(language, kind, &sums.usd),
        figures: boundary::figures(visit, kind, sums),
        side_by_side: rows(figures::SIDE_BY_SIDE),
        coverage: shown.coverage().map(|share| format_percent(i64::from(share), language)),
        finance: figures::finance(visit, &sums.usd),
        parts: rows(figures::PARTS),
        apart: rows(figures::APART),
        not_converted: unconverted(language, sums),
        unplaced: unplaced(visit, shown).await?,
        elsewhere: elsewhere(visit, kind),
        events: events.iter().map(|row| event(language, row)).collect(),
        json_view: match &shown.then {
            Some((day, _)) => format!("{path}.json?on={day}"),
            None => format!("{path}.json"),
        },
        path,
        today: visit.today().to_string(),
        methodology: visit.link("about/methodology"),
        activity: visit.link("activity"),
        on: visit.get("on").unwrap_or_default().to_owned(),
        error,
    };
    Ok(page.show(visit.app, &view)?.with_status(status))
}

/// Keys of the money that no place and no partner can be told of.
const UNPLACED: &[(Boundary, &str, &str)] = &[
    (Boundary::Place, UNSPLIT, "totals-place-unsplit"),
    (Boundary::Place, OUTSIDE, "totals-place-outside"),
    (Boundary::Partner, UNSPLIT, "totals-partner-unsplit"),
];

/// In the plan: what stands on no place, outside the area, and in no partner's total (rules 7 and 8).
async fn unplaced(visit: &Reading<'_>, shown: &Shown<'_>) -> Result<Vec<BoundaryRow>, WebError> {
    if shown.boundary != Boundary::Plan {
        return Ok(Vec::new());
    }
    let day = shown.then.as_ref().map(|(day, _)| *day);
    let mut rows = Vec::new();
    for (kind, key, name) in UNPLACED {
        let total = totals::as_of(visit.snapshot, *kind, key, day).await?;
        let href = boundary::link(visit, *kind, key);
        rows.push(BoundaryRow::new(visit.language, visit.say(name), href, &total.sums));
    }
    Ok(rows)
}

/// From any other boundary of that kind: links to what it cannot hold.
fn elsewhere(visit: &Reading<'_>, kind: Boundary) -> Vec<Link> {
    let own = |known: Boundary| match kind {
        Boundary::Place | Boundary::Territory => known == Boundary::Place,
        Boundary::Partner | Boundary::Class => known == Boundary::Partner,
        _ => false,
    };
    let links = UNPLACED.iter().filter(|(known, ..)| own(*known));
    let links = links.map(|(known, key, name)| Link {
        text: visit.say(name),
        href: boundary::link(visit, *known, key),
    });
    links.collect()
}
