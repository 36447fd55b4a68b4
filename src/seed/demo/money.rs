//! What became of the demonstration's promises: commitments, payments and what was said of them.

use std::collections::BTreeMap;

use time::Date;

use crate::actions::acceptances::NewAcceptance;
use crate::actions::conditions::PendingSubject;
use crate::actions::money::{
    NewCommitment, NewDirectCommitment, NewDisbursement, NewExpenditure, NewPublication, NewReceipt, NewTermination,
    Recorded, Refunding,
};
use crate::actions::{self, Context};
use crate::domain::account::Actor;
use crate::domain::chain::{Cause, Outcome};
use crate::domain::currency::Currency;
use crate::domain::document::Document;
use crate::domain::fulfilment::{Party, PendingKind};
use crate::domain::ids::ProjectId;
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::pledge::{FINANCE_TYPE_DEFAULT, Tranche};
use crate::seed::demo::rows::MoneyRow;
use crate::seed::demo::{People, on, proposals};
use crate::seed::{SeedError, seed_error};
use crate::store::{conditions, pledges};

mod parties;

use parties::{action_document, editor, partner, party, project, schedule};

/// The commitments and payments of the story by the names that its table gives them.
#[derive(Debug, Default)]
pub(super) struct Named(BTreeMap<String, i64>);

/// Does what a row of the story says.
pub(super) async fn action(
    ctx: Context<'_>,
    then: Context<'_>,
    people: &People,
    row: &MoneyRow,
    references: &BTreeMap<i64, String>,
    named: &mut Named,
) -> Result<(), SeedError> {
    let step = Step {
        ctx,
        then,
        people,
        row,
        references,
        today: on(ctx, row.day),
        amount: stated_amount(row)?,
        request: format!("demo-{}-{}-{}", row.action, row.name, row.day),
    };
    match row.action.as_str() {
        "sign" => step.sign(named).await,
        "agree" => step.agree(named).await,
        "pay" => step.pay(named).await,
        "confirm" | "dispute" | "resolve" => step.answer(named).await,
        "publish" => step.publish(named).await,
        "refund" => step.refund(named).await,
        "terminate" => step.terminate(named).await,
        "revise" => step.revise().await,
        "earmark" => step.earmark().await,
        "accept" => step.accept().await,
        "spend" => step.spend().await,
        "condition" => step.condition().await,
        "meet" => step.meet().await,
        "explain" => step.explain().await,
        other => Err(step.bad(other)),
    }
}

/// One row of the story, with what most of its actions need.
struct Step<'a> {
    ctx: Context<'a>,
    /// As of the day of the row.
    then: Context<'a>,
    people: &'a People,
    row: &'a MoneyRow,
    references: &'a BTreeMap<i64, String>,
    today: Date,
    amount: Option<Money>,
    request: String,
}

fn bad(row: &MoneyRow, what: &str) -> SeedError {
    seed_error(
        "demo/money.csv",
        format!("{} {} {}: {what}", row.day, row.action, row.on),
    )
}

fn stated_amount(row: &MoneyRow) -> Result<Option<Money>, SeedError> {
    if row.currency.is_empty() {
        return Ok(None);
    }
    let currency = Currency::parse(&row.currency).map_err(|_| bad(row, "currency"))?;
    let amount = Money::parse_plain(&row.amount, currency);
    Ok(Some(amount.map_err(|_| bad(row, "amount"))?))
}

