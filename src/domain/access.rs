//! Who may do what: the table of DESIGN.md §6 as one function.

use super::account::{Actor, Role};
use super::country::{Country, Jurisdiction};
use super::ids::{AccountId, OrganisationId};

/// A thing that somebody wants to do, with what the decision depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Open the partner's desk.
    UseDesk,
    /// Open the officer's worklist.
    UseOffice,
    /// Open the administrator's pages.
    UseAdministration,
    /// Read, create, edit, submit, withdraw a pledge of this organisation, towards this country
    /// (`None`: not yet known, or the whole plan).
    EditPledge {
        organisation: OrganisationId,
        towards: Option<Country>,
    },
    /// The same of a pledge that is not verified: an officer only of one that was entered on behalf of its organisation.
    EditUnverified {
        organisation: OrganisationId,
        towards: Option<Country>,
        on_behalf: bool,
    },
    /// Verify, return or decline a pledge.
    ReviewPledge {
        towards: Option<Country>,
        entered_by: AccountId,
        submitted_by: Option<AccountId>,
    },
    /// Let a pledge lapse.
    LapsePledge { towards: Option<Country> },
    /// Accept what a pledge gives in kind for a line of a project's budget, or take that back.
    AcceptInKind {
        towards: Option<Country>,
        entered_by: AccountId,
        submitted_by: Option<AccountId>,
    },
    /// Confirm or dispute a payment that was declared to `receiver`.
    AnswerDisbursement {
        receiver: OrganisationId,
        provider: OrganisationId,
        declared_by: Option<AccountId>,
        towards: Option<Country>,
    },
    /// Create, adopt, edit a project, change its status.
    EditProject { country: Country },
    /// Take a closed project back to finalisation.
    ReopenProject,
    /// Erase a free text from the public history.
    RedactText,
    /// Add a rate of exchange, or correct one and with it what was converted.
    ManageRates,
    /// Invite people, take invitations back, disable and enable accounts, end sessions.
    ManagePeople,
}

/// Why an action is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("this role may not do that")]
    NotThisRole,
    #[error("belongs to another organisation")]
    OtherOrganisation,
    #[error("lies outside the officer's jurisdiction")]
    OtherJurisdiction,
    #[error("whoever entered or submitted a pledge may not review it, nor accept it for a budget")]
    FourEyes,
    #[error("nobody confirms what their own person or organisation declared")]
    OwnDeclaration,
}

impl Refusal {
    /// Whether the thing itself must stay unknown to the actor, so that the answer is 404 and not 403.
    #[must_use]
    pub fn hides(self) -> bool {
        matches!(self, Self::OtherOrganisation)
    }
}

/// Whether `actor` may do `permission`.
///
/// # Errors
/// The [`Refusal`] that applies first.
pub fn may(actor: &Actor, permission: Permission) -> Result<(), Refusal> {
    match actor.role {
        Role::Partner { organisation } => partner_may(actor.account, organisation, permission),
        Role::Officer { jurisdiction } => officer_may(actor.account, jurisdiction, permission),
        Role::Administrator => administrator_may(permission),
    }
}

fn partner_may(account: AccountId, own: OrganisationId, permission: Permission) -> Result<(), Refusal> {
    match permission {
        Permission::UseDesk => Ok(()),
        Permission::EditPledge { organisation, .. } | Permission::EditUnverified { organisation, .. } => {
            permit(own == organisation, Refusal::OtherOrganisation)
        }
        // Only the receiver and, on a document, an officer; never whoever declared it (counting rule 4).
        Permission::AnswerDisbursement {
            receiver,
            provider,
            declared_by,
            ..
        } => {
            permit(declared_by != Some(account) && own != provider, Refusal::OwnDeclaration)?;
            permit(own == receiver, Refusal::OtherOrganisation)
        }
        Permission::UseOffice
        | Permission::UseAdministration
        | Permission::ReviewPledge { .. }
        | Permission::LapsePledge { .. }
        | Permission::AcceptInKind { .. }
        | Permission::EditProject { .. }
        | Permission::ReopenProject
        | Permission::RedactText
        | Permission::ManageRates
        | Permission::ManagePeople => Err(Refusal::NotThisRole),
    }
}

fn officer_may(account: AccountId, jurisdiction: Jurisdiction, permission: Permission) -> Result<(), Refusal> {
    let reaches = |towards: Option<Country>| {
        let inside = towards.is_none_or(|country| jurisdiction.reaches(country));
        permit(inside, Refusal::OtherJurisdiction)
    };
    match permission {
        Permission::UseDesk | Permission::UseOffice => Ok(()),
        Permission::EditPledge { towards, .. } | Permission::LapsePledge { towards } => reaches(towards),
        Permission::EditUnverified { towards, on_behalf, .. } => {
            permit(on_behalf, Refusal::OtherOrganisation)?;
            reaches(towards)
        }
        Permission::ReviewPledge {
            towards,
            entered_by,
            submitted_by,
        }
        | Permission::AcceptInKind {
            towards,
            entered_by,
            submitted_by,
        } => {
            reaches(towards)?;
            permit(
                entered_by != account && submitted_by != Some(account),
                Refusal::FourEyes,
            )
        }
        Permission::AnswerDisbursement {
            declared_by, towards, ..
        } => {
            reaches(towards)?;
            permit(declared_by != Some(account), Refusal::OwnDeclaration)
        }
        Permission::EditProject { country } => reaches(Some(country)),
        Permission::UseAdministration
        | Permission::ReopenProject
        | Permission::RedactText
        | Permission::ManageRates
        | Permission::ManagePeople => Err(Refusal::NotThisRole),
    }
}

