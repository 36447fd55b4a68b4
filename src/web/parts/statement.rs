//! What was published of a payment, beside what its payer declared and its receiver said.

use schemars::JsonSchema;
use serde::Serialize;

use super::marks::Tag;
use crate::domain::chain::Outcome;
use crate::domain::ledger::Statement;
use crate::domain::money::Money;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::StoreError;
use crate::store::money::{MoneyRow, ReceiptRow};
use crate::store::publications::PublicationRow;
use crate::web::guards::Visit;

/// What the receiver said last.
#[must_use]
pub fn statement(receipts: &[&ReceiptRow]) -> Statement {
    match receipts.last().map(|receipt| receipt.kind) {
        None => Statement::Declared,
        Some(Outcome::Dispute) => Statement::Disputed,
        Some(Outcome::Confirm | Outcome::Resolve) => Statement::Received,
    }
}

/// The same as a mark.
#[must_use]
pub fn statement_tag(visit: &Visit<'_>, statement: Statement) -> Tag {
    let code = statement.code();
    Tag::new(visit.say(&format!("statement-{code}")), code)
}

/// What was published of a payment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PublishedView {
    pub text: String,
    pub href: Option<String>,
    /// How it differs from the other statements, with the look of that.
    pub mark: Option<String>,
    pub kind: &'static str,
}

/// The newest publication of a payment as a sentence with its address, and how it differs from the other statements;
/// none where nothing is noted. `receipts`: those of the payment, in their order.
pub fn published(
    visit: &Visit<'_>,
    row: &MoneyRow,
    publications: &[PublicationRow],
    receipts: &[&ReceiptRow],
) -> Result<Option<PublishedView>, StoreError> {
    let language = visit.language;
    let Some(newest) = publications.iter().rfind(|one| one.ledger_entry_id == row.id) else {
        return Ok(None);
    };
    let (amount, declared) = (newest.amount(), row.amount());
    let sentence = text(
        language,
        "publication-said",
        &[
            ("amount", format_money_exact(amount, language).into()),
            ("day", format_date(newest.published_on, language).into()),
        ],
    );
    let received = receipts
        .last()
        .filter(|_| statement(receipts) == Statement::Received)
        .map(|receipt| Money::new(receipt.amount_minor, declared.currency()));
    // Another currency is no difference: a rate lies between.
    let differs = if amount.currency() == declared.currency() {
        let from_declared = (amount != declared).then(|| visit.say("publication-differs-declared"));
        let from_received = received.filter(|received| *received != amount);
        from_declared.or_else(|| from_received.map(|_| visit.say("publication-differs-received")))
    } else {
        Some(visit.say("publication-other-currency"))
    };
    let is_other = amount.currency() != declared.currency();
    Ok(Some(PublishedView {
        text: sentence,
        href: newest.address.clone(),
        mark: differs,
        kind: if is_other { "" } else { "late" },
    }))
}
