//! What a provider says about its waiting: conditions and whose they are, that one is met, and why the promise waits.

use rocket::http::Status;
use rocket::post;
use serde_json::Value;

use super::commitments;
use super::money::load_visible;
use super::pledges::{own, show_page};
use crate::actions;
use crate::actions::conditions::PendingSubject;
use crate::actions::replies::REPLY_LENGTH_MAX;
use crate::domain::fulfilment::{Fulfilment, Party, PendingKind, PendingReason};
use crate::domain::ids::ConditionId;
use crate::domain::ledger::EntryKind;
use crate::store::conditions::ConditionRow;
use crate::store::fulfilments::Fulfilments;
use crate::store::pledges::PledgeRow;
use crate::web::answers::Reply;
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields, Posted};
use crate::web::guards::{Desk, Signed};
use crate::web::inline_form::{Attempt, InlineForm, explain as refuse};
use crate::web::typed::{given_request_id, request_content, request_id, short_text};

/// The forms about waiting on the page of a promise.
pub(super) fn forms(
    signed: &Signed<'_>,
    row: &PledgeRow,
    known: &Fulfilments,
    fulfilment: &Fulfilment,
    attempt: Attempt<'_>,
) -> Result<Vec<Value>, WebError> {
    let base = format!("desk/pledges/{}", row.reference);
    let mut forms = Vec::new();
    forms.extend(reply_form(signed, &fulfilment.pending, &base, attempt)?);
    let own: Vec<&ConditionRow> = known
        .conditions_of(row.key())
        .filter(|one| one.entry_kind == EntryKind::Pledge)
        .collect();
    forms.extend(condition_forms(signed, &own, &base, attempt)?);
    Ok(forms)
}

/// The form with which a provider says why something at `base` waits; none while it waits for nothing.
pub(super) fn reply_form(
    signed: &Signed<'_>,
    pending: &[PendingReason],
    base: &str,
    attempt: Attempt<'_>,
) -> Result<Option<Value>, WebError> {
    let kinds: Vec<PendingKind> = PendingKind::ALL
        .iter()
        .copied()
        .filter(|kind| pending.iter().any(|wait| wait.kind() == *kind))
        .collect();
    let Some(first) = kinds.first() else { return Ok(None) };
    let named = |kind: &PendingKind| {
        let code = kind.code();
        (code.to_owned(), signed.visit.say(&format!("pending-kind-{code}")))
    };
    let choices = kinds.iter().map(named).collect();
    let form = InlineForm::new(signed, "reply", attempt)
        .hidden("request_id", &request_id()?)
        .choice("wait", "label-pending", "", choices, first.code(), None)
        .field("text", "reason", "label-reply", "hint-reply", true)
        .to(&format!("{base}/explanations"), "primary");
    Ok(Some(form))
}

/// The forms with which a condition is stated and met, of a promise or a commitment at `base`.
pub(super) fn condition_forms(
    signed: &Signed<'_>,
    stated: &[&ConditionRow],
    base: &str,
    attempt: Attempt<'_>,
) -> Result<Vec<Value>, WebError> {
    let visit = &signed.visit;
    let party = |party: &Party| {
        let code = party.code();
        (code.to_owned(), visit.say(&format!("party-{code}")))
    };
    let mut forms = vec![
        InlineForm::new(signed, "condition", attempt)
            .hidden("request_id", &request_id()?)
            .choice(
                "party",
                "label-party-of",
                "",
                Party::ALL.iter().map(party).collect(),
                "",
                Some("choose-one"),
            )
            .field("text", "reason", "label-condition", "hint-condition", true)
            .to(&format!("{base}/conditions"), "primary"),
    ];
    let open: Vec<(String, String)> = stated
        .iter()
        .filter(|one| one.is_open())
        .map(|one| {
            let words = one.content.clone().unwrap_or_else(|| visit.say("text-redacted"));
            (one.id.to_string(), words.chars().take(80).collect())
        })
        .collect();
    if let Some((first, _)) = open.first().cloned() {
        forms.push(
            InlineForm::new(signed, "fulfilment", attempt)
                .choice("condition", "label-condition", "", open, &first, None)
                .to(&format!("{base}/fulfilments"), "primary"),
        );
    }
    Ok(forms)
}

/// What was typed about a condition; none with errors.
fn read_party(signed: &Signed<'_>, fields: &Fields, errors: &mut Errors) -> Option<Party> {
    let party = Party::parse(fields.get("party"));
    if party.is_none() {
        let key = if fields.get("party").is_empty() {
            "error-required"
        } else {
            "error-choice"
        };
        errors.add(signed.visit.language, "party", key, &[]);
    }
    party
}

/// States the condition that was typed; the status of the answer when that is refused.
async fn stated(
    signed: &Signed<'_>,
    pending_subject: PendingSubject<'_>,
    fields: &Fields,
    errors: &mut Errors,
) -> Result<Option<Status>, WebError> {
    let language = signed.visit.language;
    let request = given_request_id(fields)?;
    let Some(party) = read_party(signed, fields, errors) else {
        return Ok(Some(Status::UnprocessableEntity));
    };
    let ctx = signed.visit.app.context(signed.visit.now);
    match actions::conditions::state(
        ctx,
        &signed.actor,
        pending_subject,
        party,
        fields.get("reason"),
        &request,
    )
    .await
    {
        Ok(()) => Ok(None),
        Err(error) => Ok(Some(refuse(error, "reason", language, errors)?)),
    }
}

