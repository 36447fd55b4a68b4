//! What the letters say. Plain text: it reaches every phone, and nothing in it is loaded from anywhere.

use time::Date;

use crate::i18n::catalogue::{Arg, text};
use crate::i18n::date::format_date;
use crate::i18n::language::Language;
use crate::i18n::number::format_money_exact;
use crate::store::StoreError;
use crate::store::accounts::AccountRow;
use crate::store::outbox::NewLetter;
use crate::store::pledges::PledgeRow;

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
/// [`StoreError::Corrupt`] when the pledge cannot be read.
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
    let target = match (title, row.place_name.as_deref(), row.pillar.as_deref()) {
        (Some(title), _, _) => format!("{title} ({})", row.project_code.as_deref().unwrap_or_default()),
        (None, Some(place), _) => place.to_owned(),
        (None, None, Some(pillar)) => text(language, &format!("pillar-{pillar}"), &[]),
        (None, None, None) => text(language, "target-plan", &[]),
    };
    let args: Vec<(&str, Arg<'_>)> = vec![
        ("name", (&person.name).into()),
        ("organisation", organisation.into()),
        ("reference", (&row.reference).into()),
        ("amount", format_money_exact(row.amount()?, language).into()),
        ("target", target.into()),
        ("pledged_on", format_date(row.pledged_on, language).into()),
        ("reason", news.reason.into()),
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

/// The letter with the one-time link of an invitation.
#[must_use]
pub fn invitation(language: Language, email: &str, link: &str) -> NewLetter {
    let args = [("link", link.into())];
    let base_url = link.split("/account/").next().unwrap_or(link);
    NewLetter {
        template: "invitation",
        recipient: email.to_owned(),
        language: language.code(),
        subject: text(language, "letter-invitation-subject", &args),
        body: finish(language, &text(language, "letter-invitation-body", &args), base_url),
        about: String::new(),
    }
}

fn finish(language: Language, body: &str, base_url: &str) -> String {
    let signature = text(language, "letter-signature", &[("base_url", base_url.into())]);
    format!("{}\n\n-- \n{}\n", body.trim(), signature.trim())
}
