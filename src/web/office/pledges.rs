//! A promise in the office: how it stands, the answer to it, and its lapse.

use rocket::{get, post};
use serde_json::json;

use super::acceptances as acceptance_forms;
use super::review_form::{LapseForm, ReviewForm, Reviewing};
use crate::actions::{self, Context, unusual};
use crate::domain::acceptance::must_be_in_kind;
use crate::domain::access::{Permission, Refusal, may};
use crate::domain::account::Role;
use crate::domain::country::Country;
use crate::domain::fulfilment::outstanding;
use crate::domain::pledge::PledgeState;
use crate::i18n::number::format_money;
use crate::store::pledges::{self, PledgeRow};
use crate::store::{StoreError, acceptances, accounts, fulfilments, ledger, money};
use crate::web::acceptances::table;
use crate::web::answers::{Answer, Reply};
use crate::web::chain::{Window, chain as chain_view};
use crate::web::errors::WebError;
use crate::web::form::{Attempt, Fields, FormPage, Place, Posted, Sender, show, submit};
use crate::web::fulfilment::fulfilment;
use crate::web::guards::{Office, Signed};
use crate::web::page::{Page, Section};
use crate::web::{proposal, view};

/// The one country of an officer, or none for both.
pub(super) fn only_country(signed: &Signed<'_>) -> Option<Country> {
    match signed.actor.role {
        Role::Officer { jurisdiction } => jurisdiction.only(),
        _ => None,
    }
}

/// Whether this officer may review the pledge, and if not, why.
pub(super) fn right(signed: &Signed<'_>, row: &PledgeRow) -> Result<Result<(), Refusal>, StoreError> {
    let action = Permission::ReviewPledge {
        towards: row.towards(),
        entered_by: row.entered_by,
        submitted_by: row.submitted_by,
    };
    Ok(may(&signed.actor, action))
}

pub(super) async fn found(office: &Signed<'_>, reference: &str) -> Result<PledgeRow, WebError> {
    let row = pledges::by_reference(office.visit.app.db.primary(), reference)
        .await?
        .ok_or(WebError::NotFound)?;
    // A draft is its owner's alone.
    if row.state == PledgeState::Draft {
        return Err(WebError::NotFound);
    }
    match may(&office.actor, Permission::LapsePledge { towards: row.towards() }) {
        Ok(()) => Ok(row),
        Err(refusal) => Err(WebError::Forbidden(Some(refusal))),
    }
}

/// The page of a promise.
pub(super) struct PledgePage<'r> {
    pub office: &'r Signed<'r>,
    pub reference: &'r str,
}

impl PledgePage<'_> {
    pub(super) fn address(&self) -> String {
        format!("office/pledges/{}", self.reference)
    }
}

impl FormPage for PledgePage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.office)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let row = found(self.office, self.reference).await?;
        show_page(self.office, &row, attempt).await
    }
}

/// What the form of an answer knows.
const fn reviewing(row: &PledgeRow, unusual: bool) -> Reviewing {
    Reviewing {
        version: row.version,
        explained: "decision",
        unusual,
    }
}

#[get("/office/pledges/<reference>")]
pub(super) async fn page(office: Office<'_>, reference: &str) -> Answer {
    let page = PledgePage {
        office: &office,
        reference,
    };
    page.show(Attempt::NONE).await
}

