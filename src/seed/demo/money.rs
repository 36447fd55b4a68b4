//! What became of the demonstration's promises: commitments, payments and what was said of them.

use std::collections::BTreeMap;

use crate::actions::acceptances::NewAcceptance;
use crate::actions::conditions::PendingSubject;
use crate::actions::money::{
    NewCommitment, NewDirectCommitment, NewDisbursement, NewExpenditure, NewPublication, NewReceipt, NewTermination,
    Recorded, Refunding,
};
use crate::actions::{self, Context};
use crate::domain::account::{Actor, Role};
use crate::domain::chain::{Cause, Outcome};
use crate::domain::counting::EntryKind;
use crate::domain::currency::Currency;
use crate::domain::document::Document;
use crate::domain::fulfilment::{Party, PendingKind};
use crate::domain::ids::OrganisationId;
use crate::domain::money::Money;
use crate::domain::pledge::{FINANCE_TYPE_DEFAULT, Tranche};
use crate::seed::demo::rows::{CommitmentTrancheRow, MoneyRow};
use crate::seed::demo::{People, on, proposals};
use crate::seed::{SeedError, file, rows, seed_error};
use crate::store::projects::{self, ProjectRow};
use crate::store::{conditions, money, pledges};

/// The commitments and payments of the story by the names that its table gives them.
#[derive(Debug, Default)]
pub(super) struct Named(BTreeMap<String, i64>);

pub(super) async fn action(
    ctx: Context<'_>,
    then: Context<'_>,
    people: &People,
    row: &MoneyRow,
    references: &BTreeMap<i64, String>,
    named: &mut Named,
) -> Result<(), SeedError> {
    let bad = |what: &str| {
        seed_error(
            "demo/money.csv",
            format!("{} {} {}: {what}", row.day, row.action, row.on),
        )
    };
    let shown = |error: actions::ActionError| bad(&error.to_string());
    let today = on(ctx, row.day);
    let amount = match row.currency.as_str() {
        "" => None,
        code => {
            let currency = Currency::parse(code).map_err(|_| bad("currency"))?;
            Some(Money::parse_plain(&row.amount, currency).map_err(|_| bad("amount"))?)
        }
    };
    let needed = || amount.ok_or_else(|| bad("amount"));
    let id = |name: &str| named.0.get(name).copied().ok_or_else(|| bad("name"));
    let reference = || {
        let number = row.on.parse().map_err(|_| bad("pledge"))?;
        references.get(&number).ok_or_else(|| bad("pledge"))
    };
    let request = format!("demo-{}-{}-{}", row.action, row.name, row.day);
    let planned = match amount {
        Some(amount) if matches!(row.action.as_str(), "sign" | "agree") => schedule(ctx, &row.name, amount.currency())?,
        _ => Vec::new(),
    };
    let new_commitment = |amount, receiver| NewCommitment {
        amount,
        drawdown: None,
        receiver,
        signed_on: today,
        own_reference: &row.name,
        document: None,
        tranches: &planned,
    };
    match row.action.as_str() {
        "sign" => {
            let reference = reference()?;
            let who = editor(ctx, people, reference).await?;
            let made = actions::money::sign(
                then.numbered(&who, &request),
                &who,
                reference,
                None,
                new_commitment(needed()?, None),
            )
            .await;
            named.0.insert(row.name.clone(), made.map_err(shown)?);
        }
        "agree" => {
            let (who, organisation) = partner(people, &row.receiver).ok_or_else(|| bad("receiver"))?;
            let document = action_document()?;
            let new_direct = NewDirectCommitment {
                organisation,
                project: project(ctx, &row.on).await?.ok_or_else(|| bad("project"))?.key(),
                finance_type: FINANCE_TYPE_DEFAULT,
                new_commitment: NewCommitment {
                    document: Some(&document),
                    ..new_commitment(needed()?, None)
                },
            };
            let made = actions::money::agree(then.numbered(&who, &request), &who, new_direct).await;
            let made = proposals::answer(then, people, row, &made.map_err(shown)?).await?;
            named.0.extend(made.map(|id| (row.name.clone(), id)));
        }
        "pay" => {
            let commitment = id(&row.on)?;
            let who = party(ctx, people, commitment, EntryKind::Commitment, false).await?;
            let new_disbursement = NewDisbursement {
                amount: needed()?,
                drawdown: None,
                paid_on: today,
                bank_reference: &row.name,
            };
            let made = actions::money::pay(then.numbered(&who, &request), &who, commitment, new_disbursement).await;
            named.0.insert(row.name.clone(), made.map_err(shown)?);
        }
        "confirm" | "dispute" | "resolve" => {
            let disbursement = id(&row.on)?;
            let who = party(ctx, people, disbursement, EntryKind::Disbursement, true).await?;
            let new_receipt = NewReceipt {
                outcome: Outcome::parse(&row.action).ok_or_else(|| bad("action"))?,
                received: amount,
                received_on: Some(today),
                cause: Cause::parse(&row.cause),
                reason: &row.reason,
                document: None,
            };
            actions::money::answer(then, &who, disbursement, new_receipt)
                .await
                .map_err(shown)?;
        }
        "publish" => {
            let disbursement = id(&row.on)?;
            let who = party(ctx, people, disbursement, EntryKind::Disbursement, false).await?;
            let new_publication = NewPublication {
                amount: needed()?,
                published_on: today,
                address: &row.reason,
            };
            let done = actions::money::publish(then, &who, disbursement, new_publication).await;
            done.map_err(shown)?;
        }
        "refund" => {
            let disbursement = id(&row.on)?;
            let who = party(ctx, people, disbursement, EntryKind::Disbursement, false).await?;
            let refunding = Refunding {
                amount: needed()?,
                refunded_on: today,
                initiative: Party::parse(&row.cause),
                reason: &row.reason,
            };
            let done = actions::money::refund(then.numbered(&who, &request), &who, disbursement, refunding).await;
            done.map_err(shown)?;
        }
        "terminate" => {
            let commitment = id(&row.on)?;
            let who = party(ctx, people, commitment, EntryKind::Commitment, false).await?;
            let ending = NewTermination {
                amount: needed()?,
                terminated_on: today,
                party: "",
                initiative: Party::parse(&row.cause),
                reason: &row.reason,
            };
            actions::money::terminate(then.numbered(&who, &request), &who, commitment, ending)
                .await
                .map_err(shown)?;
        }
        "revise" => {
            let reference = reference()?;
            let who = editor(ctx, people, reference).await?;
            let done =
                actions::money::revise(then.numbered(&who, &request), &who, reference, needed()?, &row.reason).await;
            if let Recorded::Pendings(made) = done.map_err(shown)? {
                proposals::answer(then, people, row, &made).await?;
            }
        }
        "earmark" => {
            let reference = reference()?;
            let who = editor(ctx, people, reference).await?;
            let there = project(ctx, &row.receiver).await?.ok_or_else(|| bad("receiver"))?.key();
            let done =
                actions::money::earmark(then.numbered(&who, &request), &who, reference, there, needed()?, false).await;
            done.map_err(shown)?;
        }
        "accept" => {
            let reference = reference()?;
            let pledge = pledges::by_reference(ctx.db.primary(), reference).await?;
            let project = pledge.and_then(|row| row.project_id).ok_or_else(|| bad("project"))?;
            let number: usize = row.cause.parse().map_err(|_| bad("cause"))?;
            let new_acceptance = NewAcceptance {
                project,
                line: number.checked_sub(1).ok_or_else(|| bad("cause"))?,
                version: None,
                amount: needed()?,
                accepted_on: today,
                note: &row.reason,
            };
            let request = format!("{request}-{}", row.on);
            let done = actions::acceptances::accept(
                then.numbered(&people.officer, &request),
                &people.officer,
                reference,
                new_acceptance,
            )
            .await;
            done.map_err(shown)?;
        }
        "spend" => {
            let (who, organisation) = partner(people, &row.receiver).ok_or_else(|| bad("receiver"))?;
            let document = action_document()?;
            let new_expenditure = NewExpenditure {
                organisation,
                project: project(ctx, &row.on).await?.ok_or_else(|| bad("project"))?.key(),
                amount: needed()?,
                spent_on: today,
                note: &row.reason,
                document: Some(&document),
            };
            let done = actions::money::spend(then.numbered(&who, &request), &who, new_expenditure).await;
            if let Recorded::Pendings(made) = done.map_err(shown)? {
                proposals::answer(then, people, row, &made).await?;
            }
        }
        "condition" => {
            let reference = reference()?;
            let who = editor(ctx, people, reference).await?;
            let party = Party::parse(&row.cause).ok_or_else(|| bad("cause"))?;
            let done = actions::conditions::state(
                then.numbered(&who, &request),
                &who,
                PendingSubject::Pledge(reference),
                party,
                &row.reason,
            )
            .await;
            done.map_err(shown)?;
        }
        "meet" => {
            let reference = reference()?;
            let who = editor(ctx, people, reference).await?;
            let pledge = pledges::by_reference(ctx.db.primary(), reference)
                .await?
                .ok_or_else(|| bad("pledge"))?;
            let stated = conditions::of_pledges(ctx.db.primary(), &[pledge.key()]).await?;
            let open = stated
                .iter()
                .find(|one| one.is_open())
                .ok_or_else(|| bad("no condition"))?;
            let done = actions::conditions::meet(then, &who, PendingSubject::Pledge(reference), open.id).await;
            done.map_err(shown)?;
        }
        "explain" => {
            let reference = reference()?;
            let who = editor(ctx, people, reference).await?;
            let wait = PendingKind::parse(&row.cause).ok_or_else(|| bad("cause"))?;
            let done = actions::replies::explain(
                then.numbered(&who, &request),
                &who,
                PendingSubject::Pledge(reference),
                wait,
                &row.reason,
            )
            .await;
            done.map_err(shown)?;
        }
        other => return Err(bad(other)),
    }
    Ok(())
}

