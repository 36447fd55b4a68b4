//! What lies in an officer's jurisdiction, and what this officer may answer.

use crate::domain::access::{Permission, Refusal, may};
use crate::domain::account::Role;
use crate::domain::country::Country;
use crate::domain::pledge::PledgeState;
use crate::domain::project::Provenance;
use crate::store::pledges::{self, PledgeRow};
use crate::store::projects::{self, ProjectRow};
use crate::web::errors::WebError;
use crate::web::guards::Signed;
use crate::web::parts::texts::pick;

/// The one country of an officer, or none for both.
pub(super) fn only_country(signed: &Signed<'_>) -> Option<Country> {
    match signed.actor.role {
        Role::Officer { jurisdiction } => jurisdiction.only(),
        _ => None,
    }
}

/// Whether this officer may review the pledge, and if not, why.
pub(super) fn right(signed: &Signed<'_>, row: &PledgeRow) -> Result<(), Refusal> {
    let action = Permission::ReviewPledge {
        towards: row.towards(),
        entered_by: row.entered_by,
        submitted_by: row.submitted_by,
    };
    may(&signed.actor, action)
}

/// The pledge, if it was submitted at least and lies in this officer's jurisdiction.
pub(super) async fn found(office: &Signed<'_>, reference: &str) -> Result<PledgeRow, WebError> {
    let row = pledges::by_reference(office.visit.app.db.primary(), reference)
        .await?
        .ok_or(WebError::NotFound)?;
    // A draft is its owner's alone.
    if row.state == PledgeState::Draft {
        return Err(WebError::NotFound);
    }
    match may(&office.actor, Permission::LapsePledge { towards: row.towards() }) {
        Ok(()) => Ok(row),
        Err(refusal) => Err(WebError::Forbidden(Some(refusal))),
    }
}

/// The registered project, if this officer keeps it.
pub(super) async fn load_editable(office: &Signed<'_>, code: &str) -> Result<ProjectRow, WebError> {
    let row = of_jurisdiction(office, code).await?;
    if row.provenance != Provenance::Registered {
        return Err(WebError::NotFound);
    }
    Ok(row)
}

/// The project, documented or registered, if it lies in this officer's jurisdiction.
pub(super) async fn of_jurisdiction(office: &Signed<'_>, code: &str) -> Result<ProjectRow, WebError> {
    let row = projects::by_code(office.visit.app.db.primary(), code)
        .await?
        .ok_or(WebError::NotFound)?;
    may(&office.actor, Permission::EditProject { country: row.country })
        .map_err(|refusal| WebError::Forbidden(Some(refusal)))?;
    Ok(row)
}

/// The title in the reader's language, or in the other while it is not translated.
pub(super) fn title(signed: &Signed<'_>, row: &ProjectRow) -> String {
    let own = pick(signed.visit.language, &row.title_es, &row.title_en);
    let other = pick(signed.visit.language.other(), &row.title_es, &row.title_en);
    (if own.is_empty() { other } else { own }).to_owned()
}
