//! The amounts that wait for a rate.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::ids::ProjectId;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date_short;
use crate::i18n::number::format_money_exact;
use crate::store::money::MoneyRow;
use crate::store::projects::ProjectRow;
use crate::store::{StoreError, money, projects};
use crate::web::guards::Visit;
use crate::web::parts::texts::{day, pick};

/// Amounts, and costs, on the page that wait for a rate; the rest is counted.
const WAITING: i64 = 200;

/// Amounts that wait for a rate.
#[derive(Serialize, JsonSchema)]
pub(super) struct WaitingView {
    waiting: Vec<WaitingAmount>,
    /// How many there are, and that not all of them are shown.
    waiting_text: Option<String>,
    waiting_oldest: Option<String>,
}

/// An amount that waits for a rate.
#[derive(Serialize, JsonSchema)]
struct WaitingAmount {
    what: String,
    amount: String,
    when: Option<String>,
    /// The currency whose rate it lacks.
    lacks: &'static str,
    who: String,
    href: Option<String>,
    reference: Option<String>,
}

/// The amounts that wait for a rate, then the costs.
pub(super) async fn waiting(visit: &Visit<'_>) -> Result<WaitingView, StoreError> {
    let db = visit.app.db.primary();
    let amounts = money::unconverted(db, WAITING).await?;
    let costs = projects::unconverted(db, ProjectId(0), WAITING).await?;
    let count = money::count_unconverted(db).await? + projects::count_unconverted(db).await?;
    let waiting = amounts.iter().map(|row| amount(visit, row));
    let waiting: Vec<WaitingAmount> = waiting.chain(costs.iter().map(|row| cost(visit, row))).collect();
    let shown = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
    let counted = |key: &str, count: i64| text(visit.language, key, &[("count", count.into())]);
    Ok(WaitingView {
        waiting,
        waiting_text: (count > 0).then(|| counted("rates-waiting-lede", count)),
        waiting_oldest: (count > shown).then(|| counted("rates-waiting-oldest", shown)),
    })
}

fn amount(visit: &Visit<'_>, row: &MoneyRow) -> WaitingAmount {
    let language = visit.language;
    let (href, reference) = match (&row.pledge_reference, &row.project_code) {
        (Some(reference), _) => (format!("pledges/{reference}"), Some(reference)),
        (None, Some(code)) => (format!("projects/{code}"), Some(code)),
        (None, None) => (String::new(), None),
    };
    WaitingAmount {
        what: visit.say(&format!("entry-{}", row.kind)),
        amount: format_money_exact(row.amount(), language),
        when: Some(format_date_short(row.dated_on, language)),
        lacks: row.lacks_rate_of().code(),
        who: pick(language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
        href: reference.map(|_| visit.link(&href)),
        reference: reference.cloned(),
    }
}

/// The cost of a project.
fn cost(visit: &Visit<'_>, row: &ProjectRow) -> WaitingAmount {
    let language = visit.language;
    WaitingAmount {
        what: visit.say("measure-requirement"),
        amount: format_money_exact(row.requirement(), language),
        when: day(row.budget_on, language),
        lacks: row.budget_currency.code(),
        who: pick(language, &row.title_es, &row.title_en).to_owned(),
        href: row.is_public().then(|| visit.link(&format!("projects/{}", row.code))),
        reference: Some(row.code.clone()),
    }
}
