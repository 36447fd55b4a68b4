//! A one-time link that was used, is over, or never was: which of them is told to nobody.

use rocket::http::Status;
use serde_json::json;

use crate::web::answers::Answer;
use crate::web::guards::Visit;
use crate::web::page::{Page, Section};

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
    let title = visit.say(&format!("link-over-{of}-title"));
    let html = Page::private(visit, Section::Account, &title).without_form().render(
        visit.app,
        "account/shown.html",
        json!({
            "title": title, "text": visit.say(&format!("link-over-{of}-text")), "detail": null,
            "href": again, "link_text": visit.say("link-over-again"),
        }),
    )?;
    Ok(html.with_status(Status::NotFound))
}
