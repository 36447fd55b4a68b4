//! A pledge at the desk: how far it has come, and what follows on it.

use rocket::get;
use serde_json::json;

use super::pledge_forms::forms;
use crate::domain::access::may;
use crate::store::pledges::{self, PledgeRow};
use crate::store::{acceptances, fulfilments, ledger, money};
use crate::web::acceptances::table;
use crate::web::answers::Answer;
use crate::web::chain::{Window, chain};
use crate::web::errors::WebError;
use crate::web::form::{Attempt, FormPage, Sender};
use crate::web::fulfilment::fulfilment;
use crate::web::guards::{Desk, Signed};
use crate::web::page::{Page, Section};
use crate::web::proposal;
use crate::web::view;

/// The page of a pledge, for whoever keeps it.
pub(super) struct PledgePage<'r> {
    pub signed: &'r Signed<'r>,
    pub row: PledgeRow,
}

impl<'r> PledgePage<'r> {
    pub(super) async fn load(signed: &'r Signed<'r>, reference: &str) -> Result<Self, WebError> {
        let row = pledges::by_reference(signed.visit.app.db.primary(), reference)
            .await?
            .ok_or(WebError::NotFound)?;
        may(&signed.actor, row.edit_permission()).map_err(|refusal| {
            if refusal.hides() {
                WebError::NotFound
            } else {
                WebError::Forbidden(Some(refusal))
            }
        })?;
        Ok(Self { signed, row })
    }

    /// As [`Self::load`], of a promise that the public may know of; before that nothing can wait in public.
    pub(super) async fn public(signed: &'r Signed<'r>, reference: &str) -> Result<Self, WebError> {
        let page = Self::load(signed, reference).await?;
        if page.row.is_public() {
            Ok(page)
        } else {
            Err(WebError::NotFound)
        }
    }

    pub(super) fn address(&self) -> String {
        format!("desk/pledges/{}", self.row.reference)
    }
}

impl FormPage for PledgePage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        show_page(self.signed, &self.row, attempt).await
    }
}

#[get("/desk/pledges/<reference>")]
pub(super) async fn page(desk: Desk<'_>, reference: &str) -> Answer {
    PledgePage::load(&desk, reference).await?.show(Attempt::NONE).await
}

async fn show_page(signed: &Signed<'_>, row: &PledgeRow, attempt: Attempt<'_>) -> Answer {
    let visit = &signed.visit;
    let db = &visit.app.db;
    let rows = money::of_pledge(db.primary(), row.key()).await?;
    let booked = ledger::of_pledge(db.primary(), row.key()).await?;
    let known = fulfilments::of_pledges(db.primary(), &[row.key()]).await?;
    let terms = view::pledge_terms(visit, row, known.chain_of(row.key())).await?;
    let accepted = acceptances::known_of_pledge(db.primary(), row.key(), known.chain_of(row.key())).await?;
    let forms = forms(signed, row, &booked, &known, attempt).await?;
    let state = row.state;
    let latest = terms.changes.iter().find(|change| change.state == row.state.code());
    let latest_reason = latest
        .map(|change| change.reason.clone())
        .filter(|reason| !reason.is_empty());
    let base = format!("desk/pledges/{}", row.reference);
    let page = Page::signed(signed, Section::Desk, &row.reference);
    page.with_forms(forms.iter().map(|form| form.id.as_str())).render(
        visit.app,
        "desk/pledge.html",
        json!({
            "reference": row.reference,
            "terms": terms,
            "state_text": visit.say(&format!("desk-state-{}", row.state)),
            "reason": latest_reason,
            "public_href": row.is_public().then(|| visit.link(&format!("pledges/{}", row.reference))),
            "edit_href": state.is_editable().then(|| visit.link(&format!("{base}/edit"))),
            "chain": chain(visit.app.db.primary(), visit, &rows, Some(&booked), Window::Desk).await?,
            "acceptances": table(visit, &accepted)?,
            "proposal": proposal::of_pledge(visit, row, "desk").await?,
            "forms": forms,
            "fulfilment": fulfilment(visit, row, &known),
            "errors": attempt.summary(),
            "csrf": signed.csrf(),
            "desk_href": visit.link("desk"),
        }),
    )
}
