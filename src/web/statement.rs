//! What was published of a payment, beside what its payer declared and its receiver said.

use serde_json::{Value, json};

use super::chain::statement;
use super::guards::Visit;
use crate::domain::ledger::Statement;
use crate::domain::money::Money;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::StoreError;
use crate::store::money::{MoneyRow, ReceiptRow};
use crate::store::publications::PublicationRow;

/// The newest publication of a payment as a sentence with its address, and how it differs from the other statements;
/// null where nothing is noted. `receipts`: those of the payment, in their order.
pub(super) fn published(
    visit: &Visit<'_>,
    row: &MoneyRow,
    publications: &[PublicationRow],
    receipts: &[&ReceiptRow],
) -> Result<Value, StoreError> {
    let language = visit.language;
    let Some(newest) = publications.iter().rfind(|one| one.ledger_entry_id == row.id) else {
        return Ok(Value::Null);
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
    Ok(json!({
        "text": sentence,
        "href": newest.address,
        "mark": differs,
        "kind": if amount.currency() == declared.currency() { "late" } else { "" },
    }))
}
