//! The part of the pledge form that tells who gives together, and who only passes the money on.

use serde_json::{Value, json};

use super::money::organisation;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::pledge::{CONTRIBUTORS_MAX, Contributor};
use crate::store::organisations::OrganisationRow;
use crate::store::pledges::ContributorRow;
use crate::web::errors::WebError;
use crate::web::form::{Errors, Fields};
use crate::web::guards::Signed;
use crate::web::typed::{amount, options};
use crate::web::view;

/// Empty rows that the form offers.
const SHOWN: usize = 2;

fn names(i: usize) -> (String, String) {
    (
        format!("contributors[{i}].organisation"),
        format!("contributors[{i}].amount"),
    )
}

/// The field of the organisation of the `position`-th filled row.
pub(super) fn who_name(fields: &Fields, position: usize) -> String {
    let row = (0..CONTRIBUTORS_MAX)
        .filter(|row| !fields.get(&names(*row).0).is_empty())
        .nth(position);
    names(row.unwrap_or(position)).0
}

/// Reads the rows; an empty one is ignored, one without an amount has an unknown share.
pub(super) async fn read(
    signed: &Signed<'_>,
    fields: &Fields,
    currency: Option<Currency>,
    errors: &mut Errors,
) -> Result<Vec<Contributor>, WebError> {
    let language = signed.visit.language;
    let mut read = Vec::new();
    for i in 0..CONTRIBUTORS_MAX {
        let (who, how_much) = names(i);
        let share = match (fields.get(&how_much), currency) {
            ("", _) | (_, None) => None,
            (_, Some(currency)) => amount(fields, &how_much, currency, language, errors),
        };
        match organisation(signed, fields, &who, errors).await? {
            Some(organisation) => read.push(Contributor { organisation, share }),
            None if fields.get(&who).is_empty() && !fields.get(&how_much).is_empty() => {
                errors.add(language, who, "error-required", &[]);
            }
            None => {}
        }
    }
    Ok(read)
}

/// Fills the rows of a pledge that stands already.
pub(super) fn fill(fields: &mut Fields, rows: &[ContributorRow], plain: impl Fn(Money) -> String, currency: Currency) {
    for (i, row) in rows.iter().enumerate() {
        let (who, how_much) = names(i);
        fields.set(who, row.slug.clone());
        let share = row.amount_minor.map(|minor| plain(Money::new(minor, currency)));
        fields.set(how_much, share.unwrap_or_default());
    }
}

/// The rows as the form shows them.
pub(super) fn rows(signed: &Signed<'_>, fields: &Fields, errors: &Errors, known: &[OrganisationRow]) -> Value {
    let language = signed.visit.language;
    let by_field = errors.by_field();
    let filled = (0..CONTRIBUTORS_MAX)
        .filter(|i| !fields.get(&names(*i).0).is_empty() || !fields.get(&names(*i).1).is_empty())
        .max()
        .map_or(0, |last| last + 1);
    let rows = (0..SHOWN.max((filled + 1).min(CONTRIBUTORS_MAX))).map(|i| {
        let (who, how_much) = names(i);
        let choices = known.iter().map(|row| {
            (
                row.slug.clone(),
                view::pick(language, &row.name_es, &row.name_en).to_owned(),
            )
        });
        json!({"number": i + 1, "who_name": who, "amount_name": how_much, "amount": fields.get(&how_much),
            "options": options(choices, fields.get(&who), Some(signed.visit.say("choose-none"))),
            "who_error": by_field.get(&who), "amount_error": by_field.get(&how_much)})
    });
    Value::Array(rows.collect())
}
