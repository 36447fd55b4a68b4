//! What is late, as somebody would find out with slips of paper: each slip says how much, for which day and why, and lies
//! on one heap. Signing, paying and taking back move slips from heap to heap; the days are counted one by one.

use std::collections::BTreeMap;

use puente::domain::party::Party;
use time::{Date, Duration};

use super::chain::Row;
use super::valuation::part_of;

/// Planned days with their amounts.
pub type Days = Vec<(Date, i128)>;

/// A condition as it was stated and perhaps met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    pub id: i64,
    /// The commitment that waits for it; none for the pledge as a whole.
    pub commitment: Option<i64>,
    pub party: Party,
    pub stated_on: Date,
    pub met_on: Option<Date>,
}

/// One thing that is late or open: the commitment (none: the promise), why and by whom, since when, for how many days,
/// how much, and whose condition stops the clock now.
pub type Overdue = (Option<i64>, &'static str, Option<Party>, Date, i64, i128, Option<Party>);

/// A pledge with its commitments, or a commitment without one.
pub struct Account<'a> {
    pub rows: &'a [Row],
    pub days: Days,
    pub conditions: &'a [Condition],
    /// Until when the pledge is valid.
    pub until: Option<Date>,
    /// Whose money it is.
    pub lead: &'static str,
    pub is_money: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Heap {
    Promised,
    /// Slips of the pledge that a commitment used up.
    Used(i64),
    /// Slips of the commitment itself.
    Owed(i64),
    Paid(i64),
}

#[derive(Debug, Clone, Copy)]
struct Slip {
    heap: Heap,
    minor: i128,
    day: Option<Date>,
    why: (&'static str, Option<Party>),
    /// Slips of a day lie in the order in which they came to their heap.
    number: usize,
}

const PLANNED: (&str, Option<Party>) = ("planned", None);

#[derive(Default)]
struct Desk {
    slips: Vec<Slip>,
    next: usize,
    /// What a commitment is of, less what ended of it, and what that uses of the pledge.
    commitments: BTreeMap<i64, (i128, i128)>,
    own: Vec<i64>,
    /// The day of each signature.
    signed_on: BTreeMap<i64, Date>,
    /// Commitment, net amount and what that uses of the commitment.
    disbursements: BTreeMap<i64, (i64, i128, i128)>,
}

impl Desk {
    fn lay(&mut self, heap: Heap, minor: i128, day: Option<Date>, why: (&'static str, Option<Party>)) {
        if minor > 0 {
            self.next += 1;
            let number = self.next;
            self.slips.push(Slip {
                heap,
                minor,
                day,
                why,
                number,
            });
        }
    }

    /// Lays the planned days of an amount out, and what is left of it without a day.
    fn lay_out(&mut self, heap: Heap, minor: i128, days: &Days) {
        let mut left = minor;
        let mut days = days.clone();
        days.sort_by_key(|(day, _)| *day);
        for (day, part) in days {
            let part = part.min(left);
            self.lay(heap, part, Some(day), PLANNED);
            left -= part;
        }
        self.lay(heap, left, None, PLANNED);
    }

    /// Takes so much off a heap, of the earliest days or of the latest; in the order of the days.
    fn lift(&mut self, heap: Heap, minor: i128, latest: bool) -> Vec<Slip> {
        let (mut lifted, mut left) = (Vec::new(), minor);
        while left > 0 {
            let place = |slip: &Slip| (slip.day.is_none(), slip.day, slip.number);
            let of_heap = self.slips.iter().enumerate().filter(|(_, slip)| slip.heap == heap);
            let found = if latest {
                of_heap.max_by_key(|(_, slip)| place(slip))
            } else {
                of_heap.min_by_key(|(_, slip)| place(slip))
            };
            let Some((at, slip)) = found.map(|(at, slip)| (at, *slip)) else {
                break;
            };
            let part = slip.minor.min(left);
            left -= part;
            self.slips[at].minor -= part;
            if self.slips[at].minor == 0 {
                self.slips.remove(at);
            }
            lifted.push(Slip { minor: part, ..slip });
        }
        if latest {
            lifted.reverse();
        }
        lifted
    }

    fn read(&mut self, row: &Row, account: &Account<'_>) {
        match row {
            Row::Promise { minor, .. } if *minor < 0 => {
                self.lift(Heap::Promised, -minor, true);
            }
            Row::Promise { minor, .. } => {
                let is_first = self.next == 0;
                let none = Days::new();
                self.lay_out(Heap::Promised, *minor, if is_first { &account.days } else { &none });
            }
            Row::End => self.slips.retain(|slip| slip.heap != Heap::Promised),
            Row::Sign(signed) => {
                let used = self.lift(Heap::Promised, signed.drawdown.unwrap_or(0), false);
                self.commitments
                    .insert(signed.id, (signed.valuation.minor, signed.drawdown.unwrap_or(0)));
                self.signed_on.insert(signed.id, signed.on);
                if signed.receiver == account.lead {
                    self.own.push(signed.id);
                }
                if signed.days.is_empty() && !used.is_empty() {
                    let whole: i128 = used.iter().map(|slip| slip.minor).sum();
                    let (mut so_far, mut given) = (0, 0);
                    for slip in &used {
                        so_far += slip.minor;
                        let until = part_of(signed.valuation.minor, so_far, whole);
                        let others = slip.why.1.is_some_and(|by| by != Party::Provider);
                        let day = if others {
                            slip.day.map(|day| day.max(signed.on))
                        } else {
                            slip.day
                        };
                        let why = if others { PLANNED } else { slip.why };
                        self.lay(Heap::Owed(signed.id), until - given, day, why);
                        given = until;
                    }
                } else {
                    self.lay_out(Heap::Owed(signed.id), signed.valuation.minor, &signed.days);
                }
                for slip in used {
                    self.lay(Heap::Used(signed.id), slip.minor, slip.day, slip.why);
                }
            }
            Row::Terminate {
                commitment,
                minor,
                back,
            } => {
                let (signed, drawdown) = self.commitments[commitment];
                let less = part_of(drawdown, *minor, signed);
                self.commitments.insert(*commitment, (signed - minor, drawdown - less));
                let by = back.1.unwrap_or(Party::Provider);
                let own_doing = |of: Option<Party>| of.is_none_or(|of| of == Party::Provider);
                let mut since = back.0;
                for owed in self.lift(Heap::Owed(*commitment), *minor, true) {
                    if let (Some(day), true) = (owed.day, own_doing(Some(by)) && own_doing(owed.why.1)) {
                        since = since.min(day);
                    }
                }
                for slip in self.lift(Heap::Used(*commitment), less, true) {
                    let was_late = slip.day.is_some_and(|day| day < self.signed_on[commitment]);
                    if own_doing(Some(by)) && own_doing(slip.why.1) && was_late {
                        self.lay(Heap::Promised, slip.minor, slip.day, slip.why);
                    } else {
                        self.lay_back(Heap::Promised, slip, since, ("termination", Some(by)));
                    }
                }
            }
            Row::Pay(paid) => {
                self.disbursements
                    .insert(paid.id, (paid.commitment, paid.valuation.minor, paid.drawdown));
                for slip in self.lift(Heap::Owed(paid.commitment), paid.drawdown, false) {
                    self.lay(Heap::Paid(paid.id), slip.minor, slip.day, slip.why);
                }
            }
            Row::Less {
                disbursement,
                minor,
                reopens,
                back,
            } => {
                let (commitment, net, drawdown) = self.disbursements[disbursement];
                let less = if *reopens { part_of(drawdown, *minor, net) } else { 0 };
                self.disbursements
                    .insert(*disbursement, (commitment, net - minor, drawdown - less));
                for slip in self.lift(Heap::Paid(*disbursement), less, true) {
                    match back {
                        Some((on, by)) => {
                            let why = ("refund", Some(by.unwrap_or(Party::Implementer)));
                            self.lay_back(Heap::Owed(commitment), slip, *on, why);
                        }
                        None => self.lay(Heap::Owed(commitment), slip.minor, slip.day, slip.why),
                    }
                }
            }
            Row::Earmark { .. } | Row::Answer { .. } | Row::Publish { .. } => {}
        }
    }

    /// What has a day is open from the day on which it came back; what has none stays so.
    fn lay_back(&mut self, heap: Heap, slip: Slip, on: Date, why: (&'static str, Option<Party>)) {
        match slip.day {
            Some(day) => self.lay(heap, slip.minor, Some(day.max(on)), why),
            None => self.lay(heap, slip.minor, None, slip.why),
        }
    }
}

/// What is late or open of an account on a day.
pub fn overdue(account: &Account<'_>, today: Date) -> Vec<Overdue> {
    let mut desk = Desk::default();
    if !account.is_money {
        return Vec::new();
    }
    for row in account.rows {
        desk.read(row, account);
    }
    desk.slips.sort_by_key(|slip| (slip.heap, slip.day, slip.number));
    let mut found: Vec<Overdue> = Vec::new();
    for slip in &desk.slips {
        let commitment = match slip.heap {
            Heap::Promised if account.until.is_none_or(|until| until >= today) => None,
            Heap::Owed(id) if !desk.own.contains(&id) => Some(id),
            _ => continue,
        };
        let Some(day) = slip.day else { continue };
        let holds = |one: &&Condition| {
            one.party != Party::Provider && (one.commitment.is_none() || one.commitment == commitment)
        };
        let mut days = 0;
        let mut at = day;
        while at < today {
            let stands = |one: &Condition| one.stated_on <= at && one.met_on.is_none_or(|met| at < met);
            if !account.conditions.iter().filter(holds).any(stands) {
                days += 1;
            }
            at += Duration::days(1);
        }
        if days == 0 {
            continue;
        }
        let stopped = account.conditions.iter().filter(holds).find(|one| one.met_on.is_none());
        let stopped = stopped.map(|one| one.party);
        let known = found
            .iter_mut()
            .find(|one| (one.0, one.1, one.2) == (commitment, slip.why.0, slip.why.1));
        match known {
            Some(known) => known.5 += slip.minor,
            None => found.push((commitment, slip.why.0, slip.why.1, day, days, slip.minor, stopped)),
        }
    }
    found.sort_unstable();
    found
}
