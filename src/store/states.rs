//! Where promises and commitments stand, kept beside them (`pledge_state`, `commitment_state`): derived in the domain and
//! written with whatever moved it, in the same record.

use std::collections::BTreeMap;

use sea_orm::{FromQueryResult, Value};
use serde::Deserialize;
use time::Date;
use time::format_description::well_known::Iso8601;

use super::ledger::rows::{entries, entry_columns, entry_from};
use super::record::{CommitmentStateLine, PledgeStateLine, Record};
use super::sql::{Text, among};
use super::{Result, Source, Tx, columns, ledger};
use crate::domain::counting::CountingError;
use crate::domain::currency::Currency;
use crate::domain::fulfilment::{Condition, Party, States, Whose, by_account, states};
use crate::domain::ids::{ConditionId, LedgerEntryId, ProjectId};
use crate::domain::lateness::Account;
use crate::domain::ledger::Entry;
use crate::domain::money::Money;
use crate::domain::pledge::Tranche;
use crate::domain::timestamp::Timestamp;

/// The promise of the row that is bound to a place, and the commitment from which it descends, as `own`.
macro_rules! own {
    ($at:literal) => {
        concat!(
            "own (pledge_id, root_id) AS (
                SELECT given.pledge_id, COALESCE(above.parent_id, given.parent_id, given.id)
                FROM ledger_entry AS given LEFT JOIN ledger_entry AS above ON above.id = given.parent_id
                WHERE given.id = ",
            $at,
            "),
            held (id) AS (SELECT id FROM ledger_entry WHERE pledge_id = (SELECT pledge_id FROM own)
                UNION SELECT root_id FROM own)"
        )
    };
}
pub(super) use own;

/// What that promise and its commitments, or that commitment, planned and wait for, as one JSON list of [`Part`]s. Whether
/// a condition is stated is asked so that SQLite does not search all of them by it.
macro_rules! terms {
    (sqlite) => {
        terms!("json_group_array", "json_array")
    };
    (postgres) => {
        terms!("json_agg", "json_build_array")
    };
    ($list:literal, $tuple:literal) => {
        concat!(
            "(SELECT CAST(COALESCE(",
            $list,
            "(",
            $tuple,
            "(part, id, commitment_id, starts, ends, minor, word) ORDER BY part, id), '[]') AS TEXT) FROM (
                SELECT 'pledge' AS part, pledge.id AS id, CAST(NULL AS BIGINT) AS commitment_id,
                    CAST(NULL AS TEXT) AS starts, CAST(pledge.valid_until_on AS TEXT) AS ends,
                    COALESCE(pledge.project_id, 0) AS minor, pledge.currency AS word
                FROM pledge WHERE pledge.id = (SELECT pledge_id FROM own)
                UNION ALL SELECT 'tranche', tranche.position, NULL, CAST(tranche.due_on AS TEXT), NULL,
                    tranche.amount_minor, pledge.currency
                FROM tranche JOIN pledge ON pledge.id = tranche.pledge_id
                WHERE tranche.pledge_id = (SELECT pledge_id FROM own)
                UNION ALL SELECT 'schedule', planned.position, planned.commitment_id, CAST(planned.due_on AS TEXT), NULL,
                    planned.amount_minor, signed.currency
                FROM held JOIN commitment_tranche AS planned ON planned.commitment_id = held.id
                JOIN ledger_entry AS signed ON signed.id = held.id
                UNION ALL SELECT 'condition', stated.id, CASE WHEN waits.kind = 'commitment' THEN waits.id END,
                    stated.created_at, met.created_at, NULL, stated.party
                FROM held JOIN waiting_condition AS stated ON stated.ledger_entry_id = held.id AND COALESCE(stated.meets_id, 0) = 0
                JOIN ledger_entry AS waits ON waits.id = held.id
                LEFT JOIN waiting_condition AS met ON met.meets_id = stated.id) AS terms)"
        )
    };
}
pub(super) use terms;

