//! Organisations.

use sea_orm::FromQueryResult;

use super::{After, Result, Source, Tx, placeholders_or_null};
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::Class;

/// An organisation as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct OrganisationRow {
    pub id: OrganisationId,
    pub slug: String,
    pub name_es: String,
    pub name_en: String,
    pub class: Class,
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
        self.id
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
                row.class,
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
            values![id],
        )
        .await
}

/// Some organisations, in the order of their keys.
///
/// # Errors
/// [`super::StoreError`].
pub async fn by_ids(source: &impl Source, ids: &[OrganisationId]) -> Result<Vec<OrganisationRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM organisation WHERE id IN ({}) ORDER BY id LIMIT 1000",
        placeholders_or_null(1, ids.len())
    );
    source.all(&sql, ids.iter().map(|id| id.0.into()).collect()).await
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

crate::domain::coded! {
    /// The order of the partners, each by its own total, largest first.
    pub enum Order {
        Pledged = "pledged",
        Committed = "committed",
        Paid = "paid",
    }
}

/// Those who give: whose money stands in the ledger, or who contribute to a pledge that does.
const GIVES: &str = "(EXISTS (SELECT 1 FROM ledger_entry WHERE ledger_entry.organisation_id = organisation.id
        AND ledger_entry.kind <> 'expenditure')
    OR EXISTS (SELECT 1 FROM pledge_contributor
        JOIN ledger_entry ON ledger_entry.pledge_id = pledge_contributor.pledge_id
        WHERE pledge_contributor.organisation_id = organisation.id))";

#[derive(FromQueryResult)]
struct SortKey {
    sort_key: i64,
}

/// Those who give, in an order, from after a row; and after which there are more.
///
/// # Errors
/// [`super::StoreError`].
pub async fn providers(
    source: &impl Source,
    class: Option<Class>,
    order: Order,
    after: Option<After>,
    limit: usize,
) -> Result<(Vec<OrganisationRow>, Option<After>)> {
    const FROM: &str = "FROM organisation LEFT JOIN boundary_total AS total
        ON total.boundary = 'partner' AND total.key = organisation.slug AND total.currency = 'USD'";
    let key = format!("COALESCE(total.{}, 0), organisation.id", order.code());
    let mut clauses = vec![GIVES.to_owned()];
    let mut bound = Vec::new();
    if let Some(class) = class {
        bound.push(class.code().into());
        clauses.push(format!("organisation.class = ${}", bound.len()));
    }
    if let Some(after) = after {
        bound.extend([after.key.into(), after.id.into()]);
        clauses.push(format!("({key}) < (${}, ${})", bound.len() - 1, bound.len()));
    }
    let columns: Vec<String> = COLUMNS.split(", ").map(|name| format!("organisation.{name}")).collect();
    let sql = format!(
        "SELECT {}, COALESCE(total.{order}, 0) AS sort_key {FROM} WHERE {}
         ORDER BY COALESCE(total.{order}, 0) DESC, organisation.id DESC LIMIT {}",
        columns.join(", "),
        clauses.join(" AND "),
        limit + 1,
        order = order.code(),
    );
    let mut found = source.rows(&sql, bound).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let rows: Vec<OrganisationRow> = found
        .iter()
        .map(|row| OrganisationRow::from_query_result(row, ""))
        .collect::<std::result::Result<_, _>>()?;
    let next = match found.last().zip(rows.last()).filter(|_| more) {
        Some((last, row)) => Some(After {
            key: SortKey::from_query_result(last, "")?.sort_key,
            id: row.id.0,
        }),
        None => None,
    };
    Ok((rows, next))
}

/// How many of those who give are of a class.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ClassRow {
    pub class: Class,
    pub count: i64,
}

/// The classes of those who give.
///
/// # Errors
/// [`super::StoreError`].
pub async fn provider_classes(source: &impl Source) -> Result<Vec<ClassRow>> {
    let sql = format!("SELECT class, COUNT(*) AS count FROM organisation WHERE {GIVES} GROUP BY class ORDER BY class");
    source.all(&sql, vec![]).await
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
