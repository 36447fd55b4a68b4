//! A form that an officer opens from a sourced amount of an adopted project: filled, to be checked and sent by a person.

use crate::domain::account::Role;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::i18n::catalogue::text;
use crate::i18n::date::read_date;
use crate::store::projects;
use crate::web::errors::WebError;
use crate::web::form::{Fields, as_typed};
use crate::web::guards::Signed;

/// Fills organisation, amount, currency and, where the source names a day, `day`; gives the source in words for a note
/// of at most `max` characters. An amount that is none of the project's is not found.
pub(super) async fn fill(
    signed: &Signed<'_>,
    fields: &mut Fields,
    funding: &str,
    day: &str,
    max: usize,
) -> Result<String, WebError> {
    let (db, language) = (&signed.visit.app.db, signed.visit.language);
    if !matches!(signed.actor.role, Role::Officer { .. }) {
        return Err(WebError::Forbidden(None));
    }
    let project = projects::by_code(db.primary(), fields.get("project")).await?;
    let project = project
        .filter(|row| row.adopted_on.is_some())
        .ok_or(WebError::NotFound)?;
    let line = projects::documented_amount(db.primary(), project.key(), funding).await?;
    let line = line.ok_or(WebError::NotFound)?;
    fields.set("organisation", line.organisation.clone().unwrap_or_default());
    let currency = line
        .currency
        .map(Currency::code)
        .and_then(|code| Currency::parse(code).ok());
    if let (Some(minor), Some(currency)) = (line.amount_minor, currency) {
        fields.set("amount", as_typed(Money::new(minor, currency), language));
        fields.set("currency", currency.code());
    }
    // A year or a month is no day: the person who checks knows or asks.
    let on = read_date(&line.dated).map(|on| on.to_string()).unwrap_or_default();
    fields.set(day, on);
    let dated = if line.dated.is_empty() { "–" } else { &line.dated };
    let note = text(
        language,
        "documented-source-note",
        &[("url", line.source_url.as_str().into()), ("dated", dated.into())],
    );
    // Half an address leads nowhere.
    Ok(if note.chars().count() > max {
        String::new()
    } else {
        note
    })
}
