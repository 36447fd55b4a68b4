//! What follows on a verified pledge: the forms on its page, and reading them.

use rocket::http::Status;
use rocket::post;
use serde_json::Value;

use super::commitments::{commitment_form, read_commitment};
use super::money::organisation_choices;
use super::pledges::{own, show_page};
use crate::actions::money::Recorded;
use crate::actions::{self, ActionError};
use crate::domain::chain::Chain;
use crate::domain::ids::ProjectId;
use crate::domain::ledger::Booked;
use crate::domain::pledge::{PledgeKind, PledgeState, Target};
use crate::domain::project::{Provenance, Status as ProjectStatus};
use crate::store::pledges::PledgeRow;
use crate::store::projects;
use crate::web::answers::{Html, Reply};
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields, Posted};
use crate::web::guards::{Desk, Signed};
use crate::web::inline_form::{Attempt, InlineForm, explain};
use crate::web::typed::{amount, given_request_id, request_content, request_id, state_refusal};
use crate::web::{tranches, view};

/// The forms that a pledge's page holds in its present state; the last is what ends it.
pub(super) async fn forms(
    signed: &Signed<'_>,
    row: &PledgeRow,
    rows: &[Booked],
    attempt: Attempt<'_>,
) -> Result<Vec<Value>, WebError> {
    if row.state != PledgeState::Verified {
        return Ok(Vec::new());
    }
    let base = format!("desk/pledges/{}", row.reference);
    let hint = if row.is_public() {
        "hint-reason-public"
    } else {
        "hint-reason-hidden"
    };
    let mut withdrawal = InlineForm::new(signed, "withdrawal", attempt)
        .field("text", "reason", "label-reason", hint, true)
        .to(&format!("{base}/withdrawals"), "danger");
    if !row.is_public() {
        withdrawal["lede"] = signed.visit.say("form-withdrawal-lede-hidden").into();
        return Ok(vec![withdrawal]);
    }
    let own = row.target();
    let chain = Chain::read(rows.iter().map(|booked| &booked.entry)).unwrap_or_default();
    let outstanding = |target: Target| {
        let line = chain.lines.get(&(row.key(), target));
        line.is_some_and(|line| line.outstanding.money.is_positive())
    };
    let earmarked = earmarked(signed, row, &chain).await?;
    let mut forms = Vec::new();
    let anything = outstanding(own) || !earmarked.is_empty();
    if row.kind == PledgeKind::Financial && anything {
        let is_project = matches!(own, Target::Project(_));
        let receivers = organisation_choices(signed).await?;
        let mut inline_form = commitment_form(
            signed,
            attempt,
            row.currency.code(),
            receivers,
            !is_project && earmarked.is_empty(),
            false,
        )?
        .field("amount", "draws", "label-draws", "hint-draws-pledge", false);
        if !earmarked.is_empty() {
            inline_form = inline_form.choice(
                "project",
                "label-earmarked",
                "hint-earmarked",
                earmarked.clone(),
                "",
                Some("choose-none"),
            );
        }
        forms.push(inline_form.to(&format!("{base}/commitments"), "primary"));
    }
    if !matches!(own, Target::Project(_)) && row.kind == PledgeKind::Financial && anything {
        let ways = [("earmark", "earmark-there"), ("release", "earmark-back")];
        let ways = ways
            .map(|(code, key)| (code.to_owned(), signed.visit.say(key)))
            .to_vec();
        forms.push(
            InlineForm::new(signed, "earmarking", attempt)
                .hidden("request_id", &request_id()?)
                .choice("way", "label-way", "", ways, "earmark", None)
                .field("line", "project", "label-project", "hint-project", true)
                .field("amount", "amount", "label-amount", "hint-earmark-amount", true)
                .to(&format!("{base}/earmarkings"), "primary"),
        );
    }
    forms.push(
        InlineForm::new(signed, "revision", attempt)
            .hidden("request_id", &request_id()?)
            .field("amount", "amount", "label-new-amount", "hint-new-amount", true)
            .field("text", "reason", "label-reason", "hint-reason-public", true)
            .to(&format!("{base}/revisions"), "primary"),
    );
    if anything {
        forms.push(withdrawal);
    }
    Ok(forms)
}

/// The projects to which a part is earmarked and not yet signed, for a choice.
async fn earmarked(signed: &Signed<'_>, row: &PledgeRow, chain: &Chain) -> Result<Vec<(String, String)>, WebError> {
    let own = row.target();
    let mut choices = Vec::new();
    for ((_, target), line) in &chain.lines {
        let (Target::Project(id), true) = (*target, *target != own && line.outstanding.money.is_positive()) else {
            continue;
        };
        if let Some(project) = projects::get(signed.visit.app.db.primary(), id).await? {
            let title = view::pick(signed.visit.language, &project.title_es, &project.title_en).to_owned();
            choices.push((project.code, title));
        }
    }
    Ok(choices)
}

