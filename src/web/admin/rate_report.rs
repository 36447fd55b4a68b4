//! What came of a file of rates, or what would.

use schemars::JsonSchema;
use serde::Serialize;

use super::rate_fields;
use crate::actions::rates::{Imported, Overview, Seen};
use crate::exchange::rates::RateFile;
use crate::i18n::catalogue::text;
use crate::i18n::date::format_date_short;
use crate::i18n::language::Language;
use crate::i18n::number::format_rate;
use crate::web::guards::Signed;

/// Lines that are not taken, told on the page; the rest is counted.
const REJECTED_SHOWN: usize = 100;

/// What came of a file, or what would.
#[derive(Serialize, JsonSchema)]
pub(super) struct ReportView {
    text: String,
    /// What the file holds, by currency.
    overview: Vec<OverviewRow>,
    /// Some of its rates jump.
    jumps: bool,
    /// The lines that are not taken, and how many more there are.
    rejected: Vec<RejectedLine>,
    more: Option<String>,
}

/// What a file holds of a currency.
#[derive(Serialize, JsonSchema)]
struct OverviewRow {
    currency: String,
    count: usize,
    first: SeenView,
    last: SeenView,
    least: SeenView,
    greatest: SeenView,
}

/// A rate of a file beside those that are known.
#[derive(Serialize, JsonSchema)]
struct SeenView {
    units: String,
    shown: String,
}

/// A line that is not taken, with its column and why.
#[derive(Serialize, JsonSchema)]
struct RejectedLine {
    line: usize,
    column: &'static str,
    why: String,
}

/// What came of a file, or what would; `overview`: what it holds, beside what was known before.
pub(super) fn report(
    signed: &Signed<'_>,
    file: &RateFile,
    overview: &[Overview],
    done: &Imported,
    dry_run: bool,
) -> ReportView {
    let language = signed.visit.language;
    let mut rejected = rejected(signed, file, done);
    let count_rejected = rejected.len();
    rejected.truncate(REJECTED_SHOWN);
    let args = [
        ("added", count(done.added).into()),
        ("known", count(done.known).into()),
        ("skipped", count(file.skipped).into()),
        ("rejected", count(count_rejected).into()),
        ("converted", count(done.converted).into()),
    ];
    let key = if dry_run { "rates-would" } else { "rates-done" };
    let not_shown = count_rejected.saturating_sub(rejected.len());
    let more = || text(language, "rates-rejected-more", &[("count", count(not_shown).into())]);
    ReportView {
        text: text(language, key, &args),
        overview: overview.iter().map(|one| overview_row(language, one)).collect(),
        jumps: !done.jumping.is_empty(),
        rejected,
        more: (not_shown > 0).then(more),
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Every line that is not taken, in the order of the file.
fn rejected(signed: &Signed<'_>, file: &RateFile, done: &Imported) -> Vec<RejectedLine> {
    let unread = file.rejected.iter().map(|one| {
        let first = one.other_line.map_or(0, count);
        let key = format!("rate-error-{}", one.reason.code());
        RejectedLine {
            line: one.line,
            column: one.column,
            why: text(signed.visit.language, &key, &[("first", first.into())]),
        }
    });
    let contradicting = done.contradicting.iter().map(|one| RejectedLine {
        line: one.line,
        column: "",
        why: rate_fields::contradiction(signed, &one.stands),
    });
    let jumping = done.jumping.iter().map(|one| RejectedLine {
        line: one.line,
        column: "",
        why: rate_fields::jump(signed, one),
    });
    let mut all: Vec<RejectedLine> = unread.chain(contradicting).chain(jumping).collect();
    all.sort_by_key(|one| one.line);
    all
}

fn overview_row(language: Language, one: &Overview) -> OverviewRow {
    OverviewRow {
        currency: one.currency.code().to_owned(),
        count: one.count,
        first: seen(language, &one.first),
        last: seen(language, &one.last),
        least: seen(language, &one.least),
        greatest: seen(language, &one.greatest),
    }
}

fn seen(language: Language, seen: &Seen) -> SeenView {
    let day = format_date_short(seen.quote.valid_from_on, language);
    let shown = match seen.ratio {
        Some(ratio) => {
            let ratio = format_rate(&ratio.to_string(), language);
            text(
                language,
                "rates-overview-seen",
                &[("day", day.into()), ("ratio", ratio.into())],
            )
        }
        None => text(language, "rates-overview-new", &[("day", day.into())]),
    };
    SeenView {
        units: format_rate(&seen.quote.units_per_usd.to_string(), language),
        shown,
    }
}
