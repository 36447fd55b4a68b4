//! What a giver says about its waiting: conditions and whose they are, that one is met, and why the promise waits.

use rocket::http::Status;
use rocket::post;
use serde_json::Value;

use super::commitments;
use super::money::seen;
use super::pledges::{own, whole};
use crate::actions;
use crate::actions::conditions::Waiter;
use crate::actions::explanations::EXPLANATION_LENGTH_MAX;
use crate::domain::counting::EntryKind;
use crate::domain::ids::ConditionId;
use crate::domain::standing::{Party, Standing, Wait, WaitKind};
use crate::store::conditions::ConditionRow;
use crate::store::pledges::PledgeRow;
use crate::store::standings::Standings;
use crate::web::answers::Deed;
use crate::web::errors::WebError;
use crate::web::fields::{Faults, Fields, Posted};
use crate::web::guards::{Desk, Signed};
use crate::web::sheet::{Attempt, Sheet, explain as refuse};
use crate::web::typed::{given_request_id, request_id, said, short_text};

/// The forms about waiting on the page of a promise.
pub(super) fn forms(
    signed: &Signed<'_>,
    row: &PledgeRow,
    known: &Standings,
    standing: &Standing,
    attempt: Attempt<'_>,
) -> Result<Vec<Value>, WebError> {
    let base = format!("desk/pledges/{}", row.reference);
    let mut forms = Vec::new();
    forms.extend(explanation_form(signed, &standing.waits, &base, attempt)?);
    let own: Vec<&ConditionRow> = known
        .conditions_of(row.key())
        .filter(|one| one.entry_kind == "pledge")
        .collect();
    forms.extend(condition_forms(signed, &own, &base, attempt)?);
    Ok(forms)
}

/// The form with which a giver says why something at `base` waits; none while it waits for nothing.
pub(super) fn explanation_form(
    signed: &Signed<'_>,
    waits: &[Wait],
    base: &str,
    attempt: Attempt<'_>,
) -> Result<Option<Value>, WebError> {
    let kinds: Vec<WaitKind> = WaitKind::ALL
        .iter()
        .copied()
        .filter(|kind| waits.iter().any(|wait| wait.kind() == *kind))
        .collect();
    let Some(first) = kinds.first() else { return Ok(None) };
    let named = |kind: &WaitKind| {
        let code = kind.code();
        (code.to_owned(), signed.visit.say(&format!("wait-kind-{code}")))
    };
    let choices = kinds.iter().map(named).collect();
    let form = Sheet::new(signed, "explanation", attempt)
        .hidden("request_id", &request_id()?)
        .choice("wait", "label-wait", "", choices, first.code(), None)
        .field("text", "reason", "label-explanation", "hint-explanation", true)
        .to(&format!("{base}/explanations"), "primary");
    Ok(Some(form))
}

/// The forms with which a condition is stated and met, of a promise or an agreement at `base`.
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
        Sheet::new(signed, "condition", attempt)
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
            Sheet::new(signed, "fulfilment", attempt)
                .choice("condition", "label-condition", "", open, &first, None)
                .to(&format!("{base}/fulfilments"), "primary"),
        );
    }
    Ok(forms)
}

/// What was typed about a condition; none with faults.
fn read_party(signed: &Signed<'_>, fields: &Fields, faults: &mut Faults) -> Option<Party> {
    let party = Party::parse(fields.get("party"));
    if party.is_none() {
        let key = if fields.get("party").is_empty() {
            "error-required"
        } else {
            "error-choice"
        };
        faults.add(signed.visit.language, "party", key, &[]);
    }
    party
}

/// States the condition that was typed; the status of the answer when that is refused.
async fn stated(
    signed: &Signed<'_>,
    waiter: Waiter<'_>,
    fields: &Fields,
    faults: &mut Faults,
) -> Result<Option<Status>, WebError> {
    let language = signed.visit.language;
    let request = given_request_id(fields)?;
    let Some(party) = read_party(signed, fields, faults) else {
        return Ok(Some(Status::UnprocessableEntity));
    };
    let ctx = signed.visit.app.context(signed.visit.now);
    match actions::conditions::state(ctx, &signed.actor, waiter, party, fields.get("reason"), &request).await {
        Ok(()) => Ok(None),
        Err(error) => Ok(Some(refuse(error, "reason", language, faults)?)),
    }
}

