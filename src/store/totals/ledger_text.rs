//! What a subject contributes, as it is kept: one text, which is read and replaced whole.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;

use super::super::{Result, Source, columns};
use crate::domain::counting::{Boundary, Contributions};
use crate::domain::currency::Currency;
use crate::domain::measures::Measures;

/// Boundary, key, currency, and the measures that are not zero, by name.
type Line<'a> = (Boundary, String, Currency, BTreeMap<&'a str, i64>);

#[derive(FromQueryResult)]
struct Row {
    figures: String,
}

/// The contributions as text.
pub(super) fn written(contributions: &Contributions) -> String {
    let lines = contributions.iter().map(|((boundary, key, currency), measures)| {
        let named = Measures::NAMES.iter().copied().zip(measures.values());
        serde_json::json!((
            boundary,
            key,
            currency,
            named.filter(|(_, minor)| *minor != 0).collect::<BTreeMap<_, _>>()
        ))
    });
    serde_json::Value::Array(lines.collect()).to_string()
}

/// The contributions of a text.
pub(super) fn read(figures: &str) -> Result<Contributions> {
    const COLUMN: &str = "contribution.figures";
    let lines: Vec<Line<'_>> = columns::json(figures, COLUMN)?;
    lines
        .into_iter()
        .map(|(boundary, key, currency, mut named)| {
            let values = Measures::NAMES.iter().map(|name| named.remove(name).unwrap_or(0));
            let measures = Measures::from_values(&values.collect::<Vec<_>>());
            let known = named.is_empty().then_some(((boundary, key, currency), measures));
            columns::readable(known, COLUMN)
        })
        .collect()
}

/// The text of what a subject contributes, as it was worked out last; `None` where it never was.
pub(super) async fn figures_of(source: &impl Source, subject: &str) -> Result<Option<String>> {
    let row: Option<Row> = source
        .one("SELECT figures FROM contribution WHERE subject = $1", values![subject])
        .await?;
    Ok(row.map(|row| row.figures))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contributions_are_read_as_they_were_written() {
        let measures = Measures {
            requirement: i64::MAX,
            exchange_paid: -7,
            ..Measures::default()
        };
        let all: Contributions = [
            ((Boundary::Plan, String::new(), Currency::USD), measures),
            (
                (Boundary::Partner, "unsplit".to_owned(), Currency::JPY),
                Measures::default(),
            ),
        ]
        .into();
        let text = written(&all);
        assert_eq!(
            text,
            r#"[["plan","","USD",{"exchange_paid":-7,"requirement":9223372036854775807}],["partner","unsplit","JPY",{}]]"#
        );
        assert_eq!(read(&text).expect("readable"), all);
        for wrong in [
            "",
            "{}",
            r#"[["plan","","USD",{"no_measure":1}]]"#,
            r#"[["plan","","USDX",{}]]"#,
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
