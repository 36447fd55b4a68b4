//! What a stored pledge says, typed.

use time::Date;

use super::super::{Result, StoreError};
use super::PledgeRow;
use crate::domain::access::Permission;
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::ids::{OrganisationId, PlaceId, PledgeId, ProjectId};
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::domain::pledge::{PledgeKind, PledgeState, Target};

impl PledgeRow {
    /// The typed key.
    #[must_use]
    pub fn key(&self) -> PledgeId {
        PledgeId(self.id)
    }

    /// The typed state.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn state(&self) -> Result<PledgeState> {
        PledgeState::parse(&self.state).ok_or(StoreError::Corrupt("pledge.state"))
    }

    /// What an actor does who keeps it.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn edit_permission(&self) -> Result<Permission> {
        let (organisation, towards) = (OrganisationId(self.organisation_id), self.towards()?);
        Ok(match self.state()? {
            PledgeState::Verified | PledgeState::Withdrawn | PledgeState::Lapsed => {
                Permission::EditPledge { organisation, towards }
            }
            PledgeState::Draft | PledgeState::Submitted | PledgeState::Returned | PledgeState::Declined => {
                Permission::EditUnverified {
                    organisation,
                    towards,
                    on_behalf: self.on_behalf,
                }
            }
        })
    }

    /// Whether it names a day until which it is valid, and that is not over.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_until_on.is_some_and(|until| until >= day)
    }

    /// The promised amount.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn amount(&self) -> Result<Money> {
        let currency = Currency::parse(&self.currency).map_err(|_| StoreError::Corrupt("pledge.currency"))?;
        Ok(Money::new(self.amount_minor, currency))
    }

    /// The kind of promise.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn kind(&self) -> Result<PledgeKind> {
        PledgeKind::parse(&self.kind).ok_or(StoreError::Corrupt("pledge.kind"))
    }

    /// Where it goes: the country of its project or place.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn towards(&self) -> Result<Option<Country>> {
        self.country
            .as_deref()
            .map(|code| Country::parse(code).ok_or(StoreError::Corrupt("pledge.country")))
            .transpose()
    }

    /// What it is for.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn target(&self) -> Result<Target> {
        Ok(match (self.project_id, self.place_id, self.pillar.as_deref()) {
            (Some(project), _, _) => Target::Project(ProjectId(project)),
            (None, Some(place), _) => Target::Place(PlaceId(place)),
            (None, None, Some(pillar)) => {
                Target::Pillar(Pillar::parse(pillar).ok_or(StoreError::Corrupt("pledge.pillar"))?)
            }
            (None, None, None) => Target::Plan,
        })
    }

    /// Whether the public may know of it: it stands in the ledger.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.ledger_entry_id.is_some()
    }
}
