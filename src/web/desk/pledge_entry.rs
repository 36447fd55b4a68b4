//! Entering a pledge and changing it: the form, a last look, and back to it.

use rocket::{get, post};
use schemars::JsonSchema;
use serde::Serialize;

use super::documented_source;
use super::pledge_form::{PledgeAbout, PledgeForm, filled};
use super::pledges::PledgePage;
use super::sentence::{ReadBack, read_back};
use crate::actions::{self, Context};
use crate::domain::pledge::TEXT_LENGTH_MAX;
use crate::store::pledges::{self, PledgeRow};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::form::{
    Attempt, ButtonView, Fields, FormPage, FormView, HiddenView, Looking, Meanwhile, Message, Place, Posted, Sender,
    show, submit_looked_at,
};
use crate::web::guards::{Desk, Signed};
use crate::web::page::{Page, Section, form_id, page_views};
use crate::web::parts::texts::pick;

/// The form of a pledge.
#[derive(Serialize, JsonSchema)]
struct PledgeEntry {
    /// The project that was typed, where it is known; otherwise where one is found.
    project: Option<Chosen>,
    projects_href: String,
    form: FormView,
}

/// A project that was chosen.
#[derive(Serialize, JsonSchema)]
struct Chosen {
    code: String,
    title: String,
    href: String,
}

/// A last look at a pledge before it is sent.
#[derive(Serialize, JsonSchema)]
struct PledgeConfirmation {
    read: ReadBack,
    /// The form as typed.
    carried: Vec<HiddenView>,
    action: String,
    form_id: String,
}

page_views! { PledgeEntry => "desk/pledge_form.html", PledgeConfirmation => "desk/pledge_confirm.html" }

/// The page of the form.
struct EntryPage<'r> {
    signed: &'r Signed<'r>,
    begun: Fields,
    about: PledgeAbout,
    /// The pledge that is changed.
    reference: Option<&'r str>,
}

impl<'r> EntryPage<'r> {
    async fn new(signed: &'r Signed<'r>, begun: Fields, project: &str) -> Result<Self, WebError> {
        Ok(Self {
            about: PledgeAbout::load(signed, project, None).await?,
            signed,
            begun,
            reference: None,
        })
    }

    async fn of(signed: &'r Signed<'r>, row: &PledgeRow, reference: &'r str, project: &str) -> Result<Self, WebError> {
        Ok(Self {
            about: PledgeAbout::load(signed, project, Some(row)).await?,
            begun: stored(signed, row).await?,
            signed,
            reference: Some(reference),
        })
    }

    fn action(&self) -> String {
        match self.reference {
            Some(reference) => format!("desk/pledges/{reference}"),
            None => "desk/pledges".to_owned(),
        }
    }

    /// The pledge read back before it is sent.
    async fn read_back(&self, new: &PledgeForm, carried: Vec<HiddenView>) -> Answer {
        let visit = &self.signed.visit;
        let view = PledgeConfirmation {
            read: read_back(visit, &new.terms).await?,
            carried,
            action: visit.link(&self.action()),
            form_id: form_id(&self.action()),
        };
        let page = Page::signed(self.signed, Section::Desk, &visit.say("pledge-confirm-title"));
        page.show(visit.app, &view)
    }
}

impl FormPage for EntryPage<'_> {
    fn sender(&self) -> Sender<'_> {
        Sender::Person(self.signed)
    }

    async fn show(&self, attempt: Attempt<'_>) -> Answer {
        let visit = &self.signed.visit;
        let mut form = show::<PledgeForm>(&Place::new(visit, self.action()), &self.about, &self.begun, attempt);
        let button = |key: &str, kind, intent| ButtonView {
            text: visit.say(key),
            kind,
            intent: Some(intent),
        };
        form.buttons = vec![
            button("pledge-review-button", "primary", "review"),
            button("pledge-draft-button", "secondary", "draft"),
        ];
        let chosen = self.about.project.as_ref().map(|row| Chosen {
            code: row.code.clone(),
            title: pick(visit.language, &row.title_es, &row.title_en).to_owned(),
            href: visit.link(&format!("projects/{}", row.code)),
        });
        let view = PledgeEntry {
            project: chosen,
            projects_href: visit.link("projects?status=seeking_funding"),
            form,
        };
        let page = Page::signed(self.signed, Section::Desk, &visit.say("pledge-form-title"));
        page.with_errors(attempt.summary()).show(visit.app, &view)
    }

    async fn meanwhile(&self) -> Result<Meanwhile, WebError> {
        let Some(reference) = self.reference else {
            return Ok(Meanwhile::default());
        };
        let row = PledgePage::load(self.signed, reference).await?.row;
        if !row.state.is_editable() {
            return Ok(Meanwhile {
                stands: Fields::default(),
                message: Some(("amount", Message::of("error-stale-pledge-sent"))),
            });
        }
        Ok(Meanwhile {
            stands: stored(self.signed, &row).await?,
            message: Some(("amount", Message::of("error-stale-pledge"))),
        })
    }
}

