//! The frame of every page: language, addresses, navigation, footer.

use schemars::JsonSchema;
use serde::Serialize;

use super::reading::Reading;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date;
use crate::i18n::language::Language;
use crate::web::App;
use crate::web::guards::{Signed, Visit};

/// The part of the site that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Home,
    Projects,
    Partners,
    Places,
    Activity,
    Data,
    About,
    Account,
    Desk,
    Office,
    Admin,
    None,
}

impl Section {
    const fn code(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Projects => "projects",
            Self::Partners => "partners",
            Self::Places => "places",
            Self::Activity => "activity",
            Self::Data => "data",
            Self::About => "about",
            Self::Account => "account",
            Self::Desk => "desk",
            Self::Office => "office",
            Self::Admin => "admin",
            Self::None => "",
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct Link {
    href: String,
    text: String,
    current: bool,
}

/// A line of the error summary.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ErrorLine {
    /// The id of the field without its `field-`; none for what belongs to no field.
    pub field: Option<String>,
    pub message: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct AccountFrame {
    name: String,
    role: String,
    links: Vec<Link>,
    sign_out_href: String,
}

/// The id of the form that is sent to an address, from its last part.
#[must_use]
pub fn form_id(address: &str) -> String {
    format!("send-{}", address.rsplit('/').next().unwrap_or_default())
}

/// The frame that `base.html` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Page {
    lang: &'static str,
    title: String,
    description: String,
    path_es: String,
    path_en: String,
    section: &'static str,
    demo: bool,
    as_of: Option<String>,
    data_version: Option<i64>,
    url: String,
    nav: Vec<Link>,
    footer: Vec<Link>,
    account: Option<AccountFrame>,
    account_href: Option<String>,
    /// The id of the form that was sent and is shown again: changing the language then sends it there, to be shown as it
    /// was typed.
    returned: Option<String>,
    /// What is wrong with that form.
    errors: Vec<ErrorLine>,
    /// The secret that each form of the page sends with it; none where nobody is known.
    csrf: Option<String>,
    robots: Option<&'static str>,
    #[serde(skip)]
    language: Language,
}

impl Page {
    /// A frame without version or account; `path` begins with the language.
    #[must_use]
    pub fn bare(app: &App, language: Language, section: Section, title: &str, path: &str) -> Self {
        let lang = language.code();
        let rest = path.get(3..).filter(|rest| rest.starts_with('/')).unwrap_or("/");
        let say = |key: &str| text(language, key, &[]);
        let link = |href: String, key: &str, own: Section| Link {
            href,
            text: say(key),
            current: own == section,
        };
        Self {
            lang,
            title: title.to_owned(),
            description: say("site-description"),
            path_es: format!("/es{rest}"),
            path_en: format!("/en{rest}"),
            section: section.code(),
            demo: app.config.demo,
            as_of: None,
            data_version: None,
            url: format!("{}{path}", app.config.base_url),
            nav: vec![
                link(format!("/{lang}/"), "nav-home", Section::Home),
                link(format!("/{lang}/projects"), "nav-projects", Section::Projects),
                link(format!("/{lang}/partners"), "nav-partners", Section::Partners),
                link(format!("/{lang}/places"), "nav-places", Section::Places),
                link(format!("/{lang}/activity"), "nav-activity", Section::Activity),
                link(format!("/{lang}/data"), "nav-data", Section::Data),
                link(format!("/{lang}/about/methodology"), "nav-about", Section::About),
            ],
            footer: vec![
                link(format!("/{lang}/about/who"), "footer-who", Section::None),
                link(
                    format!("/{lang}/about/methodology"),
                    "footer-methodology",
                    Section::None,
                ),
                link(format!("/{lang}/totals/plan"), "footer-totals", Section::None),
                link(format!("/{lang}/about/privacy"), "footer-privacy", Section::None),
                link(
                    format!("/{lang}/about/accessibility"),
                    "footer-accessibility",
                    Section::None,
                ),
                link(format!("/{lang}/data"), "nav-data", Section::None),
            ],
            account: None,
            account_href: Some(format!("/{lang}/account/session")),
            returned: None,
            errors: Vec::new(),
            csrf: None,
            robots: None,
            language,
        }
    }

