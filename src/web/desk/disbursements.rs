//! A payment: what its payer declared, what its receiver says, what came back, and what the payer published of it.

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;
use time::Date;

use super::breadcrumbs::breadcrumbs;
use super::money::{initiative, load_editable, load_visible, receiver_name};
use crate::actions;
use crate::actions::money::{NewPublication, NewReceipt, Refunding};
use crate::domain::account::Role;
use crate::domain::chain::{Cause, Outcome};
use crate::domain::currency::Currency;
use crate::domain::document::Document;
use crate::domain::ledger::{EntryKind, Statement};
use crate::domain::money::Money;
use crate::domain::party::Party;
use crate::domain::publication::{ADDRESS_LENGTH_MAX, currencies};
use crate::domain::reason::REASON_LENGTH_MAX;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::money::{self, MoneyRow, ReceiptRow};
use crate::store::publications;
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, FormView, Kind, Place, Posted, Sender, coded, show, submit,
};
use crate::web::guards::{Desk, Signed, Visit};
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::chain::receipt_text;
use crate::web::parts::marks::{Crumb, Link, Tag};
use crate::web::parts::statement::{PublishedView, published, statement, statement_tag};
use crate::web::parts::targets::project_link;
use crate::web::parts::texts::{document, pick, usd};

/// What the page of a payment shows.
#[derive(Serialize, JsonSchema)]
struct DisbursementContent {
    breadcrumbs: Vec<Crumb>,
    id: i64,
    state: Tag,
    on_behalf: bool,
    amount: String,
    usd: Option<String>,
    paid_on: String,
    provider: String,
    receiver: String,
    own_reference: Option<String>,
    published: Option<PublishedView>,
    /// What its receiver said.
    receipts: Vec<Receipt>,
    /// What came back of it, and whether there is more.
    after: Vec<Descendant>,
    after_cut: bool,
    project: Option<Link>,
    forms: Vec<FormView>,
}

/// What the receiver said of a payment.
#[derive(Serialize, JsonSchema)]
struct Receipt {
    text: String,
    document: Option<Link>,
}

/// A row of the ledger that follows on a payment.
#[derive(Serialize, JsonSchema)]
struct Descendant {
    when: String,
    text: String,
    amount: String,
    reason: Option<String>,
}

page_views! { DisbursementContent => "desk/disbursement.html" }

/// The page of a payment.
struct DisbursementPage<'r> {
    signed: &'r Signed<'r>,
    row: MoneyRow,
    /// Whether this person keeps it for its payer.
    editable: bool,
}

impl<'r> DisbursementPage<'r> {
    async fn load(signed: &'r Signed<'r>, id: &str) -> Result<Self, WebError> {
        let (row, editable) = load_visible(signed, id, EntryKind::Disbursement).await?;
        Ok(Self { signed, row, editable })
    }

    async fn editable(signed: &'r Signed<'r>, id: &str) -> Result<Self, WebError> {
        let row = load_editable(signed, id, EntryKind::Disbursement).await?;
        Ok(Self {
            signed,
            row,
            editable: true,
        })
    }

    fn address(&self) -> String {
        format!("desk/disbursements/{}", self.row.id)
    }
}

impl FormPage for DisbursementPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        show_page(self.signed, &self.row, self.editable, attempt).await
    }
}

#[get("/desk/disbursements/<id>")]
pub(super) async fn page(desk: Desk<'_>, id: &str) -> Answer {
    DisbursementPage::load(&desk, id).await?.show(Attempt::NONE).await
}

