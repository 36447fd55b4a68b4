//! The bar of some sums and the figures under it, each with what of it has no rate (DESIGN.md §3, counting rule 10).

use schemars::JsonSchema;
use serde::Serialize;

use super::texts::usd;
use crate::domain::measures::Measures;
use crate::domain::money::Money;
use crate::i18n::catalogue::text;
use crate::i18n::language::Language;
use crate::i18n::number::format_money;
use crate::store::StoreError;
use crate::store::projects::ProjectRow;
use crate::store::totals::Sums;

/// A bar: where its parts begin and how long they are, in thousandths of its scale.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct FundingBar {
    pub label: String,
    pub desc: String,
    /// There is nothing to draw.
    pub unknown: bool,
    pub paid_x: i64,
    pub paid_w: i64,
    pub signed_x: i64,
    pub signed_w: i64,
    pub promised_x: i64,
    pub promised_w: i64,
    pub gap_x: i64,
    pub gap_w: i64,
}

/// An amount with what of it could not be converted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SumView {
    pub value: String,
    pub note: Option<String>,
}

/// A figure under a bar.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FigureView {
    /// The mark of its kind of money; empty where it has none.
    pub kind: &'static str,
    pub label: String,
    pub value: String,
    pub note: Option<String>,
}

/// The funding bar of some sums: everything to one scale, in US dollars. Promises lie inside the gap, because a
/// pledge fills none.
#[must_use]
pub fn funding_bar(language: Language, requirement_usd: Option<i64>, sums: &Measures) -> FundingBar {
    let paid = sums.paid.max(0);
    let signed = (sums.committed - sums.paid).max(0);
    let promised = sums.outstanding.max(0);
    let requirement = requirement_usd.unwrap_or(0).max(0);
    let gap = sums.gap.max(0);
    let scale = requirement.max(paid + signed + promised.max(gap));
    let label = text(language, "bar-label", &[]);
    if scale == 0 {
        let desc = text(language, "bar-unknown", &[]);
        return FundingBar {
            label,
            desc,
            unknown: true,
            ..FundingBar::default()
        };
    }
    let part = |minor: i64| i64::try_from(i128::from(minor) * 1000 / i128::from(scale)).unwrap_or(0);
    let (paid_w, signed_w, promised_w) = (part(paid), part(signed), part(promised));
    let gap_x = paid_w + signed_w;
    // What the figure says: a surplus of one project fills no other, and a project that is not open has no gap.
    let gap_w = part(gap).min(1000 - gap_x);
    // Providers, years and receipts have no cost; without one, no gap is known either.
    let key = if requirement_usd.is_some() {
        "bar-desc"
    } else {
        "bar-desc-money"
    };
    let desc = text(
        language,
        key,
        &[
            ("requirement", usd(requirement, language).into()),
            ("promised", usd(promised, language).into()),
            ("signed", usd(sums.committed, language).into()),
            ("paid", usd(paid, language).into()),
            ("gap", usd(gap, language).into()),
        ],
    );
    FundingBar {
        label,
        desc,
        unknown: false,
        paid_x: 0,
        paid_w,
        signed_x: paid_w,
        signed_w,
        promised_x: gap_x,
        promised_w: promised_w.min(1000 - gap_x),
        gap_x,
        gap_w,
    }
}

/// The bar of a project: without a gap where none is counted.
#[must_use]
pub fn project_bar(language: Language, row: &ProjectRow, sums: &Measures) -> FundingBar {
    let requirement = row.requirement_usd_minor.filter(|_| row.gap_minor.is_some());
    funding_bar(language, requirement, sums)
}

/// A figure under a bar: the mark of its kind of money, its name, and where it comes from.
pub type Figure = (&'static str, &'static str, fn(&Measures) -> i64);

/// A sum in US dollars with what of it could not be converted.
#[must_use]
pub fn sum(language: Language, sums: &Sums, read: fn(&Measures) -> i64) -> SumView {
    SumView {
        value: usd(read(&sums.usd), language),
        note: not_converted_note(language, sums, read),
    }
}

