//! What may follow in a chain: children never exceed their parent, in the parent's currency (counting rule 2).

use time::Date;

use super::{Chain, proportion};
use crate::domain::ids::LedgerEntryId;
use crate::domain::ledger::{LineKey, Statement};
use crate::domain::money::Money;

crate::domain::coded! {
    /// Why a row is refused.
    pub enum MoneyRefusal {
        NotPositive = "not_positive",
        TooLarge = "too_large",
        InTheFuture = "in_the_future",
        /// Dated before the row from which it descends.
        BeforeParent = "before_parent",
        /// The currencies differ, and how much of the parent it uses up is not said.
        DrawdownNeeded = "drawdown_needed",
        /// In the parent's own currency it uses up just what it is.
        DrawdownDiffers = "drawdown_differs",
        /// In another currency it is said to use up more of the parent than is left.
        DrawdownMoreThanLeft = "drawdown_more_than_left",
        /// In another currency, of which no rate is known, so that nobody can tell whether it uses up what it is worth.
        DrawdownNotComparable = "drawdown_not_comparable",
        MoreThanOutstanding = "more_than_outstanding",
        MoreThanUndisbursed = "more_than_undisbursed",
        MoreThanReceived = "more_than_received",
        MoreThanDeclared = "more_than_declared",
        /// A revision below what is signed, ended or earmarked.
        BelowCommitted = "below_committed",
        SameAmount = "same_amount",
        OtherCurrency = "other_currency",
        /// The pledge is not verified and public, or it is withdrawn or lapsed.
        NotOpen = "not_open",
        /// Goods, technical help and guarantees are not signed and paid as money.
        NotFinancial = "not_financial",
        AlreadyAnswered = "already_answered",
        NotDisputed = "not_disputed",
        NotReceived = "not_received",
        CauseNeeded = "cause_needed",
        ProjectNotOpen = "project_not_open",
        ReceiverNeeded = "receiver_needed",
        /// Whoever carries out its own project reports expenditure, not payments to itself (rule 4).
        OwnDisbursement = "own_disbursement",
        EarmarkedAlready = "earmarked_already",
        /// No part of the pledge was earmarked to that project.
        NotEarmarked = "not_earmarked",
        MoreThanSpent = "more_than_spent",
        /// Neither carries the project out, nor answers for it, nor receives one of its commitments.
        NotInvolved = "not_involved",
        /// A provider signs with itself, and does not carry the project out.
        NotImplementer = "not_implementer",
    }
}

crate::domain::coded! {
    /// Why less was received than was declared.
    pub enum Cause {
        BankCharge = "bank_charge",
        Tax = "tax",
        Exchange = "exchange",
        /// Less was paid: the rest can still be paid.
        Shortfall = "shortfall",
    }
}

crate::domain::coded! {
    /// What a receiver says of a payment.
    pub enum Outcome {
        Confirm = "confirm",
        Dispute = "dispute",
        /// A dispute ends with an amount.
        Resolve = "resolve",
    }
}

impl Outcome {
    /// Whether a word says how much arrived: less than was declared states its cause, and a dispute without one names no
    /// amount.
    #[must_use]
    pub const fn says_amount(self, has_cause: bool) -> bool {
        has_cause || !matches!(self, Self::Dispute)
    }
}

/// An amount that a person may enter, on a day that is not before its parent's and not in the future.
///
/// # Errors
/// [`MoneyRefusal`].
pub fn sound(amount: Money, on: Date, parent_on: Date, today: Date) -> Result<(), MoneyRefusal> {
    if !amount.is_positive() {
        return Err(MoneyRefusal::NotPositive);
    }
    if !amount.within_entry_limit() {
        return Err(MoneyRefusal::TooLarge);
    }
    if on > today {
        return Err(MoneyRefusal::InTheFuture);
    }
    if on < parent_on {
        return Err(MoneyRefusal::BeforeParent);
    }
    Ok(())
}

