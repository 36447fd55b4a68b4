//! What the office of the demonstration answered to what waits for it.

use crate::actions::{self, Context};
use crate::domain::pledge::Decision;
use crate::seed::demo::People;
use crate::seed::demo::rows::MoneyRow;
use crate::seed::{SeedError, seed_error};
use crate::store::proposals;

/// What the office writes when it verifies something.
const VERIFIED: &str = "Se revisó con las dos partes y con su documento.";

/// Answers a proposal as the table says (`cause`: empty, `pending`, `return`, `decline`); gives the key of the row that it
/// became.
pub(super) async fn answer(
    then: Context<'_>,
    people: &People,
    row: &MoneyRow,
    reference: &str,
) -> Result<Option<i64>, SeedError> {
    let bad = |what: &str| {
        seed_error(
            "demo/money.csv",
            format!("{} {} {}: {what}", row.day, row.action, row.on),
        )
    };
    let (decision, reason) = match row.cause.as_str() {
        "waits" => return Ok(None),
        "" => (Decision::Verify, VERIFIED),
        other => {
            let decision = Decision::parse(other).ok_or_else(|| bad("cause"))?;
            (decision, "El documento no dice el monto: suba la página firmada.")
        }
    };
    let request = format!("demo-review-{reference}");
    actions::proposals::review(
        then.numbered(&people.officer, &request),
        &people.officer,
        reference,
        None,
        decision,
        reason,
    )
    .await
    .map_err(|error| bad(&error.to_string()))?;
    let made = proposals::by_reference(then.db.primary(), reference).await?;
    Ok(made.and_then(|made| made.ledger_entry_id).map(|id| id.0))
}
