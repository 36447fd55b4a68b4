//! Answering what waits for an officer, sending again what came back, taking back what waits.

use puente::actions;
use puente::actions::money::NewCommitment;
use puente::actions::proposals::Change;
use puente::domain::pledge::Decision;
use puente::domain::project::Status;
use puente::domain::proposal::ProposalState;
use puente::store::proposals;

use super::super::cast::{OFFICER_OF, OFFICERS};
use super::super::model::chain::Row;
use super::super::model::refusals::Reasons;
use super::super::model::{Home, Proposal, Proposed, Subject};
use super::super::play::Simulation;
use super::money;

/// Most proposals that still change.
const LIVE: usize = 24;

impl Simulation<'_> {
    /// Somebody proposed something: it waits, and nothing is counted.
    pub(super) fn propose(&mut self, reference: String, what: Proposed, by: &'static str) {
        let proposal = Proposal {
            what,
            state: ProposalState::Submitted,
            entered_by: by,
            submitted_by: by,
        };
        self.model.proposals.insert(reference.clone(), proposal);
        self.live.proposals.push(reference);
        if self.live.proposals.len() > LIVE {
            self.live.proposals.remove(0);
        }
        // Nothing was counted, and no event stands for it.
        self.is_done = false;
    }

    /// A live proposal in one of these states; when the action is spoilt, perhaps another.
    fn proposal_in(&mut self, states: &[ProposalState]) -> Option<(String, Proposal)> {
        let strange = self.spoils(2);
        let fits = |reference: &&String| strange || states.contains(&self.model.proposals[*reference].state);
        let fitting: Vec<String> = self.live.proposals.iter().filter(fits).cloned().collect();
        let reference = self.one_of(&fitting)?;
        let proposal = self.model.proposals[&reference].clone();
        Some((reference, proposal))
    }

    /// What stands in the way of a proposal as things are now.
    fn hinders(&mut self, what: &Proposed, reasons: &mut Reasons) {
        let before = reasons.0.len();
        match what {
            Proposed::Revision {
                reference,
                present,
                minor,
            } => {
                let pledge = &self.model.pledges[reference];
                let now = pledge.stored.pledged();
                let moved = pledge.is_open() && now != *present;
                reasons.add("not_open", !pledge.is_open());
                reasons.add("figure_moved", pledge.is_open() && now != *present);
                reasons.add("same_amount", pledge.is_open() && now == *minor);
                if moved {
                    self.saw("figure moved under a proposal");
                }
            }
            Proposed::Commitment { code, .. } => {
                reasons.add("project_not_open", !self.model.projects[code].is_open());
            }
            Proposed::Expenditure { code, slug, .. } => {
                let status = self.model.projects[code].status;
                reasons.add("project_not_open", matches!(status, Status::Draft | Status::Cancelled));
                reasons.add("not_involved", !self.model.takes_part(slug, code));
            }
        }
        if reasons.0.len() > before {
            self.saw("refused as things are by then");
        }
    }

    pub(super) async fn review_proposal(&mut self) -> bool {
        let Some((reference, proposal)) = self.proposal_in(&[ProposalState::Submitted]) else {
            return false;
        };
        let decision = if self.random.one_in(3) {
            self.random.pick(Decision::ALL)
        } else {
            Decision::Verify
        };
        let mut reasons = Reasons::default();
        let country = self.model.country_of_proposal(&proposal.what);
        let (of, local) = self.random.pick(&OFFICER_OF);
        let email = if self.random.one_in(4) || self.spoils(3) {
            let elsewhere = country.is_some_and(|country| country != "both" && country != of);
            reasons.add("not_allowed", elsewhere);
            local
        } else {
            self.random.pick(&OFFICERS)
        };
        reasons.add(
            "not_allowed",
            proposal.entered_by == email || proposal.submitted_by == email,
        );
        let is_waiting = proposal.state == ProposalState::Submitted;
        let to = ProposalState::after(decision);
        // The same answer of the same officer is no refusal; nobody can tell who gave the first one.
        if proposal.state == to {
            return false;
        }
        reasons.add("not_a_successor", !is_waiting);
        let mut needed = Reasons::default();
        let why = self.why(&mut needed);
        reasons.add("reason", !needed.none() && decision != Decision::Verify);
        let verifies = is_waiting && decision == Decision::Verify;
        let unusual = verifies && self.model.is_unusual(&proposal.what);
        reasons.add("reason_needed", unusual && !needed.none());
        if verifies {
            self.hinders(&proposal.what, &mut reasons);
        }
        self.report("review proposal", &(&reference, &proposal, decision, email), &reasons);
        let (ctx, who, request) = (self.ctx(), self.people[email], self.world.request_id());
        let done =
            actions::proposals::review(ctx.numbered(&who, &request), &who, &reference, None, decision, why).await;
        if self.judge(&reasons, done).is_some() {
            if self.random.one_in(8) {
                let again =
                    actions::proposals::review(ctx.numbered(&who, &request), &who, &reference, None, decision, why)
                        .await;
                self.judge_again(&(), &again);
            }
            self.model.proposals.get_mut(&reference).expect("known").state = to;
            if decision == Decision::Verify {
                if unusual {
                    self.saw("unusual and explained");
                }
                let row = proposals::by_reference(self.world.db().primary(), &reference)
                    .await
                    .expect("read");
                let id = row.and_then(|row| row.ledger_entry_id).expect("a row of the ledger").0;
                self.record(id, &proposal.what);
            } else {
                self.is_done = false;
            }
        }
        self.touch_proposal(&proposal.what);
        true
    }

    /// What was verified is written down, with the rates of its own day.
    fn record(&mut self, id: i64, what: &Proposed) {
        match what {
            Proposed::Revision {
                reference,
                present,
                minor,
            } => {
                let pledge = &self.model.pledges[reference];
                let usd = self.model.rates.usd(minor - present, pledge.currency, pledge.giving.on);
                let row = Row::Promise {
                    minor: minor - present,
                    usd,
                };
                self.model.write(&Home::Pledge(reference.clone()), row);
                self.saw("revision up");
            }
            Proposed::Commitment { .. } => {
                self.signed_directly(id, what);
                self.saw("commitment verified");
            }
            Proposed::Expenditure { .. } => {
                self.spent(id, what);
                self.saw("expenditure verified");
            }
        }
    }

    fn touch_proposal(&mut self, what: &Proposed) {
        match what {
            Proposed::Revision { reference, .. } => self.touch_home(&Home::Pledge(reference.clone())),
            Proposed::Commitment { code, .. } | Proposed::Expenditure { code, .. } => {
                self.touched.insert(Subject::Project(code.clone()));
            }
        }
    }

    /// Whoever may change a proposal: its organisation, or an officer if an officer entered it.
    fn proposer(&mut self, proposal: &Proposal, reasons: &mut Reasons) -> &'static str {
        let slug = self.model.proposer(&proposal.what);
        let email = self.editor(slug, reasons);
        let is_officer = OFFICERS.contains(&email);
        reasons.add("not_found", is_officer && !OFFICERS.contains(&proposal.entered_by));
        email
    }

    pub(super) async fn resubmit_proposal(&mut self) -> bool {
        let Some((reference, mut proposal)) = self.proposal_in(&[ProposalState::Returned]) else {
            return false;
        };
        let mut reasons = Reasons::default();
        reasons.add("stale", proposal.state != ProposalState::Returned);
        let email = self.proposer(&proposal, &mut reasons);
        let why = self.why(&mut Reasons::default());
        let is_reason = why == super::REASON;
        if let Proposed::Revision { .. } | Proposed::Expenditure { .. } = proposal.what {
            reasons.add("reason", !is_reason);
        }
        let (nothing, less, more) = (self.spoils(4), self.spoils(3), self.some_of(300));
        let (document, today) = (self.document.clone(), self.today());
        match &mut proposal.what {
            Proposed::Revision {
                reference,
                present,
                minor,
            } => {
                let pledge = &self.model.pledges[reference];
                let (now, open) = (pledge.stored.pledged(), pledge.stored.open_at(&None));
                *minor = match (nothing, less) {
                    (true, _) => 0,
                    (false, true) => (now - more).max(1),
                    (false, false) => *minor + more,
                };
                reasons.add("not_open", !pledge.is_open());
                reasons.add("same_amount", *minor == now);
                reasons.add("below_committed", *minor - now + open < 0);
                reasons.add("figure_moved", *minor < now);
                reasons.sound(*minor, pledge.giving.on, pledge.giving.on, today);
                *present = now;
            }
            Proposed::Commitment {
                code, amount, on, days, ..
            } => {
                days.clear();
                amount.1 = if nothing { 0 } else { amount.1 + more };
                reasons.add("project_not_open", !self.model.projects[code].is_open());
                reasons.sound(amount.1, *on, *on, today);
            }
            Proposed::Expenditure { code, slug, amount, on } => {
                amount.1 = if nothing { 0 } else { amount.1 + more };
                let status = self.model.projects[code].status;
                reasons.add("project_not_open", matches!(status, Status::Draft | Status::Cancelled));
                reasons.add("not_involved", !self.model.takes_part(slug, code));
                reasons.sound(amount.1, *on, *on, today);
            }
        }
        self.report("resubmit proposal", &(&reference, &proposal, email), &reasons);
        let change = match &proposal.what {
            Proposed::Revision { reference, minor, .. } => Change::Revision {
                amount: money((self.model.pledges[reference].currency, *minor)),
                why,
            },
            Proposed::Commitment {
                finance_type,
                amount,
                on,
                receiver,
                ..
            } => Change::Commitment {
                finance_type,
                new_commitment: NewCommitment {
                    amount: money(*amount),
                    drawdown: None,
                    receiver: Some(self.organisations[receiver]),
                    signed_on: *on,
                    own_reference: "",
                    document: None,
                    tranches: &[],
                },
            },
            Proposed::Expenditure { amount, on, .. } => Change::Expenditure {
                amount: money(*amount),
                spent_on: *on,
                note: why,
                document: self.random.one_in(2).then_some(&document),
            },
        };
        let row = proposals::by_reference(self.world.db().primary(), &reference)
            .await
            .expect("read");
        let version = row.expect("the proposal").version;
        let done = actions::proposals::update(self.ctx(), &self.people[email], &reference, version, change).await;
        self.touch_proposal(&proposal.what);
        if self.judge(&reasons, done).is_some() {
            (proposal.state, proposal.submitted_by) = (ProposalState::Submitted, email);
            self.model.proposals.insert(reference, proposal);
            self.saw("proposal returned and sent again");
            self.is_done = false;
        }
        true
    }

    pub(super) async fn recall_proposal(&mut self) -> bool {
        let open = [ProposalState::Submitted, ProposalState::Returned];
        let Some((reference, proposal)) = self.proposal_in(&open) else {
            return false;
        };
        let mut reasons = Reasons::default();
        let email = self.proposer(&proposal, &mut reasons);
        let again = proposal.state == ProposalState::Withdrawn;
        reasons.add("not_a_successor", !open.contains(&proposal.state) && !again);
        self.report("recall proposal", &(&reference, &proposal, email), &reasons);
        let done = actions::proposals::withdraw(self.ctx(), &self.people[email], &reference).await;
        if self.judge(&reasons, done).is_some() {
            self.model.proposals.get_mut(&reference).expect("known").state = ProposalState::Withdrawn;
            self.is_done = false;
        }
        self.touch_proposal(&proposal.what);
        true
    }
}