/// How much of a parent in `currency` of `left` an amount uses up: itself in the same currency, else what is said.
fn drawdown(amount: Money, stated: Option<Money>, left: Money, too_much: MoneyRefusal) -> Result<i64, MoneyRefusal> {
    let drawdown = if amount.currency() == left.currency() {
        if stated.is_some_and(|stated| stated != amount) {
            return Err(MoneyRefusal::DrawdownDiffers);
        }
        amount
    } else {
        let stated = stated.ok_or(MoneyRefusal::DrawdownNeeded)?;
        if stated.currency() != left.currency() {
            return Err(MoneyRefusal::OtherCurrency);
        }
        stated
    };
    if !drawdown.is_positive() {
        return Err(MoneyRefusal::NotPositive);
    }
    if drawdown.minor() > left.minor() {
        let same = amount.currency() == left.currency();
        return Err(if same {
            too_much
        } else {
            MoneyRefusal::DrawdownMoreThanLeft
        });
    }
    Ok(drawdown.minor())
}

/// How far, as a part of its worth, what an amount in another currency is said to use up may be from that worth: one in
/// four. A bank's rate is not the published one, and an average of a year is not that of its days.
const DRAWDOWN_TOLERANCE: i64 = 4;

/// Whether an amount that is worth `valuation` in its parent's currency may be said to use up `stated` of it. Otherwise a party
/// could sign or pay, on its own word, far more than was verified, or let a promise look used up by next to nothing. What
/// the smallest unit cannot say more exactly is plausible.
#[must_use]
pub fn plausible(stated: Money, valuation: Money) -> bool {
    let difference = i128::from(stated.minor()) - i128::from(valuation.minor());
    let most = (i128::from(valuation.minor()) / i128::from(DRAWDOWN_TOLERANCE)).max(1);
    difference.abs() <= most
}

impl Chain {
    /// How much of a pledge's line a commitment uses up.
    ///
    /// # Errors
    /// [`MoneyRefusal`].
    pub fn judge_commitment(&self, line: LineKey, amount: Money, stated: Option<Money>) -> Result<i64, MoneyRefusal> {
        let line = self.lines.get(&line).ok_or(MoneyRefusal::NotEarmarked)?;
        drawdown(
            amount,
            stated,
            line.outstanding.money,
            MoneyRefusal::MoreThanOutstanding,
        )
    }

    /// How much of the pledge a termination gives back; `None` for a direct commitment.
    ///
    /// # Errors
    /// [`MoneyRefusal`].
    pub fn judge_termination(&self, commitment: LedgerEntryId, amount: Money) -> Result<Option<i64>, MoneyRefusal> {
        let commitment = self.commitments.get(&commitment).ok_or(MoneyRefusal::NotOpen)?;
        if amount.currency() != commitment.signed.money.currency() {
            return Err(MoneyRefusal::OtherCurrency);
        }
        if amount.minor() > commitment.undisbursed.money.minor() {
            return Err(MoneyRefusal::MoreThanUndisbursed);
        }
        let (part, whole) = (amount.minor(), commitment.signed.money.minor());
        commitment
            .drawdown
            .map(|drawdown| proportion(drawdown.money.minor(), part, whole).ok_or(MoneyRefusal::TooLarge))
            .transpose()
    }

    /// How much of a commitment a payment uses up.
    ///
    /// # Errors
    /// [`MoneyRefusal`].
    pub fn judge_disbursement(
        &self,
        commitment: LedgerEntryId,
        amount: Money,
        stated: Option<Money>,
    ) -> Result<i64, MoneyRefusal> {
        let commitment = self.commitments.get(&commitment).ok_or(MoneyRefusal::NotOpen)?;
        drawdown(
            amount,
            stated,
            commitment.undisbursed.money,
            MoneyRefusal::MoreThanUndisbursed,
        )
    }

    /// What a receiver's word leads to: how much less than declared was received, in the payment's currency.
    ///
    /// # Errors
    /// [`MoneyRefusal`].
    pub fn judge_receipt(
        &self,
        disbursement: LedgerEntryId,
        outcome: Outcome,
        received: Money,
        cause: Option<Cause>,
    ) -> Result<i64, MoneyRefusal> {
        let disbursement = self.disbursements.get(&disbursement).ok_or(MoneyRefusal::NotReceived)?;
        match (outcome, disbursement.statement) {
            (Outcome::Resolve, Statement::Declared | Statement::Received) => return Err(MoneyRefusal::NotDisputed),
            (_, Statement::Received) | (Outcome::Dispute, Statement::Disputed) => {
                return Err(MoneyRefusal::AlreadyAnswered);
            }
            (Outcome::Confirm | Outcome::Dispute, Statement::Declared)
            | (Outcome::Confirm | Outcome::Resolve, Statement::Disputed) => {}
        }
        let declared = disbursement.net.money;
        if received.currency() != declared.currency() {
            return Err(MoneyRefusal::OtherCurrency);
        }
        let nothing_received = received.is_zero() && outcome == Outcome::Confirm;
        if received.is_negative() || nothing_received {
            return Err(MoneyRefusal::NotPositive);
        }
        let less = declared.minor() - received.minor();
        if less < 0 {
            return Err(MoneyRefusal::MoreThanDeclared);
        }
        if less > 0 && cause.is_none() {
            return Err(MoneyRefusal::CauseNeeded);
        }
        Ok(less)
    }

