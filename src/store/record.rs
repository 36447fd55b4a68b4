//! What an action records, as one statement with a fixed text.
//!
//! Every statement costs a way to the database and back, which is most of what a short action takes. So what is only
//! added and whose outcome nobody waits for is gathered ([`super::Tx::record`]) and written together, before the next
//! statement or at the end. The text is the same whatever is written: the rows of each table come as one JSON list, and a
//! table without rows gets none. On SQLite it is several statements in a row, on PostgreSQL one with a part for each, all
//! of which see what stood before; so one record holds a row of a table that is changed in place once at most.

use std::collections::BTreeMap;

use sea_orm::{DbErr, Value};
use serde::Serialize;
use time::Date;

use super::Result;
use super::columns::Units;
use super::sql::Text;
use super::totals::moved::{Moved, add_moved, checked_sum, keep_day, moved_lines, moved_sums, stored_total};
use crate::domain::chain::{Cause, Outcome};
use crate::domain::currency::Currency;
use crate::domain::event::EventKind;
use crate::domain::ids::{AccountId, LedgerEntryId, OrganisationId, PlaceId, PledgeId, ProjectId, RateId};
use crate::domain::ledger::EntryKind;
use crate::domain::measures::measure_names;
use crate::domain::party::Party;
use crate::domain::pillar::Pillar;
use crate::domain::pledge::PledgeKind;
use crate::domain::timestamp::Timestamp;

/// Rows that wait at most.
const LINES_MAX: usize = 2_000;

/// Names, with commas between them.
macro_rules! names {
    ($first:ident $($rest:ident)*) => { concat!(stringify!($first) $(, ", ", stringify!($rest))*) };
}

/// A list of JSON objects that is bound to a place, as the rows `line`.
macro_rules! lines {
    (sqlite $at:literal, $first:ident $first_type:ident $(, $column:ident $type:ident)*) => {
        concat!("(SELECT value ->> '", stringify!($first), "' AS ", stringify!($first)
            $(, ", value ->> '", stringify!($column), "' AS ", stringify!($column))*,
            " FROM json_each(", $at, ")) AS line")
    };
    (postgres $at:literal, $first:ident $first_type:ident $(, $column:ident $type:ident)*) => {
        concat!("json_to_recordset(CAST(", $at, " AS json)) AS line (", stringify!($first), " ", stringify!($first_type)
            $(, ", ", stringify!($column), " ", stringify!($type))*, ")")
    };
}

macro_rules! insert {
    ($dialect:ident $at:literal, $table:ident, $($column:ident $type:ident),+ $(; $conflict:literal)?) => {
        concat!("INSERT INTO ", stringify!($table), " (", names!($($column)+), ") SELECT ", names!($($column)+),
            " FROM ", lines!($dialect $at, $($column $type),+) $(, " WHERE TRUE ON CONFLICT ", $conflict)?)
    };
}

/// Declares the tables that rows are added to: where their rows are bound, the columns, and what happens to a row that
/// stands already. Rows that others refer to come first.
macro_rules! tables {
    ($($at:literal $table:ident: $line:ident {
        $($column:ident: $type:ty as $sql:ident),+ $(,)?
    } $(; $conflict:literal)?)+) => {
        $(
            #[derive(Debug, Serialize)]
            pub(super) struct $line { $(pub $column: $type),+ }
        )+

        /// Rows on their way in, by table.
        #[derive(Debug, Default)]
        pub(super) struct Record {
            $(pub $table: Vec<$line>,)+
            /// Projects whose row changes in place.
            pub project: BTreeMap<ProjectId, ProjectLine>,
            /// By how much totals move.
            pub moved: Moved,
        }

        impl Record {
            fn lines(&self) -> usize {
                self.project.len() $(+ self.$table.len())+
            }

            /// The lists of rows, in the order of their places.
            fn lists(&self) -> Result<Vec<Option<String>>> {
                Ok(vec![$(json(&self.$table)?),+])
            }
        }

        macro_rules! rows {
            (sqlite) => { concat!($(insert!(sqlite $at, $table, $($column $sql),+ $(; $conflict)?), ";\n"),+) };
            (postgres) => {
                concat!($("recorded_", stringify!($table), " AS (",
                    insert!(postgres $at, $table, $($column $sql),+ $(; $conflict)?), "),\n"),+)
            };
        }
    };
}

