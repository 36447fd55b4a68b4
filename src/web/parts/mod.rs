//! What several pages show.

#[allow(dead_code, reason = "pages take them up one after the other")]
mod marks;
