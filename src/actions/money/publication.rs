//! What the payer of a payment published of it elsewhere, noted by its own people or by an officer.

use serde_json::{Map, json};
use time::Date;

use super::entry::{EventDetails, Names, about, actor_facts, refresh_totals};
use super::load_editable;
use crate::actions::bound::within;
use crate::actions::{Context, Result};
use crate::domain::account::Actor;
use crate::domain::chain::sound;
use crate::domain::event::{EventKind, NewEvent};
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::publication::{PublicationError, check_address, check_amount, currencies};
use crate::store::events::{self, About};
use crate::store::money::MoneyRow;
use crate::store::publications::{self, NewPublicationRow};
use crate::store::{Tx, audit};

/// A publication as somebody notes it.
#[derive(Debug, Clone, Copy)]
pub struct NewPublication<'a> {
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
pub async fn publish(
    ctx: Context<'_>,
    actor: &Actor,
    disbursement: i64,
    new_publication: NewPublication<'_>,
) -> Result<()> {
    ctx.write(async |tx| {
        let row = load_editable(tx, actor, disbursement, EntryKind::Disbursement).await?;
        let declared = row.amount();
        if !currencies(declared.currency()).contains(&new_publication.amount.currency()) {
            return Err(PublicationError::OtherCurrency.into());
        }
        check_address(new_publication.address.trim())?;
        let today = ctx.now.local_date();
        sound(
            new_publication.amount,
            new_publication.published_on,
            row.dated_on,
            today,
        )?;
        within(tx, ctx, new_publication.amount, row.dated_on).await?;
        let valuation = about(tx, declared, row.dated_on, new_publication.amount.currency()).await?;
        check_amount(
            new_publication.amount,
            valuation.ok_or(PublicationError::OtherCurrency)?,
        )?;
        let known = publications::of_disbursements(tx, &[row.key()]).await?;
        if let Some(newest) = known.last() {
            let same = newest.amount() == new_publication.amount && newest.published_on == new_publication.published_on;
            if same && newest.address.as_deref() == Some(new_publication.address.trim()) {
                return Ok(());
            }
        }
        note(tx, actor, &row, new_publication).await?;
        audit::note(
            tx,
            Some(actor.account),
            "disbursement_published",
            &disbursement.to_string(),
        )
        .await?;
        refresh_totals(tx, row.target(), row.pledge()).await
    })
    .await
}

async fn note(tx: &Tx, actor: &Actor, row: &MoneyRow, new_publication: NewPublication<'_>) -> Result<()> {
    let id = publications::next_id(tx).await?;
    let names = Names::from(row);
    let mut facts = Map::new();
    facts.insert("actor".into(), actor_facts(actor.role, &names.organisation));
    facts.insert(
        "publication".into(),
        json!({
            "id": id,
            "entry": row.id,
            "amount_minor": new_publication.amount.minor(),
            "currency": new_publication.amount.currency().code(),
            "published_on": new_publication.published_on.to_string(),
            "organisation": names.organisation,
        }),
    );
    let event = NewEvent {
        kind: EventKind::DisbursementPublished,
        facts,
        texts: EventDetails::default().text("address", new_publication.address).texts,
    };
    let about = About {
        project: row.project_id,
        pledge: row.pledge(),
        organisation: Some(row.provider()),
    };
    let number = events::append(tx, &event, about).await?;
    let publication = NewPublicationRow {
        disbursement: row.key(),
        amount: new_publication.amount,
        published_on: new_publication.published_on,
        by: actor.account,
    };
    Ok(publications::insert(tx, id, &publication, number).await?)
}
