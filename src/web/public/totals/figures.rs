//! The figures of a total under their three headings: side by side, by parts, apart. Each with how it is made.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::counting::Boundary;
use crate::domain::currency::Currency;
use crate::domain::measures::Measures;
use crate::domain::money::Money;
use crate::i18n::number::format_difference;
use crate::web::guards::Visit;
use crate::web::parts::boundary::has_projects;
use crate::web::parts::texts::usd;

/// A figure: its name, the mark of its kind of money, where it comes from, and whether only projects have it.
pub(super) struct Line {
    name: &'static str,
    mark: &'static str,
    read: fn(&Measures) -> i64,
    of_projects: bool,
    /// Where the methodology tells more.
    anchor: &'static str,
}

const fn line(name: &'static str, mark: &'static str, read: fn(&Measures) -> i64, anchor: &'static str) -> Line {
    Line {
        name,
        mark,
        read,
        of_projects: false,
        anchor,
    }
}

const fn of_projects(line: Line) -> Line {
    Line {
        of_projects: true,
        ..line
    }
}

/// What stands side by side and is never added together.
pub(super) const SIDE_BY_SIDE: &[Line] = &[
    of_projects(line("requirement", "requirement", |m| m.requirement, "figures")),
    line("pledged", "promised", |m| m.pledged, "figures"),
    line("outstanding", "", |m| m.outstanding, "figures"),
    line("committed", "signed", |m| m.committed, "figures"),
    line("declared", "declared", |m| m.declared, "figures"),
    line("published", "", |m| m.published, "figures"),
    line("disputed", "disputed", |m| m.disputed, "figures"),
    line("paid", "paid", |m| m.paid, "figures"),
    line("spent", "", |m| m.spent, "figures"),
    of_projects(line("gap", "gap", |m| m.gap, "gap")),
];

/// Parts of those, and what stands beside them on a line of its own.
pub(super) const PARTS: &[Line] = &[
    line("mobilised", "", Measures::mobilised, "once"),
    line("pledged-domestic", "", |m| m.pledged_domestic, "once"),
    line("committed-domestic", "", |m| m.committed_domestic, "once"),
    line("paid-domestic", "", |m| m.paid_domestic, "once"),
    line("direct", "", |m| m.direct, "figures"),
    line("ended", "", |m| m.ended, "states"),
    of_projects(line("suspended", "", |m| m.suspended, "gap")),
    line("exchange-signed", "", |m| m.exchange_signed, "dollars"),
    line("exchange-paid", "", |m| m.exchange_paid, "dollars"),
];

/// What is no money, and so is added to nothing.
pub(super) const APART: &[Line] = &[
    line("in-kind", "", |m| m.in_kind, "not-counted"),
    line("covered", "", |m| m.covered, "not-counted"),
    line("guarantees", "", |m| m.guarantees, "not-counted"),
];

/// A figure with how it is made.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FigureRow {
    label: String,
    how: String,
    kind: &'static str,
    href: String,
    today: String,
    /// At the end of an earlier day, and how much it changed since.
    then: Option<String>,
    difference: Option<String>,
}

/// The rows of a table: today's figure, or that of an earlier day beside today's and the difference.
pub(super) fn rows(
    visit: &Visit<'_>,
    boundary: Boundary,
    lines: &[Line],
    now: &Measures,
    then: Option<&Measures>,
) -> Vec<FigureRow> {
    let language = visit.language;
    let shown = lines.iter().filter(|line| !line.of_projects || has_projects(boundary));
    let rows = shown.map(|line| {
        let today = (line.read)(now);
        let before = then.map(line.read);
        FigureRow {
            label: visit.say(&format!("measure-{}", line.name)),
            how: visit.say(&format!("how-{}", line.name)),
            kind: line.mark,
            href: visit.link(&format!("about/methodology#{}", line.anchor)),
            today: usd(today, language),
            then: before.map(|minor| usd(minor, language)),
            difference: before.map(|minor| match today - minor {
                0 => visit.say("totals-same"),
                minor => format_difference(Money::new(minor, Currency::USD), language),
            }),
        }
    });
    rows.collect()
}

/// A measure by the kind of finance.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FinanceRow {
    kind: &'static str,
    label: String,
    grant: String,
    loan: String,
    equity: String,
}

/// Promised, signed and paid by the kind of finance.
pub(super) fn finance(visit: &Visit<'_>, sums: &Measures) -> Vec<FinanceRow> {
    let rows = [
        (
            "promised",
            "measure-pledged",
            [sums.pledged_grant, sums.pledged_loan, sums.pledged_equity],
        ),
        (
            "signed",
            "measure-committed",
            [sums.committed_grant, sums.committed_loan, sums.committed_equity],
        ),
        (
            "paid",
            "measure-paid",
            [sums.paid_grant, sums.paid_loan, sums.paid_equity],
        ),
    ];
    let rows = rows.map(|(kind, key, parts)| {
        let [grant, loan, equity] = parts.map(|minor| usd(minor, visit.language));
        FinanceRow {
            kind,
            label: visit.say(key),
            grant,
            loan,
            equity,
        }
    });
    rows.into()
}
