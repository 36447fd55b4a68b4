//! Payments: declared by the payer, answered by the receiver, and what comes back.

use serde_json::{Map, json};
use time::Date;

use super::entry::{
    EventDetails, Names, actor_facts, child, converted, drawdown_plausibly, negative, record_entry, refresh_totals,
    speaks_for_another,
};
use super::notify::{Notice, notify};
use super::{chain, chain_of, load_editable};
use crate::actions::bound::within;
use crate::actions::documents::{self, Proof};
use crate::actions::{ActionError, Context, DocumentRefusal, Result};
use crate::domain::access::{Permission, may};
use crate::domain::account::Actor;
use crate::domain::chain::{Cause, Chain, MoneyRefusal, Outcome, sound};
use crate::domain::document::Document;
use crate::domain::event::{EventKind, NewEvent};
use crate::domain::ids::OrganisationId;
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::party::Party;
use crate::domain::pledge::Target;
use crate::domain::reason;
use crate::mail::letters::MoneyLetter;
use crate::store::events::{self, About};
use crate::store::money::{self, MoneyRow, NewReceiptRow};
use crate::store::{Tx, audit, initiatives, ledger, totals};

/// A payment as its payer declares it.
#[derive(Debug, Clone, Copy)]
pub struct NewDisbursement<'a> {
    pub amount: Money,
    /// How much of the commitment it uses up, in the commitment's currency; needed only when the currencies differ.
    pub drawdown: Option<Money>,
    pub paid_on: Date,
    /// What the bank calls the transfer.
    pub bank_reference: &'a str,
}

/// Declares a payment against a commitment and gives its key. The same request again gives the first key.
///
/// # Errors
/// [`ActionError::Money`], [`ActionError::NotFound`].
pub async fn pay(
    ctx: Context<'_>,
    actor: &Actor,
    commitment: i64,
    new_disbursement: NewDisbursement<'_>,
) -> Result<i64> {
    ctx.write(async |tx| {
        let row = load_editable(tx, actor, commitment, EntryKind::Commitment).await?;
        if row.receiver() == Some(row.provider()) {
            return Err(MoneyRefusal::OwnDisbursement.into());
        }
        let (amount, paid_on) = (new_disbursement.amount, new_disbursement.paid_on);
        sound(amount, paid_on, row.dated_on, ctx.now.local_date())?;
        within(tx, ctx, amount, paid_on).await?;
        let fulfilment = match row.target() {
            Target::Project(project) => totals::fulfilment(tx, project, row.key()).await?,
            _ => None,
        };
        let chain = match &fulfilment {
            Some(fulfilment) => chain(fulfilment.rows())?,
            None => chain_of(tx, &row, row.key()).await?,
        };
        let drawdown = chain.judge_disbursement(row.key(), amount, new_disbursement.drawdown)?;
        drawdown_plausibly(tx, amount, paid_on, Money::new(drawdown, row.currency)).await?;
        let id = ledger::next_id(tx).await?;
        let mut entry = child(id, &row, EntryKind::Disbursement, amount, paid_on, actor)?;
        entry.drawdown_minor = Some(drawdown);
        entry.converted = converted(tx, amount, paid_on, None).await?;
        let names = Names::from(&row);
        let details = EventDetails::default().text("own_reference", new_disbursement.bank_reference);
        record_entry(
            tx,
            actor.role,
            EventKind::DisbursementDeclared,
            &names,
            &entry,
            &chain,
            details,
        )
        .await?;
        let stated = Notice {
            on_behalf: entry.on_behalf,
            ..Notice::amount(amount)
        };
        notify(tx, ctx, MoneyLetter::Declared, id, stated).await?;
        audit::note(tx, Some(actor.account), "disbursement_declared", &id.0.to_string()).await?;
        match fulfilment {
            Some(fulfilment) => {
                let commitment = fulfilment.rows().iter().find(|booked| booked.entry.id == row.key());
                let providers = commitment.map(|booked| booked.providers.clone()).unwrap_or_default();
                fulfilment.refresh_with(tx, entry.booked(providers)).await?;
            }
            None => refresh_totals(tx, entry.target, entry.pledge).await?,
        }
        Ok(id.0)
    })
    .await
}

