//! The project: creating, editing its facts, changing its status.

use serde_json::{Map, Value, json};
use time::Date;

use super::bound::budget_within;
use super::documents::{self, Proof};
use super::money::entry::converted;
use super::rates::{Affected, express_in_budget};
use super::{ActionError, AmountRefusal, Context, Result};
use crate::domain::access::{Permission, may};
use crate::domain::account::{Actor, Role};
use crate::domain::document::Document;
use crate::domain::event::{EventKind, FreeText, NewEvent};
use crate::domain::ids::ProjectId;
use crate::domain::money::Money;
use crate::domain::place::Gazetteer;
use crate::domain::project::facts::{Facts, Known};
use crate::domain::project::{self, GateFacts, GatePlace, Provenance, Status, StatusRequest};
use crate::domain::text;
use crate::store::events::{self, About};
use crate::store::projects::{self, NewStatusChange, Origin, ProjectRow};
use crate::store::{StoreError, Tx, audit, organisations, places, reference, totals};

mod adoption;

pub use adoption::{Adopting, adopt};

/// Creates a draft and gives its code. The same request again gives the first code.
///
/// # Errors
/// [`ActionError::Facts`], [`AmountRefusal::AboveBound`], [`ActionError::Refused`].
pub async fn create(ctx: Context<'_>, actor: &Actor, facts: &Facts) -> Result<String> {
    may(actor, Permission::EditProject { country: facts.country })?;
    ctx.write(async |tx| {
        let facts = &checked(tx, facts, Provenance::Registered).await?;
        budget_within(tx, ctx, facts).await?;
        let origin = Origin {
            code: None,
            provenance: Provenance::Registered,
            status: Status::Draft,
            demonstration: false,
            created_by: Some(actor.account),
        };
        let code = insert_checked(tx, &origin, facts).await?;
        audit::note(tx, Some(actor.account), "project_created", &code).await?;
        Ok(code)
    })
    .await
}

/// Makes a project of any origin and its totals; gives its code.
///
/// # Errors
/// [`ActionError::Facts`], [`ActionError::Store`].
pub async fn insert(tx: &Tx, origin: &Origin<'_>, facts: &Facts) -> Result<String> {
    let facts = checked(tx, facts, origin.provenance).await?;
    insert_checked(tx, origin, &facts).await
}

/// The facts as they may stand.
async fn checked(tx: &Tx, facts: &Facts, provenance: Provenance) -> Result<Facts> {
    let (gazetteer, sectors) = (places::gazetteer(tx).await?, reference::sectors(tx).await?);
    let known = Known {
        gazetteer: &gazetteer,
        sectors: sectors.iter().map(|sector| sector.code.as_str()).collect(),
    };
    facts.checked(&known, provenance).map_err(ActionError::Facts)
}

async fn insert_checked(tx: &Tx, origin: &Origin<'_>, facts: &Facts) -> Result<String> {
    let id = projects::insert(tx, origin, facts).await?;
    totals::refresh_project(tx, id).await?;
    let row = projects::get(tx, id).await?.ok_or(ActionError::NotFound)?;
    Ok(row.code)
}

/// What the gates look at, from the facts and the gazetteer.
#[must_use]
pub fn gate_facts(facts: &Facts, gazetteer: &Gazetteer) -> GateFacts {
    let length = |typed: &str| {
        if text::says_something(typed) {
            text::length(typed)
        } else {
            0
        }
    };
    GateFacts {
        title_es_length: length(&facts.title_es),
        title_en_length: length(&facts.title_en),
        description_es_length: length(&facts.description_es),
        description_en_length: length(&facts.description_en),
        places: facts
            .places
            .iter()
            .filter_map(|place| {
                let name = gazetteer.get(place.place?)?.name.clone();
                Some(GatePlace {
                    name,
                    territorial_status: place.territorial_status,
                })
            })
            .collect(),
        place_share_basis_points: facts.places.iter().map(|place| place.share_basis_points).sum(),
        sector_share_basis_points: facts.sectors.iter().map(|sector| sector.share_basis_points).sum(),
        planned_start_on: facts.planned_start_on,
        planned_end_on: facts.planned_end_on,
        actual_start_on: facts.actual_start_on,
        has_accountable: facts.accountable.is_some(),
        has_implementing: facts.implementing.is_some(),
        requirement_minor: facts.requirement_minor().unwrap_or(0),
        has_contact_office: length(&facts.contact_office) > 0,
    }
}

