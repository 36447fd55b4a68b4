//! What other processes write: asked for several times a second, so that pages show it within that time.

use std::time::Duration;

use rocket::Shutdown;

use crate::store::Db;

/// How often the newest data version is asked for. A page shows a write of another process this much later, and the
/// time of one small statement.
const FOLLOW_EVERY: Duration = Duration::from_millis(200);

/// Follows the data version until the server shuts down. While the database cannot be asked, pages stay as they are.
pub async fn follow(db: Db, shutdown: Shutdown) {
    let mut is_lost = false;
    loop {
        match db.follow().await {
            Ok(_) => is_lost = false,
            Err(error) if !is_lost => {
                tracing::warn!(%error, "the data version cannot be asked for");
                is_lost = true;
            }
            Err(_) => {}
        }
        tokio::select! {
            () = shutdown.clone() => return,
            () = tokio::time::sleep(FOLLOW_EVERY) => {}
        }
    }
}
