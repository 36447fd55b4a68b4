//! A pledge at the desk: how far it has come, and what follows on it.

use rocket::get;
use schemars::JsonSchema;
use serde::Serialize;

use super::breadcrumbs::breadcrumbs;
use super::pledge_forms::forms;
use crate::domain::access::may;
use crate::store::pledges::{self, PledgeRow};
use crate::store::{acceptances, fulfilments, ledger, money};
use crate::web::answers::Answer;
use crate::web::errors::WebError;
use crate::web::form::{Attempt, FormPage, FormView, Sender};
use crate::web::guards::{Desk, Signed};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::acceptances::{AcceptancesView, table};
use crate::web::parts::chain::{ChainView, Window, chain};
use crate::web::parts::fulfilment::{FulfilmentView, fulfilment};
use crate::web::parts::marks::Crumb;
use crate::web::parts::proposal::{self, PendingProposal};
use crate::web::parts::terms::{TermsView, pledge_terms};

/// What the page of a pledge shows.
#[derive(Serialize, JsonSchema)]
struct PledgeContent {
    breadcrumbs: Vec<Crumb>,
    reference: String,
    terms: TermsView,
    /// What it is now in US dollars.
    usd: Option<String>,
    state_text: String,
    /// Of its present state.
    reason: Option<String>,
    edit_href: Option<String>,
    public_href: Option<String>,
    fulfilment: Option<FulfilmentView>,
    /// An increase that waits.
    proposal: Option<PendingProposal>,
    chain: ChainView,
    acceptances: AcceptancesView,
    forms: Vec<FormView>,
}

page_views! { PledgeContent => "desk/pledge.html" }

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
    let db = visit.app.db.primary();
    let rows = money::of_pledge(db, row.key()).await?;
    let booked = ledger::of_pledge(db, row.key()).await?;
    let known = fulfilments::of_pledges(db, &[row.key()]).await?;
    let terms = pledge_terms(visit, row, known.chain_of(row.key())).await?;
    let accepted = acceptances::known_of_pledge(db, row.key(), known.chain_of(row.key())).await?;
    let forms = forms(signed, row, &booked, &known, attempt).await?;
    let latest = terms.changes.iter().find(|change| change.state == row.state);
    let reason = latest.map(|change| change.reason.clone());
    let own = format!("desk/pledges/{}", row.reference);
    let page = Page::signed(signed, Section::Desk, &row.reference);
    let page = page.with_forms(forms.iter().map(|form| form.id.as_str()));
    let view = PledgeContent {
        breadcrumbs: breadcrumbs(visit, &[], &row.reference),
        reference: row.reference.clone(),
        state_text: visit.say(&format!("desk-state-{}", row.state)),
        reason: reason.filter(|reason| !reason.is_empty()),
        usd: terms.usd.clone(),
        terms,
        edit_href: row.state.is_editable().then(|| visit.link(&format!("{own}/edit"))),
        public_href: row
            .is_public()
            .then(|| visit.link(&format!("pledges/{}", row.reference))),
        fulfilment: fulfilment(visit, row, &known),
        proposal: proposal::of_pledge(visit, row, "desk").await?,
        chain: chain(db, visit, &rows, Some(&booked), Window::Desk).await?,
        acceptances: table(visit, &accepted)?,
        forms,
    };
    page.with_errors(attempt.summary()).show(visit.app, &view)
}
