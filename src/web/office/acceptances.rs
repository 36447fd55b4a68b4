//! Accepting what a pledge gives in kind for a line of a budget, and taking that back: the forms and reading them.

use rocket::http::Status;
use rocket::post;
use serde_json::{Value, json};

use super::paging::Paging;
use super::pledges::{found, show_page};
use crate::actions::acceptances::NewAcceptance;
use crate::actions::{self, ActionError};
use crate::domain::acceptance::{must_be_in_kind, uncovered};
use crate::domain::access::{Permission, may};
use crate::domain::chain::{Chain, MoneyRefusal};
use crate::domain::country::Country;
use crate::domain::ids::{AcceptanceId, ProjectId};
use crate::domain::ledger::LineKey;
use crate::domain::money::Money;
use crate::domain::pledge::{PledgeState, TEXT_LENGTH_MAX, Target};
use crate::domain::project::facts::BudgetLine as CostLine;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money;
use crate::store::acceptances::{self, Acceptances};
use crate::store::pledges::{self, PledgeRow};
use crate::store::projects::{self, ProjectRow};
use crate::web::acceptances::line_name;
use crate::web::answers::Reply;
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields, Posted};
use crate::web::guards::{Office, Signed};
use crate::web::inline_form::{Attempt, InlineForm, explain};
use crate::web::typed::{amount, as_typed, date, given_request_id, request_id, short_text};
use crate::web::view;

fn right(signed: &Signed<'_>, row: &PledgeRow, towards: Option<Country>) -> Result<(), WebError> {
    let action = Permission::AcceptInKind {
        towards,
        entered_by: row.entered_by,
        submitted_by: row.submitted_by,
    };
    may(&signed.actor, action).map_err(|refusal| WebError::Forbidden(Some(refusal)))
}

/// The forms of the page of a pledge in kind: to accept what is left of it, and to take back what was accepted.
pub(super) async fn forms(
    office: &Signed<'_>,
    row: &PledgeRow,
    chain: Option<&Chain>,
    known: &Acceptances,
    attempt: Attempt<'_>,
) -> Result<Vec<Value>, WebError> {
    let visit = &office.visit;
    let base = format!("office/pledges/{}", row.reference);
    let allowed = must_be_in_kind(row.kind).is_ok() && right(office, row, row.towards()).is_ok();
    let mut forms = Vec::new();
    let (mut choices, mut left) = (Vec::new(), None);
    if let Some(chain) = chain.filter(|_| allowed && row.state == PledgeState::Verified) {
        (choices, left) = lines(office, row, chain, known).await?;
    }
    if !choices.is_empty() || attempt.is("acceptance") {
        let today = visit.today().to_string();
        let left = left.map_or_else(String::new, |left| as_typed(left, visit.language));
        forms.push(
            InlineForm::new(office, "acceptance", attempt)
                .hidden("request_id", &request_id()?)
                .choice(
                    "line",
                    "label-acceptance-line",
                    "hint-acceptance-line",
                    choices,
                    "",
                    Some("choose-one"),
                )
                .filled(
                    "amount",
                    "amount",
                    "label-acceptance-amount",
                    "hint-acceptance-amount",
                    true,
                    &left,
                )
                .filled("date", "accepted_on", "label-accepted-on", "", true, &today)
                .field("text", "note", "label-acceptance-note", "hint-acceptance-note", false)
                .to(&format!("{base}/covers"), "primary"),
        );
    }
    let fulfilment: Vec<(String, String)> = known
        .rows
        .iter()
        .filter(|one| one.stands() && allowed)
        .map(|one| {
            let (day, amount) = (format_date(one.accepted_on, visit.language), one.amount());
            let amount = format_money(amount, visit.language);
            Ok((
                one.id.to_string(),
                format!("{day} · {amount} · {}", line_name(visit, one)),
            ))
        })
        .collect::<Result<_, WebError>>()?;
    let first = fulfilment.first().map(|(id, _)| id.clone());
    if first.is_some() || attempt.is("reversal") {
        forms.push(
            InlineForm::new(office, "reversal", attempt)
                .hidden("request_id", &request_id()?)
                .choice(
                    "acceptance",
                    "label-acceptance",
                    "",
                    fulfilment,
                    &first.unwrap_or_default(),
                    None,
                )
                .field("text", "reason", "label-reason", "hint-reason-public", true)
                .to(&format!("{base}/cover-reversals"), "danger"),
        );
    }
    Ok(forms)
}

