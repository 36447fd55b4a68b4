//! Places and territories.

use super::country::Country;
use super::ids::PlaceId;

super::coded! {
    /// What a place is in its country's order.
    pub enum PlaceKind {
        Country = "country",
        Department = "department",
        Province = "province",
        Comarca = "comarca",
        Municipality = "municipality",
        District = "district",
        Corregimiento = "corregimiento",
        Community = "community",
    }
}

super::coded! {
    /// Whether a place touches a territory of an indigenous or Afro-descendant people.
    pub enum TerritorialStatus {
        Yes = "yes",
        No = "no",
        /// Not established; blocks like `Yes` (DESIGN.md §4, territorial gate).
        Unknown = "unknown",
    }
}

super::coded! {
    /// Who publishes what the gazetteer holds.
    pub enum Publisher {
        /// The statistics office of Colombia.
        Dane = "dane",
        /// The statistics office of Panamá.
        Inec = "inec",
        /// The list of countries of the International Organization for Standardization.
        Iso = "iso",
        GeoNames = "geonames",
    }
}

impl Publisher {
    /// Who published what a source of the gazetteer names, with the year where it ends in one; `None` for a remark on
    /// how a row was compiled, which is no source. A source begins with its publisher.
    #[must_use]
    pub fn of(source: &str) -> Option<(Self, Option<&str>)> {
        let named = Self::ALL.iter().find(|publisher| {
            let rest = source.strip_prefix(publisher.name());
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })?;
        let year = source
            .rsplit_once('(')
            .and_then(|(_, end)| end.strip_suffix(')'))
            .filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
        Some((*named, year))
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Dane => "DANE",
            Self::Inec => "INEC",
            Self::Iso => "ISO 3166-1",
            Self::GeoNames => "GeoNames",
        }
    }
}

/// What counting and access need to know of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub id: PlaceId,
    /// The public code, as in addresses.
    pub code: String,
    pub name: String,
    pub kind: PlaceKind,
    pub parent: Option<PlaceId>,
    pub country: Country,
    pub is_territory: bool,
    pub territorial_status: TerritorialStatus,
}

/// The gazetteer as a tree; small (some hundred places), so it is held whole.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    places: Vec<Place>,
}

impl Gazetteer {
    /// Takes the places in any order.
    #[must_use]
    pub fn new(places: Vec<Place>) -> Self {
        Self { places }
    }

    /// All places, in the order given.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place with this key.
    #[must_use]
    pub fn get(&self, id: PlaceId) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// The place with this public code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.code == code)
    }

    /// The place and everything above it, nearest first. Ends at a loop, which the database cannot hold
    /// but a damaged one might.
    #[must_use]
    pub fn lineage(&self, id: PlaceId) -> Vec<&Place> {
        let mut lineage: Vec<&Place> = Vec::new();
        let mut next = Some(id);
        while let Some(place) = next.and_then(|id| self.get(id)) {
            if lineage.iter().any(|seen| seen.id == place.id) {
                break;
            }
            lineage.push(place);
            next = place.parent;
        }
        lineage
    }

    /// The places right below, in the order of their names.
    #[must_use]
    pub fn children(&self, id: PlaceId) -> Vec<&Place> {
        let mut children: Vec<&Place> = self.places.iter().filter(|place| place.parent == Some(id)).collect();
        children.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
        children
    }

    /// The keys of the place and of everything below it.
    #[must_use]
    pub fn within(&self, id: PlaceId) -> Vec<PlaceId> {
        self.places
            .iter()
            .filter(|place| self.lineage(place.id).iter().any(|above| above.id == id))
            .map(|place| place.id)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_who_published_it_and_a_remark_on_compiling_is_none() {
        let table = [
            (
                "DANE DIVIPOLA via github:a/b@c Divipola.csv (2021)",
                Some((Publisher::Dane, Some("2021"))),
            ),
            ("INEC, Censo (2023)", Some((Publisher::Inec, Some("2023")))),
            ("ISO 3166-1", Some((Publisher::Iso, None))),
            (
                "GeoNames admin code on https://www.geonames.org/3712510 (Panamá 08)",
                Some((Publisher::GeoNames, None)),
            ),
            ("DIVIPOLA code as seen in several public code lists", None),
            ("PyPI pycountry (subdivision type: Indigenous region) + name", None),
            ("inside a Guna comarca (name of comarca)", None),
            ("DANESA (2021)", None),
            ("", None),
        ];
        for (source, publisher) in table {
            assert_eq!(Publisher::of(source), publisher, "{source}");
        }
    }

    fn place(id: i64, parent: Option<i64>) -> Place {
        Place {
            id: PlaceId(id),
            code: format!("p{id}"),
            name: format!("Place {id}"),
            kind: PlaceKind::Community,
            parent: parent.map(PlaceId),
            country: Country::Panama,
            is_territory: false,
            territorial_status: TerritorialStatus::Unknown,
        }
    }

    #[test]
    fn a_lineage_runs_from_the_place_to_its_country() {
        let gazetteer = Gazetteer::new(vec![place(1, None), place(2, Some(1)), place(3, Some(2))]);
        let codes: Vec<_> = gazetteer.lineage(PlaceId(3)).iter().map(|p| p.code.clone()).collect();
        assert_eq!(codes, ["p3", "p2", "p1"]);
        assert_eq!(gazetteer.within(PlaceId(2)), [PlaceId(2), PlaceId(3)]);
        assert_eq!(
            gazetteer
                .children(PlaceId(1))
                .iter()
                .map(|place| place.id)
                .collect::<Vec<_>>(),
            [PlaceId(2)]
        );
    }

    #[test]
    fn a_loop_in_the_tree_does_not_hang() {
        let gazetteer = Gazetteer::new(vec![place(1, Some(2)), place(2, Some(1))]);
        assert_eq!(gazetteer.lineage(PlaceId(1)).len(), 2);
    }
}
