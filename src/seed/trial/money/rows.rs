//! A row of an invented project's ledger with its event and its worth, and what its receiver says of it.

use serde_json::{Map, Value, json};
use time::Duration;

use super::{Ledger, Row};
use crate::actions::money::entry::{Names, actor_facts, entry_facts};
use crate::actions::{ActionError, AmountRefusal};
use crate::domain::account::Role;
use crate::domain::chain::{Cause, Chain, Outcome};
use crate::domain::counting::CountingError;
use crate::domain::country::Jurisdiction;
use crate::domain::event::{EventKind, NewEvent};
use crate::domain::finance::Finance;
use crate::domain::ids::{LedgerEntryId, PledgeId};
use crate::domain::ledger::{Booked, EntryKind, Provider};
use crate::domain::ledger::{Entry, Statement};
use crate::domain::money::Money;
use crate::domain::pledge::Target;
use crate::domain::rate::{self, Converted};
use crate::seed::SeedError;
use crate::seed::trial::cast::Member;
use crate::store::events::About;
use crate::store::ledger::NewEntry;
use crate::store::money::NewReceiptRow;

impl Ledger<'_, '_, '_> {
    /// Appends an event about the project.
    ///
    /// # Errors
    /// [`SeedError`].
    pub fn append(
        &mut self,
        event: &NewEvent,
        pledge: Option<PledgeId>,
        by: Option<&Member>,
    ) -> Result<i64, SeedError> {
        let about = About {
            project: Some(self.project),
            pledge,
            organisation: by.map(|member| member.id),
        };
        let number = self.bulk.event(event, about)?;
        self.events.push(number);
        Ok(number)
    }

    /// What the receiver says of a payment: all of it came, or nothing.
    pub(super) fn answer(
        &mut self,
        disbursement: LedgerEntryId,
        outcome: Outcome,
        declared: Money,
    ) -> Result<(), SeedError> {
        let id = self.bulk.next_receipt();
        let confirms = outcome == Outcome::Confirm;
        let receiver = self.plan.implementer;
        let receipt = NewReceiptRow {
            disbursement,
            outcome,
            received: if confirms {
                declared
            } else {
                Money::zero(declared.currency())
            },
            received_on: confirms.then(|| (self.day + Duration::days(3)).min(self.cast.today)),
            cause: (!confirms).then_some(Cause::Shortfall),
            on_document: false,
            by: receiver.account,
        };
        let stated = json!({
            "id": id,
            "entry": disbursement.0,
            "kind": outcome.code(),
            "amount_minor": receipt.received.minor(),
            "currency": receipt.received.currency().code(),
            "received_on": receipt.received_on.map(|on| on.to_string()),
            "cause": receipt.cause.map(Cause::code),
            "on_document": false,
            "receiver": receiver.slug,
        });
        let event = NewEvent {
            kind: if confirms {
                EventKind::DisbursementConfirmed
            } else {
                EventKind::DisbursementDisputed
            },
            facts: Map::from_iter([
                ("actor".to_owned(), partner_facts(receiver)),
                ("receipt".to_owned(), stated),
            ]),
            texts: Vec::new(),
        };
        let pledge = self.promised.as_ref().map(|promised| promised.id);
        let number = self.append(&event, pledge, Some(receiver))?;
        self.bulk.receipt(id, &receipt, number);
        let statement = if confirms {
            Statement::Received
        } else {
            Statement::Disputed
        };
        if let Some(last) = self.entries.last_mut() {
            last.entry.statement = statement;
        }
        Ok(())
    }

    /// Adds a row with its event; `facts` is what the event states beside it.
    pub(super) fn row(&mut self, row: &Row, mut facts: Map<String, Value>) -> Result<LedgerEntryId, SeedError> {
        let id = self.bulk.next_entry();
        let converted = self.valuation(row)?;
        let promised = self.promised.as_ref().ok_or(ActionError::NotFound)?;
        let (pledge, provider) = (promised.id, promised.provider);
        let receiver = matches!(row.kind, EntryKind::Commitment | EntryKind::Disbursement);
        let receiver = receiver.then_some(self.plan.implementer);
        let entry = NewEntry {
            id,
            kind: row.kind,
            parent: row.parent,
            pledge: Some(pledge),
            target: Target::Project(self.project),
            organisation: provider.id,
            receiver: receiver.map(|member| member.id),
            support: promised.kind,
            finance_type: promised.finance_type,
            amount: row.amount,
            drawdown_minor: row.parent.map(|_| row.amount.minor()),
            dated_on: row.dated_on,
            converted,
            by: (row.kind != EntryKind::Pledge).then_some(provider.account),
            on_behalf: false,
        };
        let names = Names {
            organisation: provider.slug.clone(),
            receiver: receiver.map(|member| member.slug.clone()),
            project: Some(self.code.to_owned()),
            pledge: Some(promised.reference.clone()),
            ..Names::default()
        };
        let actor = match row.kind {
            EntryKind::Pledge => officer_facts(),
            _ => partner_facts(provider),
        };
        facts.insert("actor".to_owned(), actor);
        let counted = self.counted(&entry, provider);
        let budget = self.plan.facts.budget_currency;
        let before = self.entries.iter().map(|booked| &booked.entry);
        let chain = Chain::read(before)
            .map_err(CountingError::from)
            .map_err(ActionError::from)?;
        let valuation = chain.valuation(&counted.entry, Some(budget));
        let valuation = valuation.map_err(CountingError::from).map_err(ActionError::from)?;
        facts.insert("entry".to_owned(), entry_facts(&names, &entry, &valuation));
        let event = NewEvent {
            kind: row.event,
            facts,
            texts: Vec::new(),
        };
        let number = self.append(&event, Some(pledge), Some(provider))?;
        self.bulk.entry(&entry, number);
        self.entries.push(counted);
        Ok(id)
    }

    /// What a row is worth in US dollars, and a commitment in the budget's currency.
    fn valuation(&self, row: &Row) -> Result<Option<Converted>, SeedError> {
        let (currency, budget) = (row.amount.currency(), self.plan.facts.budget_currency);
        let valuation = rate::to_usd(row.amount, row.dated_on, self.cast.rates_of(currency));
        let valuation = valuation.map_err(|_| ActionError::from(AmountRefusal::TooLarge))?;
        match valuation {
            Some(valuation) if row.kind == EntryKind::Commitment && currency != budget => {
                let rates = self.cast.rates_of(budget);
                let valuation = valuation.in_budget(budget, row.dated_on, rates);
                Ok(Some(valuation.map_err(|_| ActionError::from(AmountRefusal::TooLarge))?))
            }
            valuation => Ok(valuation),
        }
    }

    /// A row as counting sees it.
    fn counted(&self, entry: &NewEntry<'_>, provider: &Member) -> Booked {
        let own = entry.amount.currency() == self.plan.facts.budget_currency;
        let valuation = entry.converted.and_then(|valuation| valuation.budget).map(Money::minor);
        Booked {
            providers: vec![Provider {
                partner: provider.slug.clone(),
                class: provider.class,
                weight: 1,
            }],
            entry: Entry {
                id: entry.id,
                kind: entry.kind,
                parent: entry.parent,
                line: entry.pledge.map(|pledge| (pledge, entry.target)),
                support: entry.support,
                finance: Finance::of(entry.finance_type),
                amount: entry.amount,
                drawdown_minor: entry.drawdown_minor,
                usd_minor: entry.converted.map(|valuation| valuation.usd.minor()),
                budget_minor: if own { Some(entry.amount.minor()) } else { valuation },
                dated_on: entry.dated_on,
                statement: Statement::Declared,
                published: None,
                own: entry.receiver == Some(entry.organisation),
                initiative: None,
            },
        }
    }
}

fn partner_facts(member: &Member) -> Value {
    let role = Role::Partner {
        organisation: member.id,
    };
    actor_facts(role, &member.slug)
}

/// The officer of the trial as events name one.
pub(in crate::seed::trial) fn officer_facts() -> Value {
    let jurisdiction = Jurisdiction::Both;
    actor_facts(Role::Officer { jurisdiction }, "")
}
