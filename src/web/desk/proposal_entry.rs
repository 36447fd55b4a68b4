//! Changing a proposal that came back, and sending it again.

use rocket::{get, post};
use time::Date;

use super::commitment_form::{CommitmentAbout, Corrected, CorrectedCommitment};
use super::form_alone::show_alone;
use super::money::{commitment_finance, organisation_choices};
use super::proposals::own;
use crate::actions::proposals::Change;
use crate::actions::{self, Context};
use crate::domain::currency::Currency;
use crate::domain::document::Document;
use crate::domain::money::Money;
use crate::domain::proposal::{ProposalKind, ProposalState};
use crate::i18n::catalogue::text;
use crate::store::proposals::{self, ProposalRow};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, Declaring, Fields, Form, FormPage, Meanwhile, Message, Place, Posted, Sender, as_typed, show, submit,
};
use crate::web::guards::{Desk, Signed};

/// The page of the form.
struct EditPage<'r> {
    signed: &'r Signed<'r>,
    row: ProposalRow,
}

impl<'r> EditPage<'r> {
    async fn load(signed: &'r Signed<'r>, reference: &str) -> Result<Self, WebError> {
        Ok(Self {
            signed,
            row: own(signed, reference).await?,
        })
    }

    fn action(&self) -> String {
        format!("desk/proposals/{}", self.row.reference)
    }

    fn stands(&self) -> Result<Stands, WebError> {
        Ok(Stands {
            version: self.row.version,
            currency: self.row.amount().currency(),
        })
    }

    async fn corrected(&self) -> Result<Corrected, WebError> {
        Ok(Corrected {
            version: self.row.version,
            commitment: CommitmentAbout {
                currency: self.row.amount().currency(),
                pledge_currency: None,
                receivers: organisation_choices(self.signed).await?,
                needs_receiver: false,
                needs_document: false,
            },
            finance_types: commitment_finance(self.signed).await?,
        })
    }

    /// The form as the stored terms fill it.
    async fn stored(&self) -> Result<Fields, WebError> {
        let (row, language) = (&self.row, self.signed.visit.language);
        let mut fields = Fields::default();
        for (name, value) in [
            ("amount", as_typed(row.amount(), language)),
            ("currency", row.currency.code().to_owned()),
            ("receiver", row.receiver_slug.clone().unwrap_or_default()),
            ("finance_type", row.finance_type.clone().unwrap_or_default()),
            ("signed_on", row.dated_on.to_string()),
            ("spent_on", row.dated_on.to_string()),
            ("agreement_reference", row.own_reference.clone()),
            ("reason", row.note.clone()),
            ("version", row.version.to_string()),
        ] {
            fields.set(name, value);
        }
        let tranches = proposals::tranches(self.signed.visit.app.db.primary(), row).await?;
        for (i, one) in tranches.iter().enumerate() {
            fields.set(format!("tranches[{i}].due_on"), one.due_on.to_string());
            fields.set(format!("tranches[{i}].amount"), as_typed(one.amount, language));
        }
        Ok(fields)
    }
}

impl FormPage for EditPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let (visit, row) = (&self.signed.visit, &self.row);
        let (place, begun) = (Place::new(visit, self.action()), self.stored().await?);
        let mut form = match row.kind {
            ProposalKind::Revision => show::<CorrectedRevision>(&place, &self.stands()?, &begun, attempt),
            ProposalKind::Commitment => show::<CorrectedCommitment>(&place, &self.corrected().await?, &begun, attempt),
            ProposalKind::Expenditure => show::<CorrectedExpenditure>(&place, &self.stands()?, &begun, attempt),
        };
        form.title = visit.say(&format!("proposal-kind-{}", row.kind));
        form.lede = None;
        for button in &mut form.buttons {
            button.text = visit.say("proposal-resubmit");
        }
        let title = format!("{} {}", visit.say("proposal-edit-title"), row.reference);
        let lede = match row.document_name.as_deref() {
            Some(name) => text(visit.language, "proposal-edit-lede-document", &[("name", name.into())]),
            None => visit.say("proposal-edit-lede"),
        };
        show_alone(self.signed, title, lede, form, attempt)
    }

    async fn meanwhile(&self) -> Result<Meanwhile, WebError> {
        let now = Self::load(self.signed, &self.row.reference).await?;
        if now.row.state != ProposalState::Returned {
            return Ok(Meanwhile {
                stands: Fields::default(),
                message: Some(("amount", Message::of("error-stale-proposal-sent"))),
            });
        }
        Ok(Meanwhile {
            stands: now.stored().await?,
            message: Some(("amount", Message::of("error-stale-pledge"))),
        })
    }
}

