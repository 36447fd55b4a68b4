//! The forms with which what a pledge gives in kind is accepted for a line of a budget, and taken back.

use time::Date;

use crate::domain::acceptance::{must_be_in_kind, uncovered};
use crate::domain::access::{Permission, may};
use crate::domain::chain::Chain;
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{AcceptanceId, ProjectId};
use crate::domain::ledger::LineKey;
use crate::domain::money::Money;
use crate::domain::pledge::{PledgeState, TEXT_LENGTH_MAX, Target};
use crate::domain::project::facts::BudgetLine as CostLine;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money;
use crate::store::acceptances::{self, Acceptances};
use crate::store::pledges::PledgeRow;
use crate::store::projects::{self, ProjectRow};
use crate::web::errors::WebError;
use crate::web::form::{Attempt, Choice, Declaring, Fields, Form, FormView, Place, as_typed, show};
use crate::web::guards::Signed;
use crate::web::parts::acceptances::line_name;
use crate::web::parts::texts::pick;

/// Whether this officer may accept something of the pledge for a project of a country.
pub(super) fn right(signed: &Signed<'_>, row: &PledgeRow, towards: Option<Country>) -> Result<(), WebError> {
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
) -> Result<Vec<FormView>, WebError> {
    let (visit, nothing) = (&office.visit, Fields::default());
    let base = format!("office/pledges/{}", row.reference);
    let allowed = must_be_in_kind(row.kind).is_ok() && right(office, row, row.towards()).is_ok();
    let mut forms = Vec::new();
    let (mut choices, mut left) = (Vec::new(), None);
    if let Some(chain) = chain.filter(|_| allowed && row.state == PledgeState::Verified) {
        (choices, left) = lines(office, row, chain, known).await?;
    }
    if !choices.is_empty() || attempt.is::<AcceptanceForm>() {
        let about = Accepting {
            currency: row.amount().currency(),
            left,
            lines: Lines::Open(choices),
        };
        let place = Place::of(visit, &base, "covers");
        forms.push(show::<AcceptanceForm>(&place, &about, &nothing, attempt));
    }
    let reversible = known.rows.iter().filter(|one| one.stands() && allowed).map(|one| {
        let (day, amount) = (format_date(one.accepted_on, visit.language), one.amount());
        let amount = format_money(amount, visit.language);
        let name = format!("{day} · {amount} · {}", line_name(visit, one));
        Ok(Choice::new(one.id.to_string(), name, one.id))
    });
    let reversible = reversible.collect::<Result<Vec<_>, WebError>>()?;
    if !reversible.is_empty() || attempt.is::<ReversalForm>() {
        let place = Place::of(visit, &base, "cover-reversals");
        forms.push(show::<ReversalForm>(&place, &Reversible::Open(reversible), &nothing, attempt).kind("danger"));
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
) -> Result<(Vec<Choice<Chosen>>, Option<Money>), WebError> {
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

async fn lines_of(office: &Signed<'_>, project: &ProjectRow) -> Result<Vec<Choice<Chosen>>, WebError> {
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
                ("line", pick(language, &line.name_es, &line.name_en).into()),
                ("left", format_money(left, language).into()),
                (
                    "amount",
                    format_money(Money::new(line.amount_minor, currency), language).into(),
                ),
                ("project", project.code.as_str().into()),
            ],
        );
        let chosen = Chosen {
            project: project.key(),
            line: position,
            version: Some(project.version),
        };
        Choice::new(
            format!("{}:{position}:{}", project.code, project.version),
            sentence,
            chosen,
        )
    };
    Ok(budget.iter().zip(covered).enumerate().map(option).collect())
}

/// A line as the form names it: its project, its place in the budget and, where it is known, the version of the project
/// of which it was chosen.
#[derive(Clone)]
pub(super) struct Chosen {
    pub project: ProjectId,
    pub line: usize,
    pub version: Option<i64>,
}

