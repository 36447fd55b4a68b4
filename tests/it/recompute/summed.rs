//! What the history states that each row is worth, added up.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Figures, number};

/// The figures of the plan by adding up what the history states that each row is worth, of rows that take away as of any
/// other: nobody needs to know from what they take, or at what rate that stood.
pub fn summed(events: &[Value]) -> Figures {
    let (mut rows, mut stated, mut answers) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut currencies = BTreeMap::new();
    for event in events {
        let (entry, conversion, receipt) = (&event["entry"], &event["conversion"], &event["receipt"]);
        if let Some(id) = number(&entry["id"]) {
            rows.insert(id, entry);
            stated.insert(
                id,
                ["usd_minor", "parent_rate_usd_minor"].map(|key| number(&entry[key])),
            );
            if entry["kind"] == "pledge" {
                currencies.insert(entry["pledge"].to_string(), &entry["currency"]);
            }
        }
        if let Some(id) = number(&conversion["entry"]) {
            stated.get_mut(&id).expect("a row")[0] = number(&conversion["usd_minor"]);
        }
        for one in event["valuations"].as_array().into_iter().flatten() {
            let id = number(&one["entry"]).expect("a row");
            stated.insert(id, ["usd_minor", "parent_rate_usd_minor"].map(|key| number(&one[key])));
        }
        if let Some(id) = number(&receipt["entry"]) {
            answers.insert(id, receipt["kind"].as_str().expect("a word"));
        }
    }
    let mut figures = Figures::new();
    let mut add = |figure, currency: &Value, minor: i128, usd: Option<i128>| {
        let (currency, minor) = usd.map_or((currency, minor), |usd| (&Value::Null, usd));
        let currency = currency.as_str().unwrap_or("USD").to_owned();
        *figures.entry((figure, currency)).or_default() += minor;
    };
    for (id, row) in rows.iter().filter(|(_, row)| row["support"] == "financial") {
        let amount = number(&row["amount_minor"]).expect("an amount");
        let (currency, [usd, at_parent]) = (&row["currency"], stated[id]);
        let exchange = usd.zip(at_parent).map(|(usd, at_parent)| usd - at_parent);
        let mut own = |figure| add(figure, currency, amount, usd);
        match row["kind"].as_str().expect("a kind") {
            "pledge" | "revision" => ["pledged", "outstanding"].into_iter().for_each(own),
            "earmarking" | "withdrawal" | "lapse" => own("outstanding"),
            "commitment" | "termination" => {
                own("committed");
                if row["pledge"].is_string() {
                    let drawdown = number(&row["drawdown_minor"]).unwrap_or(amount);
                    let of_pledge = currencies[&row["pledge"].to_string()];
                    add("outstanding", of_pledge, -drawdown, at_parent.map(|usd| -usd));
                }
                add("exchange_signed", &Value::Null, exchange.unwrap_or(0), None);
            }
            "disbursement" | "adjustment" | "refund" => {
                let parent = number(&row["parent"]).expect("a parent");
                let disbursement = if row["kind"] == "disbursement" { id } else { &parent };
                if rows[disbursement]["kind"] == "expenditure" {
                    own("spent");
                    continue;
                }
                match answers.get(disbursement) {
                    None => own("declared"),
                    Some(&"dispute") => own("disputed"),
                    Some(_) => {
                        own("paid");
                        add("exchange_paid", &Value::Null, exchange.unwrap_or(0), None);
                    }
                }
            }
            "expenditure" => own("spent"),
            other => panic!("no word of the recipe: {other}"),
        }
    }
    figures.retain(|_, minor| *minor != 0);
    figures
}