async fn show_page(signed: &Signed<'_>, row: &MoneyRow, editable: bool, attempt: Attempt<'_>) -> Answer {
    let (visit, language) = (&signed.visit, signed.visit.language);
    let db = visit.app.db.primary();
    let receipts = money::receipts(db, &[row.key()]).await?;
    let own: Vec<&ReceiptRow> = receipts.iter().collect();
    let publications = publications::of_disbursements(db, &[row.key()]).await?;
    let state = statement(&own);
    let forms = forms(signed, row, editable, state, attempt)?;
    let children = money::of_disbursement(db, row.key()).await?;
    let name = visit.say("entry-disbursement");
    let page = Page::signed(signed, Section::Desk, &format!("{name} {}", row.id));
    let page = page.with_forms(forms.iter().map(|form| form.id.as_str()));
    let parent = row.parent_id.map(|parent| format!("desk/commitments/{parent}"));
    let above = parent.as_deref().map(|address| (address, "entry-commitment"));
    let view = DisbursementContent {
        breadcrumbs: breadcrumbs(visit, above.as_slice(), &name),
        id: row.id.0,
        state: statement_tag(visit, state),
        on_behalf: row.on_behalf,
        amount: format_money_exact(row.amount(), language),
        usd: row.usd_minor.map(|minor| usd(minor, language)),
        paid_on: format_date(row.dated_on, language),
        provider: pick(language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
        receiver: receiver_name(visit, row),
        own_reference: row.own_reference.clone(),
        published: published(visit, row, &publications, &own)?,
        receipts: receipts.iter().map(|receipt| receipt_view(visit, receipt)).collect(),
        after: children.rows.iter().map(|child| descendant(visit, child)).collect(),
        after_cut: children.cut,
        project: project_link(visit, row),
        forms,
    };
    page.with_errors(attempt.summary()).show(visit.app, &view)
}

fn receipt_view(visit: &Visit<'_>, receipt: &ReceiptRow) -> Receipt {
    Receipt {
        text: receipt_text(visit, receipt),
        document: document(receipt.document_reference.as_deref(), receipt.document_name.as_deref()),
    }
}

fn descendant(visit: &Visit<'_>, child: &MoneyRow) -> Descendant {
    Descendant {
        when: format_date(child.dated_on, visit.language),
        text: visit.say(&format!("entry-{}", child.kind)),
        amount: format_money_exact(child.amount(), visit.language),
        reason: child.reason.clone(),
    }
}

/// Whether this person speaks as an officer for the receiver of a payment.
fn is_officer(signed: &Signed<'_>) -> bool {
    matches!(signed.actor.role, Role::Officer { .. })
}

/// The forms of a payment whose receiver has said so much.
fn forms(
    signed: &Signed<'_>,
    row: &MoneyRow,
    editable: bool,
    state: Statement,
    attempt: Attempt<'_>,
) -> Result<Vec<FormView>, WebError> {
    let (visit, nothing) = (&signed.visit, Fields::default());
    let base = format!("desk/disbursements/{}", row.id);
    let own = row.amount().currency();
    let own_word = matches!(signed.actor.role, Role::Partner { organisation } if Some(organisation) == row.receiver() && organisation != row.provider());
    let officer = is_officer(signed);
    let others_word = officer && row.account_id != Some(signed.actor.account);
    let mut forms = Vec::new();
    if state != Statement::Received && (own_word || others_word) || attempt.is::<ReceiptForm>() {
        let outcomes: &[Outcome] = if state == Statement::Disputed {
            &[Outcome::Resolve]
        } else {
            &[Outcome::Confirm, Outcome::Dispute]
        };
        let about = Receiving { own, outcomes, officer };
        let place = Place::of(visit, &base, "receipts");
        forms.push(show::<ReceiptForm>(&place, &about, &nothing, attempt));
    }
    if editable && state == Statement::Received || attempt.is::<RefundForm>() {
        let place = Place::of(visit, &base, "refunds");
        forms.push(show::<RefundForm>(&place, &own, &nothing, attempt).kind("danger"));
    }
    if editable {
        let place = Place::of(visit, &base, "publications");
        forms.push(show::<PublicationForm>(&place, &own, &nothing, attempt));
    }
    Ok(forms)
}

/// What the receiver of a payment says.
struct ReceiptForm {
    outcome: Outcome,
    received: Option<Money>,
    received_on: Option<Date>,
    cause: Option<Cause>,
    reason: String,
    document: Option<Document>,
}

/// What its form knows.
struct Receiving<'a> {
    own: Currency,
    outcomes: &'a [Outcome],
    /// Whether an officer speaks for the receiver.
    officer: bool,
}

impl Form for ReceiptForm {
    const NAME: &'static str = "receipt";
    type About = Receiving<'static>;

