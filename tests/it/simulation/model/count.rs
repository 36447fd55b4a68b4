//! What a chain adds to the figures at one level, and where the figures of a project or pledge are counted.

use std::collections::BTreeMap;

use puente::domain::currency::Currency;
use puente::domain::place::Gazetteer;
use puente::domain::pledge::PledgeKind;
use puente::domain::project::Status;

use super::chain::{Level, State, Word};
use super::sum::{
    COMMITTED, DECLARED, DIRECT, DISPUTED, ENDED, EXCHANGE_PAID, EXCHANGE_SIGNED, FINANCED, GAP, GUARANTEES, IN_KIND,
    OUTSTANDING, PAID, PLEDGED, PUBLISHED, REQUIREMENT, SUSPENDED, Sum, Totals, put, split_sum, zero,
};
use super::valuation::Valuation;
use super::{Giving, Project, rates};

/// By year and currency of the row.
pub type ByYear = BTreeMap<(i32, Currency), Sum>;

/// Adds an amount under some names.
pub fn note(sums: &mut ByYear, year: i32, valuation: &Valuation, names: &[usize]) {
    let (currency, minor) = valuation.counted();
    let mut sum = zero();
    for name in names {
        sum[*name] = minor;
    }
    put(sums, (year, currency), &sum, 1);
}

fn note_exchange(sums: &mut ByYear, year: i32, name: usize, new: Option<i128>, old: Option<i128>) {
    if let Some((new, old)) = new.zip(old) {
        let mut sum = zero();
        sum[name] = new - old;
        put(sums, (year, Currency::USD), &sum, 1);
    }
}

/// The measure, and its part by finance type: grant, loan or equity, or neither.
fn financed(name: usize, finance_type: &str) -> Vec<usize> {
    let parts = FINANCED
        .iter()
        .find(|(of, _, _)| *of == name)
        .map(|(_, parts, _)| parts);
    let part = match finance_type {
        "110" => Some(0),
        "421" => Some(1),
        "510" => Some(2),
        _ => None,
    };
    let part = parts.zip(part).map(|(parts, part)| parts[part]);
    part.into_iter().chain([name]).collect()
}

impl State {
    /// What stands at one level.
    pub fn sums(&self, level: &Level, giving: &Giving) -> ByYear {
        let mut sums = ByYear::new();
        if let Some(line) = self.lines.get(level) {
            let year = giving.on.year();
            match giving.kind {
                PledgeKind::Financial => {
                    note(&mut sums, year, &line.pledged, &financed(PLEDGED, giving.finance_type));
                    note(&mut sums, year, &line.open, &[OUTSTANDING]);
                    note(&mut sums, year, &line.ended, &[ENDED]);
                }
                PledgeKind::InKind | PledgeKind::Technical => note(&mut sums, year, &line.open, &[IN_KIND]),
                PledgeKind::Guarantee => note(&mut sums, year, &line.open, &[GUARANTEES]),
            }
        }
        for (id, commitment) in self.commitments.iter().filter(|(_, one)| one.level == *level) {
            let mut names = financed(COMMITTED, giving.finance_type);
            match &commitment.drawdown {
                Some(drawdown) => {
                    let (new, old) = (commitment.signed.usd, drawdown.usd);
                    note_exchange(&mut sums, giving.on.year(), EXCHANGE_SIGNED, new, old);
                }
                None => names.push(DIRECT),
            }
            note(&mut sums, commitment.on.year(), &commitment.signed, &names);
            for disbursement in self
                .disbursements
                .values()
                .filter(|disbursement| disbursement.commitment == *id)
            {
                let year = disbursement.on.year();
                if let Some(published) = disbursement.published_valuation() {
                    note(&mut sums, year, &published, &[PUBLISHED]);
                }
                match disbursement.word {
                    Word::Declared => note(&mut sums, year, &disbursement.net, &[DECLARED]),
                    Word::Disputed => note(&mut sums, year, &disbursement.net, &[DISPUTED]),
                    Word::Received => {
                        note(&mut sums, year, &disbursement.net, &financed(PAID, giving.finance_type));
                        note_exchange(
                            &mut sums,
                            year,
                            EXCHANGE_PAID,
                            disbursement.net.usd,
                            disbursement.matched,
                        );
                    }
                }
            }
        }
        sums
    }