async fn show_page(office: &Signed<'_>, row: &PledgeRow, attempt: Attempt<'_>) -> Answer {
    let visit = &office.visit;
    let language = visit.language;
    let db = &visit.app.db;
    let known = fulfilments::of_pledges(db.primary(), &[row.key()]).await?;
    let chain = known.chain_of(row.key());
    let terms = view::pledge_terms(visit, row, chain).await?;
    let accepted = acceptances::known_of_pledge(db.primary(), row.key(), chain).await?;
    let inline_forms = acceptance_forms::forms(office, row, chain, &accepted, attempt).await?;
    let in_kind = must_be_in_kind(row.kind).is_ok() && row.is_public();
    let is_outstanding = chain.is_none_or(|chain| outstanding(chain).is_some());
    let left = chain.and_then(|chain| acceptance_forms::left(row, chain, &accepted));
    let rows = money::of_pledge(db.primary(), row.key()).await?;
    let booked = ledger::of_pledge(db.primary(), row.key()).await?;
    let entered = accounts::get(db.primary(), row.entered_by).await?;
    let state = row.state;
    let refusal = right(office, row)?.err();
    let found = match state {
        PledgeState::Submitted => unusual::of_pledge(db.primary(), row).await?,
        _ => None,
    };
    let (base, nothing) = (format!("office/pledges/{}", row.reference), Fields::default());
    let about = reviewing(row, found.is_some());
    // What was typed comes back also where somebody else was faster.
    let may_review = state == PledgeState::Submitted && refusal.is_none() || attempt.is::<ReviewForm>();
    let review = may_review.then(|| show::<ReviewForm>(&Place::of(visit, &base, "reviews"), &about, &nothing, attempt));
    let may_lapse = state == PledgeState::Verified && is_outstanding && !row.is_valid_on(visit.today());
    let may_lapse = may_lapse || attempt.is::<LapseForm>();
    let lapse = may_lapse.then(|| {
        let place = Place::of(visit, &base, "lapses");
        show::<LapseForm>(&place, &row.is_public(), &nothing, attempt).kind("danger")
    });
    Page::signed(office, Section::Office, &row.reference).render(
        visit.app,
        "office/pledge.html",
        json!({
            "reference": row.reference,
            "terms": terms,
            "fulfilment": fulfilment(visit, row, &known),
            "chain": chain_view(visit.app.db.primary(), visit, &rows, Some(&booked), Window::Desk).await?,
            "desk_href": may(&office.actor, row.edit_permission()).is_ok().then(|| visit.link(&format!("desk/pledges/{}", row.reference))),
            "class": visit.say(&format!("class-{}", row.organisation_class)),
            "entered_by": entered.map(|account| account.name),
            "submitted": row.submitted_at.as_ref().map(|at| view::when(at, language)),
            "refused": (state == PledgeState::Submitted).then(|| refusal.map(|_| visit.say("error-403-four-eyes-text"))).flatten(),
            "lapse_lede": visit.say(if row.is_public() { "lapse-lede" } else { "lapse-lede-hidden" }),
            "review": review,
            "lapse": lapse,
            "errors": attempt.summary(),
            "acceptances": table(visit, &accepted)?,
            "in_kind": in_kind,
            "acceptance_left": left.filter(|_| in_kind).map(|left| format_money(left, language)),
            "acceptance_refused": (in_kind && refusal == Some(Refusal::FourEyes)).then(|| visit.say("acceptance-four-eyes")),
            "forms": inline_forms,
            "unusual": proposal::unusual(visit, found),
            "proposal": proposal::of_pledge(visit, row, "office").await?,
            "public_href": row.is_public().then(|| visit.link(&format!("pledges/{}", row.reference))),
            "csrf": office.csrf(),
            "office_href": visit.link("office"),
        }),
    )
}

#[post("/office/pledges/<reference>/reviews", data = "<posted>")]
pub(super) async fn review(office: Office<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = found(&office, reference).await?;
    if let Err(refusal) = right(&office, &row)? {
        return Err(WebError::Forbidden(Some(refusal)));
    }
    let page = PledgePage {
        office: &office,
        reference,
    };
    let act = async |ctx: Context<'_>, new: ReviewForm| {
        actions::pledges::review(ctx, &office.actor, reference, new.version, new.decision, &new.reason).await
    };
    submit(&page, &reviewing(&row, false), posted, act, |()| page.address()).await
}

#[post("/office/pledges/<reference>/lapses", data = "<posted>")]
pub(super) async fn lapse(office: Office<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let is_public = found(&office, reference).await?.is_public();
    let page = PledgePage {
        office: &office,
        reference,
    };
    let act = async |ctx: Context<'_>, LapseForm(reason): LapseForm| {
        actions::pledges::lapse(ctx, &office.actor, reference, &reason).await
    };
    submit(&page, &is_public, posted, act, |()| page.address()).await
}
