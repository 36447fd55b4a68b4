//! Answering a POST: read, do, and lead on; or the form again, with what was typed and everything that is wrong.

use std::marker::PhantomData;

use rocket::http::Status;

use super::attempt::{Attempt, request_id};
use super::declare::{Declaring, Form, Values};
use super::errors::Errors;
use super::fields::Fields;
use super::message::Message;
use super::posted::Posted;
use super::refusals::{self, Refused};
use crate::actions::Request;
use crate::actions::idempotency::Answer as Kept;
use crate::actions::{self, ActionError, Context};
use crate::domain::event::text_digest;
use crate::domain::ids::AccountId;
use crate::store::StoreError;
use crate::web::answers::{Answer, Html, Reply};
use crate::web::errors::WebError;
use crate::web::guards::{Signed, Visit};

/// What the buttons of a form ask for, besides what it is for.
pub const INTENT: &str = "intent";
/// The version of what a form changes.
const VERSION: &str = "version";
/// Shows the form as typed, in the language of the address.
pub const INTENT_LANGUAGE: &str = "language";
/// From what was shown for a last look back to the form.
const INTENT_CHANGE: &str = "change";
/// Shows what would be done.
const INTENT_REVIEW: &str = "review";

/// What was changed meanwhile by somebody else.
#[derive(Default)]
pub struct Meanwhile {
    /// How the form would be filled now, with its version: where it says something else, that is said at the field.
    pub stands: Fields,
    /// What is said, and at which field.
    pub message: Option<(&'static str, Message)>,
}

impl Meanwhile {
    /// Whether a form says something of another version, or of what cannot be changed any more.
    fn is_later(&self, fields: &Fields) -> bool {
        if self.stands.has(VERSION) {
            fields.get(VERSION) != self.stands.get(VERSION)
        } else {
            self.message.is_some()
        }
    }
}

/// Who sends a form.
#[derive(Clone, Copy)]
pub enum Sender<'a> {
    Person(&'a Signed<'a>),
    /// Somebody who is not signed in: a repetition of theirs is not known.
    Visitor(&'a Visit<'a>),
}

impl<'a> Sender<'a> {
    fn visit(self) -> &'a Visit<'a> {
        match self {
            Self::Person(signed) => &signed.visit,
            Self::Visitor(visit) => visit,
        }
    }

    fn account(self) -> Option<AccountId> {
        match self {
            Self::Person(signed) => Some(signed.actor.account),
            Self::Visitor(_) => None,
        }
    }

    /// The context of the action of a form.
    fn context(self, form: &'static str, number: Option<&'a str>, content: &'a str) -> Context<'a> {
        let ctx = self.visit().app.context(self.visit().now);
        match self.account() {
            Some(account) => ctx.with_request(Request {
                account,
                form,
                number,
                content,
            }),
            None => ctx,
        }
    }
}

/// A page with forms.
pub trait FormPage {
    fn sender(&self) -> Sender<'_>;

    /// The page as it stands now, with what came of a form.
    fn show(&self, attempt: Attempt<'_>) -> impl Future<Output = Answer> + Send;

    /// What its forms say of a refusal in words of their own; `form` is the name of the one that was sent.
    fn refused(&self, _form: &'static str, _error: &ActionError) -> Option<Refused> {
        None
    }

    /// What stands, where a form says something of an earlier version.
    fn meanwhile(&self) -> impl Future<Output = Result<Meanwhile, WebError>> + Send {
        async { Ok(Meanwhile::default()) }
    }
}

/// A form as it was read.
struct Read<F> {
    input: Option<F>,
    /// The names of its fields, in order.
    names: Vec<String>,
    errors: Errors,
}

fn read<F: Form>(visit: &Visit<'_>, posted: &mut Posted, about: &F::About) -> Read<F> {
    let mut form = Declaring::new(visit, F::TEXTS, Values::Sent(posted));
    let input = F::declare(&mut form, about);
    let names = form.fields.iter().flat_map(|field| field.inputs());
    let mut names: Vec<String> = names.map(|field| field.name.clone()).collect();
    names.extend(form.hidden.iter().map(|hidden| hidden.name.clone()));
    let errors = form.errors;
    Read { input, names, errors }
}

/// A form as it is being answered.
struct Sent<'a, P, F> {
    page: &'a P,
    form: PhantomData<fn() -> F>,
    /// Names of its fields; empty as long as it was not read.
    names: Vec<String>,
    fields: Fields,
}

impl<P: FormPage, F: Form> Sent<'_, P, F> {
    async fn again(&self, status: Status, errors: &mut Errors) -> Result<Reply, WebError> {
        errors.ask_again(self.page.sender().visit().language, &self.fields);
        let attempt = Attempt::of::<F>(&self.fields, errors);
        Reply::form(status, self.page.show(attempt).await?)
    }