tables! {
    "$1" event: EventLine {
        number: i64 as bigint,
        kind: EventKind as text,
        occurred_at: Timestamp as text,
        project_id: Option<ProjectId> as bigint,
        pledge_id: Option<PledgeId> as bigint,
        organisation_id: Option<OrganisationId> as bigint,
        public: String as text,
        hash: String as text,
    }
    "$2" event_text: EventTextLine {
        event_number: i64 as bigint,
        field: &'static str as text,
        salt: String as text,
        content: String as text,
    }
    "$3" ledger_entry: EntryLine {
        id: LedgerEntryId as bigint,
        kind: EntryKind as text,
        parent_id: Option<LedgerEntryId> as bigint,
        pledge_id: Option<PledgeId> as bigint,
        project_id: Option<ProjectId> as bigint,
        place_id: Option<PlaceId> as bigint,
        pillar: Option<Pillar> as text,
        organisation_id: OrganisationId as bigint,
        receiver_id: Option<OrganisationId> as bigint,
        support: PledgeKind as text,
        finance_type: String as text,
        amount_minor: i64 as bigint,
        currency: Currency as text,
        drawdown_minor: Option<i64> as bigint,
        dated_on: String as date,
        event_number: i64 as bigint,
        account_id: Option<AccountId> as bigint,
        on_behalf: bool as boolean,
        created_at: Timestamp as text,
    }
    "$4" ledger_initiative: InitiativeLine {
        ledger_entry_id: LedgerEntryId as bigint,
        party: Party as text,
    }
    "$5" commitment_tranche: CommitmentTrancheLine {
        id: i64 as bigint,
        commitment_id: LedgerEntryId as bigint,
        position: i64 as bigint,
        due_on: String as date,
        amount_minor: i64 as bigint,
    }
    "$6" conversion: ConversionLine {
        id: i64 as bigint,
        ledger_entry_id: LedgerEntryId as bigint,
        exchange_rate_id: Option<RateId> as bigint,
        units_per_usd: Option<Units> as text,
        usd_minor: i64 as bigint,
        budget_minor: Option<i64> as bigint,
        budget_currency: Option<Currency> as text,
        budget_rate_id: Option<RateId> as bigint,
        event_number: i64 as bigint,
        created_at: Timestamp as text,
    }
    "$7" receipt: ReceiptLine {
        id: i64 as bigint,
        ledger_entry_id: LedgerEntryId as bigint,
        kind: Outcome as text,
        amount_minor: i64 as bigint,
        currency: Currency as text,
        received_on: Option<String> as date,
        cause: Option<Cause> as text,
        on_document: bool as boolean,
        account_id: AccountId as bigint,
        event_number: i64 as bigint,
        created_at: Timestamp as text,
    }
    "$8" outbox: LetterLine {
        template: &'static str as text,
        recipient: String as text,
        language: &'static str as text,
        subject: String as text,
        body: String as text,
        about: String as text,
        nonce: Option<String> as text,
        state: &'static str as text,
        attempts: i64 as bigint,
        due_at: Timestamp as text,
        created_at: Timestamp as text,
    }
    "$9" audit: AuditLine {
        occurred_at: Timestamp as text,
        account_id: Option<AccountId> as bigint,
        action: &'static str as text,
        subject: String as text,
    }
    "$10" request_record: RequestLine {
        account_id: AccountId as bigint,
        form: String as text,
        request_id: String as text,
        content: String as text,
        answer: String as text,
        created_at: Timestamp as text,
    }
    "$11" contribution: ContributionLine {
        subject: String as text,
        figures: String as text,
    }; "(subject) DO UPDATE SET figures = excluded.figures"
    "$12" pledge_state: PledgeStateLine {
        pledge_id: PledgeId as bigint,
        outstanding_minor: i64 as bigint,
        next_due_on: Option<String> as date,
        overdue_from_on: Option<String> as date,
        valid_until_on: Option<String> as date,
        condition_since_on: Option<String> as date,
    }; "(pledge_id) DO UPDATE SET outstanding_minor = excluded.outstanding_minor, next_due_on = excluded.next_due_on,
        overdue_from_on = excluded.overdue_from_on, valid_until_on = excluded.valid_until_on,
        condition_since_on = excluded.condition_since_on"
    "$13" commitment_state: CommitmentStateLine {
        commitment_id: LedgerEntryId as bigint,
        undisbursed_minor: i64 as bigint,
        unconfirmed_minor: i64 as bigint,
        next_due_on: Option<String> as date,
        overdue_from_on: Option<String> as date,
        unanswered_since_on: Option<String> as date,
        unsettled_since_on: Option<String> as date,
        condition_since_on: Option<String> as date,
    }; "(commitment_id) DO UPDATE SET undisbursed_minor = excluded.undisbursed_minor,
        unconfirmed_minor = excluded.unconfirmed_minor, next_due_on = excluded.next_due_on,
        overdue_from_on = excluded.overdue_from_on, unanswered_since_on = excluded.unanswered_since_on,
        unsettled_since_on = excluded.unsettled_since_on,
        condition_since_on = excluded.condition_since_on"
}

/// A project that changed in what the index of projects knows, with its derived columns where they changed.
#[derive(Debug, Default, Serialize)]
pub(super) struct ProjectLine {
    pub id: i64,
    pub changed_event: i64,
    pub requirement_minor: Option<i64>,
    pub requirement_usd_minor: Option<i64>,
    pub gap_minor: Option<i64>,
    pub gap_usd_minor: Option<i64>,
    pub requirement_units_per_usd: Option<Units>,
}

