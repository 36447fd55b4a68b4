//! What the clock does: looks up who forgot a password, sends letters, publishes what was under embargo.

use std::time::Duration;

use rocket::tokio;

use crate::actions::{self, ActionError, Context};
use crate::clock;
use crate::mail::transport::Transport;

/// What one step of the sender did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Sent,
    Failed,
    Empty,
}

/// What everything due came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    pub sent: usize,
    pub failed: usize,
    pub published: usize,
    /// Files that nothing names any longer, or never did.
    pub removed: usize,
}

/// Pause between two rounds. Letters leave within seconds of the action.
const ROUND: Duration = Duration::from_secs(1);
/// Why a letter with a one-time link does not leave, for the administrator.
const LINK_IS_OVER: &str = "its one-time link is over, or PUENTE_SECRET is not the one that it was made with";

/// Sends the next due letter. Nothing slow happens inside a transaction: taken first, sent, then recorded.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn send_one(ctx: Context<'_>, transport: &Transport, from: &str) -> Result<Step, ActionError> {
    let Some(letter) = actions::outbox::take(ctx).await? else {
        return Ok(Step::Empty);
    };
    let sent = match actions::outbox::with_link(ctx, &letter).await? {
        Some(whole) => transport.send(from, &whole).await.map_err(|error| error.to_string()),
        None => Err(LINK_IS_OVER.to_owned()),
    };
    match sent {
        Ok(()) => {
            actions::outbox::record(ctx, &letter, Ok(())).await?;
            Ok(Step::Sent)
        }
        Err(error) => {
            tracing::warn!(letter = letter.id, template = letter.template, error, "letter not sent");
            actions::outbox::record(ctx, &letter, Err(&error)).await?;
            Ok(Step::Failed)
        }
    }
}

/// Does everything that is due, once.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn run_once(ctx: Context<'_>, transport: &Transport, from: &str) -> Result<Done, ActionError> {
    let done = round(ctx, transport, from).await?;
    let removed = actions::documents::sweep(ctx).await?;
    Ok(Done { removed, ..done })
}

/// What must not wait: letters, and what was under embargo.
async fn round(ctx: Context<'_>, transport: &Transport, from: &str) -> Result<Done, ActionError> {
    actions::passwords::answer_asked(ctx).await?;
    let mut done = Done {
        published: actions::pledges::publish_due(ctx).await?,
        ..Done::default()
    };
    actions::limits::forget_old(ctx).await?;
    loop {
        match send_one(ctx, transport, from).await? {
            Step::Sent => done.sent += 1,
            Step::Failed => done.failed += 1,
            Step::Empty => return Ok(done),
        }
    }
}

/// Rounds between two looks at whether the database keeps anything. While it does not, each round looks.
const ROUNDS_PER_PROBE: u32 = 30;
/// Rounds between two looks at the files, which are read from end to end: an hour.
const ROUNDS_PER_SWEEP: u32 = 3600;

/// Runs what is due every second until the server shuts down.
pub async fn run_until(state: crate::web::App, transport: Transport, shutdown: rocket::Shutdown) {
    let mut rounds = 0_u32;
    loop {
        let ctx = state.context(clock::now());
        if (rounds.is_multiple_of(ROUNDS_PER_PROBE) || state.db.is_failing())
            && let Err(error) = state.db.probe(ctx.now).await
        {
            tracing::error!(%error, "the database keeps nothing");
        }
        if let Err(error) = round(ctx, &transport, &state.config.mail_from).await {
            tracing::error!(%error, "jobs");
        }
        rounds = rounds.wrapping_add(1);
        if rounds % ROUNDS_PER_SWEEP == 1
            && let Err(error) = actions::documents::sweep(ctx).await
        {
            tracing::error!(%error, "files that nothing names");
        }
        tokio::select! {
            () = shutdown.clone() => return,
            () = tokio::time::sleep(ROUND) => {}
        }
    }
}
