//! The same figures on every page and in every JSON view that shows a boundary, in both languages.

use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::i18n::language::Language::{self, En, Es};
use puente::i18n::number::format_money;
use serde_json::Value;

use super::reader::Reader;
use crate::forms::{collapse, phrase};
use crate::harness::World;

/// What the project costs, in dollars.
pub const COST: i64 = 1_000_000;

/// Figures of a boundary in whole dollars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    pub pledged: i64,
    pub outstanding: i64,
    pub committed: i64,
    pub declared: i64,
    pub disputed: i64,
    pub paid: i64,
}

impl Figures {
    const fn named(self) -> [(&'static str, i64); 6] {
        [
            ("pledged", self.pledged),
            ("outstanding", self.outstanding),
            ("committed", self.committed),
            ("declared", self.declared),
            ("disputed", self.disputed),
            ("paid", self.paid),
        ]
    }
}

/// After an action: the figures of plan, place and partner, which are the same here; those of the project; and the gap.
pub struct Expected {
    pub action: &'static str,
    pub wide: Figures,
    pub project: Figures,
    pub gap: i64,
}

/// A boundary with its JSON view, the page that shows it, and the page that explains it.
pub struct Seen {
    pub json_view: String,
    pub page: String,
    pub explained: String,
    pub is_project: bool,
    pub has_gap: bool,
}

pub fn seen(code: &str) -> [Seen; 4] {
    let one = |json_view: String, page: String, explained: &str, has_gap| Seen {
        json_view,
        page,
        explained: explained.to_owned(),
        is_project: explained.starts_with("totals/project"),
        has_gap,
    };
    [
        one("summary.json".to_owned(), String::new(), "totals/plan", true),
        one(
            "places/co-acandi.json".to_owned(),
            "places/co-acandi".to_owned(),
            "totals/place/co-acandi",
            true,
        ),
        one(
            "partners/banco-demo.json".to_owned(),
            "partners/banco-demo".to_owned(),
            "totals/partner/banco-demo",
            false,
        ),
        one(
            format!("projects/{code}.json"),
            format!("projects/{code}"),
            &format!("totals/project/{code}"),
            true,
        ),
    ]
}

fn shown_amount(dollars: i64, language: Language) -> String {
    collapse(&format_money(Money::new(dollars * 100, Currency::USD), language))
}

fn assert_json(path: &str, json_view: &Value, figures: Figures, gap: Option<i64>, action: &str) {
    let totals = &json_view["item"]["totals"];
    for (name, dollars) in figures.named() {
        assert_eq!(
            totals[name]["amount"],
            format!("{dollars}.00"),
            "{name} of {path} after {action}"
        );
    }
    match gap {
        Some(gap) => {
            assert_eq!(
                totals["requirement"]["amount"],
                format!("{COST}.00"),
                "{path} after {action}"
            );
            assert_eq!(
                totals["gap"]["amount"],
                format!("{gap}.00"),
                "gap of {path} after {action}"
            );
        }
        None => assert!(totals["gap"].is_null() && totals["requirement"].is_null(), "{path}"),
    }
}

/// Every page and every JSON view that shows one of the boundaries, in both languages.
pub async fn assert_everywhere(world: &World, person: &Reader<'_>, code: &str, expected: &Expected) {
    let action = expected.action;
    for (language, lang) in [(Es, "es"), (En, "en")] {
        for boundary in seen(code) {
            let figures = if boundary.is_project {
                expected.project
            } else {
                expected.wide
            };
            let gap = boundary.has_gap.then_some(expected.gap);
            for path in [boundary.json_view.clone(), format!("{}.json", boundary.explained)] {
                let path = format!("/{lang}/{path}");
                assert_json(&path, &world.get(&path).await.json(), figures, gap, action);
            }
            let mut shown_of: Vec<(&str, i64)> = figures.named().to_vec();
            shown_of.extend(gap.map(|gap| ("gap", gap)));
            for (path, all) in [(&boundary.page, false), (&boundary.explained, true)] {
                person.open(&format!("/{lang}/{path}")).await;
                let text = person.text().await;
                for (name, dollars) in &shown_of {
                    // Under the bar stand the main steps; the page that explains has each.
                    if all || matches!(*name, "pledged" | "committed" | "paid" | "gap") {
                        let label = phrase(language, &format!("measure-{name}"), &[]);
                        let line = format!("{label} {}", shown_amount(*dollars, language));
                        assert!(
                            text.contains(&line),
                            "/{lang}/{path} lacks {line:?} after {action}: {text}"
                        );
                    }
                }
            }
        }
    }
}