/// Replaces the facts of a project that is still at `version`. A published one must go on passing the gates of
/// its status.
///
/// # Errors
/// [`StoreError::Stale`], [`ActionError::Facts`], [`ActionError::Gate`], [`ActionError::Refused`], [`ActionError::NotFound`].
pub async fn edit(ctx: Context<'_>, actor: &Actor, code: &str, version: i64, facts: &Facts) -> Result<()> {
    ctx.write(async |tx| {
        let row = load_editable(tx, actor, code).await?;
        may(actor, Permission::EditProject { country: facts.country })?;
        if row.version != version {
            return Err(StoreError::Stale.into());
        }
        let facts = &checked(tx, facts, Provenance::Registered).await?;
        budget_within(tx, ctx, facts).await?;
        let status = row.status;
        let before = projects::facts(tx, &row).await?;
        if status.is_public() {
            let gate = status_to_keep(status, row.suspended_from);
            let missing = project::missing_for(&gate_facts(facts, &places::gazetteer(tx).await?), gate);
            if !missing.is_empty() {
                return Err(ActionError::Gate(missing));
            }
        }
        let new_budget = !facts.has_budget_of(&before);
        let stated = if before.budget_currency == facts.budget_currency {
            None
        } else {
            Some(Affected::project(tx, row.key()).await?)
        };
        projects::update(tx, row.key(), version, facts, new_budget).await?;
        audit::note(tx, Some(actor.account), "project_edited", code).await?;
        if row.is_public() && before != *facts {
            let (mut public, texts) = public_facts(tx, actor, &row, facts).await?;
            if new_budget {
                public.insert(
                    "requirement_usd_minor".into(),
                    requirement_usd_minor(tx, facts).await?.into(),
                );
            }
            append(tx, EventKind::ProjectEdited, public, texts, row.key()).await?;
        }
        if let Some(stated) = stated {
            express_in_budget(tx, row.key(), stated).await?;
        }
        Ok(totals::refresh_project(tx, row.key()).await?)
    })
    .await
}

/// What the costs are worth by the rates known now, as counting will say it.
async fn requirement_usd_minor(tx: &Tx, facts: &Facts) -> Result<Option<i64>> {
    let minor = facts.requirement_minor().ok_or(AmountRefusal::TooLarge)?;
    let Some(day) = facts.budget_on else { return Ok(None) };
    let valuation = converted(tx, Money::new(minor, facts.budget_currency), day, None).await?;
    Ok(valuation.map(|valuation| valuation.usd.minor()))
}

/// The status whose gate an edited project must go on passing.
fn status_to_keep(status: Status, suspended_from: Option<Status>) -> Status {
    match status {
        Status::Suspended => suspended_from.unwrap_or(Status::SeekingFunding),
        Status::Finalisation | Status::Closed => Status::Finalisation,
        other => other,
    }
}

/// A change of status as an officer asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusOrder<'a> {
    pub to: Status,
    pub effective_on: Date,
    pub reason: &'a str,
    /// What proves it.
    pub document: Option<&'a Document>,
    pub version: i64,
}

/// Changes the status of a project. A stale version is told before anything else.
///
/// # Errors
/// [`StoreError::Stale`], [`ActionError::Status`] with every refusal, [`ActionError::Refused`],
/// [`ActionError::NotFound`].
pub async fn change_status(ctx: Context<'_>, actor: &Actor, code: &str, order: StatusOrder<'_>) -> Result<()> {
    let proof = documents::proof(ctx, order.document);
    ctx.write(async |tx| {
        let row = projects::by_code(tx, code).await?.ok_or(ActionError::NotFound)?;
        let country = row.country;
        let reopens = row.status == Status::Closed && order.to == Status::Finalisation;
        let action = if reopens {
            Permission::ReopenProject
        } else {
            Permission::EditProject { country }
        };
        may(actor, action)?;
        if row.version != order.version {
            return Err(StoreError::Stale.into());
        }
        let facts = projects::facts(tx, &row).await?;
        let changes = projects::status_changes(tx, row.key()).await?;
        let from = row.status;
        let request = StatusRequest {
            provenance: row.provenance,
            from,
            suspended_from: row.suspended_from,
            to: order.to,
            effective_on: order.effective_on,
            last_effective_on: changes.first().map(|change| change.effective_on),
            today: ctx.now.local_date(),
            reason: order.reason,
            reopens,
        };
        let gazetteer = places::gazetteer(tx).await?;
        project::change_status(&request, &gate_facts(&facts, &gazetteer)).map_err(ActionError::Status)?;
        record(tx, actor, &row, &facts, order, proof).await
    })
    .await
}

