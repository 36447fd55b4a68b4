//! Code lists and sectors: what others keep and we show.

use sea_orm::FromQueryResult;

use super::{Result, Source, Tx};

/// A code with its names.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Code {
    pub code: String,
    pub name_es: String,
    pub name_en: String,
}

/// The table of a list to whose codes other tables refer; the others stand together in `code_list`.
fn own_table(list: &str) -> Option<&'static str> {
    match list {
        "FinanceType" => Some("finance_type"),
        "OrganisationType" => Some("organisation_type"),
        _ => None,
    }
}

/// Adds a code to a list unless it stands there; says whether it was new.
///
/// # Errors
/// [`super::StoreError`].
pub async fn add_code(tx: &Tx, list: &str, code: &Code) -> Result<bool> {
    let mut values = values![code.code.as_str(), code.name_es.as_str(), code.name_en.as_str()];
    let sql = match own_table(list) {
        Some(table) => {
            format!("INSERT INTO {table} (code, name_es, name_en) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        }
        None => {
            values.push(list.into());
            "INSERT INTO code_list (code, name_es, name_en, list) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
                .to_owned()
        }
    };
    Ok(tx.run(&sql, values).await? > 0)
}

/// Adds a sector unless it stands there; says whether it was new.
///
/// # Errors
/// [`super::StoreError`].
pub async fn add_sector(tx: &Tx, category: &str, sector: &Code) -> Result<bool> {
    let added = tx
        .run(
            "INSERT INTO sector (code, category, name_es, name_en) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            values![
                sector.code.as_str(),
                category,
                sector.name_es.as_str(),
                sector.name_en.as_str()
            ],
        )
        .await?;
    Ok(added > 0)
}

/// A list in the order of its codes.
///
/// # Errors
/// [`super::StoreError`].
pub async fn list(source: &impl Source, list: &str) -> Result<Vec<Code>> {
    let (from, values) = match own_table(list) {
        Some(table) => (table, vec![]),
        None => ("code_list WHERE list = $1", values![list]),
    };
    let sql = format!("SELECT code, name_es, name_en FROM {from} ORDER BY code LIMIT 500");
    source.all(&sql, values).await
}

/// All sectors in the order of their codes.
///
/// # Errors
/// [`super::StoreError`].
pub async fn sectors(source: &impl Source) -> Result<Vec<Code>> {
    source
        .all(
            "SELECT code, name_es, name_en FROM sector ORDER BY code LIMIT 1000",
            vec![],
        )
        .await
}