    /// The frame of a public page, which is the same for everybody.
    #[must_use]
    pub fn public(reading: &Reading<'_>, section: Section, title: &str) -> Self {
        let mut page = Self::bare(reading.app, reading.language, section, title, &reading.address());
        page.as_of = Some(format_date(reading.today(), reading.language));
        page.data_version = Some(reading.version());
        page
    }

    /// The frame of a page for somebody who is not signed in yet; never kept.
    #[must_use]
    pub fn private(visit: &Visit<'_>, section: Section, title: &str) -> Self {
        let mut page = Self::bare(visit.app, visit.language, section, title, &visit.address());
        page.robots = Some("noindex");
        page.returned = visit.is_sent.then(|| form_id(visit.path));
        page
    }

    /// With a form that goes to another address than the request went: there it is sent to change the language.
    #[must_use]
    pub fn with_form_to(mut self, action: &str) -> Self {
        let rest = action.get(3..).unwrap_or_default();
        (self.path_es, self.path_en) = (format!("/es{rest}"), format!("/en{rest}"));
        self.returned = Some(form_id(action));
        self
    }

    /// With these forms alone, by their `id`: where what was sent is none of them, the language is changed by a link.
    #[must_use]
    pub fn with_forms<'a>(self, ids: impl IntoIterator<Item = &'a str>) -> Self {
        let is_there = ids.into_iter().any(|id| self.returned.as_deref() == Some(id));
        if is_there { self } else { self.without_form() }
    }

    /// With what is wrong with the form that came back.
    #[must_use]
    pub fn with_errors(self, errors: Vec<ErrorLine>) -> Self {
        Self { errors, ..self }
    }

    /// With the secret that its forms send, where nobody is signed in.
    #[must_use]
    pub fn with_csrf(mut self, csrf: impl Into<String>) -> Self {
        self.csrf = Some(csrf.into());
        self
    }

    /// With no way to sign in: for somebody who has just done it.
    #[must_use]
    pub fn without_sign_in(self) -> Self {
        Self {
            account_href: None,
            ..self
        }
    }

    /// With no form of what was sent: the language is changed by a link.
    #[must_use]
    pub fn without_form(self) -> Self {
        Self { returned: None, ..self }
    }

    /// The frame of a page for one person.
    #[must_use]
    pub fn signed(signed: &Signed<'_>, section: Section, title: &str) -> Self {
        let mut page = Self::private(&signed.visit, section, title);
        let (lang, language) = (signed.visit.language.code(), signed.visit.language);
        let say = |key: &str| text(language, key, &[]);
        const OWN: (&str, &str, Section) = ("account", "nav-own-account", Section::Account);
        let links: &[(&str, &str, Section)] = match signed.account.role.as_str() {
            "partner" => &[("desk", "nav-desk", Section::Desk), OWN],
            "officer" => &[
                ("office", "nav-office", Section::Office),
                ("office/projects", "nav-office-projects", Section::None),
                ("desk", "nav-desk-officer", Section::Desk),
                OWN,
            ],
            _ => &[
                ("admin", "nav-admin", Section::Admin),
                ("admin/people", "nav-admin-people", Section::None),
                OWN,
            ],
        };
        page.account = Some(AccountFrame {
            name: signed.account.name.clone(),
            role: signed.role_name(),
            links: links
                .iter()
                .map(|(path, key, own)| Link {
                    href: format!("/{lang}/{path}"),
                    text: say(key),
                    current: *own == section,
                })
                .collect(),
            sign_out_href: format!("/{lang}/account/session/end"),
        });
        page.csrf = Some(signed.csrf());
        page
    }

    /// Describes the page for those who find it by search.
    #[must_use]
    pub fn described(mut self, description: &str) -> Self {
        self.description = description.chars().take(200).collect();
        self
    }

    /// The language of what it says.
    pub(super) const fn language(&self) -> Language {
        self.language
    }
}
