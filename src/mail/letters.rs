//! What the letters say. Plain text: it reaches every phone, and nothing in it is loaded from anywhere.

use time::Date;

use crate::domain::chain::Cause;
use crate::domain::ledger::EntryKind;
use crate::domain::money::Money;
use crate::domain::pillar::Pillar;
use crate::i18n::catalogue::{Arg, text};
use crate::i18n::date::format_date;
use crate::i18n::language::Language;
use crate::i18n::number::format_money_exact;
use crate::store::StoreError;
use crate::store::accounts::AccountRow;
use crate::store::money::MoneyRow;
use crate::store::outbox::NewLetter;
use crate::store::pledges::PledgeRow;
use crate::store::proposals::ProposalRow;

crate::domain::coded! {
    /// The letters about a pledge.
    pub enum PledgeLetter {
        Received = "received",
        Returned = "returned",
        Declined = "declined",
        Verified = "verified",
        Withdrawn = "withdrawn",
        Lapsed = "lapsed",
    }
}

impl PledgeLetter {
    const fn template(self) -> &'static str {
        match self {
            Self::Received => "pledge-received",
            Self::Returned => "pledge-returned",
            Self::Declined => "pledge-declined",
            Self::Verified => "pledge-verified",
            Self::Withdrawn => "pledge-withdrawn",
            Self::Lapsed => "pledge-lapsed",
        }
    }
}

/// What there is to tell about a pledge.
#[derive(Debug, Clone, Copy)]
pub struct PledgeNews<'a> {
    pub letter: PledgeLetter,
    pub row: &'a PledgeRow,
    pub reason: &'a str,
    /// The day on which it will be published; `None` when nothing holds it back.
    pub embargo_until_on: Option<Date>,
    pub base_url: &'a str,
}

/// The letter that tells a person of the organisation what happened to its pledge.
///
/// # Errors
/// [`StoreError::Database`] when the pledge cannot be read.
pub fn pledge(
    news: PledgeNews<'_>,
    language: Language,
    person: &AccountRow,
    organisation: &str,
) -> Result<NewLetter, StoreError> {
    let PledgeNews { row, base_url, .. } = news;
    let lang = language.code();
    let title = match language {
        Language::Es => row.project_title_es.as_deref(),
        Language::En => row.project_title_en.as_deref(),
    };
    let code = row.project_code.as_deref();
    let target = target(
        language,
        title.zip(code),
        row.place_name.as_deref(),
        row.pillar.map(Pillar::code),
    );
    let args: Vec<(&str, Arg<'_>)> = vec![
        ("name", (&person.name).into()),
        ("organisation", organisation.into()),
        ("reference", (&row.reference).into()),
        ("amount", format_money_exact(row.amount(), language).into()),
        ("target", target.into()),
        ("pledged_on", format_date(row.pledged_on, language).into()),
        ("reason", news.reason.into()),
        ("public", (if row.is_public() { "yes" } else { "no" }).into()),
        (
            "published_on",
            news.embargo_until_on
                .map_or_else(|| "now".to_owned(), |day| format_date(day, language))
                .into(),
        ),
        (
            "desk_url",
            format!("{base_url}/{lang}/desk/pledges/{}", row.reference).into(),
        ),
        (
            "public_url",
            format!("{base_url}/{lang}/pledges/{}", row.reference).into(),
        ),
    ];
    let key = news.letter.template();
    Ok(NewLetter {
        template: key,
        recipient: person.email.clone(),
        language: lang,
        subject: text(language, &format!("letter-{key}-subject"), &args),
        body: finish(
            language,
            &text(language, &format!("letter-{key}-body"), &args),
            base_url,
        ),
        about: row.reference.clone(),
    })
}

crate::domain::coded! {
    /// The letters about what waits for an officer.
    pub enum ProposalLetter {
        Received = "proposal-received",
        Returned = "proposal-returned",
        Declined = "proposal-declined",
        Verified = "proposal-verified",
    }
}

