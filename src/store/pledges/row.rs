//! What a stored pledge says, typed.

use time::Date;

use super::PledgeRow;
use crate::domain::access::Permission;
use crate::domain::country::Country;
use crate::domain::ids::PledgeId;
use crate::domain::money::Money;
use crate::domain::pledge::{PledgeState, Target};

impl PledgeRow {
    /// The typed key.
    #[must_use]
    pub fn key(&self) -> PledgeId {
        self.id
    }

    /// What an actor does who keeps it.
    #[must_use]
    pub fn edit_permission(&self) -> Permission {
        let (organisation, towards) = (self.organisation_id, self.country);
        match self.state {
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
        }
    }

    /// Whether it names a day until which it is valid, and that is not over.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_until_on.is_some_and(|until| until >= day)
    }

    /// The promised amount.
    #[must_use]
    pub fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }

    /// Where it goes: the country of its project or place.
    #[must_use]
    pub fn towards(&self) -> Option<Country> {
        self.country
    }

    /// What it is for.
    #[must_use]
    pub fn target(&self) -> Target {
        match (self.project_id, self.place_id, self.pillar) {
            (Some(project), _, _) => Target::Project(project),
            (None, Some(place), _) => Target::Place(place),
            (None, None, Some(pillar)) => Target::Pillar(pillar),
            (None, None, None) => Target::Plan,
        }
    }

    /// Whether the public may know of it: it stands in the ledger.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.ledger_entry_id.is_some()
    }
}
