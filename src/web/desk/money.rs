//! What the pages of the ledger share: who may see a row of it, and the choices of its forms.

use crate::domain::access::{Permission, may};
use crate::domain::account::Role;
use crate::domain::finance::{GUARANTEE, is_given};
use crate::domain::ids::{OrganisationId, ProjectId};
use crate::domain::ledger::EntryKind;
use crate::domain::party::Party;
use crate::domain::project::{Provenance, Status};
use crate::store::money::{self, MoneyRow};
use crate::store::reference::{self, Code};
use crate::store::{organisations, projects};
use crate::web::errors::WebError;
use crate::web::form::{Choice, Declaring, coded};
use crate::web::guards::{Signed, Visit};
use crate::web::parts::texts::pick;

/// The row of this kind, with whether this person keeps it for its provider; the receiver may see it too.
pub(super) async fn load_visible(signed: &Signed<'_>, id: &str, kind: EntryKind) -> Result<(MoneyRow, bool), WebError> {
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let row = money::get(signed.visit.app.db.primary(), id, kind)
        .await?
        .ok_or(WebError::NotFound)?;
    let right = Permission::EditPledge {
        organisation: row.provider(),
        towards: row.towards(),
    };
    match may(&signed.actor, right) {
        Ok(()) => Ok((row, true)),
        Err(_) if is_receiver(signed, &row) => Ok((row, false)),
        Err(refusal) if refusal.hides() => Err(WebError::NotFound),
        Err(refusal) => Err(WebError::Forbidden(Some(refusal))),
    }
}

/// As [`load_visible`], for whoever keeps it.
pub(super) async fn load_editable(signed: &Signed<'_>, id: &str, kind: EntryKind) -> Result<MoneyRow, WebError> {
    match load_visible(signed, id, kind).await? {
        (row, true) => Ok(row),
        (_, false) => Err(WebError::Forbidden(None)),
    }
}

fn is_receiver(signed: &Signed<'_>, row: &MoneyRow) -> bool {
    matches!(signed.actor.role, Role::Partner { organisation } if Some(organisation) == row.receiver())
}

/// Who receives the money of a row; empty where it names nobody.
pub(super) fn receiver_name(visit: &Visit<'_>, row: &MoneyRow) -> String {
    let [es, en] = [&row.receiver_name_es, &row.receiver_name_en].map(|name| name.as_deref().unwrap_or_default());
    pick(visit.language, es, en).to_owned()
}

/// At whose initiative money went back, which may be left open.
pub(super) fn initiative(form: &mut Declaring<'_>) -> Option<Party> {
    let parties = coded(form.visit(), "initiative-of", Party::ALL);
    form.choice("initiative", parties).optional()
}

/// The finance types by which something is given.
pub(super) async fn finance_types(signed: &Signed<'_>) -> Result<Vec<Code>, WebError> {
    let mut codes = reference::list(signed.visit.app.db.primary(), "FinanceType").await?;
    codes.retain(|code| is_given(&code.code));
    Ok(codes)
}

/// Finance types for a choice.
pub(super) fn finance_choices(signed: &Signed<'_>, types: &[Code]) -> Vec<Choice<String>> {
    let choice = |code: &Code| {
        let name = pick(signed.visit.language, &code.name_es, &code.name_en);
        Choice::new(&code.code, format!("{name} ({})", code.code), code.code.clone())
    };
    types.iter().map(choice).collect()
}

/// The finance types of a commitment, for a choice: what a guarantee promises is no money.
pub(super) async fn commitment_finance(signed: &Signed<'_>) -> Result<Vec<Choice<String>>, WebError> {
    let mut choices = finance_choices(signed, &finance_types(signed).await?);
    choices.retain(|choice| choice.code != GUARANTEE);
    Ok(choices)
}

/// Every organisation, for a choice.
pub(super) async fn organisation_choices(signed: &Signed<'_>) -> Result<Vec<Choice<OrganisationId>>, WebError> {
    let language = signed.visit.language;
    let rows = organisations::all(signed.visit.app.db.primary()).await?;
    let named = |row: organisations::OrganisationRow| {
        let name = pick(language, &row.name_es, &row.name_en).to_owned();
        Choice::new(row.slug.clone(), name, row.key())
    };
    Ok(rows.into_iter().map(named).collect())
}

/// Whose row a form enters: an organisation that an officer chooses, or the person's own.
#[derive(Clone)]
pub(super) enum Whose {
    Own(OrganisationId),
    OneOf(Vec<Choice<OrganisationId>>),
}

impl Whose {
    pub(super) fn of(signed: &Signed<'_>, known: &[Choice<OrganisationId>]) -> Self {
        match signed.actor.role {
            Role::Partner { organisation } => Self::Own(organisation),
            Role::Officer { .. } | Role::Administrator => Self::OneOf(known.to_vec()),
        }
    }

    pub(super) fn declare(&self, form: &mut Declaring<'_>, hint: &str) -> Option<OrganisationId> {
        match self {
            Self::Own(organisation) => Some(*organisation),
            Self::OneOf(known) => form.choice("organisation", known.clone()).hint(hint).required(),
        }
    }
}

/// The registered project of a code.
pub(super) async fn project_of(signed: &Signed<'_>, code: &str) -> Result<Option<ProjectId>, WebError> {
    let row = projects::by_code(signed.visit.app.db.primary(), code).await?;
    let row = row.filter(|row| row.provenance == Provenance::Registered && row.status != Status::Draft);
    Ok(row.map(|row| row.key()))
}
