//! The chain of money as pages show it: a bar, its figures, and a table from the promise to who confirmed what.

use serde_json::{Value, json};

use super::errors::WebError;
use super::fulfilment::commitment_pending;
use super::guards::Visit;
use super::statement::published;
use super::view;
use crate::domain::chain::{ChainError, Outcome, sums};
use crate::domain::counting::CountingError;
use crate::domain::currency::Currency;
use crate::domain::ids::LedgerEntryId;
use crate::domain::ledger::Statement;
use crate::domain::ledger::{Booked, EntryKind};
use crate::domain::money::Money;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::{format_money_exact, format_rate};
use crate::store::fulfilments::Fulfilments;
use crate::store::money::{self, MoneyRow, ReceiptRow, Shown};
use crate::store::publications::{self, PublicationRow};
use crate::store::totals::Sums;
use crate::store::{Source, StoreError};

/// Whose page it is: rows link to the desk for those who can act on them.
#[derive(Clone, Copy)]
pub(super) enum Window<'a> {
    Desk,
    /// A pledge's, which tells itself why it waits.
    Public,
    /// A project's, with what commitments wait for that have no pledge, which would tell it.
    Project(&'a Fulfilments),
}

/// What was said of the payments beside their rows.
struct ChainFacts {
    receipts: Vec<ReceiptRow>,
    publications: Vec<PublicationRow>,
}

/// What to show: the rows with their names, the newest where they are many, and for the bar and its figures all of them
/// as counting sees them.
pub(super) async fn chain(
    source: &impl Source,
    visit: &Visit<'_>,
    Shown { rows, cut }: &Shown,
    booked: Option<&[Booked]>,
    window: Window<'_>,
) -> Result<Value, WebError> {
    let language = visit.language;
    let disbursements: Vec<LedgerEntryId> = rows
        .iter()
        .filter(|row| row.kind == EntryKind::Disbursement)
        .map(MoneyRow::key)
        .collect();
    let facts = ChainFacts {
        receipts: money::receipts(source, &disbursements).await?,
        publications: publications::of_disbursements(source, &disbursements).await?,
    };
    let mut shown = Vec::new();
    for row in rows.iter().filter(|row| is_root(row, rows)) {
        describe(visit, row, rows, &facts, 0, window, &mut shown)?;
    }
    let Some(booked) = booked else {
        return Ok(json!({"rows": shown, "cut": cut, "bar": Value::Null, "exchange": Value::Null}));
    };
    let by_currency = sums(booked.iter().map(|one| &one.entry)).map_err(unreadable)?;
    let mut totals = Sums {
        usd: by_currency.get(&Currency::USD).copied().unwrap_or_default(),
        ..Sums::default()
    };
    totals.not_converted = by_currency
        .into_iter()
        .filter(|(currency, _)| *currency != Currency::USD)
        .collect();
    let effect = totals.usd.exchange();
    Ok(json!({
        "rows": shown,
        "cut": cut,
        "bar": view::funding_bar(language, None, &totals.usd),
        "figures": view::chain_figures(language, &totals),
        "exchange": (effect != 0).then(|| text(
            language,
            "chain-exchange",
            &[("amount", view::usd(effect, language).into())],
        )),
    }))
}

fn unreadable(error: ChainError) -> WebError {
    StoreError::from(CountingError::from(error)).into()
}

/// A pledge's own rows and its commitments stand side by side; what descends from a commitment stands below it.
fn is_root(row: &MoneyRow, rows: &[MoneyRow]) -> bool {
    let parent = rows.iter().find(|other| Some(other.id) == row.parent_id);
    parent.is_none_or(|parent| !holds_others(parent))
}

fn holds_others(row: &MoneyRow) -> bool {
    matches!(
        row.kind,
        EntryKind::Commitment | EntryKind::Disbursement | EntryKind::Expenditure
    )
}

fn describe(
    visit: &Visit<'_>,
    row: &MoneyRow,
    rows: &[MoneyRow],
    facts: &ChainFacts,
    depth: usize,
    window: Window<'_>,
    shown: &mut Vec<Value>,
) -> Result<(), WebError> {
    shown.push(view_row(visit, row, rows, facts, depth, window)?);
    if !holds_others(row) {
        return Ok(());
    }
    for child in rows.iter().filter(|child| child.parent_id == Some(row.id)) {
        describe(visit, child, rows, facts, depth + 1, window, shown)?;
    }
    Ok(())
}