/// The form as the stored terms fill it.
async fn stored(signed: &Signed<'_>, row: &PledgeRow) -> Result<Fields, WebError> {
    let db = signed.visit.app.db.primary();
    let tranches = pledges::tranches(db, row).await?;
    let contributors = pledges::contributors(db, row.key()).await?;
    filled(row, &tranches, &contributors, signed.visit.language)
}

#[get("/desk/pledges/new?<project>&<place>&<pillar>&<funding>")]
pub(super) async fn new(
    desk: Desk<'_>,
    project: Option<&str>,
    place: Option<&str>,
    pillar: Option<&str>,
    funding: Option<&str>,
) -> Answer {
    let mut begun = Fields::default();
    for (name, value) in [("project", project), ("place", place), ("pillar", pillar)] {
        begun.set(name, value.unwrap_or_default());
    }
    if let Some(funding) = funding {
        let note = documented_source::fill(&desk, &mut begun, funding, "pledged_on", TEXT_LENGTH_MAX).await?;
        begun.set("note", note);
    }
    let page = EntryPage::new(&desk, begun, project.unwrap_or_default()).await?;
    page.show(Attempt::NONE).await
}

#[post("/desk/pledges", data = "<posted>")]
pub(super) async fn create(desk: Desk<'_>, posted: Posted) -> Result<Reply, WebError> {
    let page = EntryPage::new(&desk, Fields::default(), posted.fields.get("project")).await?;
    let carried = posted.fields.carried();
    let look = async |ctx: Context<'_>, new: &PledgeForm| {
        actions::pledges::check(ctx.db.primary(), ctx, &desk.actor, &new.terms).await?;
        Ok::<_, Looking>(Some(page.read_back(new, carried).await?))
    };
    let act = async |ctx: Context<'_>, new: PledgeForm| {
        actions::pledges::create(ctx, &desk.actor, &new.terms, new.intent).await
    };
    let to = |made| format!("desk/pledges/{made}");
    submit_looked_at(&page, &page.about, posted, look, act, to).await
}

#[get("/desk/pledges/<reference>/edit")]
pub(super) async fn edit(desk: Desk<'_>, reference: &str) -> Answer {
    let row = PledgePage::load(&desk, reference).await?.row;
    if !row.state.is_editable() {
        return Err(WebError::NotFound);
    }
    let project = row.project_code.clone().unwrap_or_default();
    let page = EntryPage::of(&desk, &row, reference, &project).await?;
    page.show(Attempt::NONE).await
}

#[post("/desk/pledges/<reference>", data = "<posted>")]
pub(super) async fn update(desk: Desk<'_>, reference: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = PledgePage::load(&desk, reference).await?.row;
    let page = EntryPage::of(&desk, &row, reference, posted.fields.get("project")).await?;
    let carried = posted.fields.carried();
    let look = async |ctx: Context<'_>, new: &PledgeForm| {
        actions::pledges::check(ctx.db.primary(), ctx, &desk.actor, &new.terms).await?;
        Ok::<_, Looking>(Some(page.read_back(new, carried).await?))
    };
    let act = async |ctx: Context<'_>, new: PledgeForm| {
        actions::pledges::update(ctx, &desk.actor, reference, new.version, &new.terms, new.intent).await
    };
    submit_looked_at(&page, &page.about, posted, look, act, |()| page.action()).await
}
