//! What the pages of the chain share: reading its forms, and who may see a commitment or a payment.

use crate::domain::access::{Permission, may};
use crate::domain::account::Role;
use crate::domain::currency::Currency;
use crate::domain::finance::{GUARANTEE, is_given};
use crate::domain::ids::OrganisationId;
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::party::Party;
use crate::domain::pledge::FINANCE_TYPE_DEFAULT;
use crate::i18n::language::Language;
use crate::store::money::{self, MoneyRow};
use crate::store::organisations;
use crate::store::reference::{self, Code};
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields};
use crate::web::guards::{Signed, Visit};
use crate::web::typed::amount;
use crate::web::view;

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

fn is_receiver(signed: &Signed<'_>, row: &MoneyRow) -> bool {
    matches!(signed.actor.role, Role::Partner { organisation } if Some(organisation) == row.receiver())
}

/// Reads the currency of a form; `otherwise` when the form leaves it open.
pub(super) fn currency(
    signed: &Signed<'_>,
    fields: &Fields,
    otherwise: Option<Currency>,
    errors: &mut Errors,
) -> Option<Currency> {
    let typed = fields.get("currency");
    if typed.is_empty() && otherwise.is_some() {
        return otherwise;
    }
    let read = Currency::parse(typed).ok();
    if read.is_none() {
        let key = if typed.is_empty() {
            "error-required"
        } else {
            "error-currency"
        };
        errors.add(signed.visit.language, "currency", key, &[]);
    }
    read
}

/// Reads an amount that may be left open.
pub(super) fn optional_amount(
    signed: &Signed<'_>,
    fields: &Fields,
    name: &str,
    currency: Currency,
    errors: &mut Errors,
) -> Option<Money> {
    if fields.get(name).is_empty() {
        return None;
    }
    amount(fields, name, currency, signed.visit.language, errors)
}

/// Those at whose initiative money may have gone back.
pub(super) fn initiatives(visit: &Visit<'_>) -> Vec<(String, String)> {
    let named = |party: &Party| {
        let code = party.code();
        (code.to_owned(), visit.say(&format!("initiative-of-{code}")))
    };
    Party::ALL.iter().map(named).collect()
}

/// Reads at whose initiative money went back, which may be left open.
pub(super) fn initiative(fields: &Fields, language: Language, errors: &mut Errors) -> Option<Party> {
    let typed = fields.get("initiative");
    let party = Party::parse(typed);
    if party.is_none() && !typed.is_empty() {
        errors.add(language, "initiative", "error-choice", &[]);
    }
    party
}

/// The finance types by which something is given.
pub(super) async fn finance_types(signed: &Signed<'_>) -> Result<Vec<Code>, WebError> {
    let mut codes = reference::list(signed.visit.app.db.primary(), "FinanceType").await?;
    codes.retain(|code| is_given(&code.code));
    Ok(codes)
}

/// The finance types of a commitment, for a choice: what a guarantee promises is no money.
pub(super) async fn finance_choices(signed: &Signed<'_>) -> Result<Vec<(String, String)>, WebError> {
    let known = finance_types(signed).await?.into_iter();
    let choice = |code: Code| {
        let name = view::pick(signed.visit.language, &code.name_es, &code.name_en);
        let text = format!("{name} ({})", code.code);
        (code.code, text)
    };
    Ok(known.filter(|code| code.code != GUARANTEE).map(choice).collect())
}

/// Reads the finance type of a commitment.
pub(super) async fn finance_type(
    signed: &Signed<'_>,
    fields: &Fields,
    errors: &mut Errors,
) -> Result<String, WebError> {
    let code = match fields.get("finance_type") {
        "" => FINANCE_TYPE_DEFAULT,
        code => code,
    };
    if !finance_choices(signed).await?.iter().any(|(known, _)| known == code) {
        errors.add(signed.visit.language, "finance_type", "error-choice", &[]);
    }
    Ok(code.to_owned())
}

/// The organisation that a field names by its slug; `None` when it is empty.
pub(super) async fn organisation(
    signed: &Signed<'_>,
    fields: &Fields,
    name: &str,
    errors: &mut Errors,
) -> Result<Option<OrganisationId>, WebError> {
    let slug = fields.get(name);
    if slug.is_empty() {
        return Ok(None);
    }
    let found = organisations::by_slug(signed.visit.app.db.primary(), slug).await?;
    if found.is_none() {
        errors.add(signed.visit.language, name, "error-choice", &[]);
    }
    Ok(found.map(|row| row.key()))
}

/// Every organisation, for a choice.
pub(super) async fn organisation_choices(signed: &Signed<'_>) -> Result<Vec<(String, String)>, WebError> {
    let language = signed.visit.language;
    let rows = organisations::all(signed.visit.app.db.primary()).await?;
    let named = |row: organisations::OrganisationRow| {
        let name = view::pick(language, &row.name_es, &row.name_en).to_owned();
        (row.slug, name)
    };
    Ok(rows.into_iter().map(named).collect())
}

/// Every currency, for a choice.
pub(super) fn currency_choices() -> Vec<(String, String)> {
    Currency::all()
        .map(|currency| (currency.code().to_owned(), currency.code().to_owned()))
        .collect()
}
