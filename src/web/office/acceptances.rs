//! Accepting what a pledge gives in kind for a line of a budget, and taking that back.

use rocket::post;

use super::acceptance_forms::{AcceptanceForm, Accepting, Lines, ReversalForm, Reversible, chosen, right};
use super::jurisdiction::found;
use super::pledges::PledgePage;
use crate::actions::acceptances::NewAcceptance;
use crate::actions::{self, Context};
use crate::domain::ids::AcceptanceId;
use crate::store::acceptances;
use crate::store::pledges::PledgeRow;
use crate::web::answers::Reply;
use crate::web::errors::WebError;
use crate::web::form::{Posted, submit};
use crate::web::guards::{Office, Signed};

#[post("/office/pledges/<reference>/covers", data = "<posted>")]
pub(super) async fn accept(office: Office<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let (page, row) = for_answer(&office, reference).await?;
    let about = Accepting {
        currency: row.amount().currency(),
        left: None,
        lines: Lines::Sent(chosen(&office, posted.fields.get("line")).await?),
    };
    let act = async |ctx: Context<'_>, new: AcceptanceForm| {
        let new_acceptance = NewAcceptance {
            project: new.line.project,
            line: new.line.line,
            version: new.line.version,
            amount: new.amount,
            accepted_on: new.accepted_on,
            note: &new.note,
        };
        actions::acceptances::accept(ctx, &office.actor, reference, new_acceptance).await
    };
    submit(&page, &about, posted, act, |_| page.address()).await
}

/// The page of a pledge of whose kind gifts this officer may accept something.
async fn for_answer<'r>(office: &'r Signed<'r>, reference: &'r str) -> Result<(PledgePage<'r>, PledgeRow), WebError> {
    let row = found(office, reference).await?;
    right(office, &row, row.towards())?;
    Ok((PledgePage { office, reference }, row))
}

#[post("/office/pledges/<reference>/cover-reversals", data = "<posted>")]
pub(super) async fn take_back(office: Office<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let (page, row) = for_answer(&office, reference).await?;
    let named = match posted.fields.get("acceptance").parse() {
        Ok(id) => acceptances::get(office.visit.app.db.primary(), AcceptanceId(id)).await?,
        Err(_) => None,
    };
    let named = named.filter(|known| known.pledge_id == row.id);
    let reversible = Reversible::Sent(named.map(|known| known.id));
    let act = async |ctx: Context<'_>, new: ReversalForm| {
        actions::acceptances::take_back(ctx, &office.actor, reference, new.acceptance, &new.reason).await
    };
    submit(&page, &reversible, posted, act, |_| page.address()).await
}