/// Meets the condition that was chosen; the status of the answer when that is refused.
async fn met(
    signed: &Signed<'_>,
    waiter: Waiter<'_>,
    fields: &Fields,
    faults: &mut Faults,
) -> Result<Option<Status>, WebError> {
    let language = signed.visit.language;
    let Ok(id) = fields.get("condition").parse() else {
        faults.add(language, "condition", "error-choice", &[]);
        return Ok(Some(Status::UnprocessableEntity));
    };
    let said = said(fields, &format!("{waiter:?}"));
    let ctx = signed.visit.app.context(signed.visit.now).saying(&said);
    match actions::conditions::meet(ctx, &signed.actor, waiter, ConditionId(id)).await {
        Ok(()) => Ok(None),
        Err(error) => Ok(Some(refuse(error, "condition", language, faults)?)),
    }
}

/// Publishes the explanation that was typed; the status of the answer when that is refused.
async fn explained(
    signed: &Signed<'_>,
    waiter: Waiter<'_>,
    fields: &Fields,
    faults: &mut Faults,
) -> Result<Option<Status>, WebError> {
    let language = signed.visit.language;
    let wait = WaitKind::parse(fields.get("wait"));
    if wait.is_none() {
        faults.add(language, "wait", "error-choice", &[]);
    }
    short_text(fields, "reason", EXPLANATION_LENGTH_MAX, language, faults);
    let (Some(wait), true) = (wait, faults.is_empty()) else {
        return Ok(Some(Status::UnprocessableEntity));
    };
    let ctx = signed.visit.app.context(signed.visit.now);
    let (words, request) = (fields.get("reason"), given_request_id(fields)?);
    match actions::explanations::explain(ctx, &signed.actor, waiter, wait, words, &request).await {
        Ok(()) => Ok(None),
        Err(error) => Ok(Some(refuse(error, "reason", language, faults)?)),
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
    /// As its [`Sheet`] is called.
    const fn form(self) -> &'static str {
        match self {
            Self::Stating => "condition",
            Self::Meeting => "fulfilment",
            Self::Explaining => "explanation",
        }
    }

    async fn done(
        self,
        signed: &Signed<'_>,
        waiter: Waiter<'_>,
        fields: &Fields,
        faults: &mut Faults,
    ) -> Result<Option<Status>, WebError> {
        match self {
            Self::Stating => stated(signed, waiter, fields, faults).await,
            Self::Meeting => met(signed, waiter, fields, faults).await,
            Self::Explaining => explained(signed, waiter, fields, faults).await,
        }
    }
}

async fn of_pledge(signed: &Signed<'_>, reference: &str, about: About, fields: &Fields) -> Result<Deed, WebError> {
    let row = public(signed, reference).await?;
    let mut faults = Faults::default();
    match about
        .done(signed, Waiter::Pledge(reference), fields, &mut faults)
        .await?
    {
        None => Deed::done(signed.visit.link(&format!("desk/pledges/{reference}"))),
        Some(status) => {
            let attempt = Attempt::of(about.form(), fields, &faults);
            Deed::form(status, whole(signed, &row, attempt).await?)
        }
    }
}

async fn of_agreement(signed: &Signed<'_>, id: &str, about: About, fields: &Fields) -> Result<Deed, WebError> {
    let (row, keeps) = seen(signed, id, EntryKind::Commitment).await?;
    if !keeps {
        return Err(WebError::Forbidden(None));
    }
    let mut faults = Faults::default();
    match about
        .done(signed, Waiter::Agreement(row.id), fields, &mut faults)
        .await?
    {
        None => Deed::done(signed.visit.link(&format!("desk/commitments/{}", row.id))),
        Some(status) => {
            let attempt = Attempt::of(about.form(), fields, &faults);
            Deed::form(status, commitments::whole(signed, &row, keeps, attempt).await?)
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
pub(super) async fn state(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Deed, WebError> {
    of_pledge(&desk, reference, About::Stating, &posted.fields).await
}

#[post("/desk/pledges/<reference>/fulfilments", data = "<posted>")]
pub(super) async fn meet(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Deed, WebError> {
    of_pledge(&desk, reference, About::Meeting, &posted.fields).await
}

#[post("/desk/pledges/<reference>/explanations", data = "<posted>")]
pub(super) async fn explain(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Deed, WebError> {
    of_pledge(&desk, reference, About::Explaining, &posted.fields).await
}

#[post("/desk/commitments/<id>/conditions", data = "<posted>")]
pub(super) async fn state_of_agreement(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Deed, WebError> {
    of_agreement(&desk, id, About::Stating, &posted.fields).await
}

#[post("/desk/commitments/<id>/fulfilments", data = "<posted>")]
pub(super) async fn meet_of_agreement(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Deed, WebError> {
    of_agreement(&desk, id, About::Meeting, &posted.fields).await
}

#[post("/desk/commitments/<id>/explanations", data = "<posted>")]
pub(super) async fn explain_agreement(desk: Desk<'_>, id: &str, posted: Posted) -> Result<Deed, WebError> {
    of_agreement(&desk, id, About::Explaining, &posted.fields).await
}