/// What there is to tell about a proposal.
#[derive(Debug, Clone, Copy)]
pub struct ProposalNews<'a> {
    pub letter: ProposalLetter,
    pub row: &'a ProposalRow,
    pub reason: &'a str,
    pub base_url: &'a str,
}

/// The letter that tells a person of the organisation what happened to what it proposed.
///
/// # Errors
/// [`StoreError::Database`] when the proposal cannot be read.
pub fn proposal(news: ProposalNews<'_>, person: &AccountRow) -> Result<NewLetter, StoreError> {
    let ProposalNews { row, base_url, .. } = news;
    let language = Language::parse(&person.language).unwrap_or(Language::Es);
    let (title, organisation) = match language {
        Language::Es => (row.project_title_es.as_deref(), &row.organisation_name_es),
        Language::En => (row.project_title_en.as_deref(), &row.organisation_name_en),
    };
    let target = target(
        language,
        title.zip(row.project_code.as_deref()),
        row.place_name.as_deref(),
        row.pillar.map(Pillar::code),
    );
    let shown = row.pledge_reference.as_ref().unwrap_or(&row.reference);
    let lang = language.code();
    let present = row
        .present()
        .map(|present| format_money_exact(present, language))
        .unwrap_or_default();
    let args: Vec<(&str, Arg<'_>)> = vec![
        ("name", (&person.name).into()),
        ("organisation", organisation.into()),
        ("kind", row.kind.code().into()),
        ("reference", shown.into()),
        ("proposal", (&row.reference).into()),
        ("amount", format_money_exact(row.amount(), language).into()),
        ("present", present.into()),
        ("target", target.into()),
        ("dated_on", format_date(row.dated_on, language).into()),
        (
            "reason",
            (if news.reason.is_empty() { "none" } else { news.reason }).into(),
        ),
        (
            "desk_url",
            format!("{base_url}/{lang}/desk/proposals/{}", row.reference).into(),
        ),
    ];
    let key = news.letter.code();
    Ok(NewLetter {
        template: key,
        recipient: person.email.clone(),
        language: lang,
        subject: text(language, &format!("letter-{key}-subject"), &args),
        body: finish(
            language,
            &text(language, &format!("letter-{key}-body"), &args),
            base_url,
        ),
        about: shown.clone(),
    })
}

crate::domain::coded! {
    /// The letters about a commitment or a payment.
    pub enum MoneyLetter {
        /// To the receiver, who confirms what is paid: a commitment names you.
        Signed = "commitment-signed",
        /// To the receiver: it ends, or becomes smaller.
        Terminated = "commitment-terminated",
        /// To the receiver: somebody declares that they paid you.
        Declared = "disbursement-declared",
        /// To the provider: the receiver answered.
        Confirmed = "disbursement-confirmed",
        Disputed = "disbursement-disputed",
        Resolved = "disbursement-resolved",
        /// To the receiver: the provider says that money came back.
        Refunded = "disbursement-refunded",
    }
}

impl MoneyLetter {
    /// The kind of the row that it is about.
    #[must_use]
    pub const fn about(self) -> EntryKind {
        match self {
            Self::Signed | Self::Terminated => EntryKind::Commitment,
            Self::Declared | Self::Confirmed | Self::Disputed | Self::Resolved | Self::Refunded => {
                EntryKind::Disbursement
            }
        }
    }

    /// Whether the receiver reads it; the provider otherwise.
    #[must_use]
    pub const fn goes_to_receiver(self) -> bool {
        match self {
            Self::Signed | Self::Terminated | Self::Declared | Self::Refunded => true,
            Self::Confirmed | Self::Disputed | Self::Resolved => false,
        }
    }
}

