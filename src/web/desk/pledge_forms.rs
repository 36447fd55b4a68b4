//! The forms of what follows on a pledge: signing, earmarking, revising, withdrawing it, and saying why it waits.

use super::commitment_form::{AgainstPledge, CommitmentAbout, CommitmentForm, Earmarked};
use super::money::organisation_choices;
use super::waiting_forms;
use crate::domain::chain::Chain;
use crate::domain::currency::Currency;
use crate::domain::ids::ProjectId;
use crate::domain::ledger::{Booked, EntryKind};
use crate::domain::money::Money;
use crate::domain::pledge::{PledgeKind, PledgeState, Target};
use crate::store::conditions::ConditionRow;
use crate::store::fulfilments::Fulfilments;
use crate::store::pledges::PledgeRow;
use crate::store::projects;
use crate::web::errors::WebError;
use crate::web::form::{Attempt, Choice, Declaring, Fields, Form, FormView, Place, show};
use crate::web::guards::Signed;
use crate::web::parts::texts::pick;

/// The forms that a pledge's page holds in its present state, and the one that comes back, whatever the state is now.
pub(super) async fn forms(
    signed: &Signed<'_>,
    row: &PledgeRow,
    rows: &[Booked],
    known: &Fulfilments,
    attempt: Attempt<'_>,
) -> Result<Vec<FormView>, WebError> {
    if row.state != PledgeState::Verified && !attempt.is_some() {
        return Ok(Vec::new());
    }
    let (visit, base, nothing) = (
        &signed.visit,
        format!("desk/pledges/{}", row.reference),
        Fields::default(),
    );
    let place = |action: &str| Place::of(visit, &base, action);
    let mut withdrawal =
        show::<WithdrawalForm>(&place("withdrawals"), &row.is_public(), &nothing, attempt).kind("danger");
    if !row.is_public() {
        withdrawal.lede = Some(visit.say("form-withdrawal-lede-hidden"));
        if !attempt.is_some() || attempt.is::<WithdrawalForm>() {
            return Ok(vec![withdrawal]);
        }
    }
    let chain = Chain::read(rows.iter().map(|booked| &booked.entry)).unwrap_or_default();
    let earmarked = earmarked(signed, row, &chain).await?;
    let own = chain.lines.get(&(row.key(), row.target()));
    let anything = own.is_some_and(|line| line.outstanding.money.is_positive()) || !earmarked.is_empty();
    let financial = row.kind == PledgeKind::Financial;
    let currency = row.amount().currency();
    let is_project = matches!(row.target(), Target::Project(_));
    let mut forms = Vec::new();
    if financial && anything || attempt.is::<CommitmentForm>() {
        let about = against(signed, row, Earmarked::To(earmarked)).await?;
        forms.push(show::<CommitmentForm>(&place("commitments"), &about, &nothing, attempt));
    }
    if financial && anything && !is_project || attempt.is::<EarmarkingForm>() {
        let about = Earmarking {
            currency,
            project: None,
        };
        forms.push(show::<EarmarkingForm>(&place("earmarkings"), &about, &nothing, attempt));
    }
    forms.push(show::<RevisionForm>(&place("revisions"), &currency, &nothing, attempt));
    if anything || attempt.is::<WithdrawalForm>() {
        forms.push(withdrawal);
    }
    forms.extend(pending_forms(signed, row, known, attempt));
    Ok(forms)
}

/// Where the provider says why a pledge waits, and on what it depends.
fn pending_forms(signed: &Signed<'_>, row: &PledgeRow, known: &Fulfilments, attempt: Attempt<'_>) -> Vec<FormView> {
    let (visit, base) = (&signed.visit, format!("desk/pledges/{}", row.reference));
    let pending = known.of(row, visit.today()).map(|found| found.pending);
    if pending.is_none() && !attempt.is_some() {
        return Vec::new();
    }
    let stated = known
        .conditions_of(row.key())
        .filter(|one| one.entry_kind == EntryKind::Pledge);
    let stated: Vec<&ConditionRow> = stated.collect();
    let reply = waiting_forms::reply_form(visit, &pending.unwrap_or_default(), &base, attempt);
    let conditions = waiting_forms::condition_forms(visit, &stated, &base, attempt);
    reply.into_iter().chain(conditions).collect()
}

