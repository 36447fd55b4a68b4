//! A person as the list and their own page show them, and the invitation that was made for them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::actions::invitations::Invited;
use crate::domain::country::Jurisdiction;
use crate::domain::person::PersonState;
use crate::i18n::catalogue::text;
use crate::i18n::language::Language;
use crate::store::people::PersonRow;
use crate::web::guards::Visit;
use crate::web::parts::marks::Tag;
use crate::web::parts::texts::{moment, when};

/// Who somebody is and how they stand.
#[derive(Serialize, JsonSchema)]
pub(super) struct PersonHead {
    name: String,
    email: String,
    role: String,
    /// The organisation or the jurisdiction.
    of: Option<String>,
    state: Tag,
    /// Until when an invitation can be taken up, or that it is over.
    note: Option<String>,
    seen: Option<String>,
}

impl PersonHead {
    pub fn of(visit: &Visit<'_>, person: &PersonRow) -> Self {
        let (language, state) = (visit.language, person.state());
        let organisation = match language {
            Language::Es => &person.organisation_name_es,
            Language::En => &person.organisation_name_en,
        };
        let jurisdiction = person.jurisdiction.map(Jurisdiction::code);
        let jurisdiction = jurisdiction.map(|code| visit.say(&format!("country-{code}")));
        Self {
            name: person.name.clone(),
            email: person.email.clone(),
            role: visit.say(&format!("role-{}", person.role)),
            of: organisation.clone().or(jurisdiction),
            state: Tag::new(visit.say(&format!("person-state-{}", state.code())), state.code()),
            note: (state == PersonState::Invited).then(|| invitation(visit, person)),
            seen: person.seen_at.as_ref().map(|seen| moment(seen, language)),
        }
    }
}

/// Until when an invitation can be taken up, or that it is over.
fn invitation(visit: &Visit<'_>, person: &PersonRow) -> String {
    match person.invited_until.as_ref().filter(|until| **until > visit.now) {
        Some(until) => {
            let args = [("date", when(until, visit.language).into())];
            text(visit.language, "person-invited-until", &args)
        }
        None => visit.say("person-invitation-over"),
    }
}

/// An invitation that was made a moment ago.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Made {
    /// The one-time link; none where the same invitation was asked for again: it is kept nowhere.
    link: Option<String>,
    replaced: bool,
    /// The page of the person, where another one can be made.
    person_href: String,
}

impl Made {
    pub(super) fn of(visit: &Visit<'_>, invited: Invited) -> Self {
        Self {
            link: invited.link,
            replaced: invited.replaced,
            person_href: visit.link(&format!("admin/people/{}", invited.account.0)),
        }
    }
}