async fn project(signed: &Signed<'_>, code: &str, errors: &mut Errors) -> Result<Option<ProjectId>, WebError> {
    let found = projects::by_code(signed.visit.app.db.primary(), code)
        .await?
        .filter(|row| row.provenance == Provenance::Registered && row.status != ProjectStatus::Draft);
    if found.is_none() {
        errors.add(signed.visit.language, "project", "error-project-unknown", &[]);
    }
    Ok(found.map(|row| row.key()))
}

#[post("/desk/pledges/<reference>/revisions", data = "<posted>")]
pub(super) async fn revise(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = own(&desk, reference).await?;
    let fields = posted.fields;
    let language = desk.visit.language;
    let mut errors = Errors::default();
    let request = given_request_id(&fields)?;
    let mut status = Status::UnprocessableEntity;
    if let Some(money) = amount(&fields, "amount", row.amount().currency(), language, &mut errors) {
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::revise(ctx, &desk.actor, reference, money, fields.get("reason"), &request).await {
            Ok(Recorded::Now(_)) => return Reply::done(desk.visit.link(&format!("desk/pledges/{reference}"))),
            Ok(Recorded::Pendings(made)) => return Reply::done(desk.visit.link(&format!("desk/proposals/{made}"))),
            Err(error) => status = explain(error, "amount", language, &mut errors)?,
        }
    }
    Reply::form(
        status,
        show_page(&desk, &row, Attempt::of("revision", &fields, &errors)).await?,
    )
}

#[post("/desk/pledges/<reference>/earmarkings", data = "<posted>")]
pub(super) async fn earmark(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = own(&desk, reference).await?;
    let fields = posted.fields;
    let language = desk.visit.language;
    let mut errors = Errors::default();
    let back = match fields.get("way") {
        "" | "earmark" => false,
        "release" => true,
        _ => {
            errors.add(language, "way", "error-choice", &[]);
            false
        }
    };
    let request = given_request_id(&fields)?;
    let there = project(&desk, fields.get("project"), &mut errors).await?;
    let money = amount(&fields, "amount", row.amount().currency(), language, &mut errors);
    let mut status = Status::UnprocessableEntity;
    if let (Some(there), Some(money), true) = (there, money, errors.is_empty()) {
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::earmark(ctx, &desk.actor, reference, there, money, back, &request).await {
            Ok(()) => return Reply::done(desk.visit.link(&format!("desk/pledges/{reference}"))),
            Err(error) => status = explain(error, "amount", language, &mut errors)?,
        }
    }
    Reply::form(
        status,
        show_page(&desk, &row, Attempt::of("earmarking", &fields, &errors)).await?,
    )
}

#[post("/desk/pledges/<reference>/commitments", data = "<posted>")]
pub(super) async fn sign(desk: Desk<'_>, reference: &str, mut posted: Posted) -> Result<Reply, WebError> {
    let row = own(&desk, reference).await?;
    let language = desk.visit.language;
    let mut errors = Errors::default();
    let request = given_request_id(&posted.fields)?;
    let typed = read_commitment(&desk, &mut posted, Some(row.amount().currency()), &mut errors).await?;
    let fields = posted.fields;
    let earmarked = match fields.get("project") {
        "" => None,
        code => project(&desk, code, &mut errors).await?,
    };
    let mut status = Status::UnprocessableEntity;
    if let (Some(typed), true) = (typed, errors.is_empty()) {
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::sign(ctx, &desk.actor, reference, earmarked, typed.new_commitment(), &request).await {
            Ok(made) => return Reply::done(desk.visit.link(&format!("desk/commitments/{made}"))),
            Err(ActionError::Schedule(error)) => tranches::explain(error, &fields, language, &mut errors),
            Err(error) => status = explain(error, "signed_on", language, &mut errors)?,
        }
    }
    errors.ask_again(language, &fields);
    Reply::form(
        status,
        show_page(&desk, &row, Attempt::of("commitment", &fields, &errors)).await?,
    )
}

#[post("/desk/pledges/<reference>/withdrawals", data = "<posted>")]
pub(super) async fn withdraw(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = own(&desk, reference).await?;
    let fields = posted.fields;
    let request_content = request_content(&fields, reference);
    let ctx = desk
        .visit
        .app
        .context(desk.visit.now)
        .with_request_content(&request_content);
    let done = actions::pledges::withdraw(ctx, &desk.actor, reference, fields.get("reason")).await;
    ended(
        &desk,
        &row,
        &fields,
        done,
        desk.visit.link(&format!("desk/pledges/{reference}")),
    )
    .await
}

async fn ended(
    signed: &Signed<'_>,
    row: &PledgeRow,
    fields: &Fields,
    done: actions::Result<()>,
    address: String,
) -> Result<Reply, WebError> {
    let mut errors = Errors::default();
    let status = match done {
        Ok(()) => return Reply::done(address),
        Err(ActionError::State(refusal)) => state_refusal(refusal, "reason", signed.visit.language, &mut errors),
        Err(other) => return Err(other.into()),
    };
    let html: Html = show_page(signed, row, Attempt::of("withdrawal", fields, &errors)).await?;
    Reply::form(status, html)
}
