//! A commitment that was signed without a pledge before it: an officer verifies it before it counts.

use rocket::{get, post};

use super::commitment_form::{CommitmentAbout, Direct, DirectForm, REFERENCE_LENGTH_MAX};
use super::documented_source;
use super::form_alone::show_alone;
use super::money::{Whose, commitment_finance, organisation_choices, project_of};
use crate::actions;
use crate::actions::money::NewDirectCommitment;
use crate::domain::currency::Currency;
use crate::domain::pledge::FINANCE_TYPE_DEFAULT;
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{Attempt, Fields, FormPage, Place, Posted, Sender, show, submit};
use crate::web::guards::{Desk, Signed};

/// The page of the form.
struct DirectPage<'r> {
    signed: &'r Signed<'r>,
    begun: Fields,
    about: Direct,
}

impl<'r> DirectPage<'r> {
    async fn load(signed: &'r Signed<'r>, begun: Fields, project: &str) -> Result<Self, WebError> {
        let known = organisation_choices(signed).await?;
        let about = Direct {
            project: project_of(signed, project).await?,
            finance_types: commitment_finance(signed).await?,
            whose: Whose::of(signed, &known),
            commitment: CommitmentAbout {
                currency: Currency::USD,
                pledge_currency: None,
                receivers: known,
                needs_receiver: false,
                needs_document: true,
            },
        };
        Ok(Self { signed, begun, about })
    }
}

impl FormPage for DirectPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let (signed, visit) = (self.signed, &self.signed.visit);
        let form = show::<DirectForm>(
            &Place::new(visit, "desk/commitments"),
            &self.about,
            &self.begun,
            attempt,
        );
        let [title, lede] = ["direct-title", "direct-lede"].map(|key| visit.say(key));
        show_alone(signed, title, lede, form, attempt)
    }
}

#[get("/desk/commitments/new?<project>&<funding>")]
pub(super) async fn new(desk: Desk<'_>, project: Option<&str>, funding: Option<&str>) -> Answer {
    let project = project.unwrap_or_default();
    let mut begun = Fields::default();
    begun.set("project", project);
    if let Some(funding) = funding {
        begun.set("finance_type", FINANCE_TYPE_DEFAULT);
        let note = documented_source::fill(&desk, &mut begun, funding, "signed_on", REFERENCE_LENGTH_MAX).await?;
        begun.set("agreement_reference", note);
    }
    let page = DirectPage::load(&desk, begun, project).await?;
    page.show(Attempt::NONE).await
}

#[post("/desk/commitments", data = "<posted>")]
pub(super) async fn create(desk: Desk<'_>, posted: Posted) -> Result<Reply, WebError> {
    let page = DirectPage::load(&desk, Fields::default(), posted.fields.get("project")).await?;
    let act = async |ctx: actions::Context<'_>, new: DirectForm| {
        let new_direct = NewDirectCommitment {
            organisation: new.organisation,
            project: new.project,
            finance_type: &new.finance_type,
            new_commitment: new.typed.new_commitment(),
        };
        actions::money::agree(ctx, &desk.actor, new_direct).await
    };
    submit(&page, &page.about, posted, act, |made| format!("desk/proposals/{made}")).await
}
