//! An officer's projects: the list, the form, the gates and the change of status.

use rocket::http::Status;
use rocket::{get, post};
use serde_json::{Value, json};

use super::{adoption, form, form_view};
use crate::actions::projects::gate_facts;
use crate::actions::{self, ActionError};
use crate::domain::access::{Permission, may};
use crate::domain::account::Role;
use crate::domain::country::Country;
use crate::domain::project::{self, Missing, Provenance};
use crate::i18n::date::format_date;
use crate::i18n::language::Language;
use crate::i18n::number::format_money;
use crate::store::projects::{self, ProjectRow};
use crate::store::{Part, StoreError};
use crate::web::answers::{Answer, Reply};
use crate::web::errors::WebError;
use crate::web::fields::{Errors, Fields, Posted};
use crate::web::guards::{Office, Signed};
use crate::web::page::{Page, Section};
use crate::web::typed::{given_request_id, options, request_id, request_number};
use crate::web::view;

/// Projects on a page of an officer's lists.
const PAGE: usize = 50;

/// A page of projects of a provenance, from 1, and whether another one follows.
async fn page_of(
    office: &Signed<'_>,
    provenance: Provenance,
    q: &str,
    page: i64,
) -> Result<(Vec<ProjectRow>, bool), WebError> {
    let countries: &[&str] = match super::pledges::only_country(office) {
        Some(Country::Colombia) => &["CO", "both"],
        Some(Country::Panama) => &["PA", "both"],
        Some(Country::Both) | None => &["CO", "PA", "both"],
    };
    let rows_max = i64::try_from(PAGE).unwrap_or(i64::MAX);
    let part = Part {
        limit: rows_max + 1,
        offset: (page - 1) * rows_max,
    };
    let mut rows = projects::of_countries(office.visit.app.db.primary(), provenance, countries, q, part).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok((rows, more))
}