macro_rules! account {
    ($dialect:ident) => {
        concat!(
            "WITH ",
            own!("$1"),
            " SELECT ",
            entries!($dialect among!($dialect "entry.id",
                "SELECT id FROM held WHERE (SELECT pledge_id FROM own) IS NOT NULL
                UNION ALL SELECT root_id FROM own WHERE pledge_id IS NULL
                UNION ALL SELECT child.id FROM own JOIN ledger_entry AS child ON child.parent_id = own.root_id
                    WHERE own.pledge_id IS NULL
                UNION ALL SELECT leaf.id FROM own JOIN ledger_entry AS child ON child.parent_id = own.root_id
                    JOIN ledger_entry AS leaf ON leaf.parent_id = child.id WHERE own.pledge_id IS NULL")),
            " AS entries, ",
            terms!($dialect),
            " AS terms"
        )
    };
}

const ACCOUNT: Text = Text {
    sqlite: account!(sqlite),
    postgres: account!(postgres),
};

/// What it is, key or place in its order, commitment, first and last day or instant, amount (of a pledge: its project),
/// currency or party.
#[derive(Deserialize)]
struct Part(
    String,
    i64,
    Option<LedgerEntryId>,
    Option<String>,
    Option<String>,
    Option<i64>,
    String,
);

/// What a promise and its commitments, or a commitment, planned and wait for.
#[derive(Debug, Default)]
pub(super) struct AccountTerms {
    /// The project of the promise as a whole.
    project: Option<ProjectId>,
    valid_until_on: Option<Date>,
    tranches: Vec<Tranche>,
    schedules: BTreeMap<LedgerEntryId, Vec<Tranche>>,
    conditions: Vec<Condition>,
}

const TERMS: &str = "the terms of an account";

fn day(text: Option<&str>) -> Result<Date> {
    columns::readable(text.and_then(|text| Date::parse(text, &Iso8601::DATE).ok()), TERMS)
}

fn instant(text: &str) -> Result<Date> {
    columns::readable(Timestamp::parse(text).ok().map(Timestamp::local_date), TERMS)
}

impl AccountTerms {
    /// Of a promise for which no commitment names days of its own, and that nothing keeps.
    pub(super) fn of(tranches: &[Tranche], valid_until_on: Option<Date>) -> Self {
        Self {
            tranches: tranches.to_vec(),
            valid_until_on,
            ..Self::default()
        }
    }

    /// Reads the list of [`terms!`].
    pub(super) fn read(json: &str) -> Result<Self> {
        let mut terms = Self::default();
        for part in columns::json::<Vec<Part>>(json, TERMS)? {
            terms.take(part)?;
        }
        Ok(terms)
    }

    fn take(&mut self, Part(part, id, commitment, starts, ends, minor, word): Part) -> Result<()> {
        let tranche = || -> Result<Tranche> {
            let currency = columns::readable(Currency::parse(&word).ok(), TERMS)?;
            Ok(Tranche {
                due_on: day(starts.as_deref())?,
                amount: Money::new(minor.unwrap_or_default(), currency),
            })
        };
        match (part.as_str(), commitment) {
            ("pledge", _) => {
                self.project = minor.filter(|id| *id > 0).map(ProjectId);
                self.valid_until_on = ends.as_deref().map(|on| day(Some(on))).transpose()?;
            }
            ("tranche", _) => self.tranches.push(tranche()?),
            ("schedule", Some(commitment)) => self.schedules.entry(commitment).or_default().push(tranche()?),
            _ => self.conditions.push(Condition {
                id: ConditionId(id),
                party: columns::readable(Party::parse(&word), TERMS)?,
                commitment,
                stated_on: instant(starts.as_deref().unwrap_or_default())?,
                met_on: ends.as_deref().map(instant).transpose()?,
            }),
        }
        Ok(())
    }

    /// Where rows that are all of an account lead.
    pub(super) fn states(&self, entries: &[Entry]) -> Result<States> {
        let account = Account {
            entries,
            tranches: &self.tranches,
            schedules: &self.schedules,
            conditions: &self.conditions,
            valid_until_on: self.valid_until_on,
        };
        Ok(states(account).map_err(CountingError::from)?)
    }
}

/// A promise with its commitments, or a commitment without one, and where it stands.
#[derive(Debug, Default)]
pub(super) struct Derived {
    pub whose: Option<Whose>,
    pub states: States,
}

impl Derived {
    /// As a record takes it.
    pub(super) fn add_to(&self, record: &mut Record) {
        let text = |on: Option<Date>| on.map(|on| on.to_string());
        if let (Some(Whose::Promise(pledge_id)), Some(state)) = (self.whose, self.states.promise) {
            record.pledge_state.push(PledgeStateLine {
                pledge_id,
                outstanding_minor: state.outstanding_minor,
                next_due_on: text(state.days.next_due_on),
                overdue_from_on: text(state.days.overdue_from_on),
                valid_until_on: text(state.valid_until_on),
                condition_since_on: text(state.condition_since_on),
            });
        }
        let lines = self.states.commitments.iter().map(|(id, state)| CommitmentStateLine {
            commitment_id: *id,
            undisbursed_minor: state.undisbursed_minor,
            unconfirmed_minor: state.unconfirmed_minor,
            next_due_on: text(state.days.next_due_on),
            overdue_from_on: text(state.days.overdue_from_on),
            unanswered_since_on: text(state.unanswered_since_on),
            unsettled_since_on: text(state.unsettled_since_on),
            condition_since_on: text(state.condition_since_on),
        });
        record.commitment_state.extend(lines);
    }
}

#[derive(FromQueryResult)]
struct AccountRow {
    entries: String,
    terms: String,
}

/// Where the account of a row of the ledger stands, from all that happened in it.
pub(super) async fn derive(source: &impl Source, row: LedgerEntryId) -> Result<Derived> {
    let text = ACCOUNT.on(source.speaks_postgres());
    let found: Option<AccountRow> = source.one(text, vec![Value::from(row)]).await?;
    let found = columns::returned(found, TERMS)?;
    let entries = ledger::from_json(&found.entries)?;
    let Some((whose, entries)) = by_account(entries.iter().map(|booked| &booked.entry)).pop_first() else {
        return Ok(Derived::default());
    };
    Ok(Derived {
        whose: Some(whose),
        states: AccountTerms::read(&found.terms)?.states(&entries)?,
    })
}

/// Records where everything stands that this write moved and that is not recorded yet.
///
/// # Errors
/// [`super::StoreError`].
pub async fn settle(tx: &Tx) -> Result<()> {
    while let Some(row) = tx.next_moved() {
        let derived = derive(tx, row).await?;
        tx.record(|record| derived.add_to(record)).await?;
    }
    Ok(())
}

/// Where the account of a row stands, from the rows of a project that are known already; `None` where the account has
/// others, too.
pub(super) fn derive_from<'a>(
    project: ProjectId,
    terms: &AccountTerms,
    row: LedgerEntryId,
    entries: impl IntoIterator<Item = &'a Entry>,
) -> Result<Option<Derived>> {
    let accounts = by_account(entries);
    let own = accounts
        .into_iter()
        .find(|(_, rows)| rows.iter().any(|entry| entry.id == row));
    match own {
        Some((Whose::Promise(_), _)) if terms.project != Some(project) => Ok(None),
        Some((whose, rows)) => Ok(Some(Derived {
            whose: Some(whose),
            states: terms.states(&rows)?,
        })),
        None => Ok(None),
    }
}
