//! Between whom, where and at which rates the invented projects happen.

use std::collections::BTreeMap;

use time::{Date, Duration};

use crate::actions::ActionError;
use crate::domain::account::Role;
use crate::domain::country::{Country, Jurisdiction};
use crate::domain::currency::Currency;
use crate::domain::ids::{AccountId, OrganisationId, PlaceId};
use crate::domain::organisation::Class;
use crate::domain::place::{Gazetteer, PlaceKind};
use crate::domain::rate::{Rate, RateKind};
use crate::domain::timestamp::Timestamp;
use crate::seed::SeedError;
use crate::seed::trial::draw::{Draw, RankSums};
use crate::seed::trial::names;
use crate::store::accounts::NewAccount;
use crate::store::organisations::OrganisationRow;
use crate::store::rates::NewRate;
use crate::store::{Db, Tx, accounts, organisations, places, rates, reference};

/// The officer who keeps the invented projects and verifies what is promised to them.
pub(super) const OFFICER: &str = "ensayo@demo.example";
/// Where the invented rates say they come from.
const RATE_SOURCE: &str = "ensayo · trial";
/// Over how many years they are spread.
pub(super) const YEARS: i64 = 10;
/// How many sectors they are in.
const SECTORS: usize = 200;
/// Fewest organisations among which they are spread.
const ORGANISATIONS_MIN: usize = 8;

/// An organisation with its person.
#[derive(Debug)]
pub(super) struct Member {
    pub id: OrganisationId,
    pub slug: String,
    pub class: Class,
    pub account: AccountId,
}

/// Who acts, where, at which rates.
#[derive(Debug)]
pub(super) struct Cast {
    pub officer: AccountId,
    pub members: Vec<Member>,
    pub member_ranks: RankSums,
    pub gazetteer: Gazetteer,
    /// All places but the two countries, those with the most projects first.
    pub places: Vec<PlaceId>,
    pub place_ranks: RankSums,
    pub sectors: Vec<String>,
    pub sector_ranks: RankSums,
    pub rates: BTreeMap<Currency, Vec<Rate>>,
    pub today: Date,
}

impl Cast {
    /// Adds whom and what is missing for so many projects, and reads the rest.
    ///
    /// # Errors
    /// [`SeedError`].
    pub async fn prepare(db: &Db, now: Timestamp, projects: usize) -> Result<Self, SeedError> {
        let wanted = (projects / 50).max(ORGANISATIONS_MIN);
        let (officer, members) = db
            .write(now, async |tx| {
                add_rates(tx, now.local_date()).await?;
                let officer = officer(tx).await?;
                let mut members = Vec::with_capacity(wanted);
                for number in 0..wanted {
                    members.push(member(tx, number).await?);
                }
                Ok::<_, SeedError>((officer, members))
            })
            .await?;
        let gazetteer = places::gazetteer(db.primary()).await?;
        let places = shuffled(
            gazetteer
                .places()
                .iter()
                .filter(|place| place.kind != PlaceKind::Country),
        );
        let places: Vec<PlaceId> = places.into_iter().map(|place| place.id).collect();
        let mut sectors = shuffled(
            reference::sectors(db.primary())
                .await?
                .into_iter()
                .map(|sector| sector.code),
        );
        sectors.truncate(SECTORS);
        let mut known = BTreeMap::new();
        for currency in [Currency::COP, Currency::EUR] {
            known.insert(currency, rates::of_currency(db.primary(), currency).await?);
        }
        Ok(Self {
            officer,
            member_ranks: RankSums::new(members.len(), 400),
            members,
            gazetteer,
            place_ranks: RankSums::new(places.len(), 0),
            places,
            sector_ranks: RankSums::new(sectors.len(), 0),
            sectors,
            rates: known,
            today: now.local_date(),
        })
    }

    /// The rates of a currency; none for those that need none.
    pub fn rates_of(&self, currency: Currency) -> &[Rate] {
        self.rates.get(&currency).map_or(&[], Vec::as_slice)
    }

    /// A place, most often one of a few.
    pub fn place(&self, draw: &mut Draw) -> PlaceId {
        self.places[draw.ranked(&self.place_ranks)]
    }