/// The line that a form names; `None` where there is none.
pub(super) async fn chosen(office: &Signed<'_>, typed: &str) -> Result<Option<Chosen>, WebError> {
    let mut parts = typed.split(':');
    let project = projects::by_code(office.visit.app.db.primary(), parts.next().unwrap_or_default()).await?;
    let line = parts.next().and_then(|position| position.parse().ok());
    let version = parts.next().map(str::parse).transpose();
    let (Some(project), Some(line), Ok(version)) = (project, line, version) else {
        return Ok(None);
    };
    Ok(Some(Chosen {
        project: project.key(),
        line,
        version,
    }))
}

/// The lines of which one can be chosen.
pub(super) enum Lines {
    Open(Vec<Choice<Chosen>>),
    /// The form was sent: the line that it names, where there is one.
    Sent(Option<Chosen>),
}

/// What the form of an acceptance knows.
pub(super) struct Accepting {
    pub currency: Currency,
    /// How much is left to accept, where that is for one project.
    pub left: Option<Money>,
    pub lines: Lines,
}

/// What is accepted of a pledge in kind for a line of a budget.
pub(super) struct AcceptanceForm {
    pub line: Chosen,
    pub amount: Money,
    pub accepted_on: Date,
    pub note: String,
}

impl Form for AcceptanceForm {
    const NAME: &'static str = "acceptance";
    type About = Accepting;

    fn declare(form: &mut Declaring<'_>, about: &Accepting) -> Option<Self> {
        let visit = form.visit();
        let line = match &about.lines {
            Lines::Open(lines) => form.choice("line", lines.clone()),
            Lines::Sent(line) => form.code_of("line", line.clone(), "acceptance-refusal-no-such-line"),
        };
        let line = line.label("acceptance-line").hint("acceptance-line").required();
        let left = about
            .left
            .map_or_else(String::new, |left| as_typed(left, visit.language));
        let amount = form.amount("amount", Some(about.currency)).filled(left);
        let amount = amount.label("acceptance-amount").hint("acceptance-amount").required();
        let accepted_on = form.date("accepted_on").filled(visit.today().to_string()).required();
        let note = form.text_of("note", TEXT_LENGTH_MAX);
        let note = note.label("acceptance-note").hint("acceptance-note").optional();
        Some(Self {
            line: line?,
            amount: amount?,
            accepted_on: accepted_on?,
            note: note.unwrap_or_default(),
        })
    }
}

/// An acceptance that is taken back.
pub(super) struct ReversalForm {
    pub acceptance: AcceptanceId,
    pub reason: String,
}

/// The acceptances of which one can be taken back.
pub(super) enum Reversible {
    Open(Vec<Choice<AcceptanceId>>),
    /// The form was sent: the one that it names, where it is one of this pledge.
    Sent(Option<AcceptanceId>),
}

impl Form for ReversalForm {
    const NAME: &'static str = "reversal";
    type About = Reversible;

    fn declare(form: &mut Declaring<'_>, reversible: &Reversible) -> Option<Self> {
        let acceptance = match reversible {
            Reversible::Open(reversible) => {
                let first = reversible.first().map(|one| one.code.clone()).unwrap_or_default();
                form.choice("acceptance", reversible.clone()).filled(first).required()
            }
            Reversible::Sent(found) => form.code_of("acceptance", *found, "error-choice").required(),
        };
        let reason = form.reason("reason").hint("reason-public").required();
        Some(Self {
            acceptance: acceptance?,
            reason: reason?,
        })
    }
}

/// How much of a pledge is left to accept, over all the projects that it is for.
pub(super) fn left(row: &PledgeRow, chain: &Chain, known: &Acceptances) -> Option<Money> {
    let key = |(pledge, target): LineKey| matches!(target, Target::Project(_)) && pledge == row.key();
    let lines = chain.lines.keys().copied().filter(|line| key(*line));
    let left = lines.filter_map(|line| uncovered(line, &known.acceptances, chain).ok());
    left.reduce(|sum, one| sum.checked_add(one).unwrap_or(sum))
}
