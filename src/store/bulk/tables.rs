//! Rows of a table, many to a statement, and the tables that a new project needs.

use sea_orm::Value;

use super::super::projects::numbering;
use super::super::{Result, Source as _, Tx, placeholders};

/// Values that one statement takes: SQLite allows 32 766.
const VALUES_MAX: usize = 30_000;
/// Rows that one statement takes.
const ROWS_MAX: usize = 500;

/// Rows of one table on their way in.
#[derive(Debug)]
pub(in crate::store) struct Rows {
    table: &'static str,
    columns: String,
    width: usize,
    rows: Vec<Vec<Value>>,
}

impl Rows {
    /// None yet, of these columns.
    pub(in crate::store) fn of(table: &'static str, columns: impl Into<String>) -> Self {
        let columns = columns.into();
        Self {
            table,
            width: columns.split(',').count(),
            columns,
            rows: Vec::new(),
        }
    }

    pub(in crate::store) fn push(&mut self, row: Vec<Value>) {
        debug_assert_eq!(row.len(), self.width, "a row of {} has its columns", self.table);
        self.rows.push(row);
    }

    /// Where the values of a row go. SQLite looks each numbered place up by its name in a list of all of them, which
    /// takes the square of their number: there they have none.
    fn places(&self, row: usize, postgres: bool) -> String {
        if postgres {
            placeholders(row * self.width + 1, self.width)
        } else {
            vec!["?"; self.width].join(", ")
        }
    }

    /// Writes the rows in their order.
    ///
    /// # Errors
    /// [`crate::store::StoreError`].
    pub(in crate::store) async fn write(mut self, tx: &Tx) -> Result<()> {
        let together = (VALUES_MAX / self.width).clamp(1, ROWS_MAX);
        let mut rest = std::mem::take(&mut self.rows).into_iter();
        loop {
            let chunk: Vec<Vec<Value>> = rest.by_ref().take(together).collect();
            if chunk.is_empty() {
                return Ok(());
            }
            let tuples: Vec<String> = (0..chunk.len())
                .map(|row| format!("({})", self.places(row, tx.speaks_postgres())))
                .collect();
            let sql = format!(
                "INSERT INTO {} ({}) VALUES {}",
                self.table,
                self.columns,
                tuples.join(", ")
            );
            tx.run(&sql, chunk.concat()).await?;
        }
    }
}

/// The rows of each table, in the order in which they can be written.
#[derive(Debug)]
pub(super) struct Tables {
    pub projects: Rows,
    pub sectors: Rows,
    pub places: Rows,
    pub lines: Rows,
    pub pledges: Rows,
    pub tranches: Rows,
    pub pledge_changes: Rows,
    pub events: Rows,
    pub texts: Rows,
    pub entries: Rows,
    pub conversions: Rows,
    pub receipts: Rows,
    pub status_changes: Rows,
}

impl Tables {
    pub(super) fn new() -> Self {
        let project = format!(
            "{}, id, code, provenance, status, suspended_from, demonstration, created_by, created_at, changed_at,
             changed_event, version, requirement_minor, requirement_usd_minor, gap_minor, gap_usd_minor, requirement_units_per_usd",
            numbering::NAMES
        );
        Self {
            projects: Rows::of("project", project),
            sectors: Rows::of("project_sector", "project_id, sector_code, share_basis_points"),
            places: Rows::of(
                "project_place",
                "project_id, position, place_id, share_basis_points, territorial_status, territorial_basis",
            ),
            lines: Rows::of("budget_line", "project_id, position, name_es, name_en, amount_minor"),
            pledges: Rows::of(
                "pledge",
                "id, reference, project_id, organisation_id, kind, finance_type, amount_minor, currency, pledged_on,
                 valid_until_on, conditions, authorised_by, note, state, on_behalf, entered_by, submitted_by,
                 submitted_at, verified_by, verified_at, created_at, changed_at, version",
            ),
            tranches: Rows::of("tranche", "pledge_id, position, due_on, amount_minor"),
            pledge_changes: Rows::of(
                "pledge_change",
                "pledge_id, from_state, to_state, reason, account_id, created_at",
            ),
            events: Rows::of(
                "event",
                "number, kind, occurred_at, project_id, pledge_id, organisation_id, public, hash",
            ),
            texts: Rows::of("event_text", "event_number, field, salt, content"),
            entries: Rows::of(
                "ledger_entry",
                "id, kind, parent_id, pledge_id, project_id, organisation_id, receiver_id, support, finance_type,
                 amount_minor, currency, drawdown_minor, dated_on, event_number, account_id, on_behalf, created_at",
            ),
            conversions: Rows::of(
                "conversion",
                "id, ledger_entry_id, exchange_rate_id, units_per_usd, usd_minor, budget_minor, budget_currency,
                 budget_rate_id, event_number, created_at",
            ),
            receipts: Rows::of(
                "receipt",
                "id, ledger_entry_id, kind, amount_minor, currency, received_on, cause, on_document, account_id,
                 event_number, created_at",
            ),
            status_changes: Rows::of(
                "project_status_change",
                "project_id, from_status, to_status, effective_on, reason, account_id, event_number, created_at",
            ),
        }
    }

    pub(super) async fn write(self, tx: &Tx) -> Result<()> {
        for rows in [
            self.projects,
            self.sectors,
            self.places,
            self.lines,
            self.pledges,
            self.tranches,
            self.pledge_changes,
            self.events,
            self.texts,
            self.entries,
            self.conversions,
            self.receipts,
            self.status_changes,
        ] {
            rows.write(tx).await?;
        }
        Ok(())
    }
}