/// The planned payments of a commitment, by the name that the table gives it.
/// The document that proves an action.
fn action_document() -> Result<Document, SeedError> {
    Document::new("acta.pdf", file("demo/acta.pdf")?).map_err(|_| seed_error("demo/acta.pdf", "no document".to_owned()))
}

fn schedule(ctx: Context<'_>, name: &str, currency: Currency) -> Result<Vec<Tranche>, SeedError> {
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

async fn project(ctx: Context<'_>, code: &str) -> Result<Option<ProjectRow>, SeedError> {
    Ok(projects::by_code(ctx.db.primary(), code).await?)
}

/// Who acts for an organisation in the story.
fn partner(people: &People, slug: &str) -> Option<(Actor, OrganisationId)> {
    let actor = *people.partners.get(slug)?;
    match actor.role {
        Role::Partner { organisation } => Some((actor, organisation)),
        Role::Officer { .. } | Role::Administrator => None,
    }
}

async fn editor(ctx: Context<'_>, people: &People, reference: &str) -> Result<Actor, SeedError> {
    let row = pledges::by_reference(ctx.db.primary(), reference).await?;
    let actor = row.and_then(|row| partner(people, &row.organisation_slug));
    Ok(actor
        .ok_or_else(|| seed_error("demo/money.csv", format!("{reference}: organisation")))?
        .0)
}

/// The provider or the receiver of a commitment or payment.
async fn party(
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
