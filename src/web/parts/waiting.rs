//! Payments that somebody must look at.

use schemars::JsonSchema;
use serde::Serialize;

use super::targets::row_target;
use super::texts::pick;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money;
use crate::store::StoreError;
use crate::store::money::MoneyRow;
use crate::web::guards::Visit;

/// A payment that somebody must look at.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WaitingDisbursement {
    pub href: String,
    pub amount: String,
    pub who: String,
    pub when: String,
    pub target: String,
}

/// Payments that somebody must look at.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn waiting(visit: &Visit<'_>, rows: &[MoneyRow]) -> Result<Vec<WaitingDisbursement>, StoreError> {
    let language = visit.language;
    let shown = rows.iter().map(|row| {
        Ok(WaitingDisbursement {
            href: visit.link(&format!("desk/disbursements/{}", row.id)),
            amount: format_money(row.amount(), language),
            who: pick(language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
            when: format_date(row.dated_on, language),
            target: row_target(visit, row),
        })
    });
    shown.collect()
}
