//! Steps about days, conditions and what is said about waiting.

use puente::actions;
use puente::actions::conditions::PendingSubject;
use puente::domain::currency::Currency;
use puente::domain::fulfilment::PendingKind;
use puente::domain::ids::ConditionId;
use puente::domain::money::Money;
use puente::domain::party::Party;
use puente::domain::pledge::Tranche;
use puente::domain::timestamp::Timestamp;
use puente::store::Source as _;

use super::{Registry, Words, day};

/// `2026-10-01=400.00,…`
pub(super) fn tranches(text: Option<&str>, currency: Currency) -> Vec<Tranche> {
    let one = |part: &str| {
        let (due_on, amount) = part.split_once('=').expect("a day and an amount");
        Tranche {
            due_on: day(due_on),
            amount: Money::parse_plain(amount, currency).expect("an amount"),
        }
    };
    text.map_or_else(Vec::new, |text| text.split(',').map(one).collect())
}

pub(super) fn party(code: &str) -> Party {
    Party::parse(code).unwrap_or_else(|| panic!("no party {code}"))
}

impl Registry {
    fn subject_of_wait(&self, name: &str) -> PendingSubject<'_> {
        match self.pledges.get(name) {
            Some(reference) => PendingSubject::Pledge(reference),
            None => PendingSubject::Commitment(self.id(name)),
        }
    }

    /// `day D`; `publish_due`; `condition c p government`; `met c p`; `explain p late because "…"`.
    pub(super) async fn wait(&mut self, step: &str, words: &Words<'_>, why: &str) -> actions::Result<()> {
        let w = &words.0;
        match step {
            "day" => {
                let noon = format!("{}T17:00:00Z", day(w[1]));
                self.now = Timestamp::parse(&noon).expect("an instant");
            }
            "publish_due" => {
                actions::pledges::publish_due(self.ctx()).await?;
            }
            "condition" => {
                let (who, request) = (self.editor(w[2]).await, self.world.request_id());
                let subject_of_wait = self.subject_of_wait(w[2]);
                actions::conditions::state(
                    self.ctx().numbered(&who, &request),
                    &who,
                    subject_of_wait,
                    party(w[3]),
                    why,
                )
                .await?;
                let newest = "SELECT MAX(id) AS number FROM waiting_condition";
                let id = self.world.db().primary().number(newest, vec![]).await?;
                self.rows.insert(w[1].to_owned(), id);
            }
            "met" => {
                let who = self.editor(w[2]).await;
                let condition = ConditionId(self.id(w[1]));
                actions::conditions::meet(self.ctx(), &who, self.subject_of_wait(w[2]), condition).await?;
            }
            "explain" => {
                let (who, request) = (self.editor(w[1]).await, self.world.request_id());
                let wait = PendingKind::parse(w[2]).expect("a reason for waiting");
                actions::replies::explain(
                    self.ctx().numbered(&who, &request),
                    &who,
                    self.subject_of_wait(w[1]),
                    wait,
                    why,
                )
                .await?;
            }
            other => panic!("no step {other}"),
        }
        Ok(())
    }
}