/// The lines of the budgets of the projects that the pledge is for, each with what is left of it; and how much of the
/// pledge is left to accept, where that is for one project.
async fn lines(
    office: &Signed<'_>,
    row: &PledgeRow,
    chain: &Chain,
    known: &Acceptances,
) -> Result<(Vec<(String, String)>, Option<Money>), WebError> {
    let visit = &office.visit;
    let (mut choices, mut left) = (Vec::new(), Vec::new());
    for ((_, target), line) in &chain.lines {
        let Target::Project(id) = *target else { continue };
        let open = uncovered((row.key(), *target), &known.acceptances, chain).is_ok_and(Money::is_positive);
        if !open || !line.outstanding.money.is_positive() {
            continue;
        }
        let Some(project) = projects::get(visit.app.db.primary(), id).await? else {
            continue;
        };
        if !project.status.is_open_for_funding() || right(office, row, Some(project.country)).is_err() {
            continue;
        }
        left.extend(uncovered((row.key(), *target), &known.acceptances, chain).ok());
        choices.extend(lines_of(office, &project).await?);
    }
    let one = if left.len() == 1 { left.pop() } else { None };
    Ok((choices, one))
}

async fn lines_of(office: &Signed<'_>, project: &ProjectRow) -> Result<Vec<(String, String)>, WebError> {
    let visit = &office.visit;
    let (language, currency) = (visit.language, project.budget_currency);
    let budget = projects::lines(visit.app.db.primary(), project.key()).await?;
    let known = acceptances::known_of_project(visit.app.db.primary(), project.key()).await?;
    let covered = known.by_line(&acceptances::lines(&budget), currency)?;
    let option = |(position, (line, covered)): (usize, (&CostLine, i64))| {
        let left = Money::new((line.amount_minor - covered).max(0), currency);
        let sentence = text(
            language,
            "acceptance-line-option",
            &[
                ("line", view::pick(language, &line.name_es, &line.name_en).into()),
                ("left", format_money(left, language).into()),
                (
                    "amount",
                    format_money(Money::new(line.amount_minor, currency), language).into(),
                ),
                ("project", project.code.as_str().into()),
            ],
        );
        (format!("{}:{position}:{}", project.code, project.version), sentence)
    };
    Ok(budget.iter().zip(covered).enumerate().map(option).collect())
}

/// A line as the form names it: code of its project, place in the budget and, where it is known, the version of the
/// project of which it was chosen.
struct Chosen {
    project: ProjectId,
    line: usize,
    version: Option<i64>,
}

async fn chosen(office: &Signed<'_>, fields: &Fields, errors: &mut Errors) -> Result<Option<Chosen>, WebError> {
    let language = office.visit.language;
    let mut parts = fields.get("line").split(':');
    let code = parts.next().unwrap_or_default();
    let line = parts.next().and_then(|position| position.parse().ok());
    let version = parts.next().map(str::parse).transpose();
    if code.is_empty() {
        errors.add(language, "line", "error-required", &[]);
        return Ok(None);
    }
    let project = projects::by_code(office.visit.app.db.primary(), code).await?;
    let (Some(project), Some(line), Ok(version)) = (project, line, version) else {
        errors.add(language, "line", "acceptance-refusal-no-such-line", &[]);
        return Ok(None);
    };
    Ok(Some(Chosen {
        project: project.key(),
        line,
        version,
    }))
}

