//! One row of the ledger with its event, its conversion and the totals that it moves.

use serde_json::{Map, Value, json};
use time::Date;

use crate::actions::documents::{self, Proof};
use crate::actions::{ActionError, AmountRefusal, Result};
use crate::domain::account::{Actor, Role};
use crate::domain::chain::{Chain, MoneyRefusal, Valuation, plausible};
use crate::domain::counting::CountingError;
use crate::domain::currency::Currency;
use crate::domain::event::{EventKind, FreeText, NewEvent};
use crate::domain::ids::{AccountId, LedgerEntryId, OrganisationId, PledgeId, ProjectId};
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::party::Party;
use crate::domain::pillar::Pillar;
use crate::domain::pledge::Target;
use crate::domain::rate::{self, Converted, Rate};
use crate::store::events::{self, About};
use crate::store::ledger::{self, NewEntry};
use crate::store::money::MoneyRow;
use crate::store::pledges::PledgeRow;
use crate::store::projects::ProjectRow;
use crate::store::{Source, Tx, organisations, pledges, projects, rates, totals};

/// The stable names under which an event states whose money a row is and what it is for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    pub organisation: String,
    pub receiver: Option<String>,
    pub project: Option<String>,
    pub place: Option<String>,
    pub pillar: Option<Pillar>,
    pub pledge: Option<String>,
}

impl Names {
    /// Of what an organisation does for a project without a pledge before it.
    pub async fn direct(tx: &Tx, organisation: OrganisationId, project: &ProjectRow) -> Result<Self> {
        let row = organisations::get(tx, organisation).await?;
        Ok(Self {
            organisation: row.ok_or(ActionError::NotFound)?.slug,
            project: Some(project.code.clone()),
            ..Self::default()
        })
    }
}

impl Names {
    /// Of a part of a pledge that goes to a project.
    pub fn earmarked_to(self, project: &ProjectRow) -> Self {
        Self {
            project: Some(project.code.clone()),
            place: None,
            pillar: None,
            ..self
        }
    }
}

impl From<&PledgeRow> for Names {
    fn from(row: &PledgeRow) -> Self {
        Self {
            organisation: row.organisation_slug.clone(),
            receiver: None,
            project: row.project_code.clone(),
            place: row.place_code.clone(),
            pillar: row.pillar,
            pledge: Some(row.reference.clone()),
        }
    }
}

impl From<&MoneyRow> for Names {
    fn from(row: &MoneyRow) -> Self {
        Self {
            organisation: row.organisation_slug.clone(),
            receiver: row.receiver_slug.clone(),
            project: row.project_code.clone(),
            place: row.place_code.clone(),
            pillar: row.pillar,
            pledge: row.pledge_reference.clone(),
        }
    }
}

/// What goes into a row's event beside the row.
#[derive(Debug, Default)]
pub(in crate::actions) struct EventDetails<'a> {
    /// Whose person acts, where that is not the provider.
    pub speaker: Option<String>,
    pub facts: Map<String, Value>,
    pub texts: Vec<FreeText>,
    pub proof: Option<Proof<'a>>,
}

impl EventDetails<'_> {
    /// A free text, unless nothing was written.
    pub fn text(mut self, field: &'static str, content: &str) -> Self {
        let content = content.trim();
        if !content.is_empty() {
            self.texts.push(FreeText {
                field,
                content: content.to_owned(),
            });
        }
        self
    }

    /// At whose initiative money went back, where that is said.
    pub fn say_initiative(&mut self, party: Option<Party>) {
        if let Some(party) = party {
            self.facts.insert("initiative".into(), party.code().into());
        }
    }
}

/// Actors appear as role, with organisation or jurisdiction, never by name.
pub(crate) fn actor_facts(role: Role, organisation: &str) -> Value {
    match role {
        Role::Partner { .. } => json!({"role": role.code(), "organisation": organisation}),
        Role::Officer { jurisdiction } => json!({"role": role.code(), "jurisdiction": jurisdiction.code()}),
        Role::Administrator => json!({"role": role.code()}),
    }
}

/// What a row is worth, as events state it, of a row that brings money in and of one that takes away.
pub(crate) fn valuation_facts(valuation: &Valuation) -> Map<String, Value> {
    let mut facts = Map::new();
    facts.insert("usd_minor".into(), valuation.usd_minor.into());
    facts.insert("parent_rate_usd_minor".into(), valuation.parent_rate_usd_minor.into());
    facts.insert("budget_minor".into(), valuation.budget.map(Money::minor).into());
    let currency = valuation.budget.map(|budget| budget.currency().code());
    facts.insert("budget_currency".into(), currency.into());
    facts
}

