//! A signed commitment at the desk: what is left of it, paying against it, ending it.

use std::collections::BTreeSet;

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;
use time::Date;

use super::breadcrumbs::breadcrumbs;
use super::money::{initiative, load_editable, load_visible, receiver_name};
use super::waiting_forms::{self, ConditionForm, Conditions, FulfilmentForm, ReplyForm};
use crate::actions;
use crate::actions::conditions::PendingSubject;
use crate::actions::money::{NewDisbursement, NewTermination};
use crate::domain::chain::Chain;
use crate::domain::counting::CountingError;
use crate::domain::currency::Currency;
use crate::domain::lateness::Due;
use crate::domain::ledger::{Booked, EntryKind};
use crate::domain::money::Money;
use crate::domain::party::Party;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::conditions::ConditionRow;
use crate::store::fulfilments::Fulfilments;
use crate::store::money::{self, MoneyRow, Shown};
use crate::store::{StoreError, fulfilments, ledger};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, FormView, Place, Posted, Sender, as_typed, show, submit,
};
use crate::web::guards::{Desk, Signed, Visit};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::chain::{ChainView, Window, chain};
use crate::web::parts::fulfilment::{
    ConditionView, DueView, WaitingView, commitment_waiting, condition_view, due_view,
};
use crate::web::parts::marks::{Crumb, Link};
use crate::web::parts::targets::project_link;
use crate::web::parts::texts::{document, older, pick};

/// What the page of a commitment shows.
#[derive(Serialize, JsonSchema)]
struct CommitmentContent {
    breadcrumbs: Vec<Crumb>,
    id: i64,
    provider: String,
    receiver: String,
    amount: String,
    /// What is not paid of it.
    left: String,
    signed_on: String,
    own_reference: Option<String>,
    pledge: Option<PledgeLink>,
    project: Option<Link>,
    document: Option<Link>,
    /// Why it waits, where no promise before it says so.
    fulfilment: Option<WaitingView>,
    dues: Vec<DueView>,
    /// It plans no days for what is left.
    without_days: bool,
    /// Its open conditions and the newest met ones, and whether there are older ones.
    conditions: Vec<ConditionView>,
    conditions_cut: bool,
    chain: ChainView,
    forms: Vec<FormView>,
}

/// The pledge that a commitment is signed against.
#[derive(Serialize, JsonSchema)]
struct PledgeLink {
    href: String,
    text: String,
    /// Whoever reads it may see its page.
    seen: bool,
}

page_views! { CommitmentContent => "desk/commitment.html" }

/// The page of a commitment.
struct CommitmentPage<'r> {
    signed: &'r Signed<'r>,
    row: MoneyRow,
    /// Whether this person keeps it for its provider.
    editable: bool,
}

impl<'r> CommitmentPage<'r> {
    async fn load(signed: &'r Signed<'r>, id: &str) -> Result<Self, WebError> {
        let (row, editable) = load_visible(signed, id, EntryKind::Commitment).await?;
        Ok(Self { signed, row, editable })
    }

    async fn editable(signed: &'r Signed<'r>, id: &str) -> Result<Self, WebError> {
        let row = load_editable(signed, id, EntryKind::Commitment).await?;
        Ok(Self {
            signed,
            row,
            editable: true,
        })
    }

    fn address(&self) -> String {
        format!("desk/commitments/{}", self.row.id)
    }

    fn subject(&self) -> PendingSubject<'static> {
        PendingSubject::Commitment(self.row.id.0)
    }
}

impl FormPage for CommitmentPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        show_page(self.signed, &self.row, self.editable, attempt).await
    }
}

#[get("/desk/commitments/<id>")]
pub(super) async fn page(desk: Desk<'_>, id: &str) -> Answer {
    CommitmentPage::load(&desk, id).await?.show(Attempt::NONE).await
}

/// The rows of a commitment, the same as counting sees them, and the chain in which they stand.
async fn rows_of(signed: &Signed<'_>, row: &MoneyRow) -> Result<(Shown, Vec<Booked>, Chain), WebError> {
    let db = &signed.visit.app.db;
    let rows = money::of_commitment(db.primary(), row.key()).await?;
    let mut all = match row.pledge() {
        Some(pledge) => ledger::of_pledge(db.primary(), pledge).await?,
        None => ledger::of_commitment(db.primary(), row.key()).await?,
    };
    let chain = Chain::read(all.iter().map(|booked| &booked.entry))
        .map_err(|error| StoreError::from(CountingError::from(error)))?;
    // Parents come before their children.
    let mut own = BTreeSet::from([row.key()]);
    all.retain(|one| {
        own.contains(&one.entry.id)
            || one.entry.parent.is_some_and(|parent| own.contains(&parent)) && own.insert(one.entry.id)
    });
    Ok((rows, all, chain))
}