impl Step<'_> {
    fn bad(&self, what: &str) -> SeedError {
        bad(self.row, what)
    }

    fn done<T>(&self, done: actions::Result<T>) -> Result<T, SeedError> {
        done.map_err(|error| self.bad(&error.to_string()))
    }

    fn numbered<'s>(&'s self, who: &Actor) -> Context<'s> {
        self.then.numbered(who, &self.request)
    }

    fn needed(&self) -> Result<Money, SeedError> {
        self.amount.ok_or_else(|| self.bad("amount"))
    }

    fn id(&self, named: &Named) -> Result<i64, SeedError> {
        let known = named.0.get(&self.row.on).copied();
        known.ok_or_else(|| self.bad("name"))
    }

    fn reference(&self) -> Result<&str, SeedError> {
        let number = self.row.on.parse().map_err(|_| self.bad("pledge"))?;
        let known = self.references.get(&number);
        known.map(String::as_str).ok_or_else(|| self.bad("pledge"))
    }

    /// The pledge that the row is about, and who speaks for its provider.
    async fn of_pledge(&self) -> Result<(&str, Actor), SeedError> {
        let reference = self.reference()?;
        Ok((reference, editor(self.ctx, self.people, reference).await?))
    }

    /// The commitment or payment that the row is about, and who speaks for one of its parties.
    async fn of_entry(&self, named: &Named, kind: EntryKind, receiver: bool) -> Result<(i64, Actor), SeedError> {
        let id = self.id(named)?;
        Ok((id, party(self.ctx, self.people, id, kind, receiver).await?))
    }

    async fn project_of(&self, code: &str, what: &str) -> Result<ProjectId, SeedError> {
        let row = project(self.ctx, code).await?;
        Ok(row.ok_or_else(|| self.bad(what))?.id)
    }

    fn planned(&self) -> Result<Vec<Tranche>, SeedError> {
        schedule(self.ctx, &self.row.name, self.needed()?.currency())
    }

    fn new_commitment<'s>(
        &'s self,
        tranches: &'s [Tranche],
        document: Option<&'s Document>,
    ) -> Result<NewCommitment<'s>, SeedError> {
        Ok(NewCommitment {
            amount: self.needed()?,
            drawdown: None,
            receiver: None,
            signed_on: self.today,
            own_reference: &self.row.name,
            document,
            tranches,
        })
    }

    async fn sign(&self, named: &mut Named) -> Result<(), SeedError> {
        let (reference, who) = self.of_pledge().await?;
        let planned = self.planned()?;
        let new_commitment = self.new_commitment(&planned, None)?;
        let made = actions::money::sign(self.numbered(&who), &who, reference, None, new_commitment).await;
        named.0.insert(self.row.name.clone(), self.done(made)?);
        Ok(())
    }

    async fn agree(&self, named: &mut Named) -> Result<(), SeedError> {
        let (who, organisation) = partner(self.people, &self.row.receiver).ok_or_else(|| self.bad("receiver"))?;
        let (planned, document) = (self.planned()?, action_document()?);
        let new_direct = NewDirectCommitment {
            organisation,
            project: self.project_of(&self.row.on, "project").await?,
            finance_type: FINANCE_TYPE_DEFAULT,
            new_commitment: self.new_commitment(&planned, Some(&document))?,
        };
        let made = self.done(actions::money::agree(self.numbered(&who), &who, new_direct).await)?;
        let made = proposals::answer(self.then, self.people, self.row, &made).await?;
        named.0.extend(made.map(|id| (self.row.name.clone(), id)));
        Ok(())
    }

    async fn pay(&self, named: &mut Named) -> Result<(), SeedError> {
        let (commitment, who) = self.of_entry(named, EntryKind::Commitment, false).await?;
        let new_disbursement = NewDisbursement {
            amount: self.needed()?,
            drawdown: None,
            paid_on: self.today,
            bank_reference: &self.row.name,
        };
        let made = actions::money::pay(self.numbered(&who), &who, commitment, new_disbursement).await;
        named.0.insert(self.row.name.clone(), self.done(made)?);
        Ok(())
    }

    async fn answer(&self, named: &Named) -> Result<(), SeedError> {
        let (disbursement, who) = self.of_entry(named, EntryKind::Disbursement, true).await?;
        let new_receipt = NewReceipt {
            outcome: Outcome::parse(&self.row.action).ok_or_else(|| self.bad("action"))?,
            received: self.amount,
            received_on: Some(self.today),
            cause: Cause::parse(&self.row.cause),
            reason: &self.row.reason,
            document: None,
        };
        self.done(actions::money::answer(self.then, &who, disbursement, new_receipt).await)
    }

    async fn publish(&self, named: &Named) -> Result<(), SeedError> {
        let (disbursement, who) = self.of_entry(named, EntryKind::Disbursement, false).await?;
        let new_publication = NewPublication {
            amount: self.needed()?,
            published_on: self.today,
            address: &self.row.reason,
        };
        self.done(actions::money::publish(self.then, &who, disbursement, new_publication).await)?;
        Ok(())
    }

    async fn refund(&self, named: &Named) -> Result<(), SeedError> {
        let (disbursement, who) = self.of_entry(named, EntryKind::Disbursement, false).await?;
        let refunding = Refunding {
            amount: self.needed()?,
            refunded_on: self.today,
            initiative: Party::parse(&self.row.cause),
            reason: &self.row.reason,
        };
        self.done(actions::money::refund(self.numbered(&who), &who, disbursement, refunding).await)?;
        Ok(())
    }

    async fn terminate(&self, named: &Named) -> Result<(), SeedError> {
        let (commitment, who) = self.of_entry(named, EntryKind::Commitment, false).await?;
        let ending = NewTermination {
            amount: self.needed()?,
            terminated_on: self.today,
            party: "",
            initiative: Party::parse(&self.row.cause),
            reason: &self.row.reason,
        };
        self.done(actions::money::terminate(self.numbered(&who), &who, commitment, ending).await)?;
        Ok(())
    }

    /// An officer answers what waits for one.
    async fn answered(&self, recorded: Recorded) -> Result<(), SeedError> {
        if let Recorded::Pendings(made) = recorded {
            proposals::answer(self.then, self.people, self.row, &made).await?;
        }
        Ok(())
    }

    async fn revise(&self) -> Result<(), SeedError> {
        let (reference, who) = self.of_pledge().await?;
        let (amount, why) = (self.needed()?, &self.row.reason);
        let done = actions::money::revise(self.numbered(&who), &who, reference, amount, why).await;
        self.answered(self.done(done)?).await
    }

    async fn earmark(&self) -> Result<(), SeedError> {
        let (reference, who) = self.of_pledge().await?;
        let there = self.project_of(&self.row.receiver, "receiver").await?;
        let amount = self.needed()?;
        self.done(actions::money::earmark(self.numbered(&who), &who, reference, there, amount, false).await)?;
        Ok(())
    }

    async fn accept(&self) -> Result<(), SeedError> {
        let reference = self.reference()?;
        let pledge = pledges::by_reference(self.ctx.db.primary(), reference).await?;
        let number: usize = self.row.cause.parse().map_err(|_| self.bad("cause"))?;
        let new_acceptance = NewAcceptance {
            project: pledge
                .and_then(|row| row.project_id)
                .ok_or_else(|| self.bad("project"))?,
            line: number.checked_sub(1).ok_or_else(|| self.bad("cause"))?,
            version: None,
            amount: self.needed()?,
            accepted_on: self.today,
            note: &self.row.reason,
        };
        let request = format!("{}-{}", self.request, self.row.on);
        let officer = &self.people.officer;
        self.done(
            actions::acceptances::accept(
                self.then.numbered(officer, &request),
                officer,
                reference,
                new_acceptance,
            )
            .await,
        )?;
        Ok(())
    }

    async fn spend(&self) -> Result<(), SeedError> {
        let (who, organisation) = partner(self.people, &self.row.receiver).ok_or_else(|| self.bad("receiver"))?;
        let document = action_document()?;
        let new_expenditure = NewExpenditure {
            organisation,
            project: self.project_of(&self.row.on, "project").await?,
            amount: self.needed()?,
            spent_on: self.today,
            note: &self.row.reason,
            document: Some(&document),
        };
        let done = actions::money::spend(self.numbered(&who), &who, new_expenditure).await;
        self.answered(self.done(done)?).await
    }

    async fn condition(&self) -> Result<(), SeedError> {
        let (reference, who) = self.of_pledge().await?;
        let party = Party::parse(&self.row.cause).ok_or_else(|| self.bad("cause"))?;
        let (subject, words) = (PendingSubject::Pledge(reference), &self.row.reason);
        self.done(actions::conditions::state(self.numbered(&who), &who, subject, party, words).await)?;
        Ok(())
    }

    async fn meet(&self) -> Result<(), SeedError> {
        let (reference, who) = self.of_pledge().await?;
        let db = self.ctx.db.primary();
        let pledge = pledges::by_reference(db, reference).await?;
        let pledge = pledge.ok_or_else(|| self.bad("pledge"))?;
        let stated = conditions::of_pledges(db, &[pledge.id]).await?;
        let open = stated.iter().find(|one| one.is_open());
        let open = open.ok_or_else(|| self.bad("no condition"))?;
        self.done(actions::conditions::meet(self.then, &who, PendingSubject::Pledge(reference), open.id).await)?;
        Ok(())
    }

    async fn explain(&self) -> Result<(), SeedError> {
        let (reference, who) = self.of_pledge().await?;
        let wait = PendingKind::parse(&self.row.cause).ok_or_else(|| self.bad("cause"))?;
        let (subject, words) = (PendingSubject::Pledge(reference), &self.row.reason);
        self.done(actions::replies::explain(self.numbered(&who), &who, subject, wait, words).await)?;
        Ok(())
    }
}
