//! The chain of money as pages show it: a bar, its figures, and a table from the promise to who confirmed what.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{FigureView, FundingBar, chain_figures, funding_bar};
use super::fulfilment::commitment_pending;
use super::marks::{Link, Tag};
use super::pending::PendingView;
use super::statement::{PublishedView, published, statement};
use super::texts::{document, pick, usd, when};
use crate::domain::chain::{ChainError, sums};
use crate::domain::counting::CountingError;
use crate::domain::currency::Currency;
use crate::domain::ids::LedgerEntryId;
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
use crate::web::errors::WebError;
use crate::web::guards::Visit;

/// Whose page it is: rows link to the desk for those who can act on them.
#[derive(Clone, Copy)]
pub enum Window<'a> {
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

/// The chain of money.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChainView {
    pub rows: Vec<ChainRow>,
    /// There are older rows.
    pub cut: bool,
    pub bar: Option<FundingBar>,
    pub figures: Option<Vec<FigureView>>,
    /// What rates of several days make of it.
    pub exchange: Option<String>,
}

/// A row of the ledger.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChainRow {
    /// How far below what it descends from.
    pub depth: usize,
    pub when: String,
    pub action: String,
    pub detail: Option<String>,
    pub href: Option<String>,
    pub amount: String,
    /// How much it uses of its parent, where that has another currency.
    pub drawdown: Option<String>,
    pub usd: Option<String>,
    pub rate: Option<String>,
    pub who: String,
    pub state: Option<Tag>,
    pub published: Option<PublishedView>,
    pub words: Vec<String>,
    pub pending: Vec<PendingView>,
    pub document: Option<Link>,
}

