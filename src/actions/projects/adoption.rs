//! Adopting a documented project: the programme keeps it from now on. Its sourced amounts stay what they are; none of
//! them enters the ledger (DESIGN.md §3).

use serde_json::json;

use super::{append, gate_facts, public_facts};
use crate::actions::{ActionError, Context, Result};
use crate::domain::access::{Permission, may};
use crate::domain::account::Actor;
use crate::domain::event::{EventKind, FreeText};
use crate::domain::project::{self, Provenance, Status};
use crate::domain::reason;
use crate::store::{StoreError, audit, places, projects, totals};

/// An adoption as an officer asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adopting<'a> {
    pub reason: &'a str,
    pub version: i64,
}

/// Makes a documented project a registered one: identified if it passes that gate, a draft in public otherwise. Nobody
/// undoes it. A stale version, or that it is adopted already, is told before anything else.
///
/// # Errors
/// [`StoreError::Stale`], [`ActionError::Reason`], [`ActionError::Refused`], [`ActionError::NotFound`].
pub async fn adopt(ctx: Context<'_>, actor: &Actor, code: &str, adopting: Adopting<'_>) -> Result<()> {
    ctx.write(async |tx| {
        let row = projects::by_code(tx, code).await?.ok_or(ActionError::NotFound)?;
        let country = row.country;
        may(actor, Permission::EditProject { country })?;
        if row.provenance != Provenance::Documented || row.version != adopting.version {
            return Err(StoreError::Stale.into());
        }
        reason::check(adopting.reason)?;
        let source = projects::documented(tx, row.key())
            .await?
            .ok_or(ActionError::NotFound)?;
        let facts = projects::facts(tx, &row).await?;
        let gate = gate_facts(&facts, &places::gazetteer(tx).await?);
        let status = if project::missing_for(&gate, Status::Identified).is_empty() {
            Status::Identified
        } else {
            Status::Draft
        };
        projects::adopt(tx, row.key(), row.version, status).await?;
        let (mut public, mut texts) = public_facts(tx, actor, &row, &facts).await?;
        public.insert(
            "adoption".into(),
            json!({"status": status.code(), "status_in_source": row.status, "source_url": source.source_url,
                    "source_id": source.source_id}),
        );
        texts.push(FreeText {
            field: "reason",
            content: adopting.reason.trim().to_owned(),
        });
        append(tx, EventKind::ProjectAdopted, public, texts, row.key()).await?;
        audit::note(tx, Some(actor.account), "project_adopted", code).await?;
        Ok(totals::refresh_project(tx, row.key()).await?)
    })
    .await
}
