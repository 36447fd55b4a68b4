//! What happens to a pledge after its verification: revising, earmarking, and the end of what is outstanding.

use time::Date;

use super::entry::{Author, Decided, EventDetails, Names, converted, negative, record_entry, refresh_totals};
use super::propose::{self, Recorded};
use super::{chain, open_pledge, open_project, project_for};
use crate::actions::bound::within;
use crate::actions::{Context, Result};
use crate::domain::account::Actor;
use crate::domain::chain::{MoneyRefusal, sound};
use crate::domain::counting::CountingError;
use crate::domain::event::EventKind;
use crate::domain::ids::{LedgerEntryId, ProjectId};
use crate::domain::ledger::EntryKind;
use crate::domain::ledger::LineKey;
use crate::domain::money::Money;
use crate::domain::pledge::Target;
use crate::domain::proposal::{ProposalKind, ProposalRefusal};
use crate::domain::rate::Converted;
use crate::domain::reason;
use crate::store::ledger::{self, NewEntry};
use crate::store::pledges::PledgeRow;
use crate::store::proposals::{self, NewProposal};
use crate::store::{Tx, audit, projects};

/// A row of a pledge's own: a revision, or one half of an earmarking.
fn own_row<'a>(
    row: &'a PledgeRow,
    id: LedgerEntryId,
    kind: EntryKind,
    target: Target,
    amount: Money,
    converted: Option<Converted>,
    author: Author,
) -> Result<NewEntry<'a>> {
    let organisation = row.organisation_id;
    Ok(NewEntry {
        id,
        kind,
        parent: row.ledger_entry_id,
        pledge: Some(row.key()),
        target,
        organisation,
        receiver: None,
        support: row.kind,
        finance_type: &row.finance_type,
        amount,
        drawdown_minor: Some(amount.minor()),
        // It keeps the pledge's date, and so its rate and its year.
        dated_on: row.pledged_on,
        converted,
        by: Some(author.account),
        on_behalf: author.on_behalf,
    })
}

/// Gives a pledge a new figure; the first one stays visible. A smaller figure counts at once, a larger one is proposed
/// and an officer verifies it first (counting rule 3). The same request again gives the first answer.
///
/// # Errors
/// [`crate::actions::ActionError::Money`], [`crate::actions::ActionError::Proposal`] while another increase waits,
/// [`crate::actions::ActionError::Reason`], [`crate::actions::ActionError::NotFound`].
pub async fn revise(ctx: Context<'_>, actor: &Actor, reference: &str, amount: Money, why: &str) -> Result<Recorded> {
    ctx.write(async |tx| {
        let row = open_pledge(tx, actor, reference).await?;
        let author = Author::of(actor, row.organisation_id);
        let decided = revised(tx, ctx, &row, author, amount, why).await?;
        if decided.entry.amount.is_negative() {
            return figure_changed(tx, actor, decided, amount, why, EventDetails::default())
                .await
                .map(Recorded::Now);
        }
        if proposals::open_of_pledge(tx, row.key()).await?.is_some() {
            return Err(ProposalRefusal::RevisionPending.into());
        }
        let new = proposed(&row, &decided, author, amount, why, ctx.now.local_date())?;
        propose::submit(tx, ctx, &new).await.map(Recorded::Pendings)
    })
    .await
}

/// A revision upwards as a proposal says it.
pub(in crate::actions) fn proposed<'a>(
    row: &'a PledgeRow,
    decided: &Decided<'_>,
    author: Author,
    amount: Money,
    why: &'a str,
    today: Date,
) -> Result<NewProposal<'a>> {
    let present = amount
        .checked_sub(decided.entry.amount)
        .map_err(|_| MoneyRefusal::TooLarge)?;
    Ok(NewProposal {
        kind: ProposalKind::Revision,
        pledge: Some(row.key()),
        project: None,
        organisation: row.organisation_id,
        receiver: None,
        finance_type: None,
        amount,
        present: Some(present),
        dated_on: today,
        own_reference: "",
        note: why,
        document: None,
        tranches: &[],
        on_behalf: author.on_behalf,
        by: author.account,
    })
}

