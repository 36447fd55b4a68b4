//! What happens to a pledge after its verification: revising, earmarking, and the end of what is outstanding.

use super::book::{Names, Told, book, converted, negative, recount, speaks_for_another};
use super::{chain, open_pledge, open_project, project_for};
use crate::actions::once::once;
use crate::actions::{Context, Result};
use crate::domain::account::Actor;
use crate::domain::chain::{LineKey, MoneyRefusal, sound};
use crate::domain::counting::{CountingError, EntryKind};
use crate::domain::event::EventKind;
use crate::domain::ids::{LedgerEntryId, OrganisationId, ProjectId};
use crate::domain::money::Money;
use crate::domain::pledge::Target;
use crate::domain::rate::Converted;
use crate::domain::reason;
use crate::store::ledger::{self, NewEntry};
use crate::store::pledges::PledgeRow;
use crate::store::submissions::Form;
use crate::store::{Tx, audit, projects};

/// A row of a pledge's own: a revision, or one half of an earmarking.
fn own_row<'a>(
    row: &'a PledgeRow,
    id: LedgerEntryId,
    kind: EntryKind,
    target: Target,
    amount: Money,
    converted: Option<Converted>,
    actor: &Actor,
) -> Result<NewEntry<'a>> {
    let organisation = OrganisationId(row.organisation_id);
    Ok(NewEntry {
        id,
        kind,
        parent: row.ledger_entry_id.map(LedgerEntryId),
        pledge: Some(row.key()),
        target,
        organisation,
        receiver: None,
        aid: row.kind()?,
        finance_type: &row.finance_type,
        amount,
        draws_minor: Some(amount.minor()),
        // It keeps the pledge's date, and so its rate and its year.
        dated_on: row.pledged_on,
        converted,
        by: Some(actor.account),
        on_behalf: speaks_for_another(actor, organisation),
    })
}

/// Gives a pledge a new figure; the first one stays visible.
///
/// # Errors
/// [`crate::actions::ActionError::Money`], [`crate::actions::ActionError::Reason`], [`crate::actions::ActionError::NotFound`].
pub async fn revise(ctx: Context<'_>, actor: &Actor, reference: &str, amount: Money, why: &str) -> Result<()> {
    ctx.db
        .write(ctx.now, async |tx| {
            let row = open_pledge(tx, actor, reference).await?;
            reason::check(why)?;
            sound(amount, row.pledged_on, row.pledged_on, ctx.now.local_date())?;
            let chain = chain(&ledger::of_pledge(tx, row.key()).await?)?;
            let target = row.target()?;
            let difference = Money::new(chain.revising((row.key(), target), amount)?, amount.currency());
            // A smaller figure is worth a part of what the pledge is worth; a larger one has the rate of its day.
            let worth = if difference.is_negative() {
                None
            } else {
                converted(tx, difference, row.pledged_on, None).await?
            };
            let id = ledger::next_id(tx).await?;
            let entry = own_row(&row, id, EntryKind::Revision, target, difference, worth, actor)?;
            let mut told = Told::default().text("reason", why);
            told.facts.insert("revised_to_minor".into(), amount.minor().into());
            book(
                tx,
                actor.role,
                EventKind::PledgeRevised,
                &Names::from(&row),
                &entry,
                told,
            )
            .await?;
            audit::note(tx, Some(actor.account), "pledge_revised", reference).await?;
            recount(tx, target, Some(row.key())).await
        })
        .await
}

/// Moves a part of an unearmarked pledge to a project, or back from it (`back`): a pair of rows, minus there and
/// plus here, worth the same (counting rule 8). The same request again moves nothing.
///
/// # Errors
/// [`crate::actions::ActionError::Money`], [`crate::actions::ActionError::NotFound`].
pub async fn earmark(
    ctx: Context<'_>,
    actor: &Actor,
    reference: &str,
    project: ProjectId,
    amount: Money,
    back: bool,
    request_id: &str,
) -> Result<()> {
    once(ctx, actor, Form::Earmarking, request_id, async |tx| {
        let row = open_pledge(tx, actor, reference).await?;
        let own = row.target()?;
        if matches!(own, Target::Project(_)) {
            return Err(MoneyRefusal::EarmarkedAlready.into());
        }
        let to = if back {
            project_for(tx, actor, project, OrganisationId(row.organisation_id)).await?
        } else {
            open_project(tx, actor, project, OrganisationId(row.organisation_id)).await?
        };
        sound(amount, row.pledged_on, row.pledged_on, ctx.now.local_date())?;
        let chain = chain(&ledger::of_pledge(tx, row.key()).await?)?;
        let there = Target::Project(project);
        let (from, into) = if back { (there, own) } else { (own, there) };
        let line: LineKey = (row.key(), from);
        chain.earmarking(line, amount)?;
        let usd = chain.worth_of(line, amount.minor()).map_err(CountingError::from)?;
        let halves = [
            (from, negative(amount)?, None),
            (into, amount, usd.map(Converted::at_par)),
        ];
        for (target, amount, worth) in halves {
            let mut names = Names::from(&row);
            if target == there {
                names = Names {
                    project: Some(to.code.clone()),
                    place: None,
                    pillar: None,
                    ..names
                };
            }
            let id = ledger::next_id(tx).await?;
            let entry = own_row(&row, id, EntryKind::Earmarking, target, amount, worth, actor)?;
            let kind = EventKind::PledgeEarmarked;
            book(tx, actor.role, kind, &names, &entry, Told::default()).await?;
            recount(tx, target, Some(row.key())).await?;
        }
        audit::note(tx, Some(actor.account), "pledge_earmarked", reference).await?;
        Ok(reference.to_owned())
    })
    .await
    .map(|_: String| ())
}

/// Ends what is outstanding of every line of a pledge; false when nothing is.
pub(in crate::actions) async fn end_lines(
    tx: &Tx,
    ctx: Context<'_>,
    actor: &Actor,
    row: &PledgeRow,
    kind: EntryKind,
    event: EventKind,
    why: &str,
) -> Result<bool> {
    let mut ended = false;
    let chain = chain(&ledger::of_pledge(tx, row.key()).await?)?;
    for ((_, target), line) in &chain.lines {
        let left = line.outstanding.money;
        if !left.is_positive() {
            continue;
        }
        let mut names = Names::from(row);
        if let (Target::Project(id), true) = (*target, *target != row.target()?) {
            names = Names {
                project: projects::get(tx, id).await?.map(|row| row.code),
                place: None,
                pillar: None,
                ..names
            };
        }
        let id = ledger::next_id(tx).await?;
        let mut entry = own_row(row, id, kind, *target, negative(left)?, None, actor)?;
        entry.dated_on = ctx.now.local_date();
        book(
            tx,
            actor.role,
            event,
            &names,
            &entry,
            Told::default().text("reason", why),
        )
        .await?;
        recount(tx, *target, Some(row.key())).await?;
        ended = true;
    }
    Ok(ended)
}
