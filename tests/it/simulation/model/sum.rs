//! The figures of a boundary, under the names of the registry.

use std::collections::BTreeMap;

use puente::domain::counting::Boundary;
use puente::domain::currency::Currency;
use puente::domain::measures::Measures;

use super::valuation::split;

/// A figure for each of [`Measures::NAMES`]; what the model does not know of stays zero.
pub type Sum = [i128; Measures::NAMES.len()];

/// Boundary and its key.
pub type Place = (&'static str, String);

/// Boundary, key, currency of the row → figures that are not all zero.
pub type Totals = BTreeMap<(Place, Currency), Sum>;

/// Where a figure stands; a name that is gone does not compile.
const fn at(name: &str) -> usize {
    let mut at = 0;
    while at < Measures::NAMES.len() {
        let (known, wanted) = (Measures::NAMES[at].as_bytes(), name.as_bytes());
        let mut same = if known.len() == wanted.len() { 0 } else { usize::MAX };
        while same < known.len() && known[same] == wanted[same] {
            same += 1;
        }
        if same == known.len() {
            return at;
        }
        at += 1;
    }
    panic!("no such measure")
}

pub const REQUIREMENT: usize = at("requirement");
pub const PLEDGED: usize = at("pledged");
pub const OUTSTANDING: usize = at("outstanding");
pub const ENDED: usize = at("ended");
pub const COMMITTED: usize = at("committed");
pub const DIRECT: usize = at("direct");
pub const DECLARED: usize = at("declared");
pub const DISPUTED: usize = at("disputed");
pub const PAID: usize = at("paid");
pub const PUBLISHED: usize = at("published");
pub const SPENT: usize = at("spent");
pub const IN_KIND: usize = at("in_kind");
pub const COVERED: usize = at("covered");
pub const GUARANTEES: usize = at("guarantees");
pub const GAP: usize = at("gap");
pub const SUSPENDED: usize = at("suspended");
pub const EXCHANGE_SIGNED: usize = at("exchange_signed");
pub const EXCHANGE_PAID: usize = at("exchange_paid");
/// What is told apart by finance type and by public money, each with its three parts and its domestic part.
pub const FINANCED: [(usize, [usize; 3], usize); 3] = [
    (
        PLEDGED,
        [at("pledged_grant"), at("pledged_loan"), at("pledged_equity")],
        at("pledged_domestic"),
    ),
    (
        COMMITTED,
        [at("committed_grant"), at("committed_loan"), at("committed_equity")],
        at("committed_domestic"),
    ),
    (
        PAID,
        [at("paid_grant"), at("paid_loan"), at("paid_equity")],
        at("paid_domestic"),
    ),
];

/// The boundary of this code.
pub fn boundary(code: &str) -> &'static str {
    Boundary::parse(code)
        .unwrap_or_else(|| panic!("no boundary {code}"))
        .code()
}

pub fn zero() -> Sum {
    [0; Measures::NAMES.len()]
}

pub fn is_zero(sum: &Sum) -> bool {
    sum.iter().all(|value| *value == 0)
}

/// Adds a sum, `times` 1 or −1, and forgets what has become zero.
pub fn put<K: Ord>(sums: &mut BTreeMap<K, Sum>, key: K, more: &Sum, times: i128) {
    let mut sum = sums.remove(&key).unwrap_or_else(zero);
    for (value, more) in sum.iter_mut().zip(more) {
        *value += times * more;
    }
    if !is_zero(&sum) {
        sums.insert(key, sum);
    }
}

/// Every figure split by the same shares.
pub fn split_sum(sum: &Sum, shares: &[i128]) -> Vec<Sum> {
    let columns: Vec<Vec<i128>> = sum.iter().map(|value| split(*value, shares)).collect();
    (0..shares.len())
        .map(|part| std::array::from_fn(|name| columns[name][part]))
        .collect()
}
