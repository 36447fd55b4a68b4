//! A page that is there for one form.

use schemars::JsonSchema;
use serde::Serialize;

use super::breadcrumbs::breadcrumbs;
use crate::web::answers::Answer;
use crate::web::form::{Attempt, FormView};
use crate::web::guards::Signed;
use crate::web::page::{Page, Section, page_views};
use crate::web::parts::marks::Crumb;

/// A page that is there for one form.
#[derive(Serialize, JsonSchema)]
struct FormAlone {
    breadcrumbs: Vec<Crumb>,
    title: String,
    lede: String,
    /// The form, unfolded.
    forms: Vec<FormView>,
}

page_views! { FormAlone => "desk/inline_form.html" }

/// The page of a form under its title.
pub(super) fn show_alone(
    signed: &Signed<'_>,
    title: String,
    lede: String,
    form: FormView,
    attempt: Attempt<'_>,
) -> Answer {
    let page = Page::signed(signed, Section::Desk, &title).with_errors(attempt.summary());
    let view = FormAlone {
        breadcrumbs: breadcrumbs(&signed.visit, &[], &title),
        title,
        lede,
        forms: vec![form.opened()],
    };
    page.show(signed.visit.app, &view)
}