    /// The form again, with why the action was refused.
    async fn refused(&mut self, error: ActionError) -> Result<Reply, WebError> {
        let language = self.page.sender().visit().language;
        if let ActionError::Store(StoreError::Stale) = error {
            let meanwhile = self.page.meanwhile().await?;
            return self.stale(meanwhile, Errors::default()).await;
        }
        let refused = match self.page.refused(F::NAME, &error) {
            Some(refused) => refused,
            None => refusals::explain(error, &self.fields, language)?,
        };
        self.explained(refused).await
    }

    async fn explained(&self, refused: Refused) -> Result<Reply, WebError> {
        let (mut errors, retry) = (Errors::default(), refused.retry_after_seconds);
        let status = refused.note(&self.names, self.page.sender().visit().language, &mut errors);
        let reply = self.again(status, &mut errors).await?;
        Ok(match (reply, retry) {
            (Reply::Form(html), Some(seconds)) => Reply::Form(html.retry_after(seconds)),
            (reply, _) => reply,
        })
    }

    /// The form again, with what is wrong with its fields; where somebody was faster, with that first.
    async fn invalid(&mut self, mut errors: Errors) -> Result<Reply, WebError> {
        let meanwhile = self.page.meanwhile().await?;
        if meanwhile.is_later(&self.fields) {
            return self.stale(meanwhile, errors).await;
        }
        self.again(Status::UnprocessableEntity, &mut errors).await
    }

    /// The form again, with what was changed meanwhile; sent again, it says it of what stands now.
    async fn stale(&mut self, meanwhile: Meanwhile, others: Errors) -> Result<Reply, WebError> {
        let language = self.page.sender().visit().language;
        let mut errors = Errors::default();
        let first = self.names.first().cloned().unwrap_or_default();
        match &meanwhile.message {
            Some((field, Message(key, args))) => errors.add(language, *field, key, args),
            None => errors.add(language, first, "error-state-moved", &[]),
        }
        errors.changed(language, &self.fields, &meanwhile.stands);
        errors.append(others);
        if meanwhile.stands.has(VERSION) {
            self.fields.set(VERSION, meanwhile.stands.get(VERSION).to_owned());
        }
        self.again(Status::Conflict, &mut errors).await
    }
}

/// What a form said, and of what: a second click says the same.
fn content(visit: &Visit<'_>, fields: &Fields, files: &str) -> String {
    let of = visit.path.get(3..).unwrap_or_default();
    text_digest(of, &format!("{}{files}", fields.content()))
}

