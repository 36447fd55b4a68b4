//! One thing that is said, and where to go on.

use schemars::JsonSchema;
use serde::Serialize;

use crate::web::page::page_views;
use crate::web::parts::marks::Link;

/// One thing that is said, and where to go on.
#[derive(Serialize, JsonSchema)]
pub(super) struct ShownView {
    pub title: String,
    pub text: String,
    pub detail: Option<String>,
    pub link: Option<Link>,
}

page_views! { ShownView => "account/shown.html" }