/// A receiver's word as somebody enters it.
#[derive(Debug, Clone, Copy)]
pub struct NewReceipt<'a> {
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
/// [`ActionError::Money`], [`ActionError::Reason`], [`DocumentRefusal::Needed`], [`ActionError::Refused`],
/// [`ActionError::NotFound`].
pub async fn answer(ctx: Context<'_>, actor: &Actor, disbursement: i64, new_receipt: NewReceipt<'_>) -> Result<()> {
    let proof = documents::proof(ctx, new_receipt.document);
    ctx.write(async |tx| {
        let (row, receiver) = load_answerable(tx, actor, disbursement).await?;
        let on_document = speaks_for_another(actor, receiver);
        if on_document && proof.is_none() {
            return Err(DocumentRefusal::Needed.into());
        }
        match new_receipt.outcome {
            Outcome::Dispute => reason::check(new_receipt.reason)?,
            Outcome::Confirm | Outcome::Resolve => reason::check_optional(new_receipt.reason)?,
        }
        let declared = row.amount();
        let received = new_receipt.received.unwrap_or(declared);
        if let Some(on) = new_receipt.received_on {
            sound(declared, on, row.dated_on, ctx.now.local_date())?;
        }
        let commitment = row.parent_id.ok_or(ActionError::NotFound)?;
        let chain = chain_of(tx, &row, commitment).await?;
        let less = chain.judge_receipt(row.key(), new_receipt.outcome, received, new_receipt.cause)?;
        let receipt = NewReceiptRow {
            disbursement: row.key(),
            outcome: new_receipt.outcome,
            received,
            received_on: new_receipt.received_on,
            cause: new_receipt.cause.filter(|_| less > 0),
            on_document,
            by: actor.account,
        };
        say(tx, actor, &row, &receipt, new_receipt.reason, proof).await?;
        if let (true, Some(cause)) = (less > 0 && new_receipt.outcome != Outcome::Dispute, new_receipt.cause) {
            let drawdown_minor = chain.adjusting(row.key(), less, cause)?;
            adjust(
                tx,
                actor,
                &row,
                &receipt,
                Shortfall {
                    chain: &chain,
                    cause,
                    less,
                    drawdown_minor,
                },
            )
            .await?;
        }
        notify_answer(tx, ctx, &row, &receipt, new_receipt.reason).await?;
        let name = disbursement.to_string();
        audit::note(tx, Some(actor.account), "disbursement_answered", &name).await?;
        refresh_totals(tx, row.target(), row.pledge()).await
    })
    .await
}

/// A payment with its receiver, if this actor may speak for it.
async fn load_answerable(tx: &Tx, actor: &Actor, disbursement: i64) -> Result<(MoneyRow, OrganisationId)> {
    let row = money::get_to_write(tx, disbursement, EntryKind::Disbursement).await?;
    let row = row.ok_or(ActionError::NotFound)?;
    let receiver = row.receiver().ok_or(ActionError::NotFound)?;
    let action = Permission::AnswerDisbursement {
        receiver,
        provider: row.provider(),
        declared_by: row.account_id,
        towards: row.towards(),
    };
    may(actor, action).map_err(ActionError::hiding)?;
    Ok((row, receiver))
}

/// How much less arrived than was declared, in minor units, and how much of the commitment that frees.
struct Shortfall<'a> {
    /// Of the payment.
    chain: &'a Chain,
    cause: Cause,
    less: i64,
    drawdown_minor: i64,
}

