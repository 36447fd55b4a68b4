//! Random projects, as the program takes them and as the model keeps them.

use puente::domain::country::Country;
use puente::domain::pillar::Pillar;
use puente::domain::place::TerritorialStatus;
use puente::domain::project::Status;
use puente::domain::project::facts::{BudgetLine, Facts, PlaceShare, SectorShare};
use time::Duration;

use std::collections::BTreeSet;

use super::cast::{CURRENCIES, IMPLEMENTER, LINES, PILLARS, PLACES, SECTORS};
use super::model::Project;
use super::play::Simulation;

impl Simulation<'_> {
    /// Facts of a project as the program takes them, and as the model keeps them.
    pub fn facts(&mut self) -> (Facts, Project) {
        let today = self.today();
        let random = &mut self.random;
        let country = random.pick(&["CO", "PA", "both"]);
        let mut near: Vec<&str> = PLACES
            .iter()
            .filter(|(of, _)| country == "both" || *of == country)
            .flat_map(|(_, codes)| codes.iter().copied())
            .collect();
        let complete = !random.one_in(6);
        let mut codes: Vec<Option<&str>> = Vec::new();
        for _ in 0..random.below(4) + usize::from(complete) {
            let at = random.below(near.len());
            codes.push(Some(near.remove(at)));
        }
        if codes.len() > 1 && random.one_in(3) {
            codes[0] = None;
        }
        let complete = complete && codes.iter().any(Option::is_some);
        let mut shares = random.shares(codes.len().max(1));
        codes.truncate(shares.len());
        if codes.is_empty() || random.one_in(4) {
            shares = vec![0; codes.len()];
        }
        let complete = complete && codes.iter().any(Option::is_some);
        let without_territory = !random.one_in(3);
        let places: Vec<PlaceShare> = codes
            .iter()
            .zip(&shares)
            .map(|(code, share)| PlaceShare {
                place: code.map(|code| self.gazetteer.by_code(code).expect("a place").id),
                share_basis_points: *share,
                territorial_status: if without_territory {
                    TerritorialStatus::No
                } else {
                    TerritorialStatus::Unknown
                },
                territorial_basis: Some("Certificación número 12".to_owned()),
            })
            .collect();
        let shares_by_sector = random.shares(1 + random.0 as usize % 3);
        let mut sectors: Vec<(String, u32)> = SECTORS
            .iter()
            .map(|code| (*code).to_owned())
            .zip(shares_by_sector)
            .collect();
        // Sectors have no position of their own: the larger share stands first, and of equal ones the lower code. It
        // decides who gets the last cent.
        sectors.sort_by_key(|(code, share)| (std::cmp::Reverse(*share), code.clone()));
        let lines: Vec<(&str, i64)> = (0..random.number(1, 3))
            .map(|_| (random.pick(&LINES), random.number(1, 5_000_000_000)))
            .collect();
        let started = !random.one_in(3);
        let (currency, pillar) = (random.pick(&CURRENCIES), random.pick(&PILLARS));
        let budget_on = (!random.one_in(6)).then(|| today - Duration::days(random.number(0, 480)));
        let long =
            "Descripción de un proyecto de la simulación, bastante larga para que la puerta la deje pasar sin reparos.";
        let organisation = self.organisations[IMPLEMENTER];
        let facts = Facts {
            title_es: format!("Proyecto simulado {}", random.number(1, 9_999)),
            title_en: "Simulated project".to_owned(),
            description_es: long.to_owned(),
            description_en: long.to_owned(),
            pillar: Pillar::parse(pillar).expect("a pillar"),
            country: Country::parse(country).expect("a country"),
            budget_currency: currency,
            budget_on,
            accountable: Some(organisation),
            implementing: Some(organisation),
            contact_office: if complete { "Oficina".to_owned() } else { String::new() },
            planned_start_on: Some(today),
            planned_end_on: Some(today + Duration::days(300)),
            actual_start_on: started.then_some(today),
            actual_end_on: None,
            places,
            sectors: sectors
                .iter()
                .map(|(code, share)| SectorShare {
                    sector_code: code.clone(),
                    share_basis_points: *share,
                })
                .collect(),
            lines: lines
                .iter()
                .map(|(name, minor)| BudgetLine {
                    name_es: (*name).to_owned(),
                    name_en: (*name).to_owned(),
                    amount_minor: *minor,
                })
                .collect(),
        };
        let stored = Project {
            id: 0,
            version: 1,
            status: Status::Draft,
            suspended_from: None,
            country,
            pillar,
            currency,
            budget_on,
            requirement: lines.iter().map(|(_, minor)| i128::from(*minor)).sum(),
            lines: lines.iter().map(|(name, minor)| (*name, i128::from(*minor))).collect(),
            rate: None,
            homes: BTreeSet::new(),
            spent: Vec::new(),
            places: codes.iter().map(|code| code.map(str::to_owned)).zip(shares).collect(),
            sectors,
            complete,
            started,
            // What the gazetteer knows to be a territory, nobody's word makes otherwise.
            without_territory: codes.iter().flatten().all(|code| {
                let place = self.gazetteer.by_code(code).expect("a place");
                match place.territorial_status {
                    TerritorialStatus::Yes => false,
                    TerritorialStatus::No => true,
                    TerritorialStatus::Unknown => without_territory,
                }
            }),
        };
        (facts, stored)
    }
}
