//! Accounts.

use sea_orm::FromQueryResult;

use super::{Result, Source, Tx, columns};
use crate::domain::account::{Actor, Role};
use crate::domain::country::Jurisdiction;
use crate::domain::ids::{AccountId, OrganisationId};
use crate::domain::password::Owner;

/// An account with the names that pages show.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AccountRow {
    pub id: AccountId,
    pub email: String,
    pub name: String,
    pub password_hash: Option<String>,
    pub role: String,
    pub organisation_id: Option<OrganisationId>,
    pub organisation_slug: Option<String>,
    pub organisation_name_es: Option<String>,
    pub organisation_name_en: Option<String>,
    pub jurisdiction: Option<Jurisdiction>,
    pub language: String,
    pub active: bool,
}

pub(super) const ACCOUNT_COLUMNS: &str = "account.id AS id, account.email AS email, account.name AS name,
    account.password_hash AS password_hash, account.role AS role, account.organisation_id AS organisation_id,
    organisation.slug AS organisation_slug, organisation.name_es AS organisation_name_es,
    organisation.name_en AS organisation_name_en, account.jurisdiction AS jurisdiction,
    account.language AS language, account.active AS active";

impl AccountRow {
    /// Whether letters go to this person: only to those who joined, and may sign in.
    #[must_use]
    pub const fn gets_letters(&self) -> bool {
        self.active && self.password_hash.is_some()
    }

    /// The person as the rule for passwords sees them.
    #[must_use]
    pub fn owner(&self) -> Owner<'_> {
        Owner {
            email: &self.email,
            name: &self.name,
            organisation: [
                self.organisation_name_es.as_deref().unwrap_or_default(),
                self.organisation_name_en.as_deref().unwrap_or_default(),
            ],
        }
    }

    /// The person as rules see them.
    ///
    /// # Errors
    /// [`super::StoreError::Database`] when role, organisation and jurisdiction do not fit together.
    pub fn actor(&self) -> Result<Actor> {
        let role = match (self.role.as_str(), self.organisation_id, self.jurisdiction) {
            ("partner", Some(organisation), None) => Some(Role::Partner { organisation }),
            ("officer", None, Some(jurisdiction)) => Some(Role::Officer { jurisdiction }),
            ("administrator", None, None) => Some(Role::Administrator),
            _ => None,
        };
        let role = columns::readable(role, "account.role")?;
        Ok(Actor { account: self.id, role })
    }
}

/// An account to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// Lower-cased address.
    pub email: String,
    pub name: String,
    pub password_hash: Option<String>,
    pub role: Role,
    /// `es` or `en`.
    pub language: &'static str,
}

/// Makes an account.
///
/// # Errors
/// [`super::StoreError::Duplicate`] when the address has one.
pub async fn insert(tx: &Tx, account: &NewAccount) -> Result<AccountId> {
    let (organisation, jurisdiction) = account.role.parts();
    let id = tx
        .insert(
            "INSERT INTO account
                (email, name, password_hash, role, organisation_id, jurisdiction, language, active, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, TRUE, $8) RETURNING id AS number",
            values![
                account.email.as_str(),
                account.name.as_str(),
                account.password_hash.clone(),
                account.role.code(),
                organisation,
                jurisdiction.map(|one| one.code()),
                account.language,
                tx.now()
            ],
        )
        .await?;
    Ok(AccountId(id))
}

/// The account with this lower-cased address.
///
/// # Errors
/// [`super::StoreError`].
pub async fn by_email(source: &impl Source, email: &str) -> Result<Option<AccountRow>> {
    let sql = format!(
        "SELECT {ACCOUNT_COLUMNS} FROM account
         LEFT JOIN organisation ON organisation.id = account.organisation_id WHERE account.email = $1"
    );
    source.one(&sql, values![email]).await
}

/// The account with this key.
///
/// # Errors
/// [`super::StoreError`].
pub async fn get(source: &impl Source, id: AccountId) -> Result<Option<AccountRow>> {
    let sql = format!(
        "SELECT {ACCOUNT_COLUMNS} FROM account
         LEFT JOIN organisation ON organisation.id = account.organisation_id WHERE account.id = $1"
    );
    source.one(&sql, values![id]).await
}

/// Whether people have accounts here, and none of them is the demonstration's officer.
///
/// # Errors
/// [`super::StoreError`].
pub async fn is_real_registry(source: &impl Source) -> Result<bool> {
    let sql = "SELECT COUNT(*) AS number FROM account
        WHERE NOT EXISTS (SELECT 1 FROM account WHERE email = 'officer@demo.example')";
    Ok(source.number(sql, vec![]).await? > 0)
}

/// Officers who can answer for something and get letters; for letters about submitted pledges.
///
/// # Errors
/// [`super::StoreError`].
pub async fn officers(source: &impl Source) -> Result<Vec<AccountRow>> {
    let sql = format!(
        "SELECT {ACCOUNT_COLUMNS} FROM account
         LEFT JOIN organisation ON organisation.id = account.organisation_id
         WHERE account.role = 'officer' AND account.active AND account.password_hash IS NOT NULL
         ORDER BY account.id LIMIT 200"
    );
    source.all(&sql, vec![]).await
}

/// People of a partner organisation who get its letters: those who joined and may sign in.
///
/// # Errors
/// [`super::StoreError`].
pub async fn of_organisation(source: &impl Source, organisation: OrganisationId) -> Result<Vec<AccountRow>> {
    let sql = format!(
        "SELECT {ACCOUNT_COLUMNS} FROM account
         LEFT JOIN organisation ON organisation.id = account.organisation_id
         WHERE account.organisation_id = $1 AND account.active AND account.password_hash IS NOT NULL
         ORDER BY account.id LIMIT 50"
    );
    source.all(&sql, values![organisation]).await
}
