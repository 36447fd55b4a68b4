//! What the payer of a payment published of it elsewhere, noted by its own people or by an officer.

use serde_json::{Map, json};
use time::Date;

use super::book::{Names, Told, about, actor_facts, recount};
use super::kept;
use crate::actions::bound::within;
use crate::actions::{Context, Result};
use crate::domain::account::Actor;
use crate::domain::chain::sound;
use crate::domain::counting::EntryKind;
use crate::domain::event::{EventKind, NewEvent};
use crate::domain::ids::ProjectId;
use crate::domain::money::Money;
use crate::domain::publication::{PublicationFault, check_address, check_amount, currencies};
use crate::store::events::{self, About};
use crate::store::money::MoneyRow;
use crate::store::publications::{self, NewPublication};
use crate::store::{Tx, audit};

/// A publication as somebody notes it.
#[derive(Debug, Clone, Copy)]
pub struct Publishing<'a> {
    /// In the payment's own currency or in dollars.
    pub amount: Money,
    pub published_on: Date,
    /// Where it can be read, `https://…`.
    pub address: &'a str,
}

/// Notes what was published of a payment; the newest counts. Noting the newest again changes nothing.
///
/// # Errors
/// [`crate::actions::ActionError`]: `Publication`, `Money`, `Refused`, `NotFound`.
pub async fn publish(ctx: Context<'_>, actor: &Actor, payment: i64, publishing: Publishing<'_>) -> Result<()> {
    ctx.db
        .write(ctx.now, async |tx| {
            let row = kept(tx, actor, payment, EntryKind::Disbursement).await?;
            let declared = row.amount()?;
            if !currencies(declared.currency()).contains(&publishing.amount.currency()) {
                return Err(PublicationFault::OtherCurrency.into());
            }
            check_address(publishing.address.trim())?;
            let today = ctx.now.local_date();
            sound(publishing.amount, publishing.published_on, row.dated_on, today)?;
            within(tx, ctx, publishing.amount, row.dated_on).await?;
            let worth = about(tx, declared, row.dated_on, publishing.amount.currency()).await?;
            check_amount(publishing.amount, worth.ok_or(PublicationFault::OtherCurrency)?)?;
            let known = publications::of_payments(tx, &[row.key()]).await?;
            if let Some(newest) = known.last() {
                let same = newest.amount()? == publishing.amount && newest.published_on == publishing.published_on;
                if same && newest.address.as_deref() == Some(publishing.address.trim()) {
                    return Ok(());
                }
            }
            note(tx, actor, &row, publishing).await?;
            audit::note(tx, Some(actor.account), "payment_published", &payment.to_string()).await?;
            recount(tx, row.target()?, row.pledge()).await
        })
        .await
}

async fn note(tx: &Tx, actor: &Actor, row: &MoneyRow, publishing: Publishing<'_>) -> Result<()> {
    let id = publications::next_id(tx).await?;
    let names = Names::from(row);
    let mut facts = Map::new();
    facts.insert("actor".into(), actor_facts(actor.role, &names.organisation));
    facts.insert(
        "publication".into(),
        json!({
            "id": id,
            "entry": row.id,
            "amount_minor": publishing.amount.minor(),
            "currency": publishing.amount.currency().code(),
            "published_on": publishing.published_on.to_string(),
            "organisation": names.organisation,
        }),
    );
    let event = NewEvent {
        kind: EventKind::PaymentPublished,
        facts,
        texts: Told::default().text("address", publishing.address).texts,
    };
    let about = About {
        project: row.project_id.map(ProjectId),
        pledge: row.pledge(),
        organisation: Some(row.giver()),
    };
    let number = events::append(tx, &event, about).await?;
    let publication = NewPublication {
        payment: row.key(),
        amount: publishing.amount,
        published_on: publishing.published_on,
        by: actor.account,
    };
    Ok(publications::insert(tx, id, &publication, number).await?)
}