/// Answers a form: its fields become the input of `act`, and what that gives the address to go on to, without language
/// (`to`). The same request again gets the first answer.
///
/// # Errors
/// [`WebError`], of what is wrong with no field.
pub async fn submit<F, T, P>(
    page: &P,
    about: &F::About,
    posted: Posted,
    act: impl AsyncFnOnce(Context<'_>, F) -> actions::Result<T>,
    to: impl FnOnce(T) -> String,
) -> Result<Reply, WebError>
where
    F: Form,
    T: Kept,
    P: FormPage,
{
    let looked_at = async |_: Context<'_>, _: &F| Ok(None);
    submit_looked_at(page, about, posted, looked_at, act, to).await
}

/// As [`submit`], of a form that is looked at before it is done: `look` gives the page that shows it.
///
/// # Errors
/// [`WebError`], of what is wrong with no field.
pub async fn submit_looked_at<F, T, P>(
    page: &P,
    about: &F::About,
    posted: Posted,
    look: impl AsyncFnOnce(Context<'_>, &F) -> Result<Option<Html>, Looking>,
    act: impl AsyncFnOnce(Context<'_>, F) -> actions::Result<T>,
    to: impl FnOnce(T) -> String,
) -> Result<Reply, WebError>
where
    F: Form,
    T: Kept,
    P: FormPage,
{
    let act = async |ctx: Context<'_>, input: F, fields: &Fields| {
        if fields.get(INTENT) == INTENT_REVIEW {
            return Ok(look(ctx, &input).await?.map_or(Outcome::Again, Outcome::Shown));
        }
        Ok::<_, Looking>(Outcome::Made(act(ctx, input).await?))
    };
    submit_shown(page, about, posted, act, to).await
}

/// What came of a form that can be read.
pub enum Outcome<T> {
    /// It was done.
    Made(T),
    /// A page under its own status: what would be done, or what was.
    Shown(Html),
    /// The form as it was sent.
    Again,
}

/// As [`submit`], of a form whose answer may be a page; `act` also gets the fields as they were sent.
///
/// # Errors
/// [`WebError`], of what is wrong with no field.
pub async fn submit_shown<F, T, P>(
    page: &P,
    about: &F::About,
    mut posted: Posted,
    act: impl AsyncFnOnce(Context<'_>, F, &Fields) -> Result<Outcome<T>, Looking>,
    to: impl FnOnce(T) -> String,
) -> Result<Reply, WebError>
where
    F: Form,
    T: Kept,
    P: FormPage,
{
    let visit = page.sender().visit();
    let files = posted.files_content();
    let read = read::<F>(visit, &mut posted, about);
    let mut errors = read.errors;
    let mut sent = Sent::<P, F> {
        page,
        form: PhantomData,
        names: read.names,
        fields: posted.fields,
    };
    match sent.fields.get(INTENT) {
        INTENT_CHANGE => return sent.again(Status::Ok, &mut Errors::default()).await,
        INTENT_LANGUAGE => return sent.again(Status::Ok, &mut errors).await,
        _ => {}
    }
    let number = request_id(&sent.fields).map(str::to_owned);
    let content = content(visit, &sent.fields, &files);
    let ctx = page.sender().context(F::NAME, number.as_deref(), &content);
    let Some(input) = read.input.filter(|_| errors.is_empty()) else {
        // What was done already may leave its own form without what it needs.
        return match ctx.first_answer().await.map_err(WebError::from)? {
            Some(first) => Reply::done(visit.link(&to(first))),
            None => sent.invalid(errors).await,
        };
    };
    match act(ctx, input, &sent.fields).await {
        Ok(Outcome::Made(made)) => Reply::done(visit.link(&to(made))),
        Ok(Outcome::Shown(html)) => Ok(Reply::Form(html)),
        Ok(Outcome::Again) => sent.again(Status::Ok, &mut errors).await,
        Err(Looking::Refused(error)) => sent.refused(error).await,
        Err(Looking::Explained(refused)) => sent.explained(refused).await,
        Err(Looking::Failed(error)) => Err(error),
    }
}

/// Why something cannot be done, or looked at before it is.
pub enum Looking {
    Refused(ActionError),
    /// Said at the fields in these words.
    Explained(Refused),
    Failed(WebError),
}

impl From<Refused> for Looking {
    fn from(refused: Refused) -> Self {
        Self::Explained(refused)
    }
}

impl From<ActionError> for Looking {
    fn from(error: ActionError) -> Self {
        Self::Refused(error)
    }
}

impl From<WebError> for Looking {
    fn from(error: WebError) -> Self {
        Self::Failed(error)
    }
}
