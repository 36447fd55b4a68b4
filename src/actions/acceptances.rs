//! Accepting what a promise gives in kind for a line of a project's budget, and taking that back.
//!
//! No row of money is written and no gap moves; the totals count it as "covered in kind" (DESIGN.md §3 rule 9).

use serde_json::json;
use time::Date;

use super::money::entry::{EventDetails, actor_facts, pledge_of};
use super::{ActionError, AmountRefusal, Context, Result};
use crate::domain::acceptance::{AcceptanceRefusal, must_be_in_kind, uncovered};
use crate::domain::access::{Permission, may};
use crate::domain::account::Actor;
use crate::domain::chain::{Chain, MoneyRefusal, sound};
use crate::domain::counting::CountingError;
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::event::{EventKind, FreeText, NewEvent};
use crate::domain::ids::{AcceptanceId, OrganisationId, ProjectId};
use crate::domain::ledger::LineKey;
use crate::domain::money::Money;
use crate::domain::pledge::{PledgeState, TEXT_LENGTH_MAX, Target};
use crate::domain::project::facts::BudgetLine;
use crate::domain::rate;
use crate::domain::reason::{self, ReasonError};
use crate::store::acceptances::{self, AcceptanceRow, NewAcceptanceRow};
use crate::store::events::{self, About};
use crate::store::pledges::PledgeRow;
use crate::store::projects::{self, ProjectRow};
use crate::store::{Tx, Units, audit, ledger, totals};

/// What an officer accepts.
#[derive(Debug, Clone, Copy)]
pub struct NewAcceptance<'a> {
    /// The project that the pledge, or a part of it, is for.
    pub project: ProjectId,
    /// Place of the line in its budget, from 0.
    pub line: usize,
    /// Version of the project of which the line was chosen; `None`: whatever it is.
    pub version: Option<i64>,
    /// In the pledge's currency.
    pub amount: Money,
    pub accepted_on: Date,
    /// Shown in public; may be empty.
    pub note: &'a str,
}

/// Accepts a part of a promise for a line of a budget and gives the key of the acceptance. The same request again
/// gives the first key.
///
/// # Errors
/// [`ActionError::Acceptance`], [`ActionError::Money`], [`ActionError::Reason`] for a note that is too long,
/// [`ActionError::Refused`], [`ActionError::NotFound`].
pub async fn accept(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    new_acceptance: NewAcceptance<'_>,
) -> Result<i64> {
    ctx.write(async |tx| {
        let row = pledge_of(tx, reference).await?;
        let project = projects::get(tx, new_acceptance.project).await?;
        let project = project.ok_or(ActionError::NotFound)?;
        may(actor, action(&row, project.country))?;
        check(&row, &project, &new_acceptance, ctx.now.local_date())?;
        let budget = projects::lines(tx, new_acceptance.project).await?;
        let line = budget.get(new_acceptance.line).ok_or(AcceptanceRefusal::NoSuchLine)?;
        let (valuation, units_per_usd) = measure(tx, &row, &project, &budget, line, &new_acceptance).await?;
        let new = NewAcceptanceRow {
            id: acceptances::next_id(tx).await?,
            pledge: row.key(),
            project: new_acceptance.project,
            line_position: new_acceptance.line,
            amount: new_acceptance.amount,
            valuation,
            units_per_usd,
            accepted_on: new_acceptance.accepted_on,
            takes_back: None,
            by: actor.account,
        };
        let mut details = EventDetails::default().text("acceptance_note", new_acceptance.note);
        // As they are written, because an acceptance is found by the names of its line.
        for (field, name) in [("line_es", &line.name_es), ("line_en", &line.name_en)] {
            let content = name.clone();
            details.texts.push(FreeText { field, content });
        }
        let named = Named {
            reference: &row.reference,
            project: &project.code,
            organisation: &row.organisation_slug,
            provider: row.organisation_id,
        };
        record(tx, actor, &new, named, details).await?;
        Ok(new.id.0)
    })
    .await
}

/// Takes an acceptance back by its opposite; both stay in the history. The same request again changes nothing.
///
/// # Errors
/// [`ActionError::Acceptance`], [`ActionError::Reason`], [`ActionError::Refused`], [`ActionError::NotFound`].
pub async fn take_back(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    acceptance: AcceptanceId,
    why: &str,
) -> Result<i64> {
    ctx.write(async |tx| {
        let row = pledge_of(tx, reference).await?;
        let known = acceptances::get(tx, acceptance).await?;
        let known: AcceptanceRow = known
            .filter(|known| known.pledge_id == row.id)
            .ok_or(ActionError::NotFound)?;
        let project = projects::get(tx, known.project_id).await?;
        may(actor, action(&row, project.ok_or(ActionError::NotFound)?.country))?;
        if !known.stands() {
            return Err(AcceptanceRefusal::TakenBackAlready.into());
        }
        reason::check(why)?;
        let first = known.acceptance();
        let opposite = |money: Money| money.checked_neg().map_err(|_| MoneyRefusal::TooLarge);
        let new = NewAcceptanceRow {
            id: acceptances::next_id(tx).await?,
            pledge: row.key(),
            project: known.project_id,
            line_position: first.budget_line.position,
            amount: opposite(first.amount)?,
            valuation: opposite(first.valuation)?,
            units_per_usd: known.units_per_usd,
            accepted_on: ctx.now.local_date(),
            takes_back: Some(acceptance),
            by: actor.account,
        };
        let named = Named {
            reference: &known.pledge_reference,
            project: &known.project_code,
            organisation: &known.organisation_slug,
            provider: known.provider(),
        };
        record(tx, actor, &new, named, EventDetails::default().text("reason", why)).await?;
        Ok(new.id.0)
    })
    .await
}

