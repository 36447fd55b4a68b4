//! Payments: declared by the payer, answered by the receiver, and what comes back.

use serde_json::{Map, json};
use time::Date;

use super::book::{
    Names, Told, actor_facts, book, child, converted, draws_plausibly, negative, recount, speaks_for_another,
};
use super::tell::{Said, tell};
use super::{chain, chain_of, kept};
use crate::actions::bound::within;
use crate::actions::documents::{self, Proof};
use crate::actions::once::{once, repeatable};
use crate::actions::{ActionError, Context, Result};
use crate::domain::access::{Deed, may};
use crate::domain::account::Actor;
use crate::domain::chain::{Cause, MoneyRefusal, Outcome, sound};
use crate::domain::counting::EntryKind;
use crate::domain::document::Document;
use crate::domain::event::{EventKind, NewEvent};
use crate::domain::ids::{AccountId, LedgerEntryId, ProjectId};
use crate::domain::money::Money;
use crate::domain::party::Party;
use crate::domain::pledge::Target;
use crate::domain::reason;
use crate::mail::letters::MoneyLetter;
use crate::store::events::{self, About};
use crate::store::money::{self, MoneyRow, NewReceipt};
use crate::store::submissions::Form;
use crate::store::{Tx, audit, initiatives, ledger, totals};

/// A payment as its payer declares it.
#[derive(Debug, Clone, Copy)]
pub struct Paying<'a> {
    pub amount: Money,
    /// How much of the agreement it uses up, in the agreement's currency; needed only when the currencies differ.
    pub draws: Option<Money>,
    pub paid_on: Date,
    /// What the bank calls the transfer.
    pub bank_reference: &'a str,
}

/// Declares a payment against an agreement and gives its key. The same request again gives the first key.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::NotFound`].
pub async fn pay(ctx: Context<'_>, actor: &Actor, agreement: i64, paying: Paying<'_>, request_id: &str) -> Result<i64> {
    once(ctx, actor, Form::Disbursement, request_id, async |tx| {
        let row = kept(tx, actor, agreement, EntryKind::Commitment).await?;
        if row.receiver() == Some(row.giver()) {
            return Err(MoneyRefusal::OwnPayment.into());
        }
        sound(paying.amount, paying.paid_on, row.dated_on, ctx.now.local_date())?;
        within(tx, ctx, paying.amount, paying.paid_on).await?;
        let standing = match row.target()? {
            Target::Project(project) => totals::standing(tx, project).await?,
            _ => None,
        };
        let chain = match &standing {
            Some(standing) => chain(standing.rows())?,
            None => chain_of(tx, &row, row.key()).await?,
        };
        let draws = chain.paying(row.key(), paying.amount, paying.draws)?;
        let drawn = Money::new(draws, row.amount()?.currency());
        draws_plausibly(tx, paying.amount, paying.paid_on, drawn).await?;
        let id = ledger::next_id(tx).await?;
        let mut entry = child(id, &row, EntryKind::Disbursement, paying.amount, paying.paid_on, actor)?;
        entry.draws_minor = Some(draws);
        entry.converted = converted(tx, paying.amount, paying.paid_on, None).await?;
        let names = Names::from(&row);
        let told = Told::default().text("own_reference", paying.bank_reference);
        book(tx, actor.role, EventKind::PaymentDeclared, &names, &entry, told).await?;
        let said = Said {
            on_behalf: entry.on_behalf,
            ..Said::amount(paying.amount)
        };
        tell(tx, ctx, MoneyLetter::Declared, id, said).await?;
        audit::note(tx, Some(actor.account), "payment_declared", &id.0.to_string()).await?;
        match standing {
            Some(standing) => {
                let agreement = standing.rows().iter().find(|booked| booked.entry.id == row.key());
                let givers = agreement.map(|booked| booked.givers.clone()).unwrap_or_default();
                standing.recount_with(tx, entry.booked(givers)).await?;
            }
            None => recount(tx, entry.target, entry.pledge).await?,
        }
        Ok(id.0)
    })
    .await
}

