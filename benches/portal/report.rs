//! The table.

use std::time::Duration;

use super::load::Outcome;

/// A line of the table.
pub struct Line<'a> {
    pub name: &'a str,
    pub is_stored: bool,
    pub readers: usize,
    pub portal: &'a Outcome,
    /// What the server took of its cores for all these answers, with the writes meanwhile.
    pub core_time: Duration,
    pub bare: &'a Outcome,
}

/// The heading of the table.
pub fn heading() {
    println!(
        "| page | kept | readers | KiB | a second | bare, same size | ratio | core µs each | median µs | p99 µs | not 200 |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
}

impl Line<'_> {
    /// Prints it.
    pub fn print(&self) {
        println!(
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            self.name,
            if self.is_stored { "yes" } else { "no" },
            self.readers,
            self.portal.bytes_each() / 1024,
            self.portal.a_second(),
            self.bare.a_second(),
            percent(self.portal.a_second(), self.bare.a_second()),
            self.core_time.as_micros() / self.portal.answers().max(1) as u128,
            self.portal.median().as_micros(),
            self.portal.at(99).as_micros(),
            self.portal.failed
        );
    }
}

/// A part in percent with one decimal, without a float.
fn percent(of: u64, to: u64) -> String {
    let tenths = of * 1_000 / to.max(1);
    format!("{}.{} %", tenths / 10, tenths % 10)
}