    /// How much of its commitment an adjustment gives back: its part after a shortfall, nothing after charges, taxes
    /// and exchange, which the payer did pay.
    ///
    /// # Errors
    /// [`MoneyRefusal`].
    pub fn adjusting(&self, disbursement: LedgerEntryId, less_minor: i64, cause: Cause) -> Result<i64, MoneyRefusal> {
        match cause {
            Cause::Shortfall => self.giving_back(disbursement, less_minor),
            Cause::BankCharge | Cause::Tax | Cause::Exchange => Ok(0),
        }
    }

    /// How much of its commitment a refund gives back.
    ///
    /// # Errors
    /// [`MoneyRefusal`].
    pub fn refunding(&self, disbursement: LedgerEntryId, amount: Money) -> Result<i64, MoneyRefusal> {
        let known = self.disbursements.get(&disbursement).ok_or(MoneyRefusal::NotReceived)?;
        if known.statement != Statement::Received {
            return Err(MoneyRefusal::NotReceived);
        }
        if amount.currency() != known.net.money.currency() {
            return Err(MoneyRefusal::OtherCurrency);
        }
        if amount.minor() > known.net.money.minor() {
            return Err(MoneyRefusal::MoreThanReceived);
        }
        self.giving_back(disbursement, amount.minor())
    }

    /// Whether so much of an expenditure can be taken back.
    ///
    /// # Errors
    /// [`MoneyRefusal`].
    pub fn judge_adjustment(&self, expenditure: LedgerEntryId, amount: Money) -> Result<(), MoneyRefusal> {
        let known = self.expenditures.get(&expenditure).ok_or(MoneyRefusal::NotOpen)?;
        if amount.currency() != known.net.money.currency() {
            return Err(MoneyRefusal::OtherCurrency);
        }
        if amount.minor() > known.net.money.minor() {
            return Err(MoneyRefusal::MoreThanSpent);
        }
        Ok(())
    }

    fn giving_back(&self, disbursement: LedgerEntryId, minor: i64) -> Result<i64, MoneyRefusal> {
        let known = self.disbursements.get(&disbursement).ok_or(MoneyRefusal::NotReceived)?;
        let (drawdown, whole) = (known.drawdown.money.minor(), known.net.money.minor());
        proportion(drawdown, minor, whole).ok_or(MoneyRefusal::TooLarge)
    }

    /// By how much a new figure differs from the present one of a pledge at its own level.
    ///
    /// # Errors
    /// [`MoneyRefusal`].
    pub fn revising(&self, line: LineKey, amount: Money) -> Result<i64, MoneyRefusal> {
        // What was earmarked away still belongs to the pledge.
        let present = self.promised(line.0).ok().flatten().ok_or(MoneyRefusal::NotOpen)?;
        if present.money.currency() != amount.currency() {
            return Err(MoneyRefusal::OtherCurrency);
        }
        let line = self.lines.get(&line).ok_or(MoneyRefusal::NotOpen)?;
        let difference = amount.minor() - present.money.minor();
        if difference == 0 {
            return Err(MoneyRefusal::SameAmount);
        }
        if line.outstanding.money.minor() + difference < 0 {
            return Err(MoneyRefusal::BelowCommitted);
        }
        Ok(difference)
    }

    /// Whether a part of a line can go to another.
    ///
    /// # Errors
    /// [`MoneyRefusal`].
    pub fn earmarking(&self, from: LineKey, amount: Money) -> Result<(), MoneyRefusal> {
        let line = self.lines.get(&from).ok_or(MoneyRefusal::NotEarmarked)?;
        if amount.currency() != line.outstanding.money.currency() {
            return Err(MoneyRefusal::OtherCurrency);
        }
        if amount.minor() > line.outstanding.money.minor() {
            return Err(MoneyRefusal::MoreThanOutstanding);
        }
        Ok(())
    }
}
