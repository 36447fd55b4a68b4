//! Who acts in the story, for what, with which document and which planned payments.

use crate::actions::Context;
use crate::domain::account::{Actor, Role};
use crate::domain::currency::Currency;
use crate::domain::document::Document;
use crate::domain::ids::OrganisationId;
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::pledge::Tranche;
use crate::seed::demo::rows::CommitmentTrancheRow;
use crate::seed::demo::{People, on};
use crate::seed::{SeedError, file, rows, seed_error};
use crate::store::projects::{self, ProjectRow};
use crate::store::{money, pledges};

/// The document that proves an action.
pub(super) fn action_document() -> Result<Document, SeedError> {
    Document::new("acta.pdf", file("demo/acta.pdf")?).map_err(|_| seed_error("demo/acta.pdf", "no document".to_owned()))
}

/// The planned payments of a commitment, by the name that the table gives it.
pub(super) fn schedule(ctx: Context<'_>, name: &str, currency: Currency) -> Result<Vec<Tranche>, SeedError> {
    let listed: Vec<CommitmentTrancheRow> = rows("demo/commitment_tranches.csv")?;
    let mine = listed.into_iter().filter(|one| one.commitment == name);
    mine.map(|one| {
        let amount = Money::parse_plain(&one.amount, currency);
        Ok(Tranche {
            due_on: on(ctx, one.due_day),
            amount: amount.map_err(|_| seed_error("demo/commitment_tranches.csv", format!("{name}: amount")))?,
        })
    })
    .collect()
}

pub(super) async fn project(ctx: Context<'_>, code: &str) -> Result<Option<ProjectRow>, SeedError> {
    Ok(projects::by_code(ctx.db.primary(), code).await?)
}

/// Who acts for an organisation in the story.
pub(super) fn partner(people: &People, slug: &str) -> Option<(Actor, OrganisationId)> {
    let actor = *people.partners.get(slug)?;
    match actor.role {
        Role::Partner { organisation } => Some((actor, organisation)),
        Role::Officer { .. } | Role::Administrator => None,
    }
}

pub(super) async fn editor(ctx: Context<'_>, people: &People, reference: &str) -> Result<Actor, SeedError> {
    let row = pledges::by_reference(ctx.db.primary(), reference).await?;
    let actor = row.and_then(|row| partner(people, &row.organisation_slug));
    Ok(actor
        .ok_or_else(|| seed_error("demo/money.csv", format!("{reference}: organisation")))?
        .0)
}

/// The provider or the receiver of a commitment or payment.
pub(super) async fn party(
    ctx: Context<'_>,
    people: &People,
    id: i64,
    kind: EntryKind,
    receiver: bool,
) -> Result<Actor, SeedError> {
    let row = money::get(ctx.db.primary(), id, kind).await?;
    let slug = row.and_then(|row| {
        if receiver {
            row.receiver_slug
        } else {
            Some(row.organisation_slug)
        }
    });
    let actor = slug.and_then(|slug| partner(people, &slug));
    Ok(actor
        .ok_or_else(|| seed_error("demo/money.csv", format!("{id}: organisation")))?
        .0)
}
