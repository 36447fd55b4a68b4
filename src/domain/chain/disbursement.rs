//! What was paid, and what of it came back or never arrived.

use time::Date;

use super::{Chain, ChainError, Effect, Tally, proportion};
use crate::domain::finance::Finance;
use crate::domain::ids::LedgerEntryId;
use crate::domain::ledger::{Entry, Statement};

/// A payment with what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disbursement {
    pub commitment: LedgerEntryId,
    /// Declared, less adjustments and refunds, at the rate of its day.
    pub net: Tally,
    /// What it uses of its commitment, at the commitment's rate.
    pub drawdown: Tally,
    /// What the net amount was worth at the signature, in US cents: without charges and taxes, which no rate made.
    pub(super) matched_usd_minor: Option<i64>,
    pub statement: Statement,
    pub paid_on: Date,
    finance: Finance,
}

impl Chain {
    pub(super) fn pay(&mut self, entry: &Entry) -> Result<Vec<Effect>, ChainError> {
        let no_parent = ChainError::NoParent(entry.id);
        let parent = entry.parent.ok_or(no_parent)?;
        let commitment = self.commitments.get_mut(&parent).ok_or(no_parent)?;
        let taken = commitment.undisbursed.take(entry.drawn())?;
        let drawdown = taken.ok_or(ChainError::TooMuch(entry.id))?;
        let disbursement = Disbursement {
            commitment: parent,
            net: entry.tally(),
            drawdown,
            matched_usd_minor: drawdown.usd_minor,
            statement: entry.statement,
            paid_on: entry.dated_on,
            finance: commitment.finance,
        };
        self.disbursements.insert(entry.id, disbursement);
        let mut effects = vec![disbursement.effect(entry, entry.tally(), drawdown.usd_minor, 1)];
        if let Some(published) = entry.publication()? {
            let (currency, minor) = published.counted();
            effects.push(entry.effect(entry.dated_on.year(), currency, |m| m.published = minor));
        }
        Ok(effects)
    }

    /// An adjustment or a refund: less was received, or some of it came back.
    pub(super) fn give_back(&mut self, entry: &Entry) -> Result<Vec<Effect>, ChainError> {
        let disbursement = entry.parent.and_then(|parent| self.disbursements.get_mut(&parent));
        let no_parent = ChainError::NoParent(entry.id);
        let disbursement = disbursement.ok_or(no_parent)?;
        let too_much = ChainError::TooMuch(entry.id);
        let (minor, before) = (-entry.amount.minor(), disbursement.net.money.minor());
        let less = disbursement.net.take(minor)?.ok_or(too_much)?;
        let matched = match disbursement.matched_usd_minor {
            Some(usd) => Some(proportion(usd, minor, before).ok_or(ChainError::Overflow)?),
            None => None,
        };
        disbursement.matched_usd_minor = disbursement
            .matched_usd_minor
            .zip(matched)
            .map(|(all, part)| all - part);
        let back = disbursement.drawdown.take(-entry.drawn())?.ok_or(too_much)?;
        let commitment = self.commitments.get_mut(&disbursement.commitment).ok_or(no_parent)?;
        commitment.undisbursed.add(back)?;
        let disbursement = *disbursement;
        Ok(vec![disbursement.effect(entry, less, matched, -1)])
    }
}

impl Disbursement {
    /// What `part` of it, worth `matched` at the signature, adds (`sign` 1) or takes away (`sign` −1).
    fn effect(&self, entry: &Entry, part: Tally, matched: Option<i64>, sign: i64) -> Effect {
        let (currency, minor) = part.counted();
        let minor = minor * sign;
        entry.effect(self.paid_on.year(), currency, |m| match self.statement {
            Statement::Declared => m.declared = minor,
            Statement::Disputed => m.disputed = minor,
            Statement::Received => {
                m.paid = minor;
                self.finance.paid(m, minor);
                if let (Some(paid), Some(signed)) = (part.usd_minor, matched) {
                    m.exchange_paid = (paid - signed) * sign;
                }
            }
        })
    }
}