/// Whether a pledge may get a new figure as things stand, and the row that says by how much it differs.
pub(in crate::actions) async fn revised<'a>(
    tx: &Tx,
    ctx: Context<'_>,
    row: &'a PledgeRow,
    author: Author,
    amount: Money,
    why: &str,
) -> Result<Decided<'a>> {
    reason::check(why)?;
    sound(amount, row.pledged_on, row.pledged_on, ctx.now.local_date())?;
    within(tx, ctx, amount, row.pledged_on).await?;
    let chain = chain(&ledger::of_pledge(tx, row.key()).await?)?;
    let target = row.target();
    let difference = Money::new(chain.revising((row.key(), target), amount)?, amount.currency());
    // A smaller figure is worth a part of what the pledge is worth; a larger one has the rate of its day.
    let valuation = if difference.is_negative() {
        None
    } else {
        converted(tx, difference, row.pledged_on, None).await?
    };
    let id = ledger::next_id(tx).await?;
    let entry = own_row(row, id, EntryKind::Revision, target, difference, valuation, author)?;
    let names = Names::from(row);
    Ok(Decided { entry, names, chain })
}

/// Records a revision that was decided and gives its key. `details`: what its event says beside the row.
pub(in crate::actions) async fn figure_changed(
    tx: &Tx,
    actor: &Actor,
    decided: Decided<'_>,
    amount: Money,
    why: &str,
    details: EventDetails<'_>,
) -> Result<i64> {
    let Decided { entry, names, chain } = decided;
    let mut details = details.text("reason", why);
    details.facts.insert("revised_to_minor".into(), amount.minor().into());
    record_entry(
        tx,
        actor.role,
        EventKind::PledgeRevised,
        &names,
        &entry,
        &chain,
        details,
    )
    .await?;
    let reference = names.pledge.as_deref().unwrap_or_default();
    audit::note(tx, Some(actor.account), "pledge_revised", reference).await?;
    refresh_totals(tx, entry.target, entry.pledge).await?;
    Ok(entry.id.0)
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
) -> Result<()> {
    ctx.write(async |tx| {
        let row = open_pledge(tx, actor, reference).await?;
        let own = row.target();
        if matches!(own, Target::Project(_)) {
            return Err(MoneyRefusal::EarmarkedAlready.into());
        }
        let to = if back {
            project_for(tx, actor, project, row.organisation_id).await?
        } else {
            open_project(tx, actor, project, row.organisation_id).await?
        };
        sound(amount, row.pledged_on, row.pledged_on, ctx.now.local_date())?;
        let chain = chain(&ledger::of_pledge(tx, row.key()).await?)?;
        let there = Target::Project(project);
        let (from, into) = if back { (there, own) } else { (own, there) };
        let line: LineKey = (row.key(), from);
        chain.earmarking(line, amount)?;
        let usd = chain.valuation_of(line, amount.minor()).map_err(CountingError::from)?;
        let halves = [
            (from, negative(amount)?, None),
            (into, amount, usd.map(Converted::at_par)),
        ];
        for (target, amount, valuation) in halves {
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
            let author = Author::of(actor, row.organisation_id);
            let entry = own_row(&row, id, EntryKind::Earmarking, target, amount, valuation, author)?;
            let kind = EventKind::PledgeEarmarked;
            record_entry(tx, actor.role, kind, &names, &entry, &chain, EventDetails::default()).await?;
            refresh_totals(tx, target, Some(row.key())).await?;
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
        if let (Target::Project(id), true) = (*target, *target != row.target()) {
            names = Names {
                project: projects::get(tx, id).await?.map(|row| row.code),
                place: None,
                pillar: None,
                ..names
            };
        }
        let id = ledger::next_id(tx).await?;
        let author = Author::of(actor, row.organisation_id);
        let mut entry = own_row(row, id, kind, *target, negative(left)?, None, author)?;
        entry.dated_on = ctx.now.local_date();
        record_entry(
            tx,
            actor.role,
            event,
            &names,
            &entry,
            &chain,
            EventDetails::default().text("reason", why),
        )
        .await?;
        refresh_totals(tx, *target, Some(row.key())).await?;
        ended = true;
    }
    Ok(ended)
}
