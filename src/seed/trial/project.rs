//! What an invented project is: where, for what, when, at which cost.

use time::{Date, Duration};

use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::PlaceId;
use crate::domain::money::Money;
use crate::domain::place::TerritorialStatus;
use crate::domain::project::Status;
use crate::domain::project::facts::{BudgetLine, Facts, PlaceShare, SectorShare};
use crate::seed::trial::cast::{Cast, Member, YEARS};
use crate::seed::trial::draw::Draw;
use crate::seed::trial::titles::{LINES, titled};

/// A project before its ledger.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub facts: Facts,
    pub status: Status,
    pub suspended_from: Option<Status>,
    pub accountable: &'a Member,
    pub implementer: &'a Member,
    /// What it costs, in whole US dollars.
    pub dollars: i64,
    /// When the office published it.
    pub published_on: Date,
    pub start_on: Date,
}

/// Where projects stand. Each has a ledger, so none is a draft or only identified: such take no pledges.
const STATUSES: [(Status, usize); 6] = [
    (Status::SeekingFunding, 26),
    (Status::Implementation, 36),
    (Status::Finalisation, 9),
    (Status::Closed, 20),
    (Status::Suspended, 5),
    (Status::Cancelled, 4),
];

/// Why a place is no territory's, which a project needs before its works begin.
const BASIS: &str = "Constancia de ensayo: el sitio está fuera de territorios colectivos (demostración).";

/// Project `number`.
pub(super) fn plan(cast: &Cast, number: usize) -> Plan<'_> {
    let mut draw = Draw::of(number, 1);
    let status = draw.weighted(&STATUSES);
    let suspended_from = (status == Status::Suspended)
        .then(|| draw.weighted(&[(Status::Implementation, 3), (Status::SeekingFunding, 1)]));
    let (places, country) = places(cast, &mut draw);
    let budget_currency = currency(country, &mut draw);
    let (accountable, implementer) = (cast.member(&mut draw), cast.member(&mut draw));
    let dollars = draw.between(10, 99) * 10_i64.pow(draw.weighted(&[(3, 45), (4, 40), (2, 10), (5, 5)]));
    let days = days(cast.today, status, &mut draw);
    let name = places.first().and_then(|place| cast.gazetteer.get(place.place?));
    let named = titled(number, name.map_or("la frontera", |place| place.name.as_str()));
    let begun = status != Status::SeekingFunding && suspended_from != Some(Status::SeekingFunding);
    let facts = Facts {
        title_es: named.title_es,
        title_en: named.title_en,
        description_es: named.description_es,
        description_en: named.description_en,
        pillar: named.pillar,
        country,
        budget_currency,
        budget_on: Some(days.published_on - Duration::days(20)),
        accountable: Some(accountable.id),
        implementing: Some(implementer.id),
        contact_office: "Oficina de proyectos de ensayo (demostración)".to_owned(),
        planned_start_on: Some(days.start_on),
        planned_end_on: Some(days.end_on),
        actual_start_on: begun.then(|| (days.start_on + Duration::days(draw.between(0, 60))).min(cast.today)),
        actual_end_on: (status == Status::Closed).then(|| (days.end_on + Duration::days(60)).min(cast.today)),
        places,
        sectors: sectors(cast, &mut draw),
        lines: lines(budget_currency, dollars, &mut draw),
    };
    Plan {
        facts,
        status,
        suspended_from,
        accountable,
        implementer,
        dollars,
        published_on: days.published_on,
        start_on: days.start_on,
    }
}

/// One place, or two with shares; binational where they lie in both countries.
fn places(cast: &Cast, draw: &mut Draw) -> (Vec<PlaceShare>, Country) {
    let first = cast.place(draw);
    let second = draw
        .percent(30)
        .then(|| cast.place(draw))
        .filter(|second| *second != first);
    let country = match second {
        Some(second) if cast.country_of(second) != cast.country_of(first) => Country::Both,
        _ => cast.country_of(first),
    };
    let share = |place: PlaceId, share_basis_points| PlaceShare {
        place: Some(place),
        share_basis_points,
        territorial_status: TerritorialStatus::No,
        territorial_basis: Some(BASIS.to_owned()),
    };
    let shares = match second {
        None => vec![share(first, 10_000)],
        Some(second) => vec![share(first, 6_667), share(second, 3_333)],
    };
    (shares, country)
}

fn currency(country: Country, draw: &mut Draw) -> Currency {
    let own = match country {
        Country::Colombia => Currency::COP,
        Country::Panama => Currency::PAB,
        Country::Both => Currency::USD,
    };
    draw.weighted(&[(own, 70), (Currency::USD, 22), (Currency::EUR, 8)])
}

fn sectors(cast: &Cast, draw: &mut Draw) -> Vec<SectorShare> {
    let mut drawn = vec![draw.ranked(&cast.sector_ranks)];
    let second = draw.ranked(&cast.sector_ranks);
    if draw.percent(40) && second != drawn[0] {
        drawn.push(second);
    }
    let shares: &[u32] = if drawn.len() == 1 { &[10_000] } else { &[7_000, 3_000] };
    let share = |(at, share): (usize, &u32)| SectorShare {
        sector_code: cast.sectors[at].clone(),
        share_basis_points: *share,
    };
    drawn.into_iter().zip(shares).map(share).collect()
}

/// Two to five lines that add up to the cost.
fn lines(currency: Currency, dollars: i64, draw: &mut Draw) -> Vec<BudgetLine> {
    let count = draw.between(2, 5);
    let part = money(currency, dollars / (count + 1)).minor();
    let whole = money(currency, dollars).minor();
    let mut lines: Vec<BudgetLine> = LINES
        .iter()
        .zip(0..count)
        .map(|((name_es, name_en), _)| BudgetLine {
            name_es: (*name_es).to_owned(),
            name_en: (*name_en).to_owned(),
            amount_minor: part,
        })
        .collect();
    lines[0].amount_minor = whole - part * (count - 1);
    lines
}

/// About so many US dollars in a currency.
pub(super) fn money(currency: Currency, dollars: i64) -> Money {
    let units = match currency {
        Currency::COP => dollars * 3_900,
        Currency::EUR => dollars * 9 / 10,
        _ => dollars,
    };
    Money::new(units * currency.minor_per_unit(), currency)
}

struct Days {
    published_on: Date,
    start_on: Date,
    end_on: Date,
}

/// When it was published, begins and ends, as its status says.
fn days(today: Date, status: Status, draw: &mut Draw) -> Days {
    let (oldest, newest) = match status {
        Status::SeekingFunding => (200, -400),
        Status::Implementation => (1_300, 60),
        Status::Finalisation => (2_000, 700),
        Status::Closed => (365 * YEARS - 400, 900),
        _ => (365 * YEARS - 400, 150),
    };
    let start_on = today - Duration::days(draw.between(newest, oldest));
    let published_on = start_on.min(today) - Duration::days(draw.between(120, 390));
    let length = match status {
        Status::Closed | Status::Finalisation => draw.between(300, 800),
        _ => draw.between(300, 1_500),
    };
    Days {
        published_on,
        start_on,
        end_on: start_on + Duration::days(length),
    }
}
