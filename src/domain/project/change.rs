//! Changes of a project's status.

use time::Date;

use super::gate::{GateFacts, Missing, missing_for};
use super::status::{Provenance, Status};
use crate::domain::reason::{self, ReasonError};

/// Why a change of status is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatusRefusal {
    #[error("a documented project has no life cycle until it is adopted")]
    Documented,
    #[error("that status cannot follow")]
    NotASuccessor,
    #[error(transparent)]
    Reason(#[from] ReasonError),
    #[error("the effective date lies in the future")]
    EffectiveInTheFuture,
    #[error("the effective date lies before the last change")]
    EffectiveBeforeLastChange,
    #[error("the gate is not passed")]
    Gate(Vec<Missing>),
}

/// A change of status as somebody asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRequest<'a> {
    pub provenance: Provenance,
    pub from: Status,
    pub suspended_from: Option<Status>,
    pub to: Status,
    pub effective_on: Date,
    pub last_effective_on: Option<Date>,
    pub today: Date,
    pub reason: &'a str,
    /// A closed project is taken back to finalisation, as an administrator may.
    pub reopens: bool,
}

/// Whether a change of status may happen; every refusal that applies, so that all can be mended at once.
///
/// # Errors
/// At least one [`StatusRefusal`].
pub fn change_status(request: &StatusRequest<'_>, facts: &GateFacts) -> Result<(), Vec<StatusRefusal>> {
    if request.provenance == Provenance::Documented {
        return Err(vec![StatusRefusal::Documented]);
    }
    let mut refusals = Vec::new();
    if request.reopens || request.from.successors(request.suspended_from).contains(&request.to) {
        let missing = missing_for(facts, request.to);
        if !missing.is_empty() {
            refusals.push(StatusRefusal::Gate(missing));
        }
    } else {
        refusals.push(StatusRefusal::NotASuccessor);
    }
    refusals.extend(reason::check(request.reason).err().map(StatusRefusal::Reason));
    if request.effective_on > request.today {
        refusals.push(StatusRefusal::EffectiveInTheFuture);
    }
    if request
        .last_effective_on
        .is_some_and(|last| request.effective_on < last)
    {
        refusals.push(StatusRefusal::EffectiveBeforeLastChange);
    }
    if refusals.is_empty() { Ok(()) } else { Err(refusals) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::TerritorialStatus;
    use crate::domain::project::gate::GatePlace;
    use time::macros::date;

    fn complete() -> GateFacts {
        GateFacts {
            title_es_length: 10,
            title_en_length: 10,
            description_es_length: 80,
            description_en_length: 80,
            places: vec![GatePlace {
                name: "Acandí".into(),
                territorial_status: TerritorialStatus::No,
            }],
            place_share_basis_points: 10_000,
            sector_share_basis_points: 10_000,
            planned_start_on: Some(date!(2026 - 01 - 01)),
            planned_end_on: Some(date!(2027 - 01 - 01)),
            actual_start_on: Some(date!(2026 - 02 - 01)),
            has_accountable: true,
            has_implementing: true,
            requirement_minor: 1,
            has_contact_office: true,
        }
    }

    fn request(from: Status, to: Status) -> StatusRequest<'static> {
        StatusRequest {
            provenance: Provenance::Registered,
            from,
            suspended_from: None,
            to,
            effective_on: date!(2026 - 11 - 01),
            last_effective_on: None,
            today: date!(2026 - 11 - 23),
            reason: "Aprobado por el comité",
            reopens: false,
        }
    }

    #[test]
    fn every_pair_of_statuses_is_decided_as_the_life_cycle_says() {
        use Status::{Cancelled, Closed, Draft, Finalisation, Identified, Implementation, SeekingFunding, Suspended};
        let allowed = [
            (Draft, Identified),
            (Identified, SeekingFunding),
            (Identified, Cancelled),
            (SeekingFunding, Implementation),
            (SeekingFunding, Suspended),
            (SeekingFunding, Cancelled),
            (Implementation, Finalisation),
            (Implementation, Suspended),
            (Implementation, Cancelled),
            (Finalisation, Closed),
            (Suspended, Cancelled),
        ];
        for &from in Status::ALL {
            for &to in Status::ALL {
                let passes = change_status(&request(from, to), &complete()).is_ok();
                assert_eq!(passes, allowed.contains(&(from, to)), "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn a_suspended_project_goes_back_to_where_it_was_and_nowhere_else() {
        let mut back = request(Status::Suspended, Status::SeekingFunding);
        back.suspended_from = Some(Status::SeekingFunding);
        assert_eq!(change_status(&back, &complete()), Ok(()));
        back.to = Status::Implementation;
        assert_eq!(
            change_status(&back, &complete()),
            Err(vec![StatusRefusal::NotASuccessor])
        );
    }

    #[test]
    fn an_empty_draft_is_shown_all_that_it_misses_at_once() {
        let refused = change_status(&request(Status::Draft, Status::Identified), &GateFacts::default());
        let Err(refusals) = refused else {
            panic!("must be refused")
        };
        let [StatusRefusal::Gate(missing)] = refusals.as_slice() else {
            panic!("{refusals:?}")
        };
        let codes: Vec<_> = missing.iter().map(Missing::code).collect();
        assert_eq!(
            codes,
            [
                "title_es",
                "title_en",
                "description_es",
                "description_en",
                "place",
                "sectors",
                "planned_start_on",
                "planned_end_on",
                "accountable",
                "implementing",
                "requirement",
                "contact_office"
            ]
        );
    }

    #[test]
    fn an_unknown_territory_blocks_implementation_like_a_known_one() {
        for (status, blocks) in [
            (TerritorialStatus::Yes, true),
            (TerritorialStatus::Unknown, true),
            (TerritorialStatus::No, false),
        ] {
            let mut facts = complete();
            facts.places[0].territorial_status = status;
            let missing = missing_for(&facts, Status::Implementation);
            assert_eq!(!missing.is_empty(), blocks, "{status:?}");
        }
    }

    #[test]
    fn a_territory_does_not_stop_a_project_from_seeking_funding() {
        let mut facts = complete();
        facts.places[0].territorial_status = TerritorialStatus::Yes;
        assert_eq!(missing_for(&facts, Status::SeekingFunding), []);
    }

    #[test]
    fn a_project_may_be_suspended_or_cancelled_whatever_it_misses() {
        for to in [Status::Suspended, Status::Cancelled] {
            assert_eq!(
                change_status(&request(Status::SeekingFunding, to), &GateFacts::default()),
                Ok(())
            );
        }
    }

    #[test]
    fn a_reason_of_blanks_a_future_date_and_a_date_before_the_last_change_are_refused_together() {
        let mut bad = request(Status::Identified, Status::SeekingFunding);
        bad.reason = "   \n      ";
        bad.effective_on = date!(2026 - 11 - 24);
        bad.last_effective_on = Some(date!(2026 - 12 - 01));
        assert_eq!(
            change_status(&bad, &complete()),
            Err(vec![
                StatusRefusal::Reason(ReasonError::TooShort),
                StatusRefusal::EffectiveInTheFuture,
                StatusRefusal::EffectiveBeforeLastChange
            ])
        );
    }

    #[test]
    fn a_documented_project_changes_no_status() {
        let mut documented = request(Status::Identified, Status::SeekingFunding);
        documented.provenance = Provenance::Documented;
        assert_eq!(
            change_status(&documented, &complete()),
            Err(vec![StatusRefusal::Documented])
        );
    }

    #[test]
    fn the_statuses_map_to_iati_as_the_standard_says() {
        let codes: Vec<_> = Status::ALL.iter().map(|s| s.iati_code()).collect();
        assert_eq!(
            codes,
            [None, Some(1), Some(1), Some(2), Some(3), Some(4), Some(6), Some(5)]
        );
    }
}
