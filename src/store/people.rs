//! Everybody who was asked to join, as an administrator sees them, and what an administrator or its owner changes of an
//! account.

use sea_orm::FromQueryResult;

use super::{Result, Source, StoreError, Tx};
use crate::domain::country::Jurisdiction;
use crate::domain::ids::AccountId;
use crate::domain::person::PersonState;
use crate::domain::timestamp::Timestamp;

/// Somebody in the list of people.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PersonRow {
    pub id: AccountId,
    pub email: String,
    pub name: String,
    pub role: String,
    pub organisation_name_es: Option<String>,
    pub organisation_name_en: Option<String>,
    pub jurisdiction: Option<Jurisdiction>,
    pub language: String,
    pub joined: bool,
    pub active: bool,
    pub created_at: Timestamp,
    /// Until when the newest open invitation can be taken up.
    pub invited_until: Option<Timestamp>,
    /// When a session of theirs was last seen.
    pub seen_at: Option<Timestamp>,
    pub sessions: i64,
}

impl PersonRow {
    /// How they stand.
    #[must_use]
    pub const fn state(&self) -> PersonState {
        PersonState::of(self.joined, self.active)
    }
}

/// `$1` is now.
const PERSON: &str = "SELECT account.id AS id, account.email AS email, account.name AS name, account.role AS role,
        organisation.name_es AS organisation_name_es, organisation.name_en AS organisation_name_en,
        account.jurisdiction AS jurisdiction, account.language AS language,
        account.password_hash IS NOT NULL AS joined, account.active AS active, account.created_at AS created_at,
        (SELECT MAX(expires_at) FROM invitation WHERE account_id = account.id AND used_at IS NULL) AS invited_until,
        (SELECT MAX(COALESCE(last_seen_at, created_at)) FROM session WHERE account_id = account.id) AS seen_at,
        (SELECT COUNT(*) FROM session WHERE account_id = account.id AND expires_at > $1) AS sessions
    FROM account LEFT JOIN organisation ON organisation.id = account.organisation_id";

/// Whom a list shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Search<'a> {
    /// Part of the address, the name or the organisation's name.
    pub text: &'a str,
    pub state: Option<PersonState>,
    /// The address after which the page begins.
    pub after: &'a str,
}

/// A page of people by address: at most `most`, and one more that says whether others follow.
///
/// # Errors
/// [`StoreError`].
pub async fn list(source: &impl Source, search: Search<'_>, now: Timestamp, most: i64) -> Result<Vec<PersonRow>> {
    let (joined, active) = match search.state {
        None => (None, None),
        Some(PersonState::Invited) => (Some(false), Some(true)),
        Some(PersonState::Active) => (Some(true), Some(true)),
        Some(PersonState::Disabled) => (Some(true), Some(false)),
        Some(PersonState::Withdrawn) => (Some(false), Some(false)),
    };
    let sign = |wanted: Option<bool>, column: &str| match wanted {
        None => String::new(),
        Some(true) => format!(" AND {column}"),
        Some(false) => format!(" AND NOT {column}"),
    };
    let sql = format!(
        "{PERSON} WHERE account.email > $2
            AND ($3 = '' OR account.email LIKE $4 ESCAPE '!' OR account.name LIKE $5 ESCAPE '!'
                OR lower(account.name) LIKE $4 ESCAPE '!' OR lower(organisation.name_es) LIKE $4 ESCAPE '!'
                OR lower(organisation.name_en) LIKE $4 ESCAPE '!'){}{}
         ORDER BY account.email LIMIT $6",
        sign(joined, "(account.password_hash IS NOT NULL)"),
        sign(active, "account.active"),
    );
    let like = |text: &str| {
        let plain = text.replace('!', "!!").replace('%', "!%").replace('_', "!_");
        format!("%{plain}%")
    };
    source
        .all(
            &sql,
            values![
                now,
                search.after,
                search.text,
                like(&search.text.to_lowercase()),
                like(search.text),
                most + 1
            ],
        )
        .await
}