async fn record(
    tx: &Tx,
    actor: &Actor,
    row: &ProjectRow,
    facts: &Facts,
    order: StatusOrder<'_>,
    proof: Option<Proof<'_>>,
) -> Result<()> {
    let (id, from) = (row.key(), row.status);
    let reason = order.reason.trim();
    let suspended_from = (order.to == Status::Suspended).then_some(from);
    projects::set_status(tx, id, order.version, order.to, suspended_from).await?;
    audit::note(tx, Some(actor.account), "project_status_changed", &row.code).await?;
    let (kind, mut public, mut texts) = if from == Status::Draft {
        let (public, texts) = public_facts(tx, actor, row, facts).await?;
        (EventKind::ProjectPublished, public, texts)
    } else {
        (EventKind::ProjectStatusChanged, head(actor, row), Vec::new())
    };
    public.insert(
        "status_change".into(),
        json!({"from": from.code(), "to": order.to.code(), "effective_on": order.effective_on.to_string()}),
    );
    texts.push(FreeText {
        field: "reason",
        content: reason.to_owned(),
    });
    texts.extend(proof.as_ref().map(Proof::text));
    let event_number = append(tx, kind, public, texts, id).await?;
    documents::record(tx, event_number, proof, actor.account).await?;
    let change = NewStatusChange {
        project: id,
        from,
        to: order.to,
        effective_on: order.effective_on,
        reason,
        account: actor.account,
        event_number,
    };
    projects::record_status_change(tx, &change).await?;
    Ok(totals::refresh_project(tx, id).await?)
}

/// The registered project, if this officer keeps it.
async fn load_editable(tx: &Tx, actor: &Actor, code: &str) -> Result<ProjectRow> {
    let row = projects::by_code(tx, code).await?.ok_or(ActionError::NotFound)?;
    may(actor, Permission::EditProject { country: row.country })?;
    Ok(row)
}

async fn append(
    tx: &Tx,
    kind: EventKind,
    facts: Map<String, Value>,
    texts: Vec<FreeText>,
    project: ProjectId,
) -> Result<i64> {
    let about = About {
        project: Some(project),
        ..About::default()
    };
    Ok(events::append(tx, &NewEvent { kind, facts, texts }, about).await?)
}

fn head(actor: &Actor, row: &ProjectRow) -> Map<String, Value> {
    let who = match actor.role {
        Role::Officer { jurisdiction } => json!({"role": "officer", "jurisdiction": jurisdiction.code()}),
        role => json!({"role": role.code()}),
    };
    let mut facts = Map::new();
    facts.insert("actor".into(), who);
    facts.insert("project".into(), row.code.as_str().into());
    facts
}

/// The public facts of a project as its event states them.
async fn public_facts(
    tx: &Tx,
    actor: &Actor,
    row: &ProjectRow,
    facts: &Facts,
) -> Result<(Map<String, Value>, Vec<FreeText>)> {
    let gazetteer = places::gazetteer(tx).await?;
    let mut public = head(actor, row);
    for (role, id) in [("accountable", facts.accountable), ("implementing", facts.implementing)] {
        let organisation = match id {
            Some(id) => organisations::get(tx, id).await?.map(|organisation| organisation.slug),
            None => None,
        };
        public.insert(role.into(), organisation.into());
    }
    public.extend(plain_facts(facts, &gazetteer));
    public.insert("requirement_usd_minor".into(), row.requirement_usd_minor.into());
    let texts = [
        ("title_es", &facts.title_es),
        ("title_en", &facts.title_en),
        ("description_es", &facts.description_es),
        ("description_en", &facts.description_en),
        ("contact_office", &facts.contact_office),
    ];
    let texts = texts
        .into_iter()
        .map(|(field, content)| FreeText {
            field,
            content: content.clone(),
        })
        .collect();
    Ok((public, texts))
}

/// Codes, amounts and dates of a project.
#[must_use]
pub fn plain_facts(facts: &Facts, gazetteer: &Gazetteer) -> Map<String, Value> {
    let day = |day: Option<Date>| Value::from(day.map(|day| day.to_string()));
    let places: Vec<Value> = facts
        .places
        .iter()
        .map(|place| {
            let code = place
                .place
                .and_then(|id| gazetteer.get(id))
                .map_or("outside", |place| place.code.as_str());
            json!({"place": code, "share_basis_points": place.share_basis_points,
                "territorial_status": place.territorial_status.code()})
        })
        .collect();
    let sectors: Vec<Value> = facts
        .sectors
        .iter()
        .map(|sector| json!({"sector": sector.sector_code, "share_basis_points": sector.share_basis_points}))
        .collect();
    let mut plain = Map::new();
    plain.insert("pillar".into(), facts.pillar.code().into());
    plain.insert("country".into(), facts.country.code().into());
    plain.insert("places".into(), Value::Array(places));
    plain.insert("sectors".into(), Value::Array(sectors));
    plain.insert("requirement_minor".into(), facts.requirement_minor().into());
    plain.insert("currency".into(), facts.budget_currency.code().into());
    plain.insert("budget_on".into(), day(facts.budget_on));
    plain.insert("planned_start_on".into(), day(facts.planned_start_on));
    plain.insert("planned_end_on".into(), day(facts.planned_end_on));
    plain.insert("actual_start_on".into(), day(facts.actual_start_on));
    plain.insert("actual_end_on".into(), day(facts.actual_end_on));
    plain
}
