//! A page is one struct with the template that prints it; [`page_views!`] says which belong together, and makes the test
//! that compares them.

use schemars::JsonSchema;
use serde::Serialize;
use tera::Context;

use super::layout::Page;
use crate::web::App;
use crate::web::answers::{Answer, Html};
use crate::web::templates::TemplateError;

/// What a page shows. Declared with [`page_views!`] only, so that no page goes without being compared with its template.
pub trait PageView: Serialize + JsonSchema {
    /// The file under `templates/` that prints it.
    const TEMPLATE: &'static str;
}

impl Page {
    /// A page in this frame.
    ///
    /// # Errors
    /// [`WebError::Internal`](crate::web::errors::WebError::Internal).
    pub fn show<V: PageView>(&self, app: &App, view: &V) -> Answer {
        let mut context = Context::from_serialize(view).map_err(TemplateError::from)?;
        context.insert("page", self);
        let body = app.templates.render(self.language(), V::TEMPLATE, &context)?;
        Ok(Html {
            status: rocket::http::Status::Ok,
            body,
            retry_after_seconds: None,
        })
    }
}

/// Names the template of each page struct of a file: `page_views! { PartnerPage => "partner.html" }`. The test that it
/// makes fails where the template uses what the struct has not, and where the struct has what the template does not use.
macro_rules! page_views {
    ($($view:ty => $template:literal),+ $(,)?) => {
        $(impl $crate::web::page::PageView for $view {
            const TEMPLATE: &'static str = $template;
        })+

        #[cfg(test)]
        mod page_views {
            #[allow(unused_imports, reason = "a struct may stand elsewhere")]
            use super::*;

            #[test]
            fn each_template_uses_what_its_page_has_and_all_of_it() {
                $($crate::web::page::compare::<$view>();)+
            }
        }
    };
}

pub(in crate::web) use page_views;