/// What the forms of a proposal know.
struct Stands {
    version: i64,
    currency: Currency,
}

/// A revision that came back, corrected.
struct CorrectedRevision {
    version: i64,
    amount: Money,
    reason: String,
}

impl Form for CorrectedRevision {
    const NAME: &'static str = "corrected_revision";
    const TEXTS: &'static str = "revision";
    type About = Stands;

    fn declare(form: &mut Declaring<'_>, stands: &Stands) -> Option<Self> {
        let version = form.version(stands.version);
        let amount = form.amount("amount", Some(stands.currency));
        let amount = amount.label("new-amount").hint("new-amount").required();
        let reason = form.reason("reason").hint("reason-public").required();
        Some(Self {
            version,
            amount: amount?,
            reason: reason?,
        })
    }
}

/// An expenditure that came back, corrected. Without a document the one that is there stays.
struct CorrectedExpenditure {
    version: i64,
    amount: Money,
    spent_on: Date,
    note: String,
    document: Option<Document>,
}

impl Form for CorrectedExpenditure {
    const NAME: &'static str = "corrected_expenditure";
    const TEXTS: &'static str = "expenditure";
    type About = Stands;

    fn declare(form: &mut Declaring<'_>, stands: &Stands) -> Option<Self> {
        let version = form.version(stands.version);
        let currency = form.currency("currency").filled(stands.currency.code()).required();
        let amount = form.amount("amount", currency).required();
        let spent_on = form.date("spent_on").required();
        let note = form
            .reason("reason")
            .label("spent-for")
            .hint("reason-public")
            .required();
        let document = form.document("document", false);
        Some(Self {
            version,
            amount: amount?,
            spent_on: spent_on?,
            note: note?,
            document,
        })
    }
}

#[get("/desk/proposals/<reference>/edit")]
pub(super) async fn edit(desk: Desk<'_>, reference: &str) -> Answer {
    let page = EditPage::load(&desk, reference).await?;
    if page.row.state != ProposalState::Returned {
        return Err(WebError::NotFound);
    }
    page.show(Attempt::NONE).await
}

#[post("/desk/proposals/<reference>", data = "<posted>")]
pub(super) async fn update(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let page = EditPage::load(&desk, reference).await?;
    match page.row.kind {
        ProposalKind::Revision => revise(&page, posted).await,
        ProposalKind::Commitment => sign(&page, posted).await,
        ProposalKind::Expenditure => spend(&page, posted).await,
    }
}

async fn revise(page: &EditPage<'_>, posted: Posted) -> Result<Reply, WebError> {
    let act = async |ctx: Context<'_>, new: CorrectedRevision| {
        let change = Change::Revision {
            amount: new.amount,
            why: &new.reason,
        };
        actions::proposals::update(ctx, &page.signed.actor, &page.row.reference, new.version, change).await
    };
    submit(page, &page.stands()?, posted, act, |()| page.action()).await
}

async fn sign(page: &EditPage<'_>, posted: Posted) -> Result<Reply, WebError> {
    let act = async |ctx: Context<'_>, new: CorrectedCommitment| {
        let change = Change::Commitment {
            finance_type: &new.finance_type,
            new_commitment: new.typed.new_commitment(),
        };
        actions::proposals::update(ctx, &page.signed.actor, &page.row.reference, new.version, change).await
    };
    submit(page, &page.corrected().await?, posted, act, |()| page.action()).await
}

async fn spend(page: &EditPage<'_>, posted: Posted) -> Result<Reply, WebError> {
    let act = async |ctx: Context<'_>, new: CorrectedExpenditure| {
        let change = Change::Expenditure {
            amount: new.amount,
            spent_on: new.spent_on,
            note: &new.note,
            document: new.document.as_ref(),
        };
        actions::proposals::update(ctx, &page.signed.actor, &page.row.reference, new.version, change).await
    };
    submit(page, &page.stands()?, posted, act, |()| page.action()).await
}