fn administrator_may(permission: Permission) -> Result<(), Refusal> {
    match permission {
        Permission::UseAdministration
        | Permission::ReopenProject
        | Permission::RedactText
        | Permission::ManageRates
        | Permission::ManagePeople => Ok(()),
        Permission::UseDesk
        | Permission::UseOffice
        | Permission::EditPledge { .. }
        | Permission::EditUnverified { .. }
        | Permission::ReviewPledge { .. }
        | Permission::LapsePledge { .. }
        | Permission::AcceptInKind { .. }
        | Permission::AnswerDisbursement { .. }
        | Permission::EditProject { .. } => Err(Refusal::NotThisRole),
    }
}

fn permit(is_so: bool, otherwise: Refusal) -> Result<(), Refusal> {
    if is_so { Ok(()) } else { Err(otherwise) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANK: OrganisationId = OrganisationId(1);
    const OTHER: OrganisationId = OrganisationId(2);

    fn partner() -> Actor {
        Actor {
            account: AccountId(1),
            role: Role::Partner { organisation: BANK },
        }
    }

    fn officer(id: i64, jurisdiction: Jurisdiction) -> Actor {
        Actor {
            account: AccountId(id),
            role: Role::Officer { jurisdiction },
        }
    }

    fn review(entered_by: i64, towards: Country) -> Permission {
        Permission::ReviewPledge {
            towards: Some(towards),
            entered_by: AccountId(entered_by),
            submitted_by: Some(AccountId(entered_by)),
        }
    }

    #[test]
    fn a_partner_keeps_its_own_pledges_and_no_others() {
        let own = Permission::EditPledge {
            organisation: BANK,
            towards: None,
        };
        let foreign = Permission::EditPledge {
            organisation: OTHER,
            towards: None,
        };
        assert_eq!(may(&partner(), own), Ok(()));
        assert_eq!(may(&partner(), foreign), Err(Refusal::OtherOrganisation));
        assert!(Refusal::OtherOrganisation.hides());
    }

    #[test]
    fn an_officer_keeps_no_draft_that_a_partner_entered() {
        let draft = |on_behalf| Permission::EditUnverified {
            organisation: BANK,
            towards: Some(Country::Panama),
            on_behalf,
        };
        let own = officer(7, Jurisdiction::Panama);
        assert_eq!(may(&own, draft(false)), Err(Refusal::OtherOrganisation));
        assert_eq!(may(&own, draft(true)), Ok(()));
        assert_eq!(
            may(&officer(8, Jurisdiction::Colombia), draft(true)),
            Err(Refusal::OtherJurisdiction)
        );
        assert_eq!(may(&partner(), draft(false)), Ok(()));
    }

    #[test]
    fn nobody_verifies_what_they_entered_or_submitted() {
        assert_eq!(
            may(&officer(7, Jurisdiction::Both), review(7, Country::Panama)),
            Err(Refusal::FourEyes)
        );
        assert_eq!(may(&officer(8, Jurisdiction::Both), review(7, Country::Panama)), Ok(()));
    }

    #[test]
    fn nobody_accepts_for_a_budget_what_they_entered_and_only_officers_of_the_country_do() {
        let permission = |entered_by, submitted_by| Permission::AcceptInKind {
            towards: Some(Country::Panama),
            entered_by: AccountId(entered_by),
            submitted_by: Some(AccountId(submitted_by)),
        };
        let own = officer(7, Jurisdiction::Both);
        assert_eq!(may(&own, permission(7, 1)), Err(Refusal::FourEyes));
        assert_eq!(may(&own, permission(1, 7)), Err(Refusal::FourEyes));
        assert_eq!(may(&own, permission(1, 1)), Ok(()));
        let other = officer(8, Jurisdiction::Colombia);
        assert_eq!(may(&other, permission(1, 1)), Err(Refusal::OtherJurisdiction));
        assert_eq!(may(&partner(), permission(1, 1)), Err(Refusal::NotThisRole));
    }

    #[test]
    fn an_officer_of_the_other_country_may_not_review() {
        let refused = may(&officer(8, Jurisdiction::Panama), review(7, Country::Colombia));
        assert_eq!(refused, Err(Refusal::OtherJurisdiction));
    }

    #[test]
    fn a_pledge_to_the_whole_plan_is_reviewed_by_any_officer() {
        let permission = Permission::ReviewPledge {
            towards: None,
            entered_by: AccountId(1),
            submitted_by: None,
        };
        assert_eq!(may(&officer(8, Jurisdiction::Panama), permission), Ok(()));
    }

    #[test]
    fn an_administrator_keeps_the_registry_and_not_its_projects() {
        let admin = Actor {
            account: AccountId(9),
            role: Role::Administrator,
        };
        assert_eq!(may(&admin, Permission::UseAdministration), Ok(()));
        assert_eq!(may(&admin, Permission::RedactText), Ok(()));
        assert_eq!(may(&admin, Permission::ManagePeople), Ok(()));
        assert_eq!(may(&admin, review(1, Country::Panama)), Err(Refusal::NotThisRole));
        assert_eq!(
            may(
                &admin,
                Permission::EditProject {
                    country: Country::Panama
                }
            ),
            Err(Refusal::NotThisRole)
        );
        assert_eq!(may(&admin, Permission::UseDesk), Err(Refusal::NotThisRole));
    }

    #[test]
    fn a_partner_has_no_part_in_the_office() {
        for permission in [
            Permission::UseOffice,
            Permission::UseAdministration,
            review(2, Country::Panama),
            Permission::RedactText,
            Permission::ManageRates,
            Permission::ManagePeople,
        ] {
            assert_eq!(may(&partner(), permission), Err(Refusal::NotThisRole), "{permission:?}");
        }
    }
}
