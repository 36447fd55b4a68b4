//! Parts of statements.

use sea_orm::Value;

use crate::domain::ids::{LedgerEntryId, PledgeId, ProjectId};

/// A statement on each database, where they differ.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

impl Text {
    /// The statement for the database that is asked.
    pub(super) const fn on(self, postgres: bool) -> &'static str {
        if postgres { self.postgres } else { self.sqlite }
    }
}

/// The condition that a value is one of the few that a question gives. PostgreSQL would plan the question as one more
/// table among those of the statement, and with many of them read all rows before it asks: so there it is a list, which is
/// asked for first.
macro_rules! among {
    (sqlite $value:literal, $question:literal) => {
        concat!($value, " IN (", $question, ")")
    };
    (postgres $value:literal, $question:literal) => {
        concat!($value, " = ANY (ARRAY(", $question, "))")
    };
}
pub(super) use among;

/// As [`among!`], where the text is made at run time.
pub(super) fn one_of(postgres: bool, value: &str, question: &str) -> String {
    if postgres {
        format!("{value} = ANY (ARRAY({question}))")
    } else {
        format!("{value} IN ({question})")
    }
}

/// Which rows of the ledger a statement picks.
#[derive(Debug, Clone)]
enum Picked {
    /// Those of which a condition is true.
    Where(String),
    /// Those whose keys a question gives.
    Among(String),
}

/// A condition on rows of the ledger, which a statement calls `entry`, with its bound values from `$1` on.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    picked: Picked,
    pub bound: Vec<Value>,
}

impl Clause {
    /// The condition for the database that is asked.
    pub(super) fn on(&self, postgres: bool) -> String {
        match &self.picked {
            Picked::Where(condition) => condition.clone(),
            Picked::Among(question) => one_of(postgres, "entry.id", question),
        }
    }

    /// One row.
    pub(super) fn of_entry(entry: LedgerEntryId) -> Self {
        Self {
            picked: Picked::Where("entry.id = $1".to_owned()),
            bound: vec![entry.0.into()],
        }
    }

    /// The rows of some pledges.
    pub(super) fn of_pledges(pledges: &[PledgeId]) -> Self {
        let promised = placeholders_or_null(1, pledges.len());
        Self {
            picked: Picked::Where(format!("entry.pledge_id IN ({promised})")),
            bound: pledges.iter().map(|id| id.0.into()).collect(),
        }
    }

    /// The rows of some pledges, and of some commitments without a pledge with all that descends from them.
    pub(super) fn of_accounts(pledges: &[PledgeId], commitments: &[LedgerEntryId]) -> Self {
        let promised = placeholders_or_null(1, pledges.len());
        let signed = placeholders_or_null(pledges.len() + 1, commitments.len());
        let keys = pledges.iter().map(|id| id.0).chain(commitments.iter().map(|id| id.0));
        Self {
            picked: Picked::Among(format!(
                "SELECT own.id FROM ledger_entry AS own WHERE own.pledge_id IN ({promised})
                    UNION ALL SELECT own.id FROM ledger_entry AS own WHERE own.id IN ({signed})
                    UNION ALL SELECT own.id FROM ledger_entry AS own WHERE own.parent_id IN ({signed})
                    UNION ALL SELECT own.id FROM ledger_entry AS own JOIN ledger_entry AS paid
                        ON paid.id = own.parent_id WHERE paid.parent_id IN ({signed})"
            )),
            bound: keys.map(Into::into).collect(),
        }
    }

    /// The rows of some pledges, and those of a project that have no pledge.
    pub(super) fn of_project(pledges: &[PledgeId], project: ProjectId) -> Self {
        let promised = placeholders_or_null(2, pledges.len());
        let keys = [project.0].into_iter().chain(pledges.iter().map(|id| id.0));
        Self {
            picked: Picked::Among(format!(
                "SELECT own.id FROM ledger_entry AS own WHERE own.pledge_id IN ({promised})
                    UNION ALL SELECT own.id FROM ledger_entry AS own
                        WHERE own.project_id = $1 AND own.pledge_id IS NULL"
            )),
            bound: keys.map(Into::into).collect(),
        }
    }
}

/// `$1, $2, …` for `count` values, starting at `first`.
pub(super) fn placeholders(first: usize, count: usize) -> String {
    (first..first + count)
        .map(|n| format!("${n}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// As [`placeholders`], and `NULL` for none: an empty list is asked for too, so that a page takes the same number of
/// statements whatever it shows.
pub(super) fn placeholders_or_null(first: usize, count: usize) -> String {
    if count == 0 {
        "NULL".to_owned()
    } else {
        placeholders(first, count)
    }
}

/// The functions that make a JSON list of rows, and a list of values.
pub(super) const fn json_functions(postgres: bool) -> [&'static str; 2] {
    if postgres {
        ["json_agg", "json_build_array"]
    } else {
        ["json_group_array", "json_array"]
    }
}
