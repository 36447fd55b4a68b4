//! A one-time link that was used, is over, or never was: which of them is told to nobody.

use rocket::http::Status;

use super::shown::ShownView;
use crate::web::answers::Answer;
use crate::web::guards::Visit;
use crate::web::page::{Page, Section};
use crate::web::parts::marks::Link;

/// What the link was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    Invitation,
    PasswordReset,
}

/// The page that says so, and what to do.
pub(super) fn over_page(visit: &Visit<'_>, over: Over) -> Answer {
    let (of, again) = match over {
        Over::Invitation => ("invitation", None),
        Over::PasswordReset => ("reset", Some(visit.link("account/password-resets/new"))),
    };
    let again = again.map(|href| Link {
        href,
        text: visit.say("link-over-again"),
    });
    let view = ShownView {
        title: visit.say(&format!("link-over-{of}-title")),
        text: visit.say(&format!("link-over-{of}-text")),
        detail: None,
        link: again,
    };
    let page = Page::private(visit, Section::Account, &view.title).without_form();
    let html = page.show(visit.app, &view)?;
    Ok(html.with_status(Status::NotFound))
}
