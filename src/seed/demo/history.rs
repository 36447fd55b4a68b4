//! The story of the demonstration, told in the order of its days by the same actions as real actions.

use std::collections::BTreeMap;

use crate::actions::pledges::Intent;
use crate::actions::projects::StatusOrder;
use crate::actions::{self, ActionError, Context};
use crate::domain::account::Role;
use crate::domain::currency::Currency;
use crate::domain::document::Document;
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::place::Gazetteer;
use crate::domain::pledge::{Contributor, Decision, PledgeKind, Target, Terms, Tranche};
use crate::domain::project::Status;
use crate::domain::proposal::ProposalRefusal;
use crate::seed::demo::money::{Named, action as action_of_money};
use crate::seed::demo::rows::{MoneyRow, PledgeRow, StatusRow, TrancheRow};
use crate::seed::demo::{People, at, grouped, on};
use crate::seed::{SeedError, file, filled, rows, seed_error};
use crate::store::{places, projects};

/// What the office writes when it verifies a pledge that no rate compares with the cost of its project.
const COMPARED: &str = "Se comparó con el costo del proyecto a la tasa del banco.";

/// One action of the demonstration's history.
enum Action<'a> {
    Status(&'a StatusRow),
    Pledge(&'a PledgeRow),
    Review(&'a PledgeRow),
    End(&'a PledgeRow),
    Money(&'a MoneyRow),
}

pub(super) async fn history(ctx: Context<'_>, people: &People) -> Result<(), SeedError> {
    let changes: Vec<StatusRow> = rows("demo/status_changes.csv")?;
    let pledges: Vec<PledgeRow> = rows("demo/pledges.csv")?;
    let tranches = grouped(rows("demo/tranches.csv")?, |row: &TrancheRow| row.number.to_string());
    let money: Vec<MoneyRow> = rows("demo/money.csv")?;
    let mut actions: Vec<(i64, Action<'_>)> = Vec::new();
    actions.extend(changes.iter().map(|row| (row.day, Action::Status(row))));
    for row in &pledges {
        actions.push((row.pledged_day, Action::Pledge(row)));
        if !matches!(row.state.as_str(), "draft" | "submitted") {
            actions.push(((row.pledged_day + 2).min(-1), Action::Review(row)));
        }
        match row.state.as_str() {
            "withdrawn" => actions.push(((row.pledged_day + 45).min(-1), Action::End(row))),
            "lapsed" => actions.push((row.valid_until_day.unwrap_or(-2).min(-2) + 1, Action::End(row))),
            _ => {}
        }
    }
    actions.extend(money.iter().map(|row| (row.day, Action::Money(row))));
    actions.sort_by_key(|(day, _)| *day);
    let gazetteer = places::gazetteer(ctx.db.primary()).await?;
    let mut references = BTreeMap::new();
    let mut named = Named::default();
    for (day, action) in actions {
        let then = Context {
            now: at(ctx, day),
            ..ctx
        };
        match action {
            Action::Status(row) => change_status(ctx, then, people, row).await?,
            Action::Pledge(row) => {
                let due = tranches.get(&row.number.to_string()).map_or(&[][..], Vec::as_slice);
                let reference = enter(ctx, then, people, &gazetteer, row, due).await?;
                references.insert(row.number, reference);
            }
            Action::Review(row) => review(then, people, row, references.get(&row.number)).await?,
            Action::Money(row) => action_of_money(ctx, then, people, row, &references, &mut named).await?,
            Action::End(row) => end(then, people, row, references.get(&row.number)).await?,
        }
    }
    Ok(())
}

async fn change_status(ctx: Context<'_>, then: Context<'_>, people: &People, row: &StatusRow) -> Result<(), SeedError> {
    let bad = |what: &str| seed_error("demo/status_changes.csv", format!("{}: {what}", row.code));
    let project = projects::by_code(ctx.db.primary(), &row.code)
        .await?
        .ok_or_else(|| bad("code"))?;
    let document = filled(row.document.clone())
        .map(|name| {
            let bytes = file(&format!("demo/{name}"))?;
            Document::new(&name, bytes).map_err(|error| bad(&error.to_string()))
        })
        .transpose()?;
    let order = StatusOrder {
        document: document.as_ref(),
        to: Status::parse(&row.to).ok_or_else(|| bad("status"))?,
        effective_on: on(ctx, row.day),
        reason: &row.reason,
        version: project.version,
    };
    let done = actions::projects::change_status(then, &people.officer, &row.code, order).await;
    done.map_err(|error| bad(&error.to_string()))
}

async fn enter(
    ctx: Context<'_>,
    then: Context<'_>,
    people: &People,
    gazetteer: &Gazetteer,
    row: &PledgeRow,
    due: &[TrancheRow],
) -> Result<String, SeedError> {
    let bad = |what: &str| seed_error("demo/pledges.csv", format!("{}: {what}", row.number));
    let partner = people.partners.get(&row.organisation);
    let partner = partner.ok_or_else(|| bad("organisation"))?;
    let target = target(ctx, gazetteer, row).await?;
    let terms = terms(ctx, people, row, due, target)?;
    let actor = if row.entered_by_officer {
        &people.second_officer
    } else {
        partner
    };
    let intent = if row.state == "draft" {
        Intent::Draft
    } else {
        Intent::Submit
    };
    let request = format!("demo-{}", row.number);
    let done = actions::pledges::create(then.numbered(actor, &request), actor, &terms, intent).await;
    done.map_err(|error| bad(&error.to_string()))
}

async fn target(ctx: Context<'_>, gazetteer: &Gazetteer, row: &PledgeRow) -> Result<Target, SeedError> {
    let bad = |what: &str| seed_error("demo/pledges.csv", format!("{}: {what}", row.number));
    Ok(match (row.project.as_str(), row.place.as_str(), row.pillar.as_str()) {
        ("", "", "") => Target::Plan,
        ("", "", pillar) => Target::Pillar(Pillar::parse(pillar).ok_or_else(|| bad("pillar"))?),
        ("", place, _) => Target::Place(gazetteer.by_code(place).ok_or_else(|| bad("place"))?.id),
        (project, _, _) => {
            let known = projects::by_code(ctx.db.primary(), project).await?;
            Target::Project(known.ok_or_else(|| bad("project"))?.id)
        }
    })
}

fn terms(
    ctx: Context<'_>,
    people: &People,
    row: &PledgeRow,
    due: &[TrancheRow],
    target: Target,
) -> Result<Terms, SeedError> {
    let bad = |what: &str| seed_error("demo/pledges.csv", format!("{}: {what}", row.number));
    let currency = Currency::parse(&row.currency).map_err(|_| bad("currency"))?;
    let money = |text: &str| Money::parse_plain(text, currency).map_err(|_| bad("amount"));
    let provider = |slug: &str| match people.partners.get(slug).map(|actor| actor.role) {
        Some(Role::Partner { organisation }) => Ok(organisation),
        _ => Err(bad("organisation")),
    };
    let contributor = |(slug, share): (&str, &str)| {
        Ok(Contributor {
            organisation: provider(slug)?,
            share: filled(share.to_owned()).map(|share| money(&share)).transpose()?,
        })
    };
    let tranche = |tranche: &TrancheRow| {
        Ok(Tranche {
            due_on: on(ctx, tranche.due_day),
            amount: money(&tranche.amount)?,
        })
    };
    let joint = row.joint.split(';').filter_map(|one| one.split_once('='));
    Ok(Terms {
        target,
        organisation: provider(&row.organisation)?,
        kind: PledgeKind::parse(&row.kind).ok_or_else(|| bad("kind"))?,
        finance_type: row.finance_type.clone(),
        amount: money(&row.amount)?,
        pledged_on: on(ctx, row.pledged_day),
        valid_until_on: row.valid_until_day.map(|day| on(ctx, day)),
        tranches: due.iter().map(tranche).collect::<Result<_, SeedError>>()?,
        contributors: joint.map(contributor).collect::<Result<_, SeedError>>()?,
        channel: filled(row.channel.clone()).map(|slug| provider(&slug)).transpose()?,
        conditions: row.conditions.clone(),
        authorised_by: row.authorised_by.clone(),
        note: row.note.clone(),
        embargo_until_on: row.embargo_day.map(|day| on(ctx, day)),
    })
}

async fn review(
    then: Context<'_>,
    people: &People,
    row: &PledgeRow,
    reference: Option<&String>,
) -> Result<(), SeedError> {
    let bad = |what: &str| seed_error("demo/pledges.csv", format!("{}: {what}", row.number));
    let (decision, reason) = match row.state.as_str() {
        "returned" => (Decision::Return, row.reason.as_str()),
        "declined" => (Decision::Decline, row.reason.as_str()),
        _ => (Decision::Verify, ""),
    };
    let reference = reference.ok_or_else(|| bad("reviewed before it was entered"))?;
    let mut done = actions::pledges::review(then, &people.officer, reference, None, decision, reason).await;
    if let Err(ActionError::Proposal(ProposalRefusal::ReasonNeeded)) = done {
        done = actions::pledges::review(then, &people.officer, reference, None, decision, COMPARED).await;
    }
    done.map_err(|error| bad(&error.to_string()))
}

async fn end(then: Context<'_>, people: &People, row: &PledgeRow, reference: Option<&String>) -> Result<(), SeedError> {
    let bad = |what: &str| seed_error("demo/pledges.csv", format!("{}: {what}", row.number));
    let reference = reference.ok_or_else(|| bad("ended before it was entered"))?;
    let done = if row.state == "lapsed" {
        actions::pledges::lapse(then, &people.officer, reference, &row.reason).await
    } else {
        let partner = people
            .partners
            .get(&row.organisation)
            .ok_or_else(|| bad("organisation"))?;
        actions::pledges::withdraw(then, partner, reference, &row.reason).await
    };
    done.map_err(|error| bad(&error.to_string()))
}