/// A row as its event states it, with what it is worth.
pub(crate) fn entry_facts(names: &Names, entry: &NewEntry<'_>, valuation: &Valuation) -> Value {
    let mut facts = valuation_facts(valuation);
    let units = entry.converted.and_then(|converted| converted.units_per_usd);
    facts.insert("units_per_usd".into(), units.map(|units| units.to_string()).into());
    let row = json!({
        "id": entry.id.0,
        "kind": entry.kind.code(),
        "parent": entry.parent.map(|parent| parent.0),
        "amount_minor": entry.amount.minor(),
        "currency": entry.amount.currency().code(),
        "dated_on": entry.dated_on.to_string(),
        "drawdown_minor": entry.drawdown_minor,
        "support": entry.support.code(),
        "finance_type": entry.finance_type,
        "organisation": names.organisation,
        "receiver": names.receiver,
        "project": names.project,
        "place": names.place,
        "pillar": names.pillar,
        "pledge": names.pledge,
        "on_behalf": entry.on_behalf,
    });
    if let Value::Object(row) = row {
        facts.extend(row);
    }
    Value::Object(facts)
}

/// What a row is worth that follows the rows of a chain.
async fn valuation(tx: &Tx, chain: &Chain, entry: &NewEntry<'_>) -> Result<Valuation> {
    let budget = match (entry.kind, entry.target, entry.converted) {
        (EntryKind::Termination, Target::Project(project), _) => {
            projects::get(tx, project).await?.map(|row| row.budget_currency)
        }
        (_, _, converted) => converted.and_then(|converted| converted.budget).map(Money::currency),
    };
    Ok(chain.valuation(&entry.entry(), budget).map_err(CountingError::from)?)
}

/// Writes a row with its event; the totals follow by [`refresh_totals`]. What a day brings by itself has no `role`.
/// `chain`: of the rows before it, for what it takes from them; an empty one where it takes from none.
pub(in crate::actions) async fn record_entry(
    tx: &Tx,
    role: impl Into<Option<Role>>,
    kind: EventKind,
    names: &Names,
    entry: &NewEntry<'_>,
    chain: &Chain,
    details: EventDetails<'_>,
) -> Result<i64> {
    let mut facts = details.facts;
    let speaker = details.speaker.as_deref().unwrap_or(&names.organisation);
    if let Some(role) = role.into() {
        facts.insert("actor".into(), actor_facts(role, speaker));
    }
    let valuation = valuation(tx, chain, entry).await?;
    facts.insert("entry".into(), entry_facts(names, entry, &valuation));
    let mut texts = details.texts;
    texts.extend(details.proof.as_ref().map(Proof::text));
    let about = About {
        project: match entry.target {
            Target::Project(id) => Some(id),
            _ => None,
        },
        pledge: entry.pledge,
        organisation: Some(entry.organisation),
    };
    let number = events::append(tx, &NewEvent { kind, facts, texts }, about).await?;
    if let Some(by) = entry.by {
        documents::record(tx, number, details.proof, by).await?;
    }
    ledger::insert(tx, entry, number).await?;
    Ok(number)
}

/// Whose word a row is.
#[derive(Debug, Clone, Copy)]
pub(in crate::actions) struct Author {
    pub account: AccountId,
    /// An officer speaks for the organisation.
    pub on_behalf: bool,
}

impl Author {
    /// Somebody who enters something for an organisation, their own or another.
    pub fn of(actor: &Actor, organisation: OrganisationId) -> Self {
        Self {
            account: actor.account,
            on_behalf: speaks_for_another(actor, organisation),
        }
    }
}

/// A row that may be recorded as things stand, with the names that its event states.
pub(in crate::actions) struct Decided<'a> {
    pub entry: NewEntry<'a>,
    pub names: Names,
    /// Of the rows from which it takes; empty where it takes from none.
    pub chain: Chain,
}

/// Works out anew what a row moved.
pub(in crate::actions) async fn refresh_totals(tx: &Tx, target: Target, pledge: Option<PledgeId>) -> Result<()> {
    refresh_because(tx, target, pledge, &[]).await
}

/// As [`refresh_totals`], long after the events that moved it, which are given in their order.
pub(in crate::actions) async fn refresh_because(
    tx: &Tx,
    target: Target,
    pledge: Option<PledgeId>,
    events: &[i64],
) -> Result<()> {
    if let Target::Project(project) = target {
        totals::refresh_project_because(tx, project, events).await?;
    } else if let Some(pledge) = pledge {
        totals::refresh_pledge_because(tx, pledge, events).await?;
    }
    Ok(())
}