/// Meets the condition that was chosen; the status of the answer when that is refused.
async fn met(
    signed: &Signed<'_>,
    pending_subject: PendingSubject<'_>,
    fields: &Fields,
    errors: &mut Errors,
) -> Result<Option<Status>, WebError> {
    let language = signed.visit.language;
    let Ok(id) = fields.get("condition").parse() else {
        errors.add(language, "condition", "error-choice", &[]);
        return Ok(Some(Status::UnprocessableEntity));
    };
    let request_content = request_content(fields, &format!("{pending_subject:?}"));
    let ctx = signed
        .visit
        .app
        .context(signed.visit.now)
        .with_request_content(&request_content);
    match actions::conditions::meet(ctx, &signed.actor, pending_subject, ConditionId(id)).await {
        Ok(()) => Ok(None),
        Err(error) => Ok(Some(refuse(error, "condition", language, errors)?)),
    }
}

/// Publishes the explanation that was typed; the status of the answer when that is refused.
async fn explained(
    signed: &Signed<'_>,
    pending_subject: PendingSubject<'_>,
    fields: &Fields,
    errors: &mut Errors,
) -> Result<Option<Status>, WebError> {
    let language = signed.visit.language;
    let wait = PendingKind::parse(fields.get("wait"));
    if wait.is_none() {
        errors.add(language, "wait", "error-choice", &[]);
    }
    short_text(fields, "reason", REPLY_LENGTH_MAX, language, errors);
    let (Some(wait), true) = (wait, errors.is_empty()) else {
        return Ok(Some(Status::UnprocessableEntity));
    };
    let ctx = signed.visit.app.context(signed.visit.now);
    let (words, request) = (fields.get("reason"), given_request_id(fields)?);
    match actions::replies::explain(ctx, &signed.actor, pending_subject, wait, words, &request).await {
        Ok(()) => Ok(None),
        Err(error) => Ok(Some(refuse(error, "reason", language, errors)?)),
    }
}

/// One of the forms about waiting.
#[derive(Clone, Copy)]
enum About {
    Stating,
    Meeting,
    Explaining,
}

impl About {
    /// As its [`InlineForm`] is called.
    const fn form(self) -> &'static str {
        match self {
            Self::Stating => "condition",
            Self::Meeting => "fulfilment",
            Self::Explaining => "reply",
        }
    }

    async fn done(
        self,
        signed: &Signed<'_>,
        pending_subject: PendingSubject<'_>,
        fields: &Fields,
        errors: &mut Errors,
    ) -> Result<Option<Status>, WebError> {
        match self {
            Self::Stating => stated(signed, pending_subject, fields, errors).await,
            Self::Meeting => met(signed, pending_subject, fields, errors).await,
            Self::Explaining => explained(signed, pending_subject, fields, errors).await,
        }
    }
}

async fn of_pledge(signed: &Signed<'_>, reference: &str, about: About, fields: &Fields) -> Result<Reply, WebError> {
    let row = public(signed, reference).await?;
    let mut errors = Errors::default();
    match about
        .done(signed, PendingSubject::Pledge(reference), fields, &mut errors)
        .await?
    {
        None => Reply::done(signed.visit.link(&format!("desk/pledges/{reference}"))),
        Some(status) => {
            let attempt = Attempt::of(about.form(), fields, &errors);
            Reply::form(status, show_page(signed, &row, attempt).await?)
        }
    }
}

async fn of_commitment(signed: &Signed<'_>, id: &str, about: About, fields: &Fields) -> Result<Reply, WebError> {
    let (row, editable) = load_visible(signed, id, EntryKind::Commitment).await?;
    if !editable {
        return Err(WebError::Forbidden(None));
    }
    let mut errors = Errors::default();
    match about
        .done(signed, PendingSubject::Commitment(row.id.0), fields, &mut errors)
        .await?
    {
        None => Reply::done(signed.visit.link(&format!("desk/commitments/{}", row.id))),
        Some(status) => {
            let attempt = Attempt::of(about.form(), fields, &errors);
            Reply::form(status, commitments::show_page(signed, &row, editable, attempt).await?)
        }
    }
}

/// A promise that the public may know of; before that nothing can wait in public.
async fn public(signed: &Signed<'_>, reference: &str) -> Result<PledgeRow, WebError> {
    Some(own(signed, reference).await?)
        .filter(PledgeRow::is_public)
        .ok_or(WebError::NotFound)
}

#[post("/desk/pledges/<reference>/conditions", data = "<posted>")]
pub(super) async fn state(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    of_pledge(&desk, reference, About::Stating, &posted.fields).await
}

#[post("/desk/pledges/<reference>/fulfilments", data = "<posted>")]
pub(super) async fn meet(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    of_pledge(&desk, reference, About::Meeting, &posted.fields).await
}

#[post("/desk/pledges/<reference>/explanations", data = "<posted>")]
pub(super) async fn explain(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    of_pledge(&desk, reference, About::Explaining, &posted.fields).await
}

#[post("/desk/commitments/<id>/conditions", data = "<posted>")]
pub(super) async fn state_of_commitment(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    of_commitment(&desk, id, About::Stating, &posted.fields).await
}

#[post("/desk/commitments/<id>/fulfilments", data = "<posted>")]
pub(super) async fn meet_of_commitment(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    of_commitment(&desk, id, About::Meeting, &posted.fields).await
}

#[post("/desk/commitments/<id>/explanations", data = "<posted>")]
pub(super) async fn explain_commitment(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Reply, WebError> {
    of_commitment(&desk, id, About::Explaining, &posted.fields).await
}
