//! Many new projects at once, with everything that hangs on them: rows are collected and written many to a statement.
//!
//! For registries of size, which `puente demo --projects` makes. What it writes is what the single writes of each noun
//! write, `puente verify` holds on it, and every constraint is on; nothing here decides.

use std::collections::BTreeMap;

use super::events::{About, Link, link};
use super::ledger::NewEntry;
use super::money::NewReceiptRow;
use super::projects::{NewStatusChange, numbering};
use super::states::{AccountTerms, Derived};
use super::totals::Gathered;
use super::totals::subject::Stored;
use super::tx::Heads;
use super::{Result, Source, StoreError, Tx};
use crate::domain::counting::Subject;
use crate::domain::event::{NewEvent, hex};
use crate::domain::fulfilment::{Whose, by_account};
use crate::domain::ids::{AccountId, LedgerEntryId, PledgeId, ProjectId};
use crate::domain::money::Money;
use crate::domain::place::Gazetteer;
use crate::domain::pledge::{PledgeState, Target, Terms};
use crate::domain::project::facts::Facts;
use crate::domain::project::{Provenance, Status};

mod tables;

pub(super) use tables::Rows;
use tables::Tables;

/// A registered project that is public, with its whole ledger.
#[derive(Debug, Clone, Copy)]
pub struct NewProject<'a> {
    pub id: ProjectId,
    pub code: &'a str,
    pub status: Status,
    /// Of a suspended one.
    pub suspended_from: Option<Status>,
    pub facts: &'a Facts,
    /// As it is counted.
    pub subject: &'a Subject,
    /// The events that brought it about, in their order.
    pub events: &'a [i64],
    pub created_by: AccountId,
}

/// Who entered a pledge and who verified it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hands {
    pub entered_by: AccountId,
    pub verified_by: AccountId,
}

/// The keys that come next. There is one writer, so they are right until it ends.
#[derive(Debug, Clone, Copy)]
struct Next {
    project: i64,
    code: i64,
    pledge: i64,
}

/// What is on its way into the registry; nothing of it is there before [`Bulk::write`].
#[derive(Debug)]
pub struct Bulk<'a> {
    tx: &'a Tx,
    gazetteer: &'a Gazetteer,
    /// When it is written.
    at: String,
    heads: Heads,
    next: Next,
    tables: Tables,
    gathered: Gathered,
    /// What each pledge planned.
    planned: BTreeMap<PledgeId, AccountTerms>,
    derived: Vec<Derived>,
}

