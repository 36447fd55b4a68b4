//! Accepting what a promise gives in kind for a line of a project's budget, and taking that back.
//!
//! No row of money is written and no gap moves; the totals count it as "covered in kind" (DESIGN.md §3 rule 9).

use serde_json::json;
use time::Date;

use super::money::book::{Told, actor_facts, pledge_of};
use super::once::once;
use super::{ActionError, Context, Result};
use crate::domain::access::{Deed, may};
use crate::domain::account::Actor;
use crate::domain::chain::{Chain, LineKey, MoneyRefusal, sound};
use crate::domain::counting::CountingError;
use crate::domain::country::Country;
use crate::domain::cover::{CoverRefusal, must_be_in_kind, uncovered};
use crate::domain::currency::Currency;
use crate::domain::event::{EventKind, FreeText, NewEvent};
use crate::domain::ids::{AccountId, CoverId, OrganisationId, ProjectId};
use crate::domain::money::Money;
use crate::domain::pledge::{PledgeState, TEXT_LENGTH_MAX, Target};
use crate::domain::rate;
use crate::domain::reason::{self, ReasonFault};
use crate::store::covers::{self, CoverRow, NewCover};
use crate::store::events::{self, About};
use crate::store::pledges::PledgeRow;
use crate::store::projects::{self, BudgetLine, ProjectRow};
use crate::store::submissions::Form;
use crate::store::{Tx, audit, ledger, totals};

/// What an officer accepts.
#[derive(Debug, Clone, Copy)]
pub struct Accepting<'a> {
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
/// [`ActionError::Cover`], [`ActionError::Money`], [`ActionError::Reason`] for a note that is too long,
/// [`ActionError::Refused`], [`ActionError::NotFound`].
pub async fn accept(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    accepting: Accepting<'_>,
    request_id: &str,
) -> Result<i64> {
    once(ctx, actor, Form::Cover, request_id, async |tx| {
        let row = pledge_of(tx, reference).await?;
        let project = projects::get(tx, accepting.project).await?;
        let project = project.ok_or(ActionError::NotFound)?;
        may(actor, deed(&row, project.country()?))?;
        check(&row, &project, &accepting, ctx.now.local_date())?;
        let budget = projects::lines(tx, accepting.project).await?;
        let line = budget.get(accepting.line).ok_or(CoverRefusal::NoSuchLine)?;
        let (worth, units_per_usd) = measure(tx, &row, &project, &budget, line, &accepting).await?;
        let new = NewCover {
            id: covers::next_id(tx).await?,
            pledge: row.key(),
            project: accepting.project,
            line_position: accepting.line,
            amount: accepting.amount,
            worth,
            units_per_usd,
            accepted_on: accepting.accepted_on,
            takes_back: None,
            by: actor.account,
        };
        let mut told = Told::default().text("cover_note", accepting.note);
        // As they are written, because an acceptance is found by the names of its line.
        for (field, name) in [("line_es", &line.name_es), ("line_en", &line.name_en)] {
            let content = name.clone();
            told.texts.push(FreeText { field, content });
        }
        let named = Named {
            reference: &row.reference,
            project: &project.code,
            organisation: &row.organisation_slug,
            giver: OrganisationId(row.organisation_id),
        };
        record(tx, actor, &new, named, told).await?;
        Ok(new.id.0)
    })
    .await
}

/// Takes an acceptance back by its opposite; both stay in the history. The same request again changes nothing.
///
/// # Errors
/// [`ActionError::Cover`], [`ActionError::Reason`], [`ActionError::Refused`], [`ActionError::NotFound`].
pub async fn take_back(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    cover: CoverId,
    why: &str,
    request_id: &str,
) -> Result<i64> {
    once(ctx, actor, Form::Reversal, request_id, async |tx| {
        let row = pledge_of(tx, reference).await?;
        let known = covers::get(tx, cover).await?;
        let known: CoverRow = known
            .filter(|known| known.pledge_id == row.id)
            .ok_or(ActionError::NotFound)?;
        let project = projects::get(tx, ProjectId(known.project_id)).await?;
        may(actor, deed(&row, project.ok_or(ActionError::NotFound)?.country()?))?;
        if !known.stands() {
            return Err(CoverRefusal::TakenBackAlready.into());
        }
        reason::check(why)?;
        let first = known.cover()?;
        let opposite = |money: Money| money.checked_neg().map_err(|_| MoneyRefusal::TooLarge);
        let new = NewCover {
            id: covers::next_id(tx).await?,
            pledge: row.key(),
            project: ProjectId(known.project_id),
            line_position: first.budget_line.position,
            amount: opposite(first.amount)?,
            worth: opposite(first.worth)?,
            units_per_usd: known.units_per_usd.clone(),
            accepted_on: ctx.now.local_date(),
            takes_back: Some(cover),
            by: actor.account,
        };
        let named = Named {
            reference: &known.pledge_reference,
            project: &known.project_code,
            organisation: &known.organisation_slug,
            giver: known.giver(),
        };
        record(tx, actor, &new, named, Told::default().text("reason", why)).await?;
        Ok(new.id.0)
    })
    .await
}

