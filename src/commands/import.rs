//! `puente import`: takes in a file, with a report of every row that is not taken.

use std::path::Path;
use std::process::ExitCode;

use puente::actions::rates::{Overview, Seen, Taking};
use puente::config::Config;
use puente::exchange::rates::{RateFormat, read as read_file};
use puente::secret::Secret;
use puente::{actions, clock};

use crate::{Failure, cannot_run, context, files, open_existing, wrong_use};

/// `puente import rates`.
pub(crate) async fn rates(
    config: Config,
    path: &Path,
    taking: Taking,
    format: Option<&str>,
) -> Result<ExitCode, Failure> {
    let known = |code| RateFormat::parse(code).ok_or_else(|| wrong_use("--format is trm, ecb, imf or plain"));
    let format = format.map(known).transpose()?;
    let bytes = std::fs::read(path).map_err(|error| wrong_use(format!("{}: {error}", path.display())))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let now = clock::now();
    let read = read_file(&bytes, format, &name, now.local_date())
        .map_err(|error| wrong_use(format!("{}: {error}", path.display())))?;
    for one in &read.rejected {
        let other = one.other_line.map(|line| format!(" (line {line})")).unwrap_or_default();
        println!("line {} {}: {}{other}", one.line, one.column, one.reason.code());
    }
    let db = open_existing(&config).await?;
    let files = files(&config)?;
    let secret = config.secret.clone().unwrap_or_else(|| Secret::new(""));
    let ctx = context(&db, &files, &secret, &config, now);
    for one in &actions::rates::overview(db.primary(), &read)
        .await
        .map_err(cannot_run)?
    {
        println!("{}", overview_line(one));
    }
    let imported = actions::rates::import(ctx, None, &read, taking)
        .await
        .map_err(cannot_run)?;
    for actions::rates::Contradicting { line, stands } in &imported.contradicting {
        let (units, until) = (&stands.units_per_usd, stands.valid_to_on);
        println!("line {line}: another one is known and stands, {units} until {until}");
    }
    for jump in &imported.jumping {
        let ratio = jump
            .ratio
            .map_or_else(|| "far from".to_owned(), |ratio| format!("{ratio} times"));
        let (units, from) = (jump.from.units_per_usd, jump.from.valid_from_on);
        println!(
            "line {}: jumps, {ratio} the {} {units} of {from}",
            jump.line, jump.currency
        );
    }
    if !imported.jumping.is_empty() {
        println!("rates that jump are taken with --accept-jumps, once somebody has looked at them");
    }
    let rejected = read.rejected.len() + imported.contradicting.len() + imported.jumping.len();
    println!(
        "{}{} rates added, {} known, {} skipped, {rejected} rejected; {} amounts converted",
        if taking.dry_run { "dry run, nothing saved: " } else { "" },
        imported.added,
        imported.known,
        read.skipped,
        imported.converted
    );
    db.close().await;
    Ok(ExitCode::from(u8::from(rejected > 0)))
}

/// What a file holds of a currency, in one line.
fn overview_line(one: &Overview) -> String {
    let seen = |seen: &Seen| {
        let ratio = seen.ratio.map_or_else(
            || "nothing known".to_owned(),
            |ratio| format!("{ratio} times what is known"),
        );
        format!("{} ({}, {ratio})", seen.quote.units_per_usd, seen.quote.valid_from_on)
    };
    format!(
        "{} {} rates: first {}, last {}, least {}, greatest {}",
        one.currency,
        one.count,
        seen(&one.first),
        seen(&one.last),
        seen(&one.least),
        seen(&one.greatest)
    )
}
