//! `puente user`: inviting people and taking invitations back.

use std::process::ExitCode;

use clap::Subcommand;
use puente::actions::{self, AccountRefusal, ActionError};
use puente::clock;
use puente::config::Config;
use puente::domain::account::{Role, parse_email};
use puente::domain::country::Jurisdiction;
use puente::i18n::language::Language;
use puente::secret::Secret;
use puente::store::{Db, accounts, organisations};

use crate::{Failure, cannot_run, context, done, files, open, open_existing, wrong_use};

#[derive(Subcommand)]
pub enum User {
    /// Print and mail a one-time link with which somebody joins; an open invitation to the address is replaced.
    Invite {
        email: String,
        /// partner, officer or administrator.
        #[arg(long)]
        role: String,
        /// Slug of a partner's organisation.
        #[arg(long)]
        organisation: Option<String>,
        /// CO, PA or both: where an officer may act.
        #[arg(long)]
        jurisdiction: Option<String>,
        /// es or en: the language of the letter.
        #[arg(long, default_value = "es")]
        language: String,
    },
    /// Take an open invitation back: its link leads nowhere any more.
    Withdraw { email: String },
    /// Close accounts: nobody signs in with them, and their sessions end at once.
    Disable {
        #[arg(required = true)]
        emails: Vec<String>,
    },
}

pub async fn run(command: User, config: Config) -> Result<ExitCode, Failure> {
    match command {
        User::Invite {
            email,
            role,
            organisation,
            jurisdiction,
            language,
        } => {
            let secret = config.require_secret().map_err(wrong_use)?;
            let email = address(&email)?;
            let language = Language::parse(&language).map_err(|_| wrong_use("--language is es or en"))?;
            let db = open(&config).await?;
            db.migrate().await.map_err(cannot_run)?;
            let role = typed(&db, &role, organisation.as_deref(), jurisdiction.as_deref()).await?;
            invite(config, db, secret, &email, role, language).await
        }
        User::Withdraw { email } => withdraw(config, &address(&email)?).await,
        User::Disable { emails } => disable(config, &emails).await,
    }
}

fn address(email: &str) -> Result<String, Failure> {
    parse_email(email).ok_or_else(|| wrong_use(format!("{email} is no e-mail address")))
}

async fn typed(db: &Db, role: &str, organisation: Option<&str>, jurisdiction: Option<&str>) -> Result<Role, Failure> {
    Ok(match (role, organisation, jurisdiction) {
        ("partner", Some(slug), None) => {
            let found = organisations::by_slug(db.primary(), slug).await.map_err(cannot_run)?;
            let found = found.ok_or_else(|| wrong_use(format!("there is no organisation {slug}")))?;
            Role::Partner {
                organisation: found.key(),
            }
        }
        ("partner", _, _) => return Err(wrong_use("a partner needs --organisation SLUG and no --jurisdiction")),
        ("officer", None, Some(code)) => {
            let known = Jurisdiction::parse(code).ok_or_else(|| wrong_use("--jurisdiction is CO, PA or both"))?;
            Role::Officer { jurisdiction: known }
        }
        ("officer", _, _) => return Err(wrong_use("an officer needs --jurisdiction CO, PA or both")),
        ("administrator", None, None) => Role::Administrator,
        _ => return Err(wrong_use("--role is partner, officer or administrator")),
    })
}

async fn invite(
    config: Config,
    db: Db,
    secret: Secret,
    email: &str,
    role: Role,
    language: Language,
) -> Result<ExitCode, Failure> {
    let files = files(&config)?;
    let ctx = context(&db, &files, &secret, &config, clock::now());
    let invited = actions::invitations::invite(ctx, None, email, role, language)
        .await
        .map_err(|error| match error {
            ActionError::Account(AccountRefusal::AddressTaken) => Failure(1, format!("{email} has an account already")),
            other => cannot_run(other),
        })?;
    if invited.replaced {
        eprintln!("puente: the earlier invitation of {email} is replaced; its link leads nowhere now");
    }
    println!("{}", invited.link.unwrap_or_default());
    done(db).await
}

async fn withdraw(config: Config, email: &str) -> Result<ExitCode, Failure> {
    let none = || Failure(1, format!("there is no open invitation of {email}"));
    let db = open_existing(&config).await?;
    let account = accounts::by_email(db.primary(), email).await.map_err(cannot_run)?;
    let id = account.ok_or_else(none)?.id;
    let secret = config.secret.clone().unwrap_or_else(|| Secret::new(""));
    let files = files(&config)?;
    let ctx = context(&db, &files, &secret, &config, clock::now());
    match actions::invitations::withdraw(ctx, None, id).await {
        Ok(true) => {}
        Ok(false) | Err(ActionError::Person(_)) => return Err(none()),
        Err(other) => return Err(cannot_run(other)),
    }
    println!("the invitation of {email} is withdrawn");
    done(db).await
}

async fn disable(config: Config, emails: &[String]) -> Result<ExitCode, Failure> {
    let db = open_existing(&config).await?;
    let secret = config.secret.clone().unwrap_or_else(|| Secret::new(""));
    let files = files(&config)?;
    let ctx = context(&db, &files, &secret, &config, clock::now());
    for email in emails {
        let none = || Failure(1, format!("there is no open account of {email}"));
        let account = accounts::by_email(db.primary(), &address(email)?)
            .await
            .map_err(cannot_run)?;
        let id = account.ok_or_else(none)?.id;
        match actions::people::disable(ctx, None, id).await {
            Ok(true) => {}
            Ok(false) | Err(ActionError::Person(_)) => return Err(none()),
            Err(other) => return Err(cannot_run(other)),
        }
        println!("{email} is disabled");
    }
    done(db).await
}
