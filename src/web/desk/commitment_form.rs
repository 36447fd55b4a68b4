//! The form of a commitment: against a pledge, without one, and as it is corrected after it came back.

use time::Date;

use super::money::Whose;
use crate::actions::money::NewCommitment;
use crate::domain::currency::Currency;
use crate::domain::document::Document;
use crate::domain::ids::{OrganisationId, ProjectId};
use crate::domain::money::Money;
use crate::domain::pledge::{FINANCE_TYPE_DEFAULT, Tranche};
use crate::web::form::{Choice, Declaring, Form};

/// Most characters of what a commitment is called.
pub(super) const REFERENCE_LENGTH_MAX: usize = 200;

/// A commitment as typed.
pub(super) struct Typed {
    amount: Money,
    drawdown: Option<Money>,
    receiver: Option<OrganisationId>,
    signed_on: Date,
    own_reference: String,
    document: Option<Document>,
    tranches: Vec<Tranche>,
}

impl Typed {
    /// As the action takes it.
    pub(super) fn new_commitment(&self) -> NewCommitment<'_> {
        NewCommitment {
            amount: self.amount,
            drawdown: self.drawdown,
            receiver: self.receiver,
            signed_on: self.signed_on,
            own_reference: &self.own_reference,
            document: self.document.as_ref(),
            tranches: &self.tranches,
        }
    }
}

/// What the forms of a commitment know.
pub(super) struct CommitmentAbout {
    /// The currency that it begins with.
    pub currency: Currency,
    /// The currency of the pledge that it draws on.
    pub pledge_currency: Option<Currency>,
    pub receivers: Vec<Choice<OrganisationId>>,
    /// Whether nobody receives it unless it is said.
    pub needs_receiver: bool,
    pub needs_document: bool,
}

fn commitment(form: &mut Declaring<'_>, about: &CommitmentAbout) -> Option<Typed> {
    let today = form.visit().today().to_string();
    let currency = form.currency("currency").filled(about.currency.code());
    let currency = match about.pledge_currency {
        Some(own) => currency.or(own),
        None => currency.required(),
    };
    let amount = form.amount("amount", currency).required();
    let drawdown = about
        .pledge_currency
        .and_then(|own| form.amount("draws", Some(own)).hint("draws-pledge").optional());
    let receiver = form.choice("receiver", about.receivers.clone());
    let receiver = if about.needs_receiver {
        receiver.hint("").empty("choose-one").judged_later()
    } else {
        receiver.optional()
    };
    let signed_on = form.date("signed_on").filled(today).required();
    let own_reference = form.line("agreement_reference", REFERENCE_LENGTH_MAX).optional();
    form.heading_small("schedule-title");
    form.sentence("hint-schedule");
    let tranches = form.tranches(currency);
    let document = form.document("document", about.needs_document);
    Some(Typed {
        amount: amount?,
        drawdown,
        receiver,
        signed_on: signed_on?,
        own_reference: own_reference.unwrap_or_default(),
        document,
        tranches,
    })
}

/// A commitment against a pledge.
pub(super) struct CommitmentForm {
    pub typed: Typed,
    /// The project for which the part was earmarked.
    pub earmarked: Option<ProjectId>,
}

/// What the form of a commitment against a pledge knows.
pub(super) struct AgainstPledge {
    pub commitment: CommitmentAbout,
    pub earmarked: Earmarked,
}

/// The projects to which parts of a pledge are earmarked.
pub(super) enum Earmarked {
    /// These, for the choice.
    To(Vec<Choice<ProjectId>>),
    /// The form was sent: the project that was chosen, where it is known. Whether a part is earmarked to it, the action
    /// knows.
    Sent(Option<ProjectId>),
}

impl Form for CommitmentForm {
    const NAME: &'static str = "commitment";
    type About = AgainstPledge;

    fn declare(form: &mut Declaring<'_>, about: &AgainstPledge) -> Option<Self> {
        let typed = commitment(form, &about.commitment);
        let earmarked = match &about.earmarked {
            Earmarked::To(projects) if projects.is_empty() => None,
            Earmarked::To(projects) => {
                let project = form.choice("project", projects.clone());
                project.label("earmarked").hint("earmarked").optional()
            }
            Earmarked::Sent(found) => form.code_of("project", *found, "error-project-unknown").optional(),
        };
        Some(Self {
            typed: typed?,
            earmarked,
        })
    }
}

/// A commitment without a pledge.
pub(super) struct DirectForm {
    pub typed: Typed,
    pub project: ProjectId,
    pub finance_type: String,
    pub organisation: OrganisationId,
}

/// What the form of a commitment without a pledge knows.
pub(super) struct Direct {
    pub commitment: CommitmentAbout,
    /// The project that was typed, where it is known.
    pub project: Option<ProjectId>,
    pub finance_types: Vec<Choice<String>>,
    pub whose: Whose,
}

impl Form for DirectForm {
    const NAME: &'static str = "direct_commitment";
    const TEXTS: &'static str = "commitment";
    type About = Direct;

    fn declare(form: &mut Declaring<'_>, about: &Direct) -> Option<Self> {
        let project = form
            .code_of("project", about.project, "error-project-unknown")
            .required();
        let organisation = about.whose.declare(form, "organisation-behalf");
        let typed = commitment(form, &about.commitment);
        let finance_type = finance_type(form, &about.finance_types);
        Some(Self {
            typed: typed?,
            project: project?,
            finance_type: finance_type?,
            organisation: organisation?,
        })
    }
}

fn finance_type(form: &mut Declaring<'_>, known: &[Choice<String>]) -> Option<String> {
    form.choice("finance_type", known.to_vec())
        .filled(FINANCE_TYPE_DEFAULT)
        .or(FINANCE_TYPE_DEFAULT.to_owned())
}

/// A direct commitment that came back, corrected.
pub(super) struct CorrectedCommitment {
    pub version: i64,
    pub typed: Typed,
    pub finance_type: String,
}

/// What its form knows.
pub(super) struct Corrected {
    pub version: i64,
    pub commitment: CommitmentAbout,
    pub finance_types: Vec<Choice<String>>,
}

impl Form for CorrectedCommitment {
    const NAME: &'static str = "corrected_commitment";
    const TEXTS: &'static str = "commitment";
    type About = Corrected;

    fn declare(form: &mut Declaring<'_>, about: &Corrected) -> Option<Self> {
        let version = form.version(about.version);
        let typed = commitment(form, &about.commitment);
        let finance_type = finance_type(form, &about.finance_types);
        Some(Self {
            version,
            typed: typed?,
            finance_type: finance_type?,
        })
    }
}