#[post("/office/pledges/<reference>/covers", data = "<posted>")]
pub(super) async fn accept(office: Office<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = found(&office, reference).await?;
    right(&office, &row, row.towards())?;
    let fields = posted.fields;
    let language = office.visit.language;
    let request = given_request_id(&fields)?;
    let mut errors = Errors::default();
    let line = chosen(&office, &fields, &mut errors).await?;
    let money = amount(&fields, "amount", row.amount().currency(), language, &mut errors);
    let accepted_on = date(&fields, "accepted_on", true, language, &mut errors);
    let note = short_text(&fields, "note", TEXT_LENGTH_MAX, language, &mut errors);
    let mut status = Status::UnprocessableEntity;
    if let (Some(line), Some(amount), Some(accepted_on), true) = (line, money, accepted_on, errors.is_empty()) {
        let new_acceptance = NewAcceptance {
            project: line.project,
            line: line.line,
            version: line.version,
            amount,
            accepted_on,
            note: &note,
        };
        let ctx = office.visit.app.context(office.visit.now);
        match actions::acceptances::accept(ctx, &office.actor, reference, new_acceptance, &request).await {
            Ok(_) => return Reply::done(office.visit.link(&format!("office/pledges/{reference}"))),
            // The form names a project by one of its lines.
            Err(ActionError::Money(MoneyRefusal::ProjectNotOpen)) => {
                errors.add(language, "line", "refusal-project-not-open", &[]);
            }
            Err(error) => status = explain(error, "accepted_on", language, &mut errors)?,
        }
    }
    again(&office, &row, "acceptance", &fields, &errors, status).await
}

#[post("/office/pledges/<reference>/cover-reversals", data = "<posted>")]
pub(super) async fn take_back(office: Office<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = found(&office, reference).await?;
    right(&office, &row, row.towards())?;
    let fields = posted.fields;
    let language = office.visit.language;
    let request = given_request_id(&fields)?;
    let mut errors = Errors::default();
    let mut status = Status::UnprocessableEntity;
    if let Ok(id) = fields.get("acceptance").parse() {
        let ctx = office.visit.app.context(office.visit.now);
        let why = fields.get("reason");
        let done =
            actions::acceptances::take_back(ctx, &office.actor, reference, AcceptanceId(id), why, &request).await;
        match done {
            Ok(_) => return Reply::done(office.visit.link(&format!("office/pledges/{reference}"))),
            Err(ActionError::NotFound) => errors.add(language, "acceptance", "error-choice", &[]),
            Err(error) => status = explain(error, "accepted_on", language, &mut errors)?,
        }
    } else {
        let key = if fields.get("acceptance").is_empty() {
            "error-required"
        } else {
            "error-choice"
        };
        errors.add(language, "acceptance", key, &[]);
    }
    again(&office, &row, "reversal", &fields, &errors, status).await
}

/// The page again with what was typed and what is wrong, as things stand now.
async fn again(
    office: &Signed<'_>,
    row: &PledgeRow,
    form: &'static str,
    fields: &Fields,
    errors: &Errors,
    status: Status,
) -> Result<Reply, WebError> {
    let now = pledges::by_reference(office.visit.app.db.primary(), &row.reference).await?;
    let now = now.ok_or(WebError::NotFound)?;
    let nothing = (Fields::default(), Errors::default());
    let attempt = Attempt::of(form, fields, errors);
    Reply::form(status, show_page(office, &now, &nothing.0, &nothing.1, attempt).await?)
}

/// The promises in kind of which something can be accepted, for the worklist.
pub(super) async fn waiting(office: &Signed<'_>, paging: Paging<'_>) -> Result<(Vec<Value>, Value), WebError> {
    let visit = &office.visit;
    let (db, country) = (&visit.app.db, super::pledges::only_country(office));
    let mut rows = pledges::uncovered(db.primary(), country, paging.part("uncovered")).await?;
    let pages = paging.cut(visit, "uncovered", &mut rows);
    let shown = rows
        .iter()
        .map(|row| {
            Ok(json!({
                "reference": row.reference,
                "href": visit.link(&format!("office/pledges/{}", row.reference)),
                "organisation": view::pick(visit.language, &row.organisation_name_es, &row.organisation_name_en),
                "target": view::pledge_target(visit, row),
                "kind": visit.say(&format!("pledge-kind-{}", row.kind)),
                "amount": format_money(row.amount(), visit.language),
            }))
        })
        .collect::<Result<_, WebError>>()?;
    Ok((shown, pages))
}

/// How much of a pledge is left to accept, over all the projects that it is for.
pub(super) fn left(row: &PledgeRow, chain: &Chain, known: &Acceptances) -> Option<Money> {
    let key = |(pledge, target): LineKey| matches!(target, Target::Project(_)) && pledge == row.key();
    let lines = chain.lines.keys().copied().filter(|line| key(*line));
    let left = lines.filter_map(|line| uncovered(line, &known.acceptances, chain).ok());
    left.reduce(|sum, one| sum.checked_add(one).unwrap_or(sum))
}
