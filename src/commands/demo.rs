//! `puente demo --projects`: a demonstration of any size.

use std::io::{IsTerminal as _, Write as _};

use puente::clock;
use puente::domain::timestamp::Timestamp;
use puente::seed::{self, SeedError};
use puente::store::Db;

/// Adds invented projects until there are so many, with a line that says how far it is.
///
/// # Errors
/// [`SeedError`].
pub async fn enlarge(db: &Db, now: Timestamp, projects: usize) -> Result<(), SeedError> {
    let (started, on_screen) = (clock::started(), std::io::stdout().is_terminal());
    let mut progress = |made: usize| {
        // On a screen one line that changes, in a file one line for every ten thousand.
        if on_screen {
            print!("\rInvented projects: {made} of {projects}");
            let _ = std::io::stdout().flush();
        } else if made.is_multiple_of(10_000) && made < projects {
            println!("Invented projects: {made} of {projects}");
        }
    };
    let added = seed::trial::seed(db, now, projects, &mut progress).await?;
    if added > 0 {
        let milliseconds = started.elapsed().as_millis().max(1);
        let line_before = if on_screen { "\n" } else { "" };
        println!(
            "{line_before}{added} invented projects added, {} a second",
            added as u128 * 1_000 / milliseconds
        );
    }
    Ok(())
}