/// What the form of a commitment against a pledge knows.
pub(super) async fn against(
    signed: &Signed<'_>,
    row: &PledgeRow,
    earmarked: Earmarked,
) -> Result<AgainstPledge, WebError> {
    let currency = row.amount().currency();
    let is_project = matches!(row.target(), Target::Project(_));
    Ok(AgainstPledge {
        commitment: CommitmentAbout {
            currency,
            pledge_currency: Some(currency),
            receivers: organisation_choices(signed).await?,
            needs_receiver: !is_project && matches!(&earmarked, Earmarked::To(to) if to.is_empty()),
            needs_document: false,
        },
        earmarked,
    })
}

/// The projects to which a part is earmarked and not yet signed, for a choice.
async fn earmarked(signed: &Signed<'_>, row: &PledgeRow, chain: &Chain) -> Result<Vec<Choice<ProjectId>>, WebError> {
    let own = row.target();
    let mut choices = Vec::new();
    for ((_, target), line) in &chain.lines {
        let (Target::Project(id), true) = (*target, *target != own && line.outstanding.money.is_positive()) else {
            continue;
        };
        if let Some(project) = projects::get(signed.visit.app.db.primary(), id).await? {
            let title = pick(signed.visit.language, &project.title_es, &project.title_en).to_owned();
            choices.push(Choice::new(project.code.clone(), title, id));
        }
    }
    Ok(choices)
}

/// Another amount of a pledge.
pub(super) struct RevisionForm {
    pub amount: Money,
    pub reason: String,
}

impl Form for RevisionForm {
    const NAME: &'static str = "revision";
    type About = Currency;

    fn declare(form: &mut Declaring<'_>, own: &Currency) -> Option<Self> {
        let amount = form.amount("amount", Some(*own));
        let amount = amount.label("new-amount").hint("new-amount").required();
        let reason = form.reason("reason").hint("reason-public").required();
        Some(Self {
            amount: amount?,
            reason: reason?,
        })
    }
}

/// A part of a pledge that counts for a project from now on, or no longer.
pub(super) struct EarmarkingForm {
    pub back: bool,
    pub project: ProjectId,
    pub amount: Money,
}

/// What its form knows.
pub(super) struct Earmarking {
    pub currency: Currency,
    /// The project that was typed, where it is known.
    pub project: Option<ProjectId>,
}

impl Form for EarmarkingForm {
    const NAME: &'static str = "earmarking";
    type About = Earmarking;

    fn declare(form: &mut Declaring<'_>, about: &Earmarking) -> Option<Self> {
        let visit = form.visit();
        let ways = [("earmark", "earmark-there", false), ("release", "earmark-back", true)];
        let ways = ways.map(|(code, key, back)| Choice::new(code, visit.say(key), back));
        let back = form.choice("way", ways.to_vec()).filled("earmark").or(false);
        let project = form
            .code_of("project", about.project, "error-project-unknown")
            .required();
        let amount = form
            .amount("amount", Some(about.currency))
            .hint("earmark-amount")
            .required();
        Some(Self {
            back: back?,
            project: project?,
            amount: amount?,
        })
    }
}

/// Why a pledge is withdrawn; its form knows whether the public reads it.
pub(super) struct WithdrawalForm(pub String);

impl Form for WithdrawalForm {
    const NAME: &'static str = "withdrawal";
    type About = bool;

    fn declare(form: &mut Declaring<'_>, is_public: &bool) -> Option<Self> {
        let hint = if *is_public { "reason-public" } else { "reason-hidden" };
        form.reason("reason").hint(hint).required().map(Self)
    }
}