    /// An organisation, most often one of a few.
    pub fn member(&self, draw: &mut Draw) -> &Member {
        &self.members[draw.ranked(&self.member_ranks)]
    }

    /// An organisation other than this one, which would pay itself.
    pub fn member_but(&self, other: OrganisationId, draw: &mut Draw) -> &Member {
        let drawn = draw.ranked(&self.member_ranks);
        let next = (drawn + 1) % self.members.len();
        let at = if self.members[drawn].id == other { next } else { drawn };
        &self.members[at]
    }

    /// The country in which a place lies.
    pub fn country_of(&self, place: PlaceId) -> Country {
        self.gazetteer.get(place).map_or(Country::Both, |place| place.country)
    }
}

/// In an order that has nothing to do with their own and is always the same.
fn shuffled<T>(things: impl Iterator<Item = T>) -> Vec<T> {
    let mut keyed: Vec<(usize, T)> = things
        .enumerate()
        .map(|(at, thing)| (Draw::of(at, 9).below(usize::MAX), thing))
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, thing)| thing).collect()
}

async fn officer(tx: &Tx) -> Result<AccountId, SeedError> {
    let role = Role::Officer {
        jurisdiction: Jurisdiction::Both,
    };
    account(tx, OFFICER.to_owned(), "Registro de ensayo (demostración)", role).await
}

async fn member(tx: &Tx, number: usize) -> Result<Member, SeedError> {
    let named = names::organisation(number);
    let row = OrganisationRow {
        id: OrganisationId(0),
        slug: format!("ensayo-{:04}", number + 1),
        name_es: named.name_es,
        name_en: named.name_en,
        class: named.class,
        iati_type: named.iati_type.to_owned(),
        iati_ref: None,
        country: if number % 3 == 2 { "PA" } else { "CO" }.to_owned(),
        source: None,
        demonstration: true,
    };
    organisations::add(tx, &row).await?;
    let known = organisations::by_slug(tx, &row.slug).await?;
    let id = known.ok_or(ActionError::NotFound)?.key();
    let email = format!("aliado.{}@demo.example", row.slug);
    let role = Role::Partner { organisation: id };
    Ok(Member {
        id,
        account: account(tx, email, &row.name_es, role).await?,
        slug: row.slug,
        class: named.class,
    })
}

/// An account that nobody can sign in with.
async fn account(tx: &Tx, email: String, name: &str, role: Role) -> Result<AccountId, SeedError> {
    if let Some(known) = accounts::by_email(tx, &email).await? {
        return Ok(known.id);
    }
    let account = NewAccount {
        email,
        name: name.to_owned(),
        password_hash: None,
        role,
        language: "es",
    };
    Ok(accounts::insert(tx, &account).await?)
}

/// Monthly rates up to the first day of which any rate is known, so that nothing that stood without one gets one.
async fn add_rates(tx: &Tx, today: Date) -> Result<(), SeedError> {
    let until = rates::earliest(tx).await?.unwrap_or(today + Duration::days(31));
    let mut first = first_of_month(today - Duration::days(366 * (YEARS + 1)));
    let mut month = 0_i64;
    while first < until {
        let next = first_of_month(first + Duration::days(31));
        let last = next.min(until) - Duration::days(1);
        for (currency, units) in [(Currency::COP, pesos(month)), (Currency::EUR, euros(month))] {
            let rate = NewRate {
                currency,
                kind: RateKind::Monthly,
                valid_from_on: first,
                valid_to_on: last,
                units_per_usd: units,
                source: RATE_SOURCE.to_owned(),
                demonstration: true,
            };
            rates::add(tx, &rate).await?;
        }
        (first, month) = (next, month + 1);
    }
    Ok(())
}

fn first_of_month(day: Date) -> Date {
    day.replace_day(1).unwrap_or(day)
}

/// From some 2 900 to some 4 300 pesos for a dollar.
fn pesos(month: i64) -> rust_decimal::Decimal {
    rust_decimal::Decimal::new(2_900_00 + month * 10_00 + month * month % 97 * 70, 2)
}

/// From 0.84 to 0.95 euros for a dollar.
fn euros(month: i64) -> rust_decimal::Decimal {
    rust_decimal::Decimal::new(8_400 + month * month % 113 * 10, 4)
}