/// An officer of the project's country, and not whoever entered or submitted the pledge (four eyes).
fn deed(row: &PledgeRow, country: Country) -> Deed {
    Deed::CoverInKind {
        towards: Some(country),
        entered_by: AccountId(row.entered_by),
        submitted_by: row.submitted_by.map(AccountId),
    }
}

/// Whether the pledge, the project and what was typed allow it, before the budget and the ledger are asked.
fn check(row: &PledgeRow, project: &ProjectRow, accepting: &Accepting<'_>, today: Date) -> Result<()> {
    must_be_in_kind(row.kind()?)?;
    if row.state()? != PledgeState::Verified || !row.is_public() {
        return Err(MoneyRefusal::NotOpen.into());
    }
    let own = row.target()?;
    if matches!(own, Target::Project(_)) && own != Target::Project(accepting.project) {
        return Err(CoverRefusal::NotForProject.into());
    }
    if !project.status()?.is_open_for_funding() {
        return Err(MoneyRefusal::ProjectNotOpen.into());
    }
    if accepting.version.is_some_and(|version| version != project.version) {
        return Err(CoverRefusal::BudgetChanged.into());
    }
    sound(accepting.amount, accepting.accepted_on, row.pledged_on, today)?;
    if accepting.amount.currency() != row.amount()?.currency() {
        return Err(MoneyRefusal::OtherCurrency.into());
    }
    if accepting.note.trim().chars().count() > TEXT_LENGTH_MAX {
        return Err(ReasonFault::TooLong.into());
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
    accepting: &Accepting<'_>,
) -> Result<(Money, Option<String>)> {
    let booked = ledger::of_pledge(tx, row.key()).await?;
    let chain = Chain::read(booked.iter().map(|one| &one.entry)).map_err(CountingError::from)?;
    let key: LineKey = (row.key(), Target::Project(accepting.project));
    let known = covers::known_of_project(tx, accepting.project).await?;
    if accepting.amount.minor() > uncovered(key, &known.covers, &chain)?.minor() {
        return Err(CoverRefusal::MoreThanUncovered.into());
    }
    let currency = project.currency()?;
    let (worth, units) = if accepting.amount.currency() == currency {
        (accepting.amount, None)
    } else {
        let usd = chain
            .worth_of(key, accepting.amount.minor())
            .map_err(CountingError::from)?;
        let usd = Money::new(usd.ok_or(CoverRefusal::NoRate)?, Currency::USD);
        let rates = totals::rates_for(tx, currency, accepting.accepted_on).await?;
        let found = rate::from_usd(usd, currency, accepting.accepted_on, &rates);
        let (worth, by) = found.map_err(|_| ActionError::TooLarge)?.ok_or(CoverRefusal::NoRate)?;
        let rate = rates.iter().find(|rate| Some(rate.id) == by);
        (worth, rate.map(|rate| rate.units_per_usd.to_string()))
    };
    if !worth.is_positive() {
        return Err(CoverRefusal::WorthNothing.into());
    }
    let covered = known.by_line(&covers::lines(budget), currency)?;
    let left = line.amount_minor - covered.get(accepting.line).copied().unwrap_or(0);
    if worth.minor() > left {
        return Err(CoverRefusal::MoreThanLine.into());
    }
    Ok((worth, units))
}

/// The stable names under which an event states whose gift it is and what it is for.
struct Named<'a> {
    reference: &'a str,
    project: &'a str,
    organisation: &'a str,
    giver: OrganisationId,
}

/// Writes the row with its event and works the totals of its project out anew.
async fn record(tx: &Tx, actor: &Actor, new: &NewCover, named: Named<'_>, told: Told<'_>) -> Result<()> {
    let mut facts = told.facts;
    facts.insert("actor".into(), actor_facts(actor.role, named.organisation));
    facts.insert(
        "in_kind_cover".into(),
        json!({
            "id": new.id.0,
            "pledge": named.reference,
            "organisation": named.organisation,
            "project": named.project,
            "line_position": new.line_position,
            "amount_minor": new.amount.minor(),
            "currency": new.amount.currency().code(),
            "budget_minor": new.worth.minor(),
            "budget_currency": new.worth.currency().code(),
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
        organisation: Some(named.giver),
    };
    let event = NewEvent {
        kind,
        facts,
        texts: told.texts,
    };
    let number = events::append(tx, &event, about).await?;
    covers::insert(tx, new, number).await?;
    audit::note(tx, Some(actor.account), kind.code(), &new.id.0.to_string()).await?;
    Ok(totals::recount_project(tx, new.project).await?)
}