/// An officer of the project's country, and not whoever entered or submitted the pledge (four eyes).
fn action(row: &PledgeRow, country: Country) -> Permission {
    Permission::AcceptInKind {
        towards: Some(country),
        entered_by: row.entered_by,
        submitted_by: row.submitted_by,
    }
}

/// Whether the pledge, the project and what was typed allow it, before the budget and the ledger are asked.
fn check(row: &PledgeRow, project: &ProjectRow, new_acceptance: &NewAcceptance<'_>, today: Date) -> Result<()> {
    must_be_in_kind(row.kind)?;
    if row.state != PledgeState::Verified || !row.is_public() {
        return Err(MoneyRefusal::NotOpen.into());
    }
    let own = row.target();
    if matches!(own, Target::Project(_)) && own != Target::Project(new_acceptance.project) {
        return Err(AcceptanceRefusal::NotForProject.into());
    }
    if !project.status.is_open_for_funding() {
        return Err(MoneyRefusal::ProjectNotOpen.into());
    }
    if new_acceptance.version.is_some_and(|version| version != project.version) {
        return Err(AcceptanceRefusal::BudgetChanged.into());
    }
    sound(new_acceptance.amount, new_acceptance.accepted_on, row.pledged_on, today)?;
    if new_acceptance.amount.currency() != row.amount().currency() {
        return Err(MoneyRefusal::OtherCurrency.into());
    }
    if new_acceptance.note.trim().chars().count() > TEXT_LENGTH_MAX {
        return Err(ReasonError::TooLong.into());
    }
    Ok(())
}

/// What it is worth in the budget's currency, with the rate that tells it, after both limits were kept: what is left
/// of the promise and what is left of the line.
async fn measure(
    tx: &Tx,
    row: &PledgeRow,
    project: &ProjectRow,
    budget: &[BudgetLine],
    line: &BudgetLine,
    new_acceptance: &NewAcceptance<'_>,
) -> Result<(Money, Option<Units>)> {
    let booked = ledger::of_pledge(tx, row.key()).await?;
    let chain = Chain::read(booked.iter().map(|one| &one.entry)).map_err(CountingError::from)?;
    let key: LineKey = (row.key(), Target::Project(new_acceptance.project));
    let known = acceptances::known_of_project(tx, new_acceptance.project).await?;
    if new_acceptance.amount.minor() > uncovered(key, &known.acceptances, &chain)?.minor() {
        return Err(AcceptanceRefusal::MoreThanUncovered.into());
    }
    let currency = project.budget_currency;
    let (valuation, units) = if new_acceptance.amount.currency() == currency {
        (new_acceptance.amount, None)
    } else {
        let usd = chain
            .valuation_of(key, new_acceptance.amount.minor())
            .map_err(CountingError::from)?;
        let usd = Money::new(usd.ok_or(AcceptanceRefusal::NoRate)?, Currency::USD);
        let rates = totals::rates_for(tx, currency, new_acceptance.accepted_on).await?;
        let found = rate::from_usd(usd, currency, new_acceptance.accepted_on, &rates);
        let (valuation, by) = found
            .map_err(|_| AmountRefusal::TooLarge)?
            .ok_or(AcceptanceRefusal::NoRate)?;
        let rate = rates.iter().find(|rate| Some(rate.id) == by);
        (valuation, rate.map(|rate| Units(rate.units_per_usd)))
    };
    if !valuation.is_positive() {
        return Err(AcceptanceRefusal::ValueIsZero.into());
    }
    let covered = known.by_line(&acceptances::lines(budget), currency)?;
    let left = line.amount_minor - covered.get(new_acceptance.line).copied().unwrap_or(0);
    if valuation.minor() > left {
        return Err(AcceptanceRefusal::MoreThanLine.into());
    }
    Ok((valuation, units))
}

/// The stable names under which an event states whose gift it is and what it is for.
struct Named<'a> {
    reference: &'a str,
    project: &'a str,
    organisation: &'a str,
    provider: OrganisationId,
}

/// Writes the row with its event and works the totals of its project out anew.
async fn record(
    tx: &Tx,
    actor: &Actor,
    new: &NewAcceptanceRow,
    named: Named<'_>,
    details: EventDetails<'_>,
) -> Result<()> {
    let mut facts = details.facts;
    facts.insert("actor".into(), actor_facts(actor.role, named.organisation));
    facts.insert(
        "in_kind_acceptance".into(),
        json!({
            "id": new.id.0,
            "pledge": named.reference,
            "organisation": named.organisation,
            "project": named.project,
            "line_position": new.line_position,
            "amount_minor": new.amount.minor(),
            "currency": new.amount.currency().code(),
            "budget_minor": new.valuation.minor(),
            "budget_currency": new.valuation.currency().code(),
            "units_per_usd": new.units_per_usd,
            "accepted_on": new.accepted_on.to_string(),
            "takes_back": new.takes_back.map(|back| back.0),
        }),
    );
    let kind = if new.takes_back.is_some() {
        EventKind::InKindTakenBack
    } else {
        EventKind::InKindAccepted
    };
    let about = About {
        project: Some(new.project),
        pledge: Some(new.pledge),
        organisation: Some(named.provider),
    };
    let event = NewEvent {
        kind,
        facts,
        texts: details.texts,
    };
    let number = events::append(tx, &event, about).await?;
    acceptances::insert(tx, new, number).await?;
    audit::note(tx, Some(actor.account), kind.code(), &new.id.0.to_string()).await?;
    Ok(totals::refresh_project(tx, new.project).await?)
}
