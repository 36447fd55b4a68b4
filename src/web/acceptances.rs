//! What is covered in kind, as pages show it: acceptance by acceptance, and line by line of a budget.

use serde_json::{Value, json};

use super::errors::WebError;
use super::guards::Visit;
use super::view;
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

/// What a line was called when something was accepted for it.
pub(super) fn line_name(visit: &Visit<'_>, row: &AcceptanceRow) -> String {
    let own = match visit.language {
        Language::Es => &row.line_es,
        Language::En => &row.line_en,
    };
    own.clone().unwrap_or_else(|| visit.say("text-redacted"))
}

/// Each acceptance with its day, line, amount, worth and what became of it, in the order of acceptance; only the newest
/// of those taken back.
pub(super) fn table(visit: &Visit<'_>, known: &Acceptances) -> Result<Value, WebError> {
    let older = view::older(known.rows.iter().filter(|row| !row.stands()).map(|row| row.id));
    let rows = known.rows.iter().filter(|row| Some(row.id) != older);
    let shown = rows.map(|row| view_row(visit, row, known));
    Ok(json!({"rows": shown.collect::<Result<Vec<_>, WebError>>()?, "cut": older.is_some()}))
}

fn view_row(visit: &Visit<'_>, row: &AcceptanceRow, known: &Acceptances) -> Result<Value, WebError> {
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
    Ok(json!({
        "when": format_date(row.accepted_on, language),
        "line": line_name(visit, row),
        "project": {
            "text": view::pick(language, &row.project_title_es, &row.project_title_en),
            "href": visit.link(&format!("projects/{}", row.project_code)),
        },
        "amount": format_money_exact(acceptance.amount, language),
        "valuation": (row.currency != row.budget_currency).then(|| format_money_exact(acceptance.valuation, language)),
        "rate": rate,
        "state": {"text": visit.say(state), "kind": kind},
        "words": words,
    }))
}

/// What covers each line of a budget, with its providers; then what was accepted for lines that the budget has no longer.
pub(super) fn by_line(
    visit: &Visit<'_>,
    known: &Acceptances,
    budget: &[BudgetLine],
    currency: Currency,
) -> Result<(Vec<Value>, Vec<Value>), WebError> {
    let lines = acceptances::lines(budget);
    let mut gifts: Vec<Vec<Value>> = vec![Vec::new(); lines.len()];
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
        let gift = json!({
            "amount": format_money_exact(valuation, visit.language),
            "provider": view::pick(visit.language, &row.organisation_name_es, &row.organisation_name_en),
            "href": visit.link(&format!("partners/{}", row.organisation_slug)),
            "reference": row.pledge_reference,
            "pledge_href": visit.link(&format!("pledges/{}", row.pledge_reference)),
            "line": line_name(visit, row),
        });
        match acceptance.includes(&lines, currency).and_then(|at| gifts.get_mut(at)) {
            Some(mine) => mine.push(gift),
            None => elsewhere.push(gift),
        }
    }
    Ok((gifts.into_iter().map(Value::Array).collect(), elsewhere))
}

fn overflow(error: crate::domain::chain::ChainError) -> WebError {
    StoreError::from(CountingError::from(error)).into()
}