/// A receiver's word as somebody enters it.
#[derive(Debug, Clone, Copy)]
pub struct Answering<'a> {
    pub outcome: Outcome,
    /// All that was declared when absent.
    pub received: Option<Money>,
    pub received_on: Option<Date>,
    pub cause: Option<Cause>,
    pub reason: &'a str,
    /// An officer who speaks for a receiver needs one.
    pub document: Option<&'a Document>,
}

/// Confirms, disputes or resolves a payment. A difference becomes an adjustment with its cause.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::Reason`], [`ActionError::DocumentNeeded`], [`ActionError::Refused`],
/// [`ActionError::NotFound`].
pub async fn answer(ctx: Context<'_>, actor: &Actor, payment: i64, answering: Answering<'_>) -> Result<()> {
    let proof = documents::proof(ctx, answering.document);
    repeatable(ctx, actor, Form::Receipt, async |tx| {
        let row = money::get_to_write(tx, payment, EntryKind::Disbursement)
            .await?
            .ok_or(ActionError::NotFound)?;
        let receiver = row.receiver().ok_or(ActionError::NotFound)?;
        let deed = Deed::AnswerPayment {
            receiver,
            giver: row.giver(),
            declared_by: row.account_id.map(AccountId),
            towards: row.towards()?,
        };
        may(actor, deed).map_err(ActionError::hiding)?;
        let on_document = speaks_for_another(actor, receiver);
        if on_document && proof.is_none() {
            return Err(ActionError::DocumentNeeded);
        }
        match answering.outcome {
            Outcome::Dispute => reason::check(answering.reason)?,
            Outcome::Confirm | Outcome::Resolve => reason::check_optional(answering.reason)?,
        }
        let declared = row.amount()?;
        let received = answering.received.unwrap_or(declared);
        if let Some(on) = answering.received_on {
            sound(declared, on, row.dated_on, ctx.now.local_date())?;
        }
        let agreement = LedgerEntryId(row.parent_id.ok_or(ActionError::NotFound)?);
        let chain = chain_of(tx, &row, agreement).await?;
        let less = chain.answering(row.key(), answering.outcome, received, answering.cause)?;
        let receipt = NewReceipt {
            payment: row.key(),
            outcome: answering.outcome,
            received,
            received_on: answering.received_on,
            cause: answering.cause.filter(|_| less > 0),
            on_document,
            by: actor.account,
        };
        say(tx, actor, &row, &receipt, answering.reason, proof).await?;
        if let (true, Some(cause)) = (less > 0 && answering.outcome != Outcome::Dispute, answering.cause) {
            let id = ledger::next_id(tx).await?;
            let amount = Money::new(-less, received.currency());
            let on = answering.received_on.unwrap_or(row.dated_on);
            let mut entry = child(id, &row, EntryKind::Adjustment, amount, on, actor)?;
            entry.draws_minor = Some(-chain.adjusting(row.key(), less, cause)?);
            entry.on_behalf = on_document;
            let names = Names::from(&row);
            let mut told = Told {
                speaker: names.receiver.clone(),
                ..Told::default()
            };
            told.facts.insert("cause".into(), cause.code().into());
            book(tx, actor.role, EventKind::PaymentAdjusted, &names, &entry, told).await?;
        }
        let letter = match answering.outcome {
            Outcome::Confirm => MoneyLetter::Confirmed,
            Outcome::Dispute => MoneyLetter::Disputed,
            Outcome::Resolve => MoneyLetter::Resolved,
        };
        let is_said = answering.outcome.says_amount(receipt.cause.is_some());
        let told = Said {
            amount: is_said.then_some(received),
            cause: receipt.cause,
            why: answering.reason,
            on_document,
            on_behalf: false,
        };
        tell(tx, ctx, letter, row.key(), told).await?;
        audit::note(tx, Some(actor.account), "payment_answered", &payment.to_string()).await?;
        recount(tx, row.target()?, row.pledge()).await
    })
    .await
}

