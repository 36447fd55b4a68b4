//! What an address of the list of projects asks for.

use std::collections::BTreeMap;

use crate::domain::country::Country;
use crate::domain::organisation::Class;
use crate::domain::pillar::Pillar;
use crate::domain::project::{Provenance, Status as ProjectStatus};
use crate::store::After;
use crate::store::search::{Cursor, Facet, Filter, Index, Sort, YEARS};
use crate::web::cursor;
use crate::web::errors::WebError;
use crate::web::page::{Asks, Reading};

/// Names of the filters, in the order of the page.
pub(super) const FILTERS: &[&str] = &[
    "q",
    "pillar",
    "status",
    "country",
    "place",
    "territory",
    "sector",
    "partner",
    "class",
    "provenance",
    "gap",
    "overdue",
    "year",
];
/// What an address of the list may ask: the filters in the order of its links, how to sort, and where to go on.
pub(super) const ASKS: Asks = Asks::names(&[
    "class",
    "country",
    "gap",
    "overdue",
    "partner",
    "pillar",
    "place",
    "provenance",
    "q",
    "sector",
    "status",
    "territory",
    "year",
    "sort",
    "after",
])
.with_json()
.with_index();

/// What the address asks for.
pub(super) struct Query {
    pub filter: Filter,
    pub cursor: Cursor,
    /// The filters as typed, for links and for showing them again.
    pub given: BTreeMap<&'static str, String>,
}

/// Reads the address. A value that no filter knows is a 404: no page stands there.
pub(super) fn query(visit: &Reading<'_>) -> Result<Query, WebError> {
    let given: BTreeMap<&'static str, String> = FILTERS
        .iter()
        .filter_map(|name| Some((*name, visit.get(name)?.chars().take(200).collect())))
        .collect();
    let code = |name: &str| given.get(name).map(String::as_str);
    let known = |found: Option<()>| found.ok_or(WebError::NotFound);
    macro_rules! coded {
        ($kind:ty, $name:literal) => {
            code($name)
                .map(|text| <$kind>::parse(text).ok_or(WebError::NotFound))
                .transpose()?
        };
    }
    let switch = |name: &str| match code(name) {
        None => Ok(false),
        Some("open" | "yes" | "true" | "1") => Ok(true),
        Some(_) => Err(WebError::NotFound),
    };
    let year = code("year")
        .map(|text| text.parse::<i32>().map_err(|_| WebError::NotFound))
        .transpose()?;
    known(year.is_none_or(|year| YEARS.contains(&year)).then_some(()))?;
    let sort = match visit.get("sort") {
        None => Sort::Newest,
        Some(text) => Sort::parse(text).ok_or(WebError::NotFound)?,
    };
    let after = cursor::read(visit, "projects", sort.code(), visit.get("after").unwrap_or_default())?;
    let filter = Filter {
        q: code("q").unwrap_or_default().to_owned(),
        pillar: coded!(Pillar, "pillar"),
        sector: code("sector").map(str::to_owned),
        status: coded!(ProjectStatus, "status"),
        country: coded!(Country, "country"),
        place: code("place").map(str::to_owned),
        territory: code("territory").map(str::to_owned),
        partner: code("partner").map(str::to_owned),
        class: coded!(Class, "class").map(|class| class.code().to_owned()),
        provenance: coded!(Provenance, "provenance"),
        gap: switch("gap")?,
        overdue_on: switch("overdue")?.then(|| visit.today()),
        year,
    };
    Ok(Query {
        filter,
        cursor: Cursor { sort, after },
        given,
    })
}

impl Query {
    /// Refuses a code that stands in no list. A sector may be asked for by the three digits of its category.
    pub fn stands_in(&self, index: &Index) -> Result<(), WebError> {
        let stands =
            |facet: Facet, code: &Option<String>| code.as_ref().is_none_or(|code| index.named(facet, code).is_some());
        let filter = &self.filter;
        let category = |code: &String| index.has_category(code);
        let all = stands(Facet::Place, &filter.place)
            && stands(Facet::Territory, &filter.territory)
            && stands(Facet::Partner, &filter.partner)
            && (stands(Facet::Sector, &filter.sector) || filter.sector.as_ref().is_some_and(category));
        if all { Ok(()) } else { Err(WebError::NotFound) }
    }

    /// The address of the list with one filter set, replaced or, with `None`, taken away.
    pub fn with(&self, path: &str, name: &'static str, value: Option<&str>) -> String {
        let mut given = self.given.clone();
        match value {
            Some(value) => given.insert(name, value.to_owned()),
            None => given.remove(name),
        };
        self.address(path, &given, None)
    }

    pub fn address(&self, path: &str, given: &BTreeMap<&'static str, String>, after: Option<After>) -> String {
        let mut encoded = form_urlencoded::Serializer::new(String::new());
        for (name, value) in given {
            encoded.append_pair(name, value);
        }
        if self.cursor.sort != Sort::Newest {
            encoded.append_pair("sort", self.cursor.sort.code());
        }
        if let Some(after) = after {
            encoded.append_pair("after", &cursor::write("projects", self.cursor.sort.code(), after));
        }
        let encoded = encoded.finish();
        if encoded.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{encoded}")
        }
    }
}
