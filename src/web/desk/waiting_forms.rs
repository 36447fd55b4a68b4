//! What a provider says about its waiting: conditions and whose they are, that one is met, and why the promise waits.

use crate::actions::conditions::PendingSubject;
use crate::actions::replies::REPLY_LENGTH_MAX;
use crate::actions::{self, Context};
use crate::domain::account::Actor;
use crate::domain::fulfilment::{Party, PendingKind, PendingReason};
use crate::domain::ids::ConditionId;
use crate::store::conditions::ConditionRow;
use crate::web::form::{Attempt, Choice, Declaring, Fields, Form, FormView, Place, coded, show};
use crate::web::guards::Visit;

/// All for which something can wait.
pub(super) const PENDING: &[PendingKind] = PendingKind::ALL;

/// Why something waits, in its provider's words. What it can be about is chosen from what it waits for.
pub(super) struct ReplyForm {
    wait: PendingKind,
    text: String,
}

impl Form for ReplyForm {
    const NAME: &'static str = "reply";
    type About = [PendingKind];

    fn declare(form: &mut Declaring<'_>, kinds: &[PendingKind]) -> Option<Self> {
        let choices = coded(form.visit(), "pending-kind", kinds);
        let first = kinds.first().map_or("", |kind| kind.code());
        let wait = form.choice("wait", choices).filled(first).label("pending").required();
        let text = form
            .text_of("reason", REPLY_LENGTH_MAX)
            .label("reply")
            .hint("reply")
            .required();
        Some(Self {
            wait: wait?,
            text: text?,
        })
    }
}

impl ReplyForm {
    pub(super) async fn explain(
        self,
        ctx: Context<'_>,
        actor: &Actor,
        subject: PendingSubject<'_>,
    ) -> actions::Result<()> {
        actions::replies::explain(ctx, actor, subject, self.wait, &self.text).await
    }
}

/// The form with which a provider says why something at `base` waits; none while it waits for nothing.
pub(super) fn reply_form(
    visit: &Visit<'_>,
    pending: &[PendingReason],
    base: &str,
    attempt: Attempt<'_>,
) -> Option<FormView> {
    let is_pending = |kind: &PendingKind| pending.iter().any(|wait| wait.kind() == *kind);
    let kinds: Vec<PendingKind> = PENDING.iter().copied().filter(is_pending).collect();
    let place = Place::of(visit, base, "explanations");
    (!kinds.is_empty() || attempt.is::<ReplyForm>())
        .then(|| show::<ReplyForm>(&place, &kinds, &Fields::default(), attempt))
}

/// A condition, and on whom it depends.
pub(super) struct ConditionForm {
    party: Party,
    text: String,
}

impl Form for ConditionForm {
    const NAME: &'static str = "condition";
    type About = ();

    fn declare(form: &mut Declaring<'_>, (): &()) -> Option<Self> {
        let parties = coded(form.visit(), "party", Party::ALL);
        let party = form.choice("party", parties).label("party-of").hint("").required();
        let text = form.reason("reason").label("condition").hint("condition").required();
        Some(Self {
            party: party?,
            text: text?,
        })
    }
}

impl ConditionForm {
    pub(super) async fn state(
        self,
        ctx: Context<'_>,
        actor: &Actor,
        subject: PendingSubject<'_>,
    ) -> actions::Result<()> {
        actions::conditions::state(ctx, actor, subject, self.party, &self.text).await
    }
}

/// The conditions of which one can be met.
pub(super) enum Conditions {
    /// These, which are open.
    Open(Vec<Choice<ConditionId>>),
    /// The form was sent: the action knows which are open.
    Sent,
}

/// Which condition is met.
pub(super) struct FulfilmentForm(ConditionId);

impl Form for FulfilmentForm {
    const NAME: &'static str = "fulfilment";
    type About = Conditions;

    fn declare(form: &mut Declaring<'_>, conditions: &Conditions) -> Option<Self> {
        let condition = match conditions {
            Conditions::Open(open) => {
                let first = open.first().map(|one| one.code.clone());
                let field = form.choice("condition", open.clone()).hint("");
                field.filled(first.unwrap_or_default()).required()
            }
            Conditions::Sent => form.key("condition").required().map(ConditionId),
        };
        condition.map(Self)
    }
}

impl FulfilmentForm {
    pub(super) async fn meet(
        self,
        ctx: Context<'_>,
        actor: &Actor,
        subject: PendingSubject<'_>,
    ) -> actions::Result<()> {
        actions::conditions::meet(ctx, actor, subject, self.0).await
    }
}

/// The forms with which a condition is stated and met, of a promise or a commitment at `base`.
pub(super) fn condition_forms(
    visit: &Visit<'_>,
    stated: &[&ConditionRow],
    base: &str,
    attempt: Attempt<'_>,
) -> Vec<FormView> {
    let nothing = Fields::default();
    let place = Place::of(visit, base, "conditions");
    let mut forms = vec![show::<ConditionForm>(&place, &(), &nothing, attempt)];
    let choice = |one: &&ConditionRow| {
        let words = one.content.clone().unwrap_or_else(|| visit.say("text-redacted"));
        let words: String = words.chars().take(80).collect();
        Choice::new(one.id.to_string(), words, one.id)
    };
    let open: Vec<_> = stated.iter().filter(|one| one.is_open()).map(choice).collect();
    if !open.is_empty() || attempt.is::<FulfilmentForm>() {
        let place = Place::of(visit, base, "fulfilments");
        forms.push(show::<FulfilmentForm>(
            &place,
            &Conditions::Open(open),
            &nothing,
            attempt,
        ));
    }
    forms
}
