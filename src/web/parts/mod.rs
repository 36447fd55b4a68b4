//! What several pages show.

pub mod acceptances;
pub mod boundary;
pub mod cards;
pub mod chain;
mod change_note;
pub mod data;
pub mod documented_source;
pub mod due;
pub mod events;
pub mod figures;
pub mod fulfilment;
pub mod marks;
pub mod pending;
pub mod places;
pub mod pledge_lines;
pub mod pledged;
pub mod proposal;
pub mod statement;
pub mod targets;
pub mod terms;
pub mod texts;
pub mod waiting;
