//! Organisations.

use sea_orm::FromQueryResult;

use super::{Result, Source, Tx};
use crate::domain::ids::OrganisationId;

/// An organisation as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct OrganisationRow {
    pub id: i64,
    pub slug: String,
    pub name_es: String,
    pub name_en: String,
    pub class: String,
    pub iati_type: String,
    pub iati_ref: Option<String>,
    pub country: String,
    pub source: Option<String>,
    pub demonstration: bool,
}

impl OrganisationRow {
    /// The typed key.
    #[must_use]
    pub fn key(&self) -> OrganisationId {
        OrganisationId(self.id)
    }
}

const COLUMNS: &str = "id, slug, name_es, name_en, class, iati_type, iati_ref, country, source, demonstration";

/// Adds an organisation unless its slug is known; says whether it was new. The row's `id` is ignored.
///
/// # Errors
/// [`super::StoreError`].
pub async fn add(tx: &Tx, row: &OrganisationRow) -> Result<bool> {
    let added = tx
        .run(
            "INSERT INTO organisation
                (slug, name_es, name_en, class, iati_type, iati_ref, country, source, demonstration)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (slug) DO NOTHING",
            values![
                row.slug.as_str(),
                row.name_es.as_str(),
                row.name_en.as_str(),
                row.class.as_str(),
                row.iati_type.as_str(),
                row.iati_ref.clone(),
                row.country.as_str(),
                row.source.clone(),
                row.demonstration
            ],
        )
        .await?;
    Ok(added > 0)
}

/// The organisation with this slug.
///
/// # Errors
/// [`super::StoreError`].
pub async fn by_slug(source: &impl Source, slug: &str) -> Result<Option<OrganisationRow>> {
    source
        .one(
            &format!("SELECT {COLUMNS} FROM organisation WHERE slug = $1"),
            values![slug],
        )
        .await
}

/// The organisation with this key.
///
/// # Errors
/// [`super::StoreError`].
pub async fn get(source: &impl Source, id: OrganisationId) -> Result<Option<OrganisationRow>> {
    source
        .one(
            &format!("SELECT {COLUMNS} FROM organisation WHERE id = $1"),
            values![id.0],
        )
        .await
}

/// All organisations by their Spanish name, for choosing one.
///
/// # Errors
/// [`super::StoreError`].
pub async fn all(source: &impl Source) -> Result<Vec<OrganisationRow>> {
    source
        .all(
            &format!("SELECT {COLUMNS} FROM organisation ORDER BY name_es, id LIMIT 2000"),
            vec![],
        )
        .await
}

/// How many organisations there are.
///
/// # Errors
/// [`super::StoreError`].
pub async fn count(source: &impl Source) -> Result<i64> {
    source
        .number("SELECT COUNT(*) AS number FROM organisation", vec![])
        .await
}
