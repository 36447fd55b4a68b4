//! One reason for waiting: the one way in which pages and JSON say since when something is late or open, how much of it,
//! for whose reason, and what its provider says about that.

use schemars::JsonSchema;
use serde::Serialize;

use super::data::{self, Amount};
use super::texts::when;
use crate::domain::fulfilment::PendingReason;
use crate::domain::ids::{LedgerEntryId, PledgeId};
use crate::domain::lateness::{Clock, Due, Overdue, Why};
use crate::domain::party::Party;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::number::format_money_exact;
use crate::store::conditions::ConditionRow;
use crate::store::fulfilments::Fulfilments;
use crate::store::replies::ReplyRow;
use crate::web::guards::Visit;

/// A reason for waiting, as a page shows it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PendingView {
    /// `late`, `returned` (open, and not late), `unsigned`, `receiver`, `condition`.
    pub kind: &'static str,
    /// How its tag looks.
    pub look: &'static str,
    /// As a tag.
    pub short: String,
    /// As a sentence.
    pub text: String,
    /// The newest word of the provider about it.
    pub reply: Option<Reply>,
}

/// What a provider said about why it waits.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Reply {
    pub text: String,
    pub when: String,
    pub on_behalf: bool,
}

/// A reason for waiting, as JSON says it.
#[derive(Debug, Clone, Serialize)]
pub struct PendingData {
    pub kind: &'static str,
    /// The reference of the promise.
    pub pledge: Option<String>,
    pub commitment: Option<i64>,
    pub since: Option<String>,
    pub days: Option<i64>,
    pub amount: Option<Amount>,
    pub why: Option<&'static str>,
    pub party: Option<&'static str>,
    pub reason: Option<String>,
    pub stopped_by: Option<&'static str>,
    pub reply: Option<String>,
}

/// What was said about the waiting of one promise, or of one commitment without a promise.
pub struct Words<'a> {
    known: &'a Fulfilments,
    conditions: Vec<&'a ConditionRow>,
    /// Newest first.
    pub explained: Vec<&'a ReplyRow>,
}

impl<'a> Words<'a> {
    pub fn of_pledge(known: &'a Fulfilments, pledge: PledgeId) -> Self {
        Self {
            known,
            conditions: known.conditions_of(pledge).collect(),
            explained: known.replies_of(pledge).collect(),
        }
    }

    pub fn of_direct(known: &'a Fulfilments, commitment: LedgerEntryId) -> Self {
        Self {
            known,
            conditions: known.conditions_of_direct().collect(),
            explained: known.replies_of_direct(commitment).collect(),
        }
    }

    /// Reasons for waiting, as a page shows them.
    pub fn views(&self, visit: &Visit<'_>, pending: &[PendingReason]) -> Vec<PendingView> {
        pending.iter().map(|wait| self.view(visit, wait)).collect()
    }

    fn view(&self, visit: &Visit<'_>, wait: &PendingReason) -> PendingView {
        let kind = kind(wait);
        let days = days(wait);
        let newest = self.newest(wait);
        PendingView {
            kind,
            look: look(kind),
            short: text(
                visit.language,
                &format!("pending-short-{kind}"),
                &[("days", days.unwrap_or_default().into())],
            ),
            text: self.sentence(visit, wait),
            reply: newest.map(|one| reply(visit, one)),
        }
    }