/// What to show: the rows with their names, the newest where they are many, and for the bar and its figures all of them
/// as counting sees them.
pub async fn chain(
    source: &impl Source,
    visit: &Visit<'_>,
    Shown { rows, cut }: &Shown,
    booked: Option<&[Booked]>,
    window: Window<'_>,
) -> Result<ChainView, WebError> {
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
    let mut view = ChainView {
        rows: shown,
        cut: *cut,
        bar: None,
        figures: None,
        exchange: None,
    };
    let Some(booked) = booked else {
        return Ok(view);
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
    let exchange = || text(language, "chain-exchange", &[("amount", usd(effect, language).into())]);
    view.bar = Some(funding_bar(language, None, &totals.usd));
    view.figures = Some(chain_figures(language, &totals));
    view.exchange = (effect != 0).then(exchange);
    Ok(view)
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
    shown: &mut Vec<ChainRow>,
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
) -> Result<ChainRow, WebError> {
    let language = visit.language;
    let kind = row.kind;
    let amount = row.amount();
    let brings_money = match kind {
        EntryKind::Pledge | EntryKind::Commitment | EntryKind::Disbursement | EntryKind::Expenditure => true,
        // An increase has the rate of its day.
        EntryKind::Revision => amount.is_positive(),
        _ => false,
    };
    let receipts = facts
        .receipts
        .iter()
        .filter(|receipt| receipt.ledger_entry_id == row.id);
    let receipts: Vec<&ReceiptRow> = receipts.collect();
    let pending = match (window, kind) {
        (Window::Project(known), EntryKind::Commitment) if row.pledge().is_none() => {
            commitment_pending(visit, row.key(), known)
        }
        _ => Vec::new(),
    };
    let usd = match row.usd_minor {
        // What takes away is worth what it takes from; its own figure would be counted twice by a reader.
        _ if !brings_money => Some("–".to_owned()),
        minor => minor.map(|minor| usd(minor, language)),
    };
    let state = || {
        let state = statement(&receipts);
        Tag::new(visit.say(&format!("statement-{}", state.code())), state.code())
    };
    Ok(ChainRow {
        depth,
        when: format_date(row.dated_on, language),
        action: visit.say(&format!("entry-{}", kind.code())),
        detail: detail(visit, row, kind, window),
        href: href(visit, row, kind, window),
        amount: format_money_exact(amount, language),
        drawdown: drawdown(visit, row, rows)?,
        usd,
        rate: rate_text(visit, row, brings_money),
        who: who(visit, row, kind),
        state: (kind == EntryKind::Disbursement).then(state),
        published: published(visit, row, &facts.publications, &receipts)?,
        words: words(visit, row, kind, &receipts),
        pending,
        document: document(row.document_reference.as_deref(), row.document_name.as_deref()),
    })
}

/// Where somebody who may act on a row does so, and the promise of what is only earmarked here.
fn href(visit: &Visit<'_>, row: &MoneyRow, kind: EntryKind, window: Window<'_>) -> Option<String> {
    match (window, kind) {
        (Window::Desk, EntryKind::Commitment) => Some(visit.link(&format!("desk/commitments/{}", row.id))),
        (Window::Desk, EntryKind::Disbursement) => Some(visit.link(&format!("desk/disbursements/{}", row.id))),
        (Window::Project(_), EntryKind::Earmarking) => {
            let reference = row.pledge_reference.as_deref();
            reference.map(|reference| visit.link(&format!("pledges/{reference}")))
        }
        _ => None,
    }
}

/// How much a row uses of its parent, where that has another currency.
fn drawdown(visit: &Visit<'_>, row: &MoneyRow, rows: &[MoneyRow]) -> Result<Option<String>, WebError> {
    let is_parent = |other: &&MoneyRow| Some(other.id) == row.parent_id && other.currency != row.currency;
    let Some((parent, minor)) = rows.iter().find(is_parent).zip(row.drawdown_minor) else {
        return Ok(None);
    };
    let drawn = Money::new(minor, parent.amount().currency());
    let args = [("amount", format_money_exact(drawn, visit.language).into())];
    Ok(Some(text(visit.language, "chain-drawdown", &args)))
}

/// Who gives, and to whom.
fn who(visit: &Visit<'_>, row: &MoneyRow, kind: EntryKind) -> String {
    let provider = pick(visit.language, &row.organisation_name_es, &row.organisation_name_en);
    let [es, en] = [&row.receiver_name_es, &row.receiver_name_en].map(|name| name.as_deref().unwrap_or_default());
    match pick(visit.language, es, en) {
        receiver if !receiver.is_empty() && kind != EntryKind::Pledge => format!("{provider} → {receiver}"),
        _ => provider.to_owned(),
    }
}

/// What was said about a row.
fn words(visit: &Visit<'_>, row: &MoneyRow, kind: EntryKind, receipts: &[&ReceiptRow]) -> Vec<String> {
    let language = visit.language;
    let mut words: Vec<String> = receipts.iter().map(|receipt| receipt_text(visit, receipt)).collect();
    if kind != EntryKind::Pledge {
        words.extend(row.reason.clone());
        let checked = row.review_reason.as_deref();
        words.extend(checked.map(|why| text(language, "chain-review-reason", &[("why", why.into())])));
    }
    if matches!(kind, EntryKind::Revision | EntryKind::Earmarking) {
        // Its day is the pledge's, whose rate and year it keeps.
        let day = when(&row.created_at, language);
        words.push(text(language, "chain-recorded", &[("day", day.into())]));
    }
    if row.on_behalf {
        words.push(visit.say("on-behalf"));
    }
    words
}

fn detail(visit: &Visit<'_>, row: &MoneyRow, kind: EntryKind, window: Window<'_>) -> Option<String> {
    if kind == EntryKind::Earmarking {
        if matches!(window, Window::Project(_)) {
            return row.pledge_reference.clone();
        }
        let title = pick(
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
pub fn receipt_text(visit: &Visit<'_>, receipt: &ReceiptRow) -> String {
    let language = visit.language;
    let amount = format_money_exact(Money::new(receipt.amount_minor, receipt.currency), language);
    let day = receipt
        .received_on
        .map_or_else(|| when(&receipt.created_at, language), |on| format_date(on, language));
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