/// What an amount of its day is worth in US dollars, and in a project's budget currency where that differs.
pub(in crate::actions) async fn converted(
    source: &impl Source,
    amount: Money,
    on: Date,
    project: Option<ProjectId>,
) -> Result<Option<Converted>> {
    let rates = totals::rates_for(source, amount.currency(), on).await?;
    let valuation = rate::to_usd(amount, on, &rates).map_err(|_| AmountRefusal::TooLarge)?;
    match (valuation, project) {
        (Some(valuation), Some(project)) => in_budget(source, valuation, amount.currency(), on, project)
            .await
            .map(Some),
        _ => Ok(valuation),
    }
}

/// The rate of a currency on a day, or else the last known one: to judge an amount, never to count it. US dollars and
/// balboas need none.
pub(in crate::actions) async fn judging_rate(
    source: &impl Source,
    currency: Currency,
    on: Date,
) -> Result<Option<Rate>> {
    if currency.is_dollar() {
        return Ok(None);
    }
    let of_day = totals::rates_for(source, currency, on).await?;
    match rate::applicable(&of_day, currency, on) {
        Some(rate) => Ok(Some(rate.clone())),
        None => Ok(rates::last(source, currency).await?),
    }
}

/// About what an amount of a day is in another currency; `None` where one of the two has no rate at all.
///
/// # Errors
/// [`AmountRefusal::TooLarge`].
pub(super) async fn about(source: &impl Source, amount: Money, on: Date, currency: Currency) -> Result<Option<Money>> {
    if amount.currency() == currency {
        return Ok(Some(amount));
    }
    let own = judging_rate(source, amount.currency(), on).await?;
    let other = judging_rate(source, currency, on).await?;
    rate::estimate(amount, own.as_ref(), currency, other.as_ref())
        .map_err(|_| ActionError::Amount(AmountRefusal::TooLarge))
}

/// Whether an amount of a day uses up about as much of its parent as it is worth in the parent's currency.
///
/// # Errors
/// [`AmountRefusal::DrawdownImplausible`], [`MoneyRefusal::DrawdownNotComparable`].
pub(super) async fn drawdown_plausibly(source: &impl Source, amount: Money, on: Date, drawdown: Money) -> Result<()> {
    let valuation = about(source, amount, on, drawdown.currency()).await?;
    let valuation = valuation.ok_or(MoneyRefusal::DrawdownNotComparable)?;
    if plausible(drawdown, valuation) {
        Ok(())
    } else {
        Err(ActionError::Amount(AmountRefusal::DrawdownImplausible { valuation }))
    }
}

/// A worth of its day with what that is in a project's budget currency, unless the amount is in that currency itself.
pub(in crate::actions) async fn in_budget(
    source: &impl Source,
    valuation: Converted,
    currency: Currency,
    on: Date,
    project: ProjectId,
) -> Result<Converted> {
    let row = projects::get(source, project).await?.ok_or(ActionError::NotFound)?;
    let budget = row.budget_currency;
    if budget == currency {
        return Ok(valuation);
    }
    let rates = totals::rates_for(source, budget, on).await?;
    valuation
        .in_budget(budget, on, &rates)
        .map_err(|_| ActionError::Amount(AmountRefusal::TooLarge))
}

/// A row that descends from another, with what it takes over from it.
pub(super) fn child<'a>(
    id: LedgerEntryId,
    parent: &'a MoneyRow,
    kind: EntryKind,
    amount: Money,
    dated_on: Date,
    actor: &Actor,
) -> Result<NewEntry<'a>> {
    Ok(NewEntry {
        id,
        kind,
        parent: Some(parent.key()),
        pledge: parent.pledge(),
        target: parent.target(),
        organisation: parent.provider(),
        receiver: parent.receiver(),
        support: parent.support,
        finance_type: &parent.finance_type,
        amount,
        drawdown_minor: None,
        dated_on,
        converted: None,
        by: Some(actor.account),
        on_behalf: speaks_for_another(actor, parent.provider()),
    })
}

/// Whether somebody enters a row for an organisation that is not their own.
pub(in crate::actions) fn speaks_for_another(actor: &Actor, organisation: OrganisationId) -> bool {
    actor.role != Role::Partner { organisation }
}

/// The amount the other way.
pub(super) fn negative(amount: Money) -> Result<Money> {
    Ok(amount.checked_neg().map_err(|_| MoneyRefusal::TooLarge)?)
}

/// The pledge with this reference.
pub(in crate::actions) async fn pledge_of(tx: &Tx, reference: &str) -> Result<PledgeRow> {
    pledges::by_reference(tx, reference).await?.ok_or(ActionError::NotFound)
}