    fn newest(&self, wait: &PendingReason) -> Option<&'a ReplyRow> {
        let about = wait.kind();
        self.explained.iter().copied().find(|one| one.wait == about)
    }

    fn sentence(&self, visit: &Visit<'_>, wait: &PendingReason) -> String {
        let language = visit.language;
        let say = |key: &str, day, days: i64, money| {
            let amount = format_money_exact(money, language);
            let args = [
                ("day", format_date(day, language).into()),
                ("days", days.into()),
                ("amount", amount.into()),
            ];
            text(language, key, &args)
        };
        match wait {
            PendingReason::Unsigned { until, days, open } => say("pending-unsigned", *until, *days, *open),
            PendingReason::Receiver {
                paid_on, days, amount, ..
            } => say("pending-receiver", *paid_on, *days, *amount),
            PendingReason::Condition { id, .. } => {
                let row = self.conditions.iter().find(|one| one.id == *id);
                row.map(|one| condition_text(visit, one)).unwrap_or_default()
            }
            PendingReason::Overdue(overdue) => {
                let mut sentence = match overdue.why.back() {
                    Some((by, entry)) => self.back(visit, overdue, by, entry),
                    None if overdue.commitment.is_some() => {
                        say("pending-late", overdue.since_on, overdue.days, overdue.open)
                    }
                    None => say("pending-late-promised", overdue.since_on, overdue.days, overdue.open),
                };
                if let Some(by) = overdue.stopped_by {
                    let party = visit.say(&format!("party-{}", by.code()));
                    sentence.push(' ');
                    sentence.push_str(&text(language, "pending-stopped", &[("party", party.into())]));
                }
                sentence
            }
        }
    }

    fn back(&self, visit: &Visit<'_>, overdue: &Overdue, by: Party, entry: LedgerEntryId) -> String {
        let language = visit.language;
        let words = self.known.reason_of(entry).flatten();
        let words = words.map_or_else(|| visit.say("text-redacted"), str::to_owned);
        text(
            language,
            &format!("pending-back-{}", overdue.why.code()),
            &[
                ("day", format_date(overdue.since_on, language).into()),
                ("amount", format_money_exact(overdue.open, language).into()),
                ("who", visit.say(&format!("initiative-{}", by.code())).into()),
                ("words", words.into()),
            ],
        )
    }

    /// Reasons for waiting in JSON; `of`: the reference of the promise.
    pub fn data(&self, of: Option<&str>, pending: &[PendingReason]) -> Vec<PendingData> {
        pending.iter().map(|wait| self.one(of, wait)).collect()
    }

    fn one(&self, of: Option<&str>, wait: &PendingReason) -> PendingData {
        let (since, amount) = match wait {
            PendingReason::Unsigned { until, open, .. } => (Some(*until), Some(*open)),
            PendingReason::Overdue(overdue) => (Some(overdue.since_on), Some(overdue.open)),
            PendingReason::Receiver { paid_on, amount, .. } => (Some(*paid_on), Some(*amount)),
            PendingReason::Condition { .. } => (None, None),
        };
        let (why, by, stopped_by) = match wait {
            PendingReason::Overdue(overdue) => (Some(overdue.why), overdue.why.back(), overdue.stopped_by),
            _ => (None, None, None),
        };
        let party = match wait {
            PendingReason::Condition { party, .. } => Some(*party),
            _ => by.map(|(by, _)| by),
        };
        let reason = by.and_then(|(_, entry)| self.known.reason_of(entry).flatten());
        PendingData {
            kind: kind(wait),
            pledge: of.map(str::to_owned),
            commitment: wait.commitment().map(|id| id.0),
            since: since.map(|day| day.to_string()),
            days: days(wait),
            amount: amount.map(data::money),
            why: why.map(Why::code),
            party: party.map(Party::code),
            reason: reason.map(str::to_owned),
            stopped_by: stopped_by.map(Party::code),
            reply: self.newest(wait).and_then(|one| one.content.clone()),
        }
    }
}

/// What a reason is called in JSON and keys.
fn kind(wait: &PendingReason) -> &'static str {
    match wait {
        PendingReason::Unsigned { .. } => "unsigned",
        PendingReason::Overdue(overdue) if overdue.is_late() => "late",
        PendingReason::Overdue(_) => "returned",
        PendingReason::Receiver { .. } => "receiver",
        PendingReason::Condition { .. } => "condition",
    }
}

const fn days(wait: &PendingReason) -> Option<i64> {
    match wait {
        PendingReason::Unsigned { days, .. } | PendingReason::Receiver { days, .. } => Some(*days),
        PendingReason::Overdue(overdue) => Some(overdue.days),
        PendingReason::Condition { .. } => None,
    }
}

/// Only what its provider is late with looks so.
fn look(kind: &str) -> &'static str {
    match kind {
        "late" | "unsigned" => "late",
        _ => "returned",
    }
}

/// How the day of a planned payment stands.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ClockView {
    /// `late`, `returned` (open, and not late), or empty where it is only told.
    pub kind: &'static str,
    pub look: &'static str,
    pub short: String,
}

/// How the day of a planned payment stands: as a tag where it is late or open, else as words.
pub fn clock_view(visit: &Visit<'_>, due: &Due) -> ClockView {
    let today = visit.today();
    let (kind, key, days) = match due.clock {
        Clock::Ahead if due.due_on == today => ("", "due-today", 0),
        Clock::Ahead => ("", "due-in", (due.due_on - today).whole_days()),
        Clock::Expired => ("", "due-expired", 0),
        Clock::Running { days } | Clock::Stopped { days, .. } if due.is_late() => ("late", "due-late", days),
        Clock::Running { days } => ("returned", "due-open", days),
        Clock::Stopped { days: 0, .. } => ("", "due-stopped", 0),
        Clock::Stopped { days, .. } => ("returned", "due-open", days),
    };
    ClockView {
        kind,
        look: look(kind),
        short: text(visit.language, key, &[("days", days.into())]),
    }
}

/// "A cargo del gobierno: «…»".
pub fn condition_text(visit: &Visit<'_>, row: &ConditionRow) -> String {
    let words = row.content.clone().unwrap_or_else(|| visit.say("text-redacted"));
    text(
        visit.language,
        "pending-condition",
        &[
            ("party", visit.say(&format!("party-{}", row.party)).into()),
            ("words", words.into()),
        ],
    )
}

/// What a provider said about why it waits.
pub fn reply(visit: &Visit<'_>, row: &ReplyRow) -> Reply {
    Reply {
        text: row.content.clone().unwrap_or_else(|| visit.say("text-redacted")),
        when: when(&row.created_at, visit.language),
        on_behalf: row.on_behalf,
    }
}

/// The same in the list of all that was said, with what it is about.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EarlierReply {
    pub about: String,
    #[serde(flatten)]
    pub reply: Reply,
}

/// What a provider said about why it waits, and what it is about.
pub fn earlier(visit: &Visit<'_>, row: &ReplyRow) -> EarlierReply {
    EarlierReply {
        about: visit.say(&format!("pending-kind-{}", row.wait)),
        reply: reply(visit, row),
    }
}
