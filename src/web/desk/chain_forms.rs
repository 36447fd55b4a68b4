//! What follows on a verified pledge: the forms on its page, and reading them.

use rocket::http::Status;
use rocket::post;
use serde_json::Value;

use super::commitments::{read_signing, signing_sheet};
use super::money::organisation_choices;
use super::pledges::{own, whole};
use crate::actions::money::Recorded;
use crate::actions::{self, ActionError};
use crate::domain::chain::Chain;
use crate::domain::counting::Booked;
use crate::domain::ids::ProjectId;
use crate::domain::pledge::{PledgeKind, PledgeState, Target};
use crate::store::pledges::PledgeRow;
use crate::store::projects;
use crate::web::answers::{Deed, Html};
use crate::web::errors::WebError;
use crate::web::fields::{Faults, Fields, Posted};
use crate::web::guards::{Desk, Signed};
use crate::web::sheet::{Attempt, Sheet, explain};
use crate::web::typed::{amount, given_request_id, request_id, said, state_refusal};
use crate::web::{tranches, view};

/// The forms that a pledge's page holds in its present state; the last is what ends it.
pub(super) async fn forms(
    signed: &Signed<'_>,
    row: &PledgeRow,
    rows: &[Booked],
    attempt: Attempt<'_>,
) -> Result<Vec<Value>, WebError> {
    if row.state()? != PledgeState::Verified {
        return Ok(Vec::new());
    }
    let base = format!("desk/pledges/{}", row.reference);
    let hint = if row.is_public() {
        "hint-reason-public"
    } else {
        "hint-reason-hidden"
    };
    let mut withdrawal = Sheet::new(signed, "withdrawal", attempt)
        .field("text", "reason", "label-reason", hint, true)
        .to(&format!("{base}/withdrawals"), "danger");
    if !row.is_public() {
        withdrawal["lede"] = signed.visit.say("sheet-withdrawal-lede-hidden").into();
        return Ok(vec![withdrawal]);
    }
    let own = row.target()?;
    let chain = Chain::read(rows.iter().map(|booked| &booked.entry)).unwrap_or_default();
    let outstanding = |target: Target| {
        let line = chain.lines.get(&(row.key(), target));
        line.is_some_and(|line| line.outstanding.money.is_positive())
    };
    let earmarked = earmarked(signed, row, &chain).await?;
    let mut forms = Vec::new();
    let anything = outstanding(own) || !earmarked.is_empty();
    if row.kind()? == PledgeKind::Financial && anything {
        let is_project = matches!(own, Target::Project(_));
        let receivers = organisation_choices(signed).await?;
        let mut sheet = signing_sheet(
            signed,
            attempt,
            &row.currency,
            receivers,
            !is_project && earmarked.is_empty(),
            false,
        )?
        .field("amount", "draws", "label-draws", "hint-draws-pledge", false);
        if !earmarked.is_empty() {
            sheet = sheet.choice(
                "project",
                "label-earmarked",
                "hint-earmarked",
                earmarked.clone(),
                "",
                Some("choose-none"),
            );
        }
        forms.push(sheet.to(&format!("{base}/commitments"), "primary"));
    }
    if !matches!(own, Target::Project(_)) && row.kind()? == PledgeKind::Financial && anything {
        let ways = [("earmark", "earmark-there"), ("release", "earmark-back")];
        let ways = ways
            .map(|(code, key)| (code.to_owned(), signed.visit.say(key)))
            .to_vec();
        forms.push(
            Sheet::new(signed, "earmarking", attempt)
                .hidden("request_id", &request_id()?)
                .choice("way", "label-way", "", ways, "earmark", None)
                .field("line", "project", "label-project", "hint-project", true)
                .field("amount", "amount", "label-amount", "hint-earmark-amount", true)
                .to(&format!("{base}/earmarkings"), "primary"),
        );
    }
    forms.push(
        Sheet::new(signed, "revision", attempt)
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
    let own = row.target()?;
    let mut choices = Vec::new();
    for ((_, target), line) in &chain.lines {
        let (Target::Project(id), true) = (*target, *target != own && line.outstanding.money.is_positive()) else {
            continue;
        };
        if let Some(project) = projects::get(&signed.visit.app.db, id).await? {
            let title = view::pick(signed.visit.language, &project.title_es, &project.title_en).to_owned();
            choices.push((project.code, title));
        }
    }
    Ok(choices)
}

async fn project(signed: &Signed<'_>, code: &str, faults: &mut Faults) -> Result<Option<ProjectId>, WebError> {
    let found = projects::by_code(&signed.visit.app.db, code)
        .await?
        .filter(|row| row.provenance == "registered" && row.status != "draft");
    if found.is_none() {
        faults.add(signed.visit.language, "project", "error-project-unknown", &[]);
    }
    Ok(found.map(|row| row.key()))
}

#[post("/desk/pledges/<reference>/revisions", data = "<posted>")]
pub(super) async fn revise(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Deed, WebError> {
    let row = own(&desk, reference).await?;
    let fields = posted.fields;
    let language = desk.visit.language;
    let mut faults = Faults::default();
    let request = given_request_id(&fields)?;
    let mut status = Status::UnprocessableEntity;
    if let Some(money) = amount(&fields, "amount", row.amount()?.currency(), language, &mut faults) {
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::revise(ctx, &desk.actor, reference, money, fields.get("reason"), &request).await {
            Ok(Recorded::Now(_)) => return Deed::done(desk.visit.link(&format!("desk/pledges/{reference}"))),
            Ok(Recorded::Waits(made)) => return Deed::done(desk.visit.link(&format!("desk/proposals/{made}"))),
            Err(error) => status = explain(error, "amount", language, &mut faults)?,
        }
    }
    Deed::form(
        status,
        whole(&desk, &row, Attempt::of("revision", &fields, &faults)).await?,
    )
}

#[post("/desk/pledges/<reference>/earmarkings", data = "<posted>")]
pub(super) async fn earmark(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Deed, WebError> {
    let row = own(&desk, reference).await?;
    let fields = posted.fields;
    let language = desk.visit.language;
    let mut faults = Faults::default();
    let back = match fields.get("way") {
        "" | "earmark" => false,
        "release" => true,
        _ => {
            faults.add(language, "way", "error-choice", &[]);
            false
        }
    };
    let request = given_request_id(&fields)?;
    let there = project(&desk, fields.get("project"), &mut faults).await?;
    let money = amount(&fields, "amount", row.amount()?.currency(), language, &mut faults);
    let mut status = Status::UnprocessableEntity;
    if let (Some(there), Some(money), true) = (there, money, faults.is_empty()) {
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::earmark(ctx, &desk.actor, reference, there, money, back, &request).await {
            Ok(()) => return Deed::done(desk.visit.link(&format!("desk/pledges/{reference}"))),
            Err(error) => status = explain(error, "amount", language, &mut faults)?,
        }
    }
    Deed::form(
        status,
        whole(&desk, &row, Attempt::of("earmarking", &fields, &faults)).await?,
    )
}

#[post("/desk/pledges/<reference>/commitments", data = "<posted>")]
pub(super) async fn sign(desk: Desk<'_>, reference: &str, mut posted: Posted) -> Result<Deed, WebError> {
    let row = own(&desk, reference).await?;
    let language = desk.visit.language;
    let mut faults = Faults::default();
    let request = given_request_id(&posted.fields)?;
    let typed = read_signing(&desk, &mut posted, Some(row.amount()?.currency()), &mut faults).await?;
    let fields = posted.fields;
    let earmarked = match fields.get("project") {
        "" => None,
        code => project(&desk, code, &mut faults).await?,
    };
    let mut status = Status::UnprocessableEntity;
    if let (Some(typed), true) = (typed, faults.is_empty()) {
        let ctx = desk.visit.app.context(desk.visit.now);
        match actions::money::sign(ctx, &desk.actor, reference, earmarked, typed.signing(), &request).await {
            Ok(made) => return Deed::done(desk.visit.link(&format!("desk/commitments/{made}"))),
            Err(ActionError::Schedule(fault)) => tranches::explain(fault, &fields, language, &mut faults),
            Err(error) => status = explain(error, "signed_on", language, &mut faults)?,
        }
    }
    faults.ask_again(language, &fields);
    Deed::form(
        status,
        whole(&desk, &row, Attempt::of("commitment", &fields, &faults)).await?,
    )
}

#[post("/desk/pledges/<reference>/withdrawals", data = "<posted>")]
pub(super) async fn withdraw(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Deed, WebError> {
    let row = own(&desk, reference).await?;
    let fields = posted.fields;
    let said = said(&fields, reference);
    let ctx = desk.visit.app.context(desk.visit.now).saying(&said);
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
) -> Result<Deed, WebError> {
    let mut faults = Faults::default();
    let status = match done {
        Ok(()) => return Deed::done(address),
        Err(ActionError::State(refusal)) => state_refusal(refusal, "reason", signed.visit.language, &mut faults),
        Err(other) => return Err(other.into()),
    };
    let html: Html = whole(signed, row, Attempt::of("withdrawal", fields, &faults)).await?;
    Deed::form(status, html)
}