    fn declare(form: &mut Declaring<'_>, about: &Receiving<'static>) -> Option<Self> {
        let today = form.visit().today().to_string();
        let outcomes = coded(form.visit(), "outcome", about.outcomes);
        let outcome = form.choice("outcome", outcomes).required();
        let received = form.amount_or_none("amount", about.own);
        let received = received.label("received-amount").hint("received-amount").optional();
        let received_on = form.date("received_on").filled(today).optional();
        let causes = coded(form.visit(), "cause", Cause::ALL);
        let cause = form.choice("cause", causes).optional();
        let reason = form.verbatim(Kind::Text, "reason", REASON_LENGTH_MAX);
        let reason = reason.hint("receipt-reason").optional();
        let document = if about.officer {
            form.document_hint("document", true, "document-officer")
        } else {
            form.document("document", false)
        };
        Some(Self {
            outcome: outcome?,
            received,
            received_on,
            cause,
            reason: reason.unwrap_or_default(),
            document,
        })
    }
}

#[post("/desk/disbursements/<id>/receipts", data = "<posted>")]
pub(super) async fn answer(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = DisbursementPage::load(&desk, id).await?;
    let about = Receiving {
        own: page.row.amount().currency(),
        outcomes: Outcome::ALL,
        officer: is_officer(&desk),
    };
    let act = async |ctx: actions::Context<'_>, new: ReceiptForm| {
        let new_receipt = NewReceipt {
            outcome: new.outcome,
            received: new.received,
            received_on: new.received_on,
            cause: new.cause,
            reason: &new.reason,
            document: new.document.as_ref(),
        };
        actions::money::answer(ctx, &desk.actor, page.row.id.0, new_receipt).await
    };
    submit(&page, &about, posted, act, |()| page.address()).await
}

/// What was received and went back.
struct RefundForm {
    amount: Money,
    refunded_on: Date,
    initiative: Option<Party>,
    reason: String,
}

impl Form for RefundForm {
    const NAME: &'static str = "refund";
    type About = Currency;

    fn declare(form: &mut Declaring<'_>, own: &Currency) -> Option<Self> {
        let today = form.visit().today().to_string();
        let amount = form.amount("amount", Some(*own)).required();
        let refunded_on = form.date("refunded_on").filled(today).required();
        let initiative = initiative(form);
        let reason = form.reason("reason").hint("reason-public").required();
        Some(Self {
            amount: amount?,
            refunded_on: refunded_on?,
            initiative,
            reason: reason?,
        })
    }
}

#[post("/desk/disbursements/<id>/refunds", data = "<posted>")]
pub(super) async fn refund(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = DisbursementPage::editable(&desk, id).await?;
    let own = page.row.amount().currency();
    let act = async |ctx: actions::Context<'_>, new: RefundForm| {
        let refunding = Refunding {
            amount: new.amount,
            refunded_on: new.refunded_on,
            initiative: new.initiative,
            reason: &new.reason,
        };
        actions::money::refund(ctx, &desk.actor, page.row.id.0, refunding).await
    };
    submit(&page, &own, posted, act, |()| page.address()).await
}

/// What the payer published of a payment elsewhere.
struct PublicationForm {
    amount: Money,
    published_on: Date,
    address: String,
}

impl Form for PublicationForm {
    const NAME: &'static str = "publication";
    type About = Currency;

    fn declare(form: &mut Declaring<'_>, own: &Currency) -> Option<Self> {
        let today = form.visit().today().to_string();
        let currency = form
            .currency_of("currency", &currencies(*own))
            .filled(own.code())
            .or(*own);
        let amount = form.amount("amount", currency).hint("published-amount").required();
        let published_on = form.date("published_on").filled(today).required();
        let address = form.address("address", ADDRESS_LENGTH_MAX);
        let address = address.label("published-at").hint("published-at").required();
        Some(Self {
            amount: amount?,
            published_on: published_on?,
            address: address?,
        })
    }
}

#[post("/desk/disbursements/<id>/publications", data = "<posted>")]
pub(super) async fn publish(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = DisbursementPage::editable(&desk, id).await?;
    let own = page.row.amount().currency();
    let act = async |ctx: actions::Context<'_>, new: PublicationForm| {
        let new_publication = NewPublication {
            amount: new.amount,
            published_on: new.published_on,
            address: &new.address,
        };
        actions::money::publish(ctx, &desk.actor, page.row.id.0, new_publication).await
    };
    submit(&page, &own, posted, act, |()| page.address()).await
}