impl<'a> Bulk<'a> {
    /// Nothing yet. While it is open nothing else may be written by this transaction.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin(tx: &'a Tx, gazetteer: &'a Gazetteer) -> Result<Self> {
        let heads = tx.heads().await?;
        let after = |table: &str| format!("SELECT COALESCE(MAX(id), 0) + 1 AS number FROM {table}");
        Ok(Self {
            tx,
            gazetteer,
            at: tx.now().to_string(),
            heads,
            next: Next {
                project: tx.number(&after("project"), vec![]).await?,
                code: numbering::last_number(tx).await? + 1,
                pledge: tx.number(&after("pledge"), vec![]).await?,
            },
            tables: Tables::new(),
            gathered: Gathered::default(),
            planned: BTreeMap::new(),
            derived: Vec::new(),
        })
    }

    /// Key and code of the next project.
    pub fn next_project(&mut self) -> (ProjectId, String) {
        let taken = (ProjectId(self.next.project), numbering::code(self.next.code));
        self.next.project += 1;
        self.next.code += 1;
        taken
    }

    /// Key of the next row of the ledger.
    pub fn next_entry(&mut self) -> LedgerEntryId {
        self.heads.ledger_entry += 1;
        LedgerEntryId(self.heads.ledger_entry)
    }

    /// Key of the next receipt.
    pub fn next_receipt(&mut self) -> i64 {
        self.heads.receipt += 1;
        self.heads.receipt
    }

    /// Appends an event and gives its number.
    ///
    /// # Errors
    /// [`StoreError::Unusable`] when the machine gives no random salt.
    pub fn event(&mut self, event: &NewEvent, about: About) -> Result<i64> {
        let number = self.heads.event + 1;
        let Link { public, hash, salts } = link(number, &self.heads.hash, self.tx.now(), event)?;
        self.tables.events.push(values![
            number,
            event.kind,
            self.at.as_str(),
            about.project,
            about.pledge,
            about.organisation,
            public,
            hex(&hash)
        ]);
        for (text, salt) in event.texts.iter().zip(salts) {
            let row = values![number, text.field, salt, text.content.as_str()];
            self.tables.texts.push(row);
        }
        (self.heads.event, self.heads.hash) = (number, hash);
        Ok(number)
    }

    /// A project with its parts, its figures and what it adds to the totals. Its ledger and its events are given
    /// before or after.
    ///
    /// # Errors
    /// [`StoreError`] where a sum does not fit.
    pub fn project(&mut self, new: &NewProject<'_>) -> Result<()> {
        let stored =
            Stored::of(new.subject)?.ok_or_else(|| StoreError::Unusable("a subject that is no project".to_owned()))?;
        let mut row = numbering::columns(new.facts);
        row.extend(values![
            new.id,
            new.code,
            Provenance::Registered,
            new.status,
            new.suspended_from,
            true,
            new.created_by,
            self.at.as_str(),
            self.at.as_str(),
            self.heads.event + 1,
            1_i64,
            stored.requirement_minor,
            stored.requirement_usd_minor,
            stored.gap_minor,
            stored.gap_usd_minor,
            stored.requirement_units_per_usd
        ]);
        self.tables.projects.push(row);
        self.parts(new.id, new.facts);
        for (whose, entries) in by_account(new.subject.entries.iter().map(|booked| &booked.entry)) {
            let planned = match whose {
                Whose::Promise(pledge) => self.planned.remove(&pledge),
                Whose::Commitment(_) => None,
            };
            self.derived.push(Derived {
                whose: Some(whose),
                states: planned.unwrap_or_default().states(&entries)?,
            });
        }
        let name = format!("project:{}", new.id.0);
        self.gathered.add(&name, new.subject, self.gazetteer, new.events)
    }

    fn parts(&mut self, id: ProjectId, facts: &Facts) {
        for sector in &facts.sectors {
            let share = i64::from(sector.share_basis_points);
            self.tables
                .sectors
                .push(values![id, sector.sector_code.as_str(), share]);
        }
        for (position, place) in (0_i64..).zip(&facts.places) {
            self.tables.places.push(values![
                id,
                position,
                place.place,
                i64::from(place.share_basis_points),
                place.territorial_status,
                place.territorial_basis.clone()
            ]);
        }
        for (position, line) in (0_i64..).zip(&facts.lines) {
            self.tables.lines.push(values![
                id,
                position,
                line.name_es.as_str(),
                line.name_en.as_str(),
                line.amount_minor
            ]);
        }
    }

    /// A change of status.
    pub fn status_change(&mut self, change: &NewStatusChange<'_>) {
        self.tables.status_changes.push(values![
            change.project,
            change.from,
            change.to,
            change.effective_on,
            change.reason,
            change.account,
            change.event_number,
            self.at.as_str()
        ]);
    }

    /// A verified pledge to a project, by one organisation and without embargo; gives key and reference.
    pub fn pledge(&mut self, terms: &Terms, hands: Hands) -> (PledgeId, String) {
        let id = self.next.pledge;
        self.next.pledge += 1;
        let reference = format!("PL-{id:04}");
        self.tables.pledges.push(values![
            id,
            reference.as_str(),
            project_of(terms.target),
            terms.organisation,
            terms.kind,
            terms.finance_type.as_str(),
            terms.amount.minor(),
            terms.amount.currency(),
            terms.pledged_on,
            terms.valid_until_on,
            terms.conditions.as_str(),
            terms.authorised_by.as_str(),
            terms.note.as_str(),
            PledgeState::Verified,
            false,
            hands.entered_by,
            hands.entered_by,
            self.at.as_str(),
            hands.verified_by,
            self.at.as_str(),
            self.at.as_str(),
            self.at.as_str(),
            3_i64
        ]);
        let planned = AccountTerms::of(&terms.tranches, terms.valid_until_on);
        self.planned.insert(PledgeId(id), planned);
        for (position, tranche) in (0_i64..).zip(&terms.tranches) {
            let row = values![id, position, tranche.due_on, tranche.amount.minor()];
            self.tables.tranches.push(row);
        }
        for (from, to, by) in [
            (PledgeState::Draft, PledgeState::Submitted, hands.entered_by),
            (PledgeState::Submitted, PledgeState::Verified, hands.verified_by),
        ] {
            let row = values![id, from, to, "", by, self.at.as_str()];
            self.tables.pledge_changes.push(row);
        }
        (PledgeId(id), reference)
    }

    /// A row of the ledger that is for a project, with its worth, which its event states.
    pub fn entry(&mut self, entry: &NewEntry<'_>, event_number: i64) {
        self.tables.entries.push(values![
            entry.id,
            entry.kind,
            entry.parent,
            entry.pledge,
            project_of(entry.target),
            entry.organisation,
            entry.receiver,
            entry.support,
            entry.finance_type,
            entry.amount.minor(),
            entry.amount.currency(),
            entry.drawdown_minor,
            entry.dated_on,
            event_number,
            entry.by,
            entry.on_behalf,
            self.at.as_str()
        ]);
        let Some(valuation) = entry.converted else { return };
        self.heads.conversion += 1;
        self.tables.conversions.push(values![
            self.heads.conversion,
            entry.id,
            valuation.rate,
            valuation.units_per_usd.map(|units| units.to_string()),
            valuation.usd.minor(),
            valuation.budget.map(Money::minor),
            valuation.budget.map(|budget| budget.currency().code()),
            valuation.budget_rate,
            event_number,
            self.at.as_str()
        ]);
    }

    /// A receiver's word about a payment.
    pub fn receipt(&mut self, id: i64, receipt: &NewReceiptRow, event_number: i64) {
        self.tables.receipts.push(values![
            id,
            receipt.disbursement,
            receipt.outcome,
            receipt.received.minor(),
            receipt.received.currency(),
            receipt.received_on,
            receipt.cause,
            receipt.on_document,
            receipt.by,
            event_number,
            self.at.as_str()
        ]);
    }

    /// Writes everything.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn write(self) -> Result<()> {
        let (tx, heads) = (self.tx, self.heads);
        self.tables.write(tx).await?;
        tx.advance(|known| *known = heads);
        numbering::note_number(tx, self.next.code - 1).await?;
        if tx.speaks_postgres() {
            // The keys were given here; the next one that the database gives comes after them.
            let sql = "SELECT CAST(setval(pg_get_serial_sequence('project', 'id'), MAX(id)) AS BIGINT) AS number
                FROM project";
            tx.number(sql, vec![]).await?;
        }
        for derived in self.derived {
            tx.record(|record| derived.add_to(record)).await?;
        }
        self.gathered.write(tx).await
    }
}

fn project_of(target: Target) -> Option<i64> {
    match target {
        Target::Project(project) => Some(project.0),
        Target::Place(_) | Target::Pillar(_) | Target::Plan => None,
    }
}