/// One of them.
///
/// # Errors
/// [`StoreError`].
pub async fn get(source: &impl Source, id: AccountId, now: Timestamp) -> Result<Option<PersonRow>> {
    source
        .one(&format!("{PERSON} WHERE account.id = $2"), values![now, id])
        .await
}

#[derive(FromQueryResult)]
struct Count {
    state: PersonState,
    number: i64,
}

/// How many there are in each state.
///
/// # Errors
/// [`StoreError`].
pub async fn counts(source: &impl Source) -> Result<Vec<(PersonState, i64)>> {
    let rows: Vec<Count> = source
        .all(
            "SELECT state, COUNT(*) AS number FROM (
                SELECT CASE WHEN password_hash IS NULL THEN CASE WHEN active THEN 'invited' ELSE 'withdrawn' END
                    WHEN active THEN 'active' ELSE 'disabled' END AS state FROM account) AS person
             GROUP BY state ORDER BY state",
            vec![],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.state, row.number)).collect())
}

/// Active administrators but this one.
///
/// # Errors
/// [`StoreError`].
pub async fn other_administrators(source: &impl Source, but: AccountId) -> Result<i64> {
    source
        .number(
            "SELECT COUNT(*) AS number FROM account
             WHERE role = 'administrator' AND active AND password_hash IS NOT NULL AND id <> $1",
            values![but],
        )
        .await
}

/// Opens or closes an account.
///
/// # Errors
/// [`StoreError::Stale`] when it is so already.
pub async fn set_active(tx: &Tx, id: AccountId, active: bool) -> Result<()> {
    let changed = tx
        .run(
            "UPDATE account SET active = $1 WHERE id = $2 AND active <> $1",
            values![active, id],
        )
        .await?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// Sets a name and the language of letters.
///
/// # Errors
/// [`StoreError`].
pub async fn set_profile(tx: &Tx, id: AccountId, name: &str, language: &str) -> Result<()> {
    tx.run(
        "UPDATE account SET name = $1, language = $2 WHERE id = $3",
        values![name, language, id],
    )
    .await?;
    Ok(())
}

/// Sets a password; only of somebody who has joined and may sign in.
///
/// # Errors
/// [`StoreError::Stale`] when the account is not open.
pub async fn set_password(tx: &Tx, id: AccountId, password_hash: &str) -> Result<()> {
    let changed = tx
        .run(
            "UPDATE account SET password_hash = $1, password_set_at = $2
             WHERE id = $3 AND active AND password_hash IS NOT NULL",
            values![password_hash, tx.now(), id],
        )
        .await?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// Addresses with the hashes of passwords that were not chosen under the rule for passwords; of open accounts.
///
/// # Errors
/// [`StoreError`].
pub async fn unruled_passwords(source: &impl Source) -> Result<Vec<(String, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        email: String,
        password_hash: String,
    }
    let rows: Vec<Row> = source
        .all(
            "SELECT email, password_hash FROM account
             WHERE active AND password_hash IS NOT NULL AND password_set_at IS NULL ORDER BY email",
            vec![],
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.email, row.password_hash)).collect())
}

/// What the audit says of somebody: done by them or to them, newest first.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AuditRow {
    pub occurred_at: Timestamp,
    pub action: String,
    /// Who did it; nobody is the command line.
    pub by_name: Option<String>,
}

/// The subject under which the audit keeps what is done to an account.
#[must_use]
pub fn subject(id: AccountId) -> String {
    format!("account-{}", id.0)
}

/// The newest notes of the audit about somebody.
///
/// # Errors
/// [`StoreError`].
pub async fn history(source: &impl Source, id: AccountId) -> Result<Vec<AuditRow>> {
    source
        .all(
            "SELECT audit.occurred_at AS occurred_at, audit.action AS action, account.name AS by_name
             FROM audit LEFT JOIN account ON account.id = audit.account_id
             WHERE audit.subject = $1 ORDER BY audit.id DESC LIMIT 20",
            values![subject(id)],
        )
        .await
}