    /// What is signed at a level in a project's budget currency.
    pub fn committed_in_budget(&self, level: &Level, currency: Currency) -> i128 {
        let commitments = self.commitments.values().filter(|one| one.level == *level);
        commitments.filter_map(|one| one.in_budget(currency)).sum()
    }
}

/// Counts sums under whose money they are and their years, and gives them as a whole.
pub fn count_providers(totals: &mut Totals, giving: &Giving, sums: &ByYear) -> BTreeMap<Currency, Sum> {
    let mut whole = BTreeMap::new();
    for ((year, currency), sum) in sums {
        let parts: Vec<(&str, &str, Sum)> = match giving.shares() {
            None => vec![("unsplit", "unsplit", *sum)],
            Some(providers) => {
                let shares: Vec<i128> = providers.iter().map(|(_, share)| *share).collect();
                let parts = providers.iter().zip(split_sum(sum, &shares));
                parts
                    .map(|((provider, _), part)| (provider.slug, provider.class, part))
                    .collect()
            }
        };
        for (slug, class, mut part) in parts {
            if class == "domestic_public" {
                for (name, _, domestic) in FINANCED {
                    part[domestic] = part[name];
                }
            }
            for (boundary, key) in [("partner", slug), ("class", class), ("year", &year.to_string())] {
                put(totals, ((boundary, key.to_owned()), *currency), &part, 1);
            }
            put(&mut whole, *currency, &part, 1);
        }
    }
    whole
}

/// Counts something by its places and everything above them.
pub fn count_places(
    totals: &mut Totals,
    gazetteer: &Gazetteer,
    places: &[(Option<String>, u32)],
    currency: Currency,
    sum: &Sum,
) {
    let mut shares: Vec<i128> = places.iter().map(|(_, share)| i128::from(*share)).collect();
    if shares.len() == 1 {
        shares[0] = 10_000;
    }
    if shares.iter().all(|share| *share == 0) {
        put(totals, (("place", "unsplit".to_owned()), currency), sum, 1);
        return;
    }
    for ((code, _), part) in places.iter().zip(split_sum(sum, &shares)) {
        let Some(code) = code else {
            put(totals, (("place", "outside".to_owned()), currency), &part, 1);
            continue;
        };
        let mut next = gazetteer.by_code(code);
        while let Some(place) = next {
            put(totals, (("place", place.code.clone()), currency), &part, 1);
            if place.is_territory {
                put(totals, (("territory", place.code.clone()), currency), &part, 1);
            }
            next = place
                .parent
                .and_then(|parent| gazetteer.places().iter().find(|other| other.id == parent));
        }
    }
}

impl Project {
    /// A sum in the budget currency as it is counted: at the rate of the budget, where that is known.
    fn at_its_rate(&self, minor: i128) -> (Currency, i128) {
        match (self.currency, self.rate) {
            (Currency::USD | Currency::PAB, _) => (Currency::USD, minor),
            (currency, Some(hundredths)) => (Currency::USD, rates::cents(minor, currency, hundredths)),
            (currency, None) => (currency, minor),
        }
    }

    /// What it needs, and what of that nobody has signed for.
    pub fn own(&self, committed: i128) -> (Currency, Sum) {
        let mut sum = zero();
        let (currency, requirement) = self.at_its_rate(self.requirement);
        if !matches!(self.status, Status::Draft | Status::Cancelled) {
            sum[REQUIREMENT] = requirement;
        }
        let (_, gap) = self.at_its_rate((self.requirement - committed).max(0));
        if self.is_open() {
            sum[GAP] = gap;
        }
        if self.status == Status::Suspended {
            sum[SUSPENDED] = gap;
        }
        (currency, sum)
    }
}
