//! What an organisation spent on a project, its own execution included.

use time::Date;

use super::book::{Names, Told, book, child, converted, negative, recount, speaks_for_another};
use super::{chain_of, kept};
use crate::actions::once::once;
use crate::actions::{ActionError, Context, Result, documents};
use crate::domain::access::{Deed, may};
use crate::domain::account::Actor;
use crate::domain::chain::{MoneyRefusal, sound};
use crate::domain::counting::EntryKind;
use crate::domain::document::Document;
use crate::domain::event::EventKind;
use crate::domain::ids::{OrganisationId, ProjectId};
use crate::domain::money::Money;
use crate::domain::pledge::{PledgeKind, Target};
use crate::domain::reason;
use crate::store::ledger::{self, NewEntry};
use crate::store::projects::ProjectRow;
use crate::store::submissions::Form;
use crate::store::{Tx, audit, projects};

/// Money that an organisation spent on a project, as it reports it.
#[derive(Debug, Clone, Copy)]
pub struct Spending<'a> {
    pub organisation: OrganisationId,
    pub project: ProjectId,
    pub amount: Money,
    pub spent_on: Date,
    /// What it was spent on.
    pub note: &'a str,
    pub document: &'a Document,
}

/// Reports an expenditure with its document and gives its key. The same request again gives the first key.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::NotFound`], [`ActionError::Refused`].
pub async fn spend(ctx: Context<'_>, actor: &Actor, spending: Spending<'_>, request_id: &str) -> Result<i64> {
    let proof = documents::proof(ctx, Some(spending.document));
    once(ctx, actor, Form::Expenditure, request_id, async |tx| {
        let project = projects::get(tx, spending.project)
            .await?
            .ok_or(ActionError::NotFound)?;
        let deed = Deed::KeepPledge {
            organisation: spending.organisation,
            towards: Some(project.country()?),
        };
        may(actor, deed).map_err(ActionError::hiding)?;
        if !project.status()?.counts_requirement() || project.provenance != "registered" {
            return Err(MoneyRefusal::ProjectNotOpen.into());
        }
        if !takes_part(tx, spending.organisation, &project).await? {
            return Err(MoneyRefusal::NotInvolved.into());
        }
        reason::check(spending.note)?;
        sound(
            spending.amount,
            spending.spent_on,
            spending.spent_on,
            ctx.now.local_date(),
        )?;
        let names = Names::direct(tx, spending.organisation, &project).await?;
        let entry = NewEntry {
            id: ledger::next_id(tx).await?,
            kind: EntryKind::Expenditure,
            parent: None,
            pledge: None,
            target: Target::Project(spending.project),
            organisation: spending.organisation,
            receiver: None,
            aid: PledgeKind::Financial,
            finance_type: "110",
            amount: spending.amount,
            draws_minor: None,
            dated_on: spending.spent_on,
            converted: converted(tx, spending.amount, spending.spent_on, None).await?,
            by: Some(actor.account),
            on_behalf: speaks_for_another(actor, spending.organisation),
        };
        let told = Told {
            proof,
            ..Told::default()
        };
        let told = told.text("reason", spending.note);
        book(tx, actor.role, EventKind::ExpenditureReported, &names, &entry, told).await?;
        audit::note(tx, Some(actor.account), "expenditure_reported", &entry.id.0.to_string()).await?;
        recount(tx, entry.target, None).await?;
        Ok(entry.id.0)
    })
    .await
}

/// Money is spent on a project by whoever carries it out, answers for it, or receives one of its agreements.
async fn takes_part(tx: &Tx, organisation: OrganisationId, project: &ProjectRow) -> Result<bool> {
    let own = [project.implementing_id, project.accountable_id].contains(&Some(organisation.0));
    Ok(own || ledger::receives(tx, organisation, project.key()).await?)
}

/// Says that less was spent than was reported: all of it when the report was wrong. The same request again adds nothing.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::Reason`], [`ActionError::NotFound`].
pub async fn unspend(
    ctx: Context<'_>,
    actor: &Actor,
    spending: i64,
    amount: Money,
    why: &str,
    request_id: &str,
) -> Result<()> {
    once(ctx, actor, Form::Adjustment, request_id, async |tx| {
        let row = kept(tx, actor, spending, EntryKind::Expenditure).await?;
        reason::check(why)?;
        let today = ctx.now.local_date();
        sound(amount, today, row.dated_on, today)?;
        chain_of(tx, &row, row.key()).await?.unspending(row.key(), amount)?;
        let id = ledger::next_id(tx).await?;
        let entry = child(id, &row, EntryKind::Adjustment, negative(amount)?, today, actor)?;
        let told = Told::default().text("reason", why);
        let names = Names::from(&row);
        book(tx, actor.role, EventKind::ExpenditureAdjusted, &names, &entry, told).await?;
        audit::note(tx, Some(actor.account), "expenditure_adjusted", &spending.to_string()).await?;
        recount(tx, entry.target, entry.pledge).await?;
        Ok(id.0)
    })
    .await
    .map(|_: i64| ())
}