fn view_row(
    visit: &Visit<'_>,
    row: &MoneyRow,
    rows: &[MoneyRow],
    facts: &ChainFacts,
    depth: usize,
    window: Window<'_>,
) -> Result<Value, WebError> {
    let language = visit.language;
    let kind = row.kind;
    let amount = row.amount();
    let brings_money = match kind {
        EntryKind::Pledge | EntryKind::Commitment | EntryKind::Disbursement | EntryKind::Expenditure => true,
        // An increase has the rate of its day.
        EntryKind::Revision => amount.is_positive(),
        _ => false,
    };
    let usd = match row.usd_minor {
        Some(minor) if brings_money => Some(view::usd(minor, language)),
        None if brings_money => None,
        // What takes away is worth what it takes from; its own figure would be counted twice by a reader.
        _ => Some("–".to_owned()),
    };
    let mine: Vec<&ReceiptRow> = facts
        .receipts
        .iter()
        .filter(|receipt| receipt.ledger_entry_id == row.id)
        .collect();
    let name = |es: &Option<String>, en: &Option<String>| {
        view::pick(
            language,
            es.as_deref().unwrap_or_default(),
            en.as_deref().unwrap_or_default(),
        )
        .to_owned()
    };
    let provider = view::pick(language, &row.organisation_name_es, &row.organisation_name_en);
    let receiver = name(&row.receiver_name_es, &row.receiver_name_en);
    let href = match (window, kind) {
        (Window::Desk, EntryKind::Commitment) => Some(visit.link(&format!("desk/commitments/{}", row.id))),
        (Window::Desk, EntryKind::Disbursement) => Some(visit.link(&format!("desk/disbursements/{}", row.id))),
        (Window::Project(_), EntryKind::Earmarking) => row
            .pledge_reference
            .as_deref()
            .map(|reference| visit.link(&format!("pledges/{reference}"))),
        _ => None,
    };
    let mut words: Vec<String> = mine.iter().map(|receipt| receipt_text(visit, receipt)).collect();
    if kind != EntryKind::Pledge {
        words.extend(row.reason.clone());
        let checked = row.review_reason.as_deref();
        words.extend(checked.map(|why| text(language, "chain-review-reason", &[("why", why.into())])));
    }
    if matches!(kind, EntryKind::Revision | EntryKind::Earmarking) {
        // Its day is the pledge's, whose rate and year it keeps.
        let day = view::when(&row.created_at, language);
        words.push(text(language, "chain-recorded", &[("day", day.into())]));
    }
    if row.on_behalf {
        words.push(visit.say("on-behalf"));
    }
    let parent = rows
        .iter()
        .find(|other| Some(other.id) == row.parent_id && other.currency != row.currency);
    let drawdown = match (parent, row.drawdown_minor) {
        (Some(parent), Some(minor)) => Some(Money::new(minor, parent.amount().currency())),
        _ => None,
    };
    let pending = match (window, kind) {
        (Window::Project(known), EntryKind::Commitment) if row.pledge().is_none() => {
            commitment_pending(visit, row.key(), known)?
        }
        _ => Vec::new(),
    };
    Ok(json!({
        "depth": depth,
        "when": format_date(row.dated_on, language),
        "action": visit.say(&format!("entry-{}", kind.code())),
        "detail": detail(visit, row, kind, window),
        "href": href,
        "amount": format_money_exact(amount, language),
        "draws": drawdown.map(|money| text(language, "chain-drawdown", &[("amount", format_money_exact(money, language).into())])),
        "usd": usd,
        "rate": rate_text(visit, row, brings_money),
        "who": if receiver.is_empty() || kind == EntryKind::Pledge { provider.to_owned() } else { format!("{provider} → {receiver}") },
        "state": (kind == EntryKind::Disbursement).then(|| {
            let state = statement(&mine);
            json!({"text": visit.say(&format!("statement-{}", state.code())), "kind": state.code()})
        }),
        "published": published(visit, row, &facts.publications, &mine)?,
        "words": words,
        "pending": pending,
        "document": view::document(row.document_reference.as_deref(), row.document_name.as_deref()),
    }))
}

/// What the receiver said last.
pub(super) fn statement(receipts: &[&ReceiptRow]) -> Statement {
    match receipts.last().map(|receipt| receipt.kind) {
        None => Statement::Declared,
        Some(Outcome::Dispute) => Statement::Disputed,
        Some(Outcome::Confirm | Outcome::Resolve) => Statement::Received,
    }
}

fn detail(visit: &Visit<'_>, row: &MoneyRow, kind: EntryKind, window: Window<'_>) -> Option<String> {
    if kind == EntryKind::Earmarking {
        if matches!(window, Window::Project(_)) {
            return row.pledge_reference.clone();
        }
        let title = view::pick(
            visit.language,
            row.project_title_es.as_deref().unwrap_or_default(),
            row.project_title_en.as_deref().unwrap_or_default(),
        );
        return Some(title.to_owned()).filter(|title| !title.is_empty());
    }
    row.own_reference.clone()
}

fn rate_text(visit: &Visit<'_>, row: &MoneyRow, brings_money: bool) -> Option<String> {
    let units = row.units_per_usd.filter(|_| brings_money)?;
    let source = row.rate_source.as_deref().unwrap_or_default();
    let units = format_rate(&units.to_string(), visit.language);
    Some(text(
        visit.language,
        "chain-rate",
        &[
            ("units", units.into()),
            ("currency", row.currency.code().into()),
            ("source", source.into()),
        ],
    ))
}

/// A receiver's word as a sentence.
pub(super) fn receipt_text(visit: &Visit<'_>, receipt: &ReceiptRow) -> String {
    let language = visit.language;
    let amount = format_money_exact(Money::new(receipt.amount_minor, receipt.currency), language);
    let day = receipt.received_on.map_or_else(
        || view::when(&receipt.created_at, language),
        |on| format_date(on, language),
    );
    let says_amount = receipt.kind.says_amount(receipt.cause.is_some());
    let unstated = if says_amount { "" } else { "-unsaid" };
    let mut sentence = text(
        language,
        &format!("receipt-stated-{}{unstated}", receipt.kind),
        &[("amount", amount.into()), ("day", day.into())],
    );
    if let Some(cause) = &receipt.cause {
        sentence.push_str(&format!(" ({})", visit.say(&format!("cause-{cause}"))));
    }
    if receipt.on_document {
        sentence.push_str(&format!(" · {}", visit.say("receipt-on-document")));
    }
    if let Some(reason) = &receipt.reason {
        sentence.push_str(&format!(" · {reason}"));
    }
    sentence
}