macro_rules! update_projects {
    ($dialect:ident) => {
        concat!(
            "UPDATE project SET changed_event = line.changed_event,
                requirement_minor = COALESCE(line.requirement_minor, project.requirement_minor)",
            replaced!(requirement_usd_minor gap_minor gap_usd_minor requirement_units_per_usd),
            " FROM ",
            lines!($dialect "$14", id bigint, changed_event bigint, requirement_minor bigint, requirement_usd_minor bigint,
                gap_minor bigint, gap_usd_minor bigint, requirement_units_per_usd text),
            " WHERE project.id = line.id"
        )
    };
}

/// Columns that change with the requirement, which is never empty.
macro_rules! replaced {
    ($($column:ident)+) => {
        concat!($(", ", stringify!($column), " = CASE WHEN line.requirement_minor IS NULL THEN project.",
            stringify!($column), " ELSE line.", stringify!($column), " END"),+)
    };
}

/// The texts of a record, which differ only in the measures that move.
macro_rules! text {
    (every $($every:ident)+; moved $($name:ident)+) => {
        Text {
            sqlite: concat!(
                rows!(sqlite), update_projects!(sqlite), ";\n", keep_day!(sqlite $($every)+), ";\n",
                add_moved!(sqlite $($name)+)
            ),
            postgres: concat!(
                "WITH ", rows!(postgres), "changed_project AS (", update_projects!(postgres), "),\nkept_day AS (",
                keep_day!(postgres $($every)+), ")\n", add_moved!(postgres $($name)+)
            ),
        }
    };
}

macro_rules! texts {
    ($($name:ident),+ $(,)?) => {
        const EVERY_MEASURE: Text = text!(every $($name)+; moved $($name)+);
        /// For a payment, which is what is recorded most: its totals are changed in one place instead of thirty.
        const DECLARED_ONLY: Text = text!(every $($name)+; moved declared);
    };
}
measure_names!(texts);

/// A note in the audit that nothing goes along with.
pub(super) const AUDIT: &str = "INSERT INTO audit (occurred_at, account_id, action, subject) VALUES ($1, $2, $3, $4)";

/// An answer that nothing goes along with.
pub(super) const REQUEST_RECORD: &str =
    "INSERT INTO request_record (account_id, form, request_id, content, answer, created_at)
    VALUES ($1, $2, $3, $4, $5, $6)";

/// A list of rows as text; nothing where there are none.
fn json<T: Serialize>(lines: &[T]) -> Result<Option<String>> {
    if lines.is_empty() {
        Ok(None)
    } else {
        written(&lines).map(Some)
    }
}

fn written(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| DbErr::Json(error.to_string()).into())
}

impl Record {
    pub(super) fn is_empty(&self) -> bool {
        self.lines() == 0 && self.moved.is_empty()
    }

    /// Whether it must be written before more is added.
    pub(super) fn is_full(&self) -> bool {
        self.lines() >= LINES_MAX
    }

    /// Notes that a project changed in what the index of projects knows, by this event of its write.
    pub(super) fn change_project(&mut self, id: ProjectId, changed_event: i64) {
        let line = self.project.entry(id).or_default();
        (line.id, line.changed_event) = (id.0, changed_event);
    }

    /// The statements that write it, of a write on `today`.
    pub(super) fn statements(self, postgres: bool, today: Date) -> Result<Vec<(&'static str, Vec<Value>)>> {
        let notes = self.audit.len() + self.request_record.len();
        if self.lines() == notes && self.moved.is_empty() {
            return Ok(self.notes());
        }
        let mut values: Vec<Value> = self.lists()?.into_iter().map(Value::from).collect();
        let projects: Vec<&ProjectLine> = self.project.values().collect();
        values.push(json(&projects)?.into());
        let moved = (!self.moved.is_empty()).then(|| written(&self.moved)).transpose()?;
        values.extend(values![moved, today]);
        let text = if self.moved.is_only(&["declared"]) {
            DECLARED_ONLY
        } else {
            EVERY_MEASURE
        };
        Ok(vec![(text.on(postgres), values)])
    }

    /// What is not public and goes alone.
    fn notes(self) -> Vec<(&'static str, Vec<Value>)> {
        let audit = self.audit.into_iter().map(|line| {
            (
                AUDIT,
                values![line.occurred_at, line.account_id, line.action, line.subject],
            )
        });
        let requests = self.request_record.into_iter().map(|line| {
            let bound = values![
                line.account_id,
                line.form,
                line.request_id,
                line.content,
                line.answer,
                line.created_at
            ];
            (REQUEST_RECORD, bound)
        });
        audit.chain(requests).collect()
    }
}

#[cfg(test)]
mod tests;
