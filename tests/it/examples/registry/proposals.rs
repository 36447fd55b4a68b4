//! What the office answers before it counts. `agree`, `revise` and `spend` alone mean that it verifies at once; after
//! `propose` they wait, and the name of the commitment, pledge or expenditure is the name of the proposal.

use puente::actions::money::Recorded;
use puente::actions::proposals::Change;
use puente::actions::{self, ActionError};
use puente::domain::pledge::Decision;
use puente::domain::proposal::ProposalKind;
use puente::store::proposals;

use super::{Registry, WHY, Words, money};

impl Registry {
    /// Keeps what became of an action under its name: the row, or the proposal, which the office verifies unless it is to
    /// wait. `makes`: whether the name is that of the row.
    pub(super) async fn keep(&mut self, name: &str, recorded: Recorded, makes: bool) -> actions::Result<()> {
        let id = match recorded {
            Recorded::Now(id) => Some(id),
            Recorded::Pendings(reference) => {
                self.proposals.insert(name.to_owned(), reference);
                if self.pending {
                    None
                } else {
                    Some(self.review(name, Decision::Verify, WHY, "officer2").await?)
                }
            }
        };
        if let (Some(id), true) = (id, makes) {
            self.rows.insert(name.to_owned(), id);
        }
        Ok(())
    }

    async fn review(&self, name: &str, decision: Decision, why: &str, by: &str) -> actions::Result<i64> {
        let (ctx, request) = (self.ctx(), self.world.request_id());
        let officer = self.world.actor(&format!("{by}@demo.example")).await;
        let reference = &self.proposals[name];
        actions::proposals::review(
            ctx.numbered(&officer, &request),
            &officer,
            reference,
            None,
            decision,
            why,
        )
        .await?;
        let row = proposals::by_reference(self.world.db().primary(), reference).await?;
        Ok(row.and_then(|row| row.ledger_entry_id).map_or(0, |id| id.0))
    }

    /// `verify`, `return`, `decline` NAME (`by` an officer), `recall` NAME, `resubmit` NAME with a new figure of a
    /// pledge.
    pub(super) async fn answer_proposal(&mut self, words: &Words<'_>, why: &str) -> actions::Result<()> {
        let w = &words.0;
        let row = proposals::by_reference(self.world.db().primary(), &self.proposals[w[1]]).await?;
        let row = row.ok_or(ActionError::NotFound)?;
        let own = row.organisation_slug.trim_end_matches("-demo");
        match w[0] {
            "recall" => {
                let who = self.person(own).await;
                actions::proposals::withdraw(self.ctx(), &who, &row.reference).await
            }
            "resubmit" => {
                let who = self.person(own).await;
                let change = Change::Revision {
                    amount: money(w[2], w[3]),
                    why: WHY,
                };
                let ctx = self.ctx();
                actions::proposals::update(ctx, &who, &row.reference, row.version, change).await
            }
            answer => {
                let decision = Decision::parse(answer).expect("an answer");
                let by = words.after("by").unwrap_or("officer2");
                let id = self.review(w[1], decision, why, by).await?;
                if decision == Decision::Verify && row.kind != ProposalKind::Revision {
                    self.rows.insert(w[1].to_owned(), id);
                }
                Ok(())
            }
        }
    }
}
