//! What a project is, as its officer states it, and all that can be wrong with it.
//!
//! Whoever reads facts, from a form or from a file, states what was found ([`StatedFacts`]) and lets
//! [`StatedFacts::check`] decide; an action checks the facts that it is given once more ([`Facts::checked`]).

mod kept;
mod rules;
mod stated;

pub use kept::{
    BASIS_LENGTH_MIN, BudgetLine, DESCRIPTION_LENGTH_MAX, DESCRIPTION_LENGTH_MIN, Facts, LINE_LENGTH_MAX, PlaceShare,
    ROWS_MAX, SectorShare, TITLE_LENGTH_MAX, TITLE_LENGTH_MIN,
};
pub use rules::{FactsError, FactsRule, Known};
pub use stated::{Stated, StatedFacts, StatedLine, StatedPlace, StatedSector};

#[cfg(test)]
mod tests;
