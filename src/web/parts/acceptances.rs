//! What is covered in kind, as pages show it: acceptance by acceptance, and line by line of a budget.

use schemars::JsonSchema;
use serde::Serialize;

use super::marks::{Link, Tag};
use super::texts::{older, pick};
use crate::domain::counting::CountingError;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::project::facts::BudgetLine;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::language::Language;
use crate::i18n::number::{format_money_exact, format_rate};
use crate::store::StoreError;
use crate::store::acceptances::{self, AcceptanceRow, Acceptances};
use crate::web::errors::WebError;
use crate::web::guards::Visit;

/// What a line was called when something was accepted for it.
pub fn line_name(visit: &Visit<'_>, row: &AcceptanceRow) -> String {
    let own = match visit.language {
        Language::Es => &row.line_es,
        Language::En => &row.line_en,
    };
    own.clone().unwrap_or_else(|| visit.say("text-redacted"))
}

/// What was accepted in kind.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AcceptancesView {
    pub rows: Vec<AcceptanceView>,
    /// There are older ones that were taken back.
    pub cut: bool,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AcceptanceView {
    pub when: String,
    pub line: String,
    pub project: Link,
    pub amount: String,
    /// In the currency of the budget, where it is another, with the rate.
    pub valuation: Option<String>,
    pub rate: Option<String>,
    pub state: Tag,
    pub words: Vec<String>,
}

/// Each acceptance with its day, line, amount, worth and what became of it, in the order of acceptance; only the newest
/// of those taken back.
pub fn table(visit: &Visit<'_>, known: &Acceptances) -> Result<AcceptancesView, WebError> {
    let older = older(known.rows.iter().filter(|row| !row.stands()).map(|row| row.id));
    let rows = known.rows.iter().filter(|row| Some(row.id) != older);
    let shown = rows.map(|row| view_row(visit, row, known));
    Ok(AcceptancesView {
        rows: shown.collect::<Result<_, WebError>>()?,
        cut: older.is_some(),
    })
}

fn view_row(visit: &Visit<'_>, row: &AcceptanceRow, known: &Acceptances) -> Result<AcceptanceView, WebError> {
    let language = visit.language;
    let acceptance = row.acceptance();
    let (counted, accepted) = (known.counted(row.key()), acceptance.amount.minor());
    let counts = Money::new(counted, acceptance.amount.currency());
    let word = |key: &str, name: &str, value: String| text(language, key, &[(name, value.into())]);
    let mut words: Vec<String> = Vec::new();
    if row.stands() && counted < accepted {
        words.push(word(
            "acceptance-counts",
            "amount",
            format_money_exact(counts, language),
        ));
    }
    words.extend(row.note.clone());
    if let Some(on) = row.taken_back_on {
        words.push(word("acceptance-taken-back-on", "day", format_date(on, language)));
        words.push(
            row.taken_back_reason
                .clone()
                .unwrap_or_else(|| visit.say("text-redacted")),
        );
    }
    let rate = row.units_per_usd.map(|units| {
        let (units, currency) = (format_rate(&units.to_string(), language), row.budget_currency.code());
        text(
            language,
            "acceptance-rate",
            &[("units", units.into()), ("currency", currency.into())],
        )
    });
    let (state, kind) = match (row.stands(), counted) {
        (false, _) => ("acceptance-taken-back", "withdrawn"),
        (true, 0) => ("acceptance-not-counted", "lapsed"),
        (true, _) => ("acceptance-accepted", "verified"),
    };
    let is_other = row.currency != row.budget_currency;
    Ok(AcceptanceView {
        when: format_date(row.accepted_on, language),
        line: line_name(visit, row),
        project: Link {
            text: pick(language, &row.project_title_es, &row.project_title_en).to_owned(),
            href: visit.link(&format!("projects/{}", row.project_code)),
        },
        amount: format_money_exact(acceptance.amount, language),
        valuation: is_other.then(|| format_money_exact(acceptance.valuation, language)),
        rate,
        state: Tag::new(visit.say(state), kind),
        words,
    })
}

/// What covers a line of a budget.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CoveredView {
    pub amount: String,
    pub provider: String,
    pub href: String,
    pub reference: String,
    pub pledge_href: String,
}

/// The same with the name of a line that the budget has no longer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CoveredElsewhere {
    pub line: String,
    #[serde(flatten)]
    pub covered: CoveredView,
}

/// What covers each line of a budget, with its providers; then what was accepted for lines that the budget has no longer.
pub fn by_line(
    visit: &Visit<'_>,
    known: &Acceptances,
    budget: &[BudgetLine],
    currency: Currency,
) -> Result<(Vec<Vec<CoveredView>>, Vec<CoveredElsewhere>), WebError> {
    let lines = acceptances::lines(budget);
    let mut gifts: Vec<Vec<CoveredView>> = vec![Vec::new(); lines.len()];
    let mut elsewhere = Vec::new();
    for acceptance in &known.acceptances {
        let Some(row) = known.rows.iter().find(|row| row.key() == acceptance.id) else {
            continue;
        };
        let valuation = acceptance
            .counted_valuation(known.counted(acceptance.id))
            .map_err(overflow)?;
        if valuation.is_zero() {
            continue;
        }
        let covered = CoveredView {
            amount: format_money_exact(valuation, visit.language),
            provider: pick(visit.language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
            href: visit.link(&format!("partners/{}", row.organisation_slug)),
            reference: row.pledge_reference.clone(),
            pledge_href: visit.link(&format!("pledges/{}", row.pledge_reference)),
        };
        match acceptance.includes(&lines, currency).and_then(|at| gifts.get_mut(at)) {
            Some(mine) => mine.push(covered),
            None => elsewhere.push(CoveredElsewhere {
                line: line_name(visit, row),
                covered,
            }),
        }
    }
    Ok((gifts, elsewhere))
}

fn overflow(error: crate::domain::chain::ChainError) -> WebError {
    StoreError::from(CountingError::from(error)).into()
}