/// What is known of the account of a commitment, and what is open of its planned payments.
async fn planned_of(signed: &Signed<'_>, row: &MoneyRow) -> Result<(Fulfilments, Vec<Due>), WebError> {
    let (db, today) = (&signed.visit.app.db, signed.visit.today());
    let known = match row.pledge() {
        Some(pledge) => fulfilments::of_pledges(db.primary(), &[pledge]).await?,
        None => fulfilments::of_accounts(db.primary(), &[], &[row.key()]).await?,
    };
    let mut dues = known.dues(row.pledge(), None, today);
    let open = dues.agreed.remove(&row.key()).unwrap_or_default();
    Ok((known, open))
}

async fn show_page(signed: &Signed<'_>, row: &MoneyRow, editable: bool, attempt: Attempt<'_>) -> Answer {
    let visit = &signed.visit;
    let language = visit.language;
    let (rows, all, state) = rows_of(signed, row).await?;
    let commitment = state.commitments.get(&row.key()).ok_or(WebError::NotFound)?;
    let left = commitment.undisbursed.money;
    let (known, open) = planned_of(signed, row).await?;
    let conditions: Vec<&ConditionRow> = known
        .conditions
        .iter()
        .filter(|one| one.ledger_entry_id == row.id)
        .collect();
    // Of a commitment that has a promise before it, the promise speaks.
    let direct = row.pledge().is_none().then_some(&known);
    // What was typed comes back also where nothing is left meanwhile.
    let forms = if editable && (left.is_positive() || attempt.is_some()) {
        forms(signed, row, left, direct, &conditions, attempt)?
    } else {
        Vec::new()
    };
    let alone: Vec<Booked> = without_pledge(all);
    let older = older(conditions.iter().filter(|one| !one.is_open()).map(|one| one.id));
    let newest = conditions.iter().filter(|one| one.is_open() || Some(one.id) > older);
    let plans_days = commitment.own || !open.is_empty() || !known.planned.of_commitment(row.key()).is_empty();
    let name = visit.say("entry-commitment");
    let page = Page::signed(signed, Section::Desk, &format!("{name} {}", row.id));
    let page = page.with_forms(forms.iter().map(|form| form.id.as_str()));
    let view = CommitmentContent {
        breadcrumbs: breadcrumbs(visit, &[], &name),
        id: row.id.0,
        provider: pick(language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
        receiver: receiver_name(visit, row),
        amount: format_money_exact(row.amount(), language),
        left: format_money_exact(left, language),
        signed_on: format_date(row.dated_on, language),
        own_reference: row.own_reference.clone(),
        pledge: pledge_link(visit, row, editable),
        project: project_link(visit, row),
        document: document(row.document_reference.as_deref(), row.document_name.as_deref()),
        fulfilment: direct.map(|known| commitment_waiting(visit, row.key(), known)),
        dues: open.iter().map(|due| due_view(visit, Some(row.key()), due)).collect(),
        without_days: !plans_days && left.is_positive(),
        conditions: newest.map(|one| condition_view(visit, one)).collect(),
        conditions_cut: older.is_some(),
        chain: chain(visit.app.db.primary(), visit, &rows, Some(&alone), Window::Desk).await?,
        forms,
    };
    page.with_errors(attempt.summary()).show(visit.app, &view)
}

fn pledge_link(visit: &Visit<'_>, row: &MoneyRow, seen: bool) -> Option<PledgeLink> {
    row.pledge_reference.as_ref().map(|reference| PledgeLink {
        href: visit.link(&format!("desk/pledges/{reference}")),
        text: reference.clone(),
        seen,
    })
}

/// The forms of a commitment of which something is left to pay.
fn forms(
    signed: &Signed<'_>,
    row: &MoneyRow,
    left: Money,
    direct: Option<&Fulfilments>,
    conditions: &[&ConditionRow],
    attempt: Attempt<'_>,
) -> Result<Vec<FormView>, WebError> {
    let (visit, nothing) = (&signed.visit, Fields::default());
    let base = format!("desk/commitments/{}", row.id);
    let mut forms = Vec::new();
    if row.receiver() != Some(row.provider()) {
        let place = Place::of(visit, &base, "disbursements");
        forms.push(show::<DisbursementForm>(&place, &left.currency(), &nothing, attempt));
    }
    let place = Place::of(visit, &base, "terminations");
    forms.push(show::<TerminationForm>(&place, &left, &nothing, attempt).kind("danger"));
    let pending = direct.map(|known| known.direct_pending(row.key(), visit.today()));
    forms.extend(waiting_forms::reply_form(
        visit,
        &pending.unwrap_or_default(),
        &base,
        attempt,
    ));
    forms.extend(waiting_forms::condition_forms(visit, conditions, &base, attempt));
    Ok(forms)
}

/// The same rows as a chain of their own, for its bar.
fn without_pledge(mut rows: Vec<Booked>) -> Vec<Booked> {
    for row in &mut rows {
        row.entry.line = None;
        if row.entry.kind == EntryKind::Commitment {
            row.entry.drawdown_minor = None;
        }
    }
    rows
}

/// A payment against a commitment in the currency of its form.
struct DisbursementForm {
    amount: Money,
    drawdown: Option<Money>,
    paid_on: Date,
    bank_reference: String,
}

impl Form for DisbursementForm {
    const NAME: &'static str = "disbursement";
    type About = Currency;

    fn declare(form: &mut Declaring<'_>, own: &Currency) -> Option<Self> {
        let today = form.visit().today().to_string();
        let currency = form.currency("currency").filled(own.code()).or(*own);
        let amount = form.amount("amount", currency).required();
        let drawdown = form.amount("draws", Some(*own)).hint("draws-commitment").optional();
        let paid_on = form.date("paid_on").filled(today).required();
        let bank_reference = form.line("bank_reference", 200).optional();
        Some(Self {
            amount: amount?,
            drawdown,
            paid_on: paid_on?,
            bank_reference: bank_reference.unwrap_or_default(),
        })
    }
}

#[post("/desk/commitments/<id>/disbursements", data = "<posted>")]
pub(super) async fn pay(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = CommitmentPage::editable(&desk, id).await?;
    let own = page.row.amount().currency();
    let act = async |ctx: actions::Context<'_>, new: DisbursementForm| {
        let new_disbursement = NewDisbursement {
            amount: new.amount,
            drawdown: new.drawdown,
            paid_on: new.paid_on,
            bank_reference: &new.bank_reference,
        };
        actions::money::pay(ctx, &desk.actor, page.row.id.0, new_disbursement).await
    };
    submit(&page, &own, posted, act, |made| format!("desk/disbursements/{made}")).await
}