/// What there is to tell about a commitment or a payment.
#[derive(Debug, Clone, Copy)]
pub struct MoneyNews<'a> {
    pub letter: MoneyLetter,
    pub row: &'a MoneyRow,
    /// The amount of the sentence; `None` where a dispute does not say how much arrived.
    pub stated: Option<Money>,
    /// Why that is less than what was declared.
    pub cause: Option<Cause>,
    /// In somebody's own words; empty where none were given.
    pub reason: &'a str,
    /// The receiver said nothing itself: the office noted what a document says.
    pub on_document: bool,
    /// The provider said nothing itself: the office noted it for the provider.
    pub on_behalf: bool,
    pub base_url: &'a str,
}

/// The letter that tells a person of the other party what was said of a commitment or a payment.
///
/// # Errors
/// [`StoreError::Database`] when the row cannot be read.
pub fn money(news: MoneyNews<'_>, person: &AccountRow) -> Result<NewLetter, StoreError> {
    let MoneyNews { row, base_url, .. } = news;
    let language = Language::parse(&person.language).unwrap_or(Language::Es);
    let pick = |es: Option<&str>, en: Option<&str>| -> String {
        let named = match language {
            Language::Es => es,
            Language::En => en,
        };
        named.unwrap_or_default().to_owned()
    };
    let title = pick(row.project_title_es.as_deref(), row.project_title_en.as_deref());
    let code = row.project_code.as_deref();
    let target = target(
        language,
        code.map(|code| (title.as_str(), code)),
        row.place_name.as_deref(),
        row.pillar.map(Pillar::code),
    );
    let page = match news.letter.about() {
        EntryKind::Commitment => "commitments",
        _ => "disbursements",
    };
    let desk_url = format!("{base_url}/{}/desk/{page}/{}", language.code(), row.id);
    let or_none = |words: String| if words.is_empty() { "none".to_owned() } else { words };
    let cause = news
        .cause
        .map(|cause| text(language, &format!("cause-{}", cause.code()), &[]));
    let provider = pick(Some(&row.organisation_name_es), Some(&row.organisation_name_en));
    let receiver = pick(row.receiver_name_es.as_deref(), row.receiver_name_en.as_deref());
    let stated = news.stated.map(|stated| format_money_exact(stated, language));
    let args: Vec<(&str, Arg<'_>)> = vec![
        ("name", (&person.name).into()),
        ("provider", provider.into()),
        ("receiver", receiver.into()),
        // What was signed or declared at first.
        ("declared", format_money_exact(row.amount(), language).into()),
        ("amount", or_none(stated.unwrap_or_default()).into()),
        ("target", target.into()),
        ("dated_on", format_date(row.dated_on, language).into()),
        ("by", (if news.on_behalf { "office" } else { "own" }).into()),
        ("cause", or_none(cause.unwrap_or_default()).into()),
        ("reason", or_none(news.reason.to_owned()).into()),
        ("desk_url", desk_url.into()),
    ];
    let key = news.letter.code();
    let shown = if news.on_document { "-on-document" } else { "" };
    Ok(NewLetter {
        template: key,
        recipient: person.email.clone(),
        language: language.code(),
        subject: text(language, &format!("letter-{key}{shown}-subject"), &args),
        body: finish(
            language,
            &text(language, &format!("letter-{key}{shown}-body"), &args),
            base_url,
        ),
        about: row.pledge_reference.clone().unwrap_or_default(),
    })
}

/// What a pledge or payment is for: a project with its code, a place, a pillar, or the plan.
fn target(language: Language, project: Option<(&str, &str)>, place: Option<&str>, pillar: Option<&str>) -> String {
    match (project, place, pillar) {
        (Some((title, code)), _, _) => format!("{title} ({code})"),
        (None, Some(place), _) => place.to_owned(),
        (None, None, Some(pillar)) => text(language, &format!("pillar-{pillar}"), &[]),
        (None, None, None) => text(language, "target-plan", &[]),
    }
}

pub(super) fn finish(language: Language, body: &str, base_url: &str) -> String {
    let signature = text(language, "letter-signature", &[("base_url", base_url.into())]);
    format!("{}\n\n-- \n{}\n", body.trim(), signature.trim())
}