#[get("/office/projects?<q>&<page>&<documented>")]
pub(super) async fn list(office: Office<'_>, q: Option<&str>, page: Option<i64>, documented: Option<i64>) -> Answer {
    let visit = &office.visit;
    let language = visit.language;
    let q = q.unwrap_or_default();
    let [page, second] = [page, documented].map(|page| page.unwrap_or(1).clamp(1, 1_000_000));
    let (load_editable, more) = page_of(&office, Provenance::Registered, q, page).await?;
    let (documented, more_documented) = page_of(&office, Provenance::Documented, q, second).await?;
    let encoded: String = form_urlencoded::byte_serialize(q.as_bytes()).collect();
    let link =
        |page: i64, second: i64| visit.link(&format!("office/projects?q={encoded}&page={page}&documented={second}"));
    let rows = load_editable
        .iter()
        .map(|row| {
            Ok(json!({
                "code": row.code,
                "href": visit.link(&format!("office/projects/{}", row.code)),
                "title": title(&office, row),
                "country": visit.say(&format!("country-{}", row.country)),
                "status": view::status_tag(language, row.status.code()),
                "requirement": format_money(row.requirement(), language),
                "changed": view::when(&row.changed_at, language),
            }))
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    Page::signed(&office, Section::Office, &visit.say("office-projects-title")).render(
        visit.app,
        "office/projects.html",
        json!({
            "rows": rows,
            "documented": documented.iter().map(|row| json!({
                "code": row.code,
                "href": visit.link(&format!("office/projects/{}", row.code)),
                "title": title(&office, row),
                "country": visit.say(&format!("country-{}", row.country)),
            })).collect::<Vec<_>>(),
            "q": q,
            "action": visit.link("office/projects"),
            "prev": (page > 1).then(|| link(page - 1, second)),
            "next": more.then(|| link(page + 1, second)),
            "documented_prev": (second > 1).then(|| link(page, second - 1)),
            "documented_next": more_documented.then(|| link(page, second + 1)),
            "new_href": visit.link("office/projects/new"),
        }),
    )
}

/// The title in the reader's language, or in the other while it is not translated.
pub(super) fn title(signed: &Signed<'_>, row: &ProjectRow) -> String {
    let own = view::pick(signed.visit.language, &row.title_es, &row.title_en);
    let other = view::pick(signed.visit.language.other(), &row.title_es, &row.title_en);
    (if own.is_empty() { other } else { own }).to_owned()
}

#[get("/office/projects/new")]
pub(super) async fn new(office: Office<'_>) -> Answer {
    let mut fields = Fields::default();
    fields.set("request_id", request_id()?);
    if let Role::Officer { jurisdiction } = office.actor.role {
        fields.set("country", jurisdiction.code());
    }
    fields.set("budget_on", office.visit.today().to_string());
    show(
        &office,
        &fields,
        &Errors::default(),
        &office.visit.link("office/projects"),
        "project-form-new",
    )
    .await
}

async fn show(signed: &Signed<'_>, fields: &Fields, errors: &Errors, action: &str, title: &str) -> Answer {
    let lists = form::lists(signed).await?;
    let mut context = form_view::context(signed, fields, errors, &lists, action);
    let title = signed.visit.say(title);
    context["title"] = title.as_str().into();
    Page::signed(signed, Section::Office, &title).render(signed.visit.app, "office/project_form.html", context)
}

#[post("/office/projects", data = "<posted>")]
pub(super) async fn create(office: Office<'_>, posted: Posted) -> Result<Reply, WebError> {
    let mut fields = posted.fields;
    fields.set("request_id", request_number(&fields)?);
    let request = given_request_id(&fields)?;
    let action = office.visit.link("office/projects");
    let lists = form::lists(&office).await?;
    let facts = match form::read(&fields, &lists, office.visit.language) {
        Ok(facts) => facts,
        Err(errors) => {
            let html = show(&office, &fields, &errors, &action, "project-form-new").await?;
            return Reply::form(Status::UnprocessableEntity, html);
        }
    };
    let ctx = office.visit.app.context(office.visit.now);
    match actions::projects::create(ctx, &office.actor, &facts, &request).await {
        Ok(code) => Reply::done(office.visit.link(&format!("office/projects/{code}"))),
        Err(error) if is_unfit(&error) => {
            let mut errors = Errors::default();
            let status = unfit(&error, office.visit.language, &mut errors);
            let html = show(&office, &fields, &errors, &action, "project-form-new").await?;
            Reply::form(status, html)
        }
        Err(other) => Err(other.into()),
    }
}

const fn is_unfit(error: &ActionError) -> bool {
    matches!(
        error,
        ActionError::Refused(_) | ActionError::Facts(_) | ActionError::TooLarge | ActionError::AboveBound { .. }
    )
}

/// Says what is wrong with facts that can be read: costs beyond what can be kept, or a country beyond the office's.
fn unfit(error: &ActionError, language: Language, errors: &mut Errors) -> Status {
    let (status, field, key) = match error {
        ActionError::Facts(found) => {
            form::explain(found, language, errors);
            return Status::UnprocessableEntity;
        }
        ActionError::TooLarge => (Status::UnprocessableEntity, "lines[0].amount", "error-amount-large"),
        ActionError::AboveBound { max, line } => {
            let args = [("max", format_money(*max, language).into())];
            let field = format!("lines[{}].amount", line.unwrap_or_default());
            errors.add(language, field, "refusal-above-bound", &args);
            return Status::UnprocessableEntity;
        }
        _ => (Status::Forbidden, "country", "error-403-jurisdiction-text"),
    };
    errors.add(language, field, key, &[]);
    status
}

/// The registered project, if this officer keeps it.
pub(super) async fn load_editable(office: &Signed<'_>, code: &str) -> Result<ProjectRow, WebError> {
    let row = of_jurisdiction(office, code).await?;
    if row.provenance != Provenance::Registered {
        return Err(WebError::NotFound);
    }
    Ok(row)
}

/// The project, documented or registered, if it lies in this officer's jurisdiction.
pub(super) async fn of_jurisdiction(office: &Signed<'_>, code: &str) -> Result<ProjectRow, WebError> {
    let row = projects::by_code(office.visit.app.db.primary(), code)
        .await?
        .ok_or(WebError::NotFound)?;
    may(&office.actor, Permission::EditProject { country: row.country })
        .map_err(|refusal| WebError::Forbidden(Some(refusal)))?;
    Ok(row)
}

#[get("/office/projects/<code>")]
pub(super) async fn page(office: Office<'_>, code: &str) -> Answer {
    let row = of_jurisdiction(&office, code).await?;
    if row.provenance == Provenance::Documented {
        return adoption::documented(&office, &row).await;
    }
    show_page(&office, &row, &Fields::default(), &Errors::default(), &[]).await
}

pub(super) async fn show_page(
    signed: &Signed<'_>,
    row: &ProjectRow,
    fields: &Fields,
    errors: &Errors,
    missing: &[Missing],
) -> Answer {
    let visit = &signed.visit;
    let (db, language) = (&visit.app.db, visit.language);
    let facts = projects::facts(db.primary(), row).await?;
    let lists = form::lists(signed).await?;
    let changes = projects::status_changes(db.primary(), row.key()).await?;
    let status = row.status;
    let successors = status.successors(row.suspended_from);
    let edit_href = visit.link(&format!("office/projects/{}/edit", row.code));
    let shown = |missing: &Missing| {
        json!({"text": form_view::missing_text(missing, language),
            "href": format!("{edit_href}#field-{}", missing.field())})
    };
    let gate = gate_facts(&facts, &lists.gazetteer);
    let ahead: Vec<Value> = successors
        .iter()
        .map(|to| {
            let missing: Vec<Value> = project::missing_for(&gate, *to).iter().map(shown).collect();
            json!({"text": visit.say(&format!("status-{}", to.code())), "missing": missing})
        })
        .collect();
    let chosen = fields.get("to");
    let to_options: Vec<(String, String)> = successors
        .iter()
        .map(|to| (to.code().to_owned(), visit.say(&format!("change-to-{}", to.code()))))
        .collect();
    let by_field = errors.by_field();
    let version = if fields.get("version").is_empty() {
        row.version.to_string()
    } else {
        fields.get("version").to_owned()
    };
    Page::signed(signed, Section::Office, &row.code).render(
        visit.app,
        "office/project.html",
        json!({
            "code": row.code, "title": title(signed, row),
            "status": view::status_tag(language, row.status.code()),
            "country": visit.say(&format!("country-{}", row.country)),
            "requirement": format_money(row.requirement(), language),
            "adopted_on": view::day(row.adopted_on, language),
            "offers": adoption::offers(signed, row).await?,
            "offers_open": status.is_open_for_funding(),
            "public_href": row.is_public().then(|| visit.link(&format!("projects/{}", row.code))),
            "edit_href": edit_href,
            "ahead": ahead,
            "has_successors": !to_options.is_empty(),
            "options": options(to_options, chosen, Some(visit.say("choose-one"))),
            "effective_on": if fields.get("effective_on").is_empty() { visit.today().to_string() } else { fields.get("effective_on").to_owned() },
            "reason": fields.get("reason"),
            "version": version,
            "action": visit.link(&format!("office/projects/{}/status-changes", row.code)),
            "errors": errors.summary(),
            "e": {"to": by_field.get("to"), "effective_on": by_field.get("effective_on"), "reason": by_field.get("reason"), "document": by_field.get("document")},
            "missing": missing.iter().map(shown).collect::<Vec<_>>(),
            "changes": changes.iter().map(|change| json!({
                "when": format_date(change.effective_on, language),
                "text": visit.say(&format!("status-{}", change.to_status)),
                "reason": change.reason.clone().unwrap_or_else(|| visit.say("text-redacted")),
                "document": view::document(change.document_reference.as_deref(), change.document_name.as_deref()),
            })).collect::<Vec<_>>(),
            "csrf": signed.csrf(),
            "list_href": visit.link("office/projects"),
        }),
    )
}

#[get("/office/projects/<code>/edit")]
pub(super) async fn edit(office: Office<'_>, code: &str) -> Answer {
    let row = load_editable(&office, code).await?;
    let facts = projects::facts(office.visit.app.db.primary(), &row).await?;
    let lists = form::lists(&office).await?;
    let fields = form_view::filled(&facts, row.version, &lists, office.visit.language);
    let action = office.visit.link(&format!("office/projects/{code}"));
    show(&office, &fields, &Errors::default(), &action, "project-form-edit").await
}

#[post("/office/projects/<code>", data = "<posted>")]
pub(super) async fn update(office: Office<'_>, code: &str, posted: Posted) -> Result<Reply, WebError> {
    let row = load_editable(&office, code).await?;
    let fields = posted.fields;
    let language = office.visit.language;
    let action = office.visit.link(&format!("office/projects/{code}"));
    let version: i64 = fields.get("version").parse().unwrap_or(0);
    let mut errors = Errors::default();
    if version != row.version {
        return stale_edit(&office, &row, fields, &action).await;
    }
    let lists = form::lists(&office).await?;
    let facts = match form::read(&fields, &lists, language) {
        Ok(facts) => facts,
        Err(errors) => {
            let html = show(&office, &fields, &errors, &action, "project-form-edit").await?;
            return Reply::form(Status::UnprocessableEntity, html);
        }
    };
    let ctx = office.visit.app.context(office.visit.now);
    let status = match actions::projects::edit(ctx, &office.actor, code, version, &facts).await {
        Ok(()) => return Reply::done(action),
        Err(ActionError::Gate(missing)) => {
            for one in &missing {
                let message = form_view::missing_text(one, language);
                errors.say(one.field(), message);
            }
            Status::UnprocessableEntity
        }
        Err(
            error @ (ActionError::Refused(_)
            | ActionError::Facts(_)
            | ActionError::TooLarge
            | ActionError::AboveBound { .. }),
        ) => unfit(&error, language, &mut errors),
        Err(ActionError::Store(StoreError::Stale)) => {
            let row = load_editable(&office, code).await?;
            return stale_edit(&office, &row, fields, &action).await;
        }
        Err(other) => return Err(other.into()),
    };
    Reply::form(
        status,
        show(&office, &fields, &errors, &action, "project-form-edit").await?,
    )
}

/// Shows where the stored facts differ from what was typed; the next try replaces them.
async fn stale_edit(
    office: &Signed<'_>,
    row: &ProjectRow,
    mut fields: Fields,
    action: &str,
) -> Result<Reply, WebError> {
    let language = office.visit.language;
    let facts = projects::facts(office.visit.app.db.primary(), row).await?;
    let stored = form_view::filled(&facts, row.version, &form::lists(office).await?, language);
    let mut errors = Errors::default();
    errors.add(language, "title_es", "error-stale-project", &[]);
    errors.changed(language, &fields, &stored);
    fields.set("version", row.version.to_string());
    let html = show(office, &fields, &errors, action, "project-form-edit").await?;
    Reply::form(Status::Conflict, html)
}