/// An end or a reduction of a commitment of which so much is left.
struct TerminationForm {
    amount: Money,
    terminated_on: Date,
    party: String,
    initiative: Option<Party>,
    reason: String,
}

impl Form for TerminationForm {
    const NAME: &'static str = "termination";
    type About = Money;

    fn declare(form: &mut Declaring<'_>, left: &Money) -> Option<Self> {
        let today = form.visit().today().to_string();
        let left_typed = as_typed(*left, form.visit().language);
        let amount = form
            .amount("amount", Some(left.currency()))
            .filled(left_typed)
            .required();
        let terminated_on = form.date("terminated_on").filled(today).required();
        let initiative = initiative(form);
        let party = form.line("party", 200).optional();
        let reason = form.reason("reason").hint("reason-public").required();
        Some(Self {
            amount: amount?,
            terminated_on: terminated_on?,
            party: party.unwrap_or_default(),
            initiative,
            reason: reason?,
        })
    }
}

#[post("/desk/commitments/<id>/terminations", data = "<posted>")]
pub(super) async fn terminate(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = CommitmentPage::editable(&desk, id).await?;
    let amount = page.row.amount();
    let act = async |ctx: actions::Context<'_>, new: TerminationForm| {
        let ending = NewTermination {
            amount: new.amount,
            terminated_on: new.terminated_on,
            party: &new.party,
            initiative: new.initiative,
            reason: &new.reason,
        };
        actions::money::terminate(ctx, &desk.actor, page.row.id.0, ending).await
    };
    submit(&page, &amount, posted, act, |()| page.address()).await
}

#[post("/desk/commitments/<id>/conditions", data = "<posted>")]
pub(super) async fn state(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = CommitmentPage::editable(&desk, id).await?;
    let act = async |ctx: actions::Context<'_>, new: ConditionForm| new.state(ctx, &desk.actor, page.subject()).await;
    submit(&page, &(), posted, act, |()| page.address()).await
}

#[post("/desk/commitments/<id>/fulfilments", data = "<posted>")]
pub(super) async fn meet(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = CommitmentPage::editable(&desk, id).await?;
    let act = async |ctx: actions::Context<'_>, new: FulfilmentForm| new.meet(ctx, &desk.actor, page.subject()).await;
    submit(&page, &Conditions::Sent, posted, act, |()| page.address()).await
}

#[post("/desk/commitments/<id>/explanations", data = "<posted>")]
pub(super) async fn explain(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = CommitmentPage::editable(&desk, id).await?;
    let act = async |ctx: actions::Context<'_>, new: ReplyForm| new.explain(ctx, &desk.actor, page.subject()).await;
    submit(&page, waiting_forms::PENDING, posted, act, |()| page.address()).await
}