/// The same under a bar.
#[must_use]
pub fn figure(language: Language, (kind, key, read): Figure, sums: &Sums) -> FigureView {
    let SumView { value, note } = sum(language, sums, read);
    FigureView {
        kind,
        label: text(language, key, &[]),
        value,
        note,
    }
}

const PLEDGED: Figure = ("promised", "measure-pledged", |sums| sums.pledged);
const COMMITTED: Figure = ("signed", "measure-committed", |sums| sums.committed);
const PAID: Figure = ("paid", "measure-paid", |sums| sums.paid);

/// The four figures under a bar, in US dollars.
#[must_use]
pub fn figures(language: Language, sums: &Sums) -> Vec<FigureView> {
    let gap: Figure = ("gap", "measure-gap", |sums| sums.gap);
    [PLEDGED, COMMITTED, PAID, gap]
        .map(|one| figure(language, one, sums))
        .into()
}

/// The figures under the bar of one chain, in US dollars.
#[must_use]
pub fn chain_figures(language: Language, sums: &Sums) -> Vec<FigureView> {
    let shown: [Figure; 5] = [
        ("promised", "measure-outstanding", |sums| sums.outstanding),
        COMMITTED,
        ("declared", "measure-declared", |sums| sums.declared),
        ("disputed", "measure-disputed", |sums| sums.disputed),
        PAID,
    ];
    shown.map(|one| figure(language, one, sums)).into()
}

/// The figures under a project's bar: requirement and gap in its budget currency.
///
/// # Errors
/// [`StoreError::Corrupt`].
pub fn project_figures(language: Language, row: &ProjectRow, sums: &Sums) -> Result<Vec<FigureView>, StoreError> {
    let say = |key: &str| text(language, key, &[]);
    let currency = row.budget_currency;
    let gap = match row.gap_minor {
        Some(minor) => format_money(Money::new(minor, currency), language),
        None => say("figure-not-open"),
    };
    let plain = |kind, key: &str, value| FigureView {
        kind,
        label: say(key),
        value,
        note: None,
    };
    let requirement = format_money(row.requirement(), language);
    Ok(vec![
        plain("requirement", "measure-requirement", requirement),
        figure(language, PLEDGED, sums),
        figure(language, COMMITTED, sums),
        figure(language, PAID, sums),
        plain("gap", "measure-gap", gap),
    ])
}

/// "and EUR 20 000 not converted" of one measure, or nothing.
fn not_converted_note(language: Language, sums: &Sums, read: fn(&Measures) -> i64) -> Option<String> {
    let apart: Vec<String> = sums
        .not_converted
        .iter()
        .map(|(currency, measures)| Money::new(read(measures), *currency))
        .filter(|money| money.minor() != 0)
        .map(|money| format_money(money, language))
        .collect();
    (!apart.is_empty()).then(|| text(language, "and-not-converted", &[("amounts", apart.join(" + ").into())]))
}

/// A figure that is told where there is something of it, converted or not.
#[must_use]
pub fn shown(language: Language, sums: &Sums, read: fn(&Measures) -> i64) -> Option<SumView> {
    let any = read(&sums.usd) != 0 || sums.not_converted.values().any(|apart| read(apart) != 0);
    any.then(|| sum(language, sums, read))
}

/// Measures that have a line of their own where they could not be converted.
const UNCONVERTED: &[&str] = &[
    "requirement",
    "pledged",
    "outstanding",
    "committed",
    "declared",
    "published",
    "disputed",
    "paid",
    "spent",
    "gap",
    "suspended",
    "in_kind",
    "covered",
    "guarantees",
];

/// An amount that has no rate, with what it is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Unconverted {
    pub label: String,
    pub value: String,
}

/// What has no rate, by currency and measure, in its own currency.
#[must_use]
pub fn unconverted(language: Language, sums: &Sums) -> Vec<Unconverted> {
    let rows = sums.not_converted.iter().flat_map(|(currency, measures)| {
        let all = Measures::NAMES.iter().zip(measures.values());
        let listed = all.filter(|(name, minor)| *minor != 0 && UNCONVERTED.contains(name));
        listed.map(|(name, minor)| Unconverted {
            label: text(language, &format!("measure-{}", name.replace('_', "-")), &[]),
            value: format_money(Money::new(minor, *currency), language),
        })
    });
    rows.collect()
}