async fn say(
    tx: &Tx,
    actor: &Actor,
    row: &MoneyRow,
    receipt: &NewReceipt,
    why: &str,
    proof: Option<Proof<'_>>,
) -> Result<()> {
    let id = money::next_receipt_id(tx).await?;
    let names = Names::from(row);
    let mut facts = Map::new();
    let own = names.receiver.clone().unwrap_or_default();
    facts.insert("actor".into(), actor_facts(actor.role, &own));
    facts.insert(
        "receipt".into(),
        json!({
            "id": id,
            "entry": row.id,
            "kind": receipt.outcome.code(),
            "amount_minor": receipt.received.minor(),
            "currency": receipt.received.currency().code(),
            "received_on": receipt.received_on.map(|on| on.to_string()),
            "cause": receipt.cause.map(Cause::code),
            "on_document": receipt.on_document,
            "receiver": names.receiver,
        }),
    );
    let kind = match receipt.outcome {
        Outcome::Confirm => EventKind::PaymentConfirmed,
        Outcome::Dispute => EventKind::PaymentDisputed,
        Outcome::Resolve => EventKind::PaymentResolved,
    };
    let told = Told::default().text("reason", why);
    let mut texts = told.texts;
    texts.extend(proof.as_ref().map(Proof::text));
    let about = About {
        project: row.project_id.map(ProjectId),
        pledge: row.pledge(),
        organisation: row.receiver(),
    };
    let event = NewEvent { kind, facts, texts };
    let number = events::append(tx, &event, about).await?;
    documents::record(tx, number, proof, actor.account).await?;
    Ok(money::insert_receipt(tx, id, receipt, number).await?)
}

/// A refund as somebody enters it.
#[derive(Debug, Clone, Copy)]
pub struct Refunding<'a> {
    pub amount: Money,
    pub refunded_on: Date,
    /// At whose initiative; the receiver's, who had the money, where that is not said.
    pub initiative: Option<Party>,
    pub reason: &'a str,
}

/// Records that received money came back. The same request again adds nothing.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::Reason`], [`ActionError::NotFound`].
pub async fn refund(
    ctx: Context<'_>,
    actor: &Actor,
    payment: i64,
    refunding: Refunding<'_>,
    request_id: &str,
) -> Result<()> {
    let Refunding {
        amount,
        refunded_on,
        initiative,
        reason: why,
    } = refunding;
    once(ctx, actor, Form::Refund, request_id, async |tx| {
        let row = kept(tx, actor, payment, EntryKind::Disbursement).await?;
        reason::check(why)?;
        sound(amount, refunded_on, row.dated_on, ctx.now.local_date())?;
        let agreement = LedgerEntryId(row.parent_id.ok_or(ActionError::NotFound)?);
        let back = chain_of(tx, &row, agreement).await?.refunding(row.key(), amount)?;
        let id = ledger::next_id(tx).await?;
        let mut entry = child(id, &row, EntryKind::Refund, negative(amount)?, refunded_on, actor)?;
        entry.draws_minor = Some(-back);
        let mut told = Told::default().text("reason", why);
        told.say_initiative(initiative);
        let names = Names::from(&row);
        book(tx, actor.role, EventKind::PaymentRefunded, &names, &entry, told).await?;
        initiatives::insert(tx, id, initiative).await?;
        let told = Said {
            why,
            ..Said::amount(amount)
        };
        tell(tx, ctx, MoneyLetter::Refunded, row.key(), told).await?;
        audit::note(tx, Some(actor.account), "payment_refunded", &payment.to_string()).await?;
        recount(tx, entry.target, entry.pledge).await?;
        Ok(id.0)
    })
    .await
    .map(|_: i64| ())
}