/// Records the difference as an adjustment with its cause.
async fn adjust(
    tx: &Tx,
    actor: &Actor,
    row: &MoneyRow,
    receipt: &NewReceiptRow,
    shortfall: Shortfall<'_>,
) -> Result<()> {
    let id = ledger::next_id(tx).await?;
    let amount = Money::new(-shortfall.less, receipt.received.currency());
    let on = receipt.received_on.unwrap_or(row.dated_on);
    let mut entry = child(id, row, EntryKind::Adjustment, amount, on, actor)?;
    entry.drawdown_minor = Some(-shortfall.drawdown_minor);
    entry.on_behalf = receipt.on_document;
    let names = Names::from(row);
    let mut details = EventDetails {
        speaker: names.receiver.clone(),
        ..EventDetails::default()
    };
    details.facts.insert("cause".into(), shortfall.cause.code().into());
    record_entry(
        tx,
        actor.role,
        EventKind::DisbursementAdjusted,
        &names,
        &entry,
        shortfall.chain,
        details,
    )
    .await?;
    Ok(())
}

async fn notify_answer(tx: &Tx, ctx: Context<'_>, row: &MoneyRow, receipt: &NewReceiptRow, why: &str) -> Result<()> {
    let letter = match receipt.outcome {
        Outcome::Confirm => MoneyLetter::Confirmed,
        Outcome::Dispute => MoneyLetter::Disputed,
        Outcome::Resolve => MoneyLetter::Resolved,
    };
    let is_stated = receipt.outcome.says_amount(receipt.cause.is_some());
    let details = Notice {
        amount: is_stated.then_some(receipt.received),
        cause: receipt.cause,
        why,
        on_document: receipt.on_document,
        on_behalf: false,
    };
    notify(tx, ctx, letter, row.key(), details).await
}

async fn say(
    tx: &Tx,
    actor: &Actor,
    row: &MoneyRow,
    receipt: &NewReceiptRow,
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
        Outcome::Confirm => EventKind::DisbursementConfirmed,
        Outcome::Dispute => EventKind::DisbursementDisputed,
        Outcome::Resolve => EventKind::DisbursementResolved,
    };
    let details = EventDetails::default().text("reason", why);
    let mut texts = details.texts;
    texts.extend(proof.as_ref().map(Proof::text));
    let about = About {
        project: row.project_id,
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
pub async fn refund(ctx: Context<'_>, actor: &Actor, disbursement: i64, refunding: Refunding<'_>) -> Result<()> {
    let Refunding {
        amount,
        refunded_on,
        initiative,
        reason: why,
    } = refunding;
    ctx.write(async |tx| {
        let row = load_editable(tx, actor, disbursement, EntryKind::Disbursement).await?;
        reason::check(why)?;
        sound(amount, refunded_on, row.dated_on, ctx.now.local_date())?;
        let commitment = row.parent_id.ok_or(ActionError::NotFound)?;
        let chain = chain_of(tx, &row, commitment).await?;
        let back = chain.refunding(row.key(), amount)?;
        let id = ledger::next_id(tx).await?;
        let mut entry = child(id, &row, EntryKind::Refund, negative(amount)?, refunded_on, actor)?;
        entry.drawdown_minor = Some(-back);
        let mut details = EventDetails::default().text("reason", why);
        details.say_initiative(initiative);
        let names = Names::from(&row);
        record_entry(
            tx,
            actor.role,
            EventKind::DisbursementRefunded,
            &names,
            &entry,
            &chain,
            details,
        )
        .await?;
        initiatives::insert(tx, id, initiative).await?;
        let details = Notice {
            why,
            ..Notice::amount(amount)
        };
        notify(tx, ctx, MoneyLetter::Refunded, row.key(), details).await?;
        audit::note(
            tx,
            Some(actor.account),
            "disbursement_refunded",
            &disbursement.to_string(),
        )
        .await?;
        refresh_totals(tx, entry.target, entry.pledge).await?;
        Ok(id.0)
    })
    .await
    .map(|_: i64| ())
}
