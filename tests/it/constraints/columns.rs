//! Cases of what the schema says with a placeholder: instants, currencies, codes, rates, words of a list.

use std::path::Path;

use super::Case;

/// Tables of which the demonstration may hold no row: one is made up.
const MADE_UP: &[&str] = &[
    "audit",
    "invitation",
    "known_device",
    "limit_count",
    "outbox",
    "password_request",
    "password_reset",
    "probe",
    "request_record",
    "session",
];

/// A column as a migration defines it.
struct Column {
    table: String,
    name: String,
    /// The first word after the name: a type, or a placeholder with its braces.
    kind: String,
    is_key: bool,
}

/// All columns of all tables, in the order of the migrations.
fn columns() -> Vec<Column> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migration/src");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("migrations")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).expect("a migration");
        let mut table = String::new();
        for line in text.lines().map(str::trim_start) {
            let mut words = line.split([' ', ',', '(']).filter(|word| !word.is_empty());
            let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            if let Some(at) = line.find("CREATE TABLE ") {
                let rest = &line[at + "CREATE TABLE ".len()..];
                table = rest.split(' ').next().unwrap_or_default().to_owned();
            } else if first
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
                && (second.starts_with('{') || ["TEXT", "BIGINT", "DATE", "BOOLEAN", "DOUBLE"].contains(&second))
                && !table.is_empty()
            {
                found.push(Column {
                    table: table.clone(),
                    name: first.to_owned(),
                    kind: second.to_owned(),
                    is_key: line.contains("PRIMARY KEY"),
                });
            }
        }
    }
    found
}

/// What a placeholder refuses: the end of the constraint's name, a value, and whether it is a foreign key.
fn refused(kind: &str) -> Option<(&'static str, &'static str, bool)> {
    match kind.trim_end_matches(['?', '}']) {
        "{instant" => Some(("is_an_instant", "'2026-11-23'", false)),
        "{currency" => Some(("is_known", "'XXX'", true)),
        "{finance_type" | "{organisation_type" => Some(("is_known", "'nothing'", true)),
        "{rate" => Some(("is_positive", "'0'", false)),
        "{pillar" | "{project_status" | "{pledge_state" => Some(("is_known", "'nothing'", false)),
        _ => None,
    }
}

/// A value that a made-up row has in a column.
fn made_up(column: &Column) -> &'static str {
    match (column.name.as_str(), column.kind.as_str()) {
        ("account_id", _) => "(SELECT MIN(id) FROM account)",
        ("language", _) => "'es'",
        ("state", _) => "'waiting'",
        (_, "BIGINT") => "1",
        (_, kind) if kind.starts_with("{instant") => "'2026-11-23T17:00:00Z'",
        _ => "'x'",
    }
}

/// An event to which none of the copied rows belongs, and no row of another case.
const FREE_EVENT: &str = "7";

/// The value that a copy of a row has in a column, so that it displaces nothing and breaks no other rule.
fn copied(column: &Column) -> String {
    let name = &column.name;
    let value = match (column.table.as_str(), name.as_str()) {
        ("exchange_rate", "event_number" | "stands_for_id") | (_, "takes_back_id" | "meets_id") => "NULL",
        (_, "event_number") => FREE_EVENT,
        ("event", "number") | ("commitment_tranche", "position") => return format!("{name} + 1000000"),
        (_, "id") => "id + 1000000",
        ("conversion", "budget_currency") => "'USD'",
        ("conversion", "budget_minor") => "1",
        ("in_kind_acceptance", "amount_minor" | "budget_minor") => return format!("ABS({name})"),
        _ => name,
    };
    value.to_owned()
}

/// One case for each column with a placeholder that refuses something.
pub fn cases() -> Vec<Case> {
    let columns = columns();
    let mut cases = Vec::new();
    for column in &columns {
        let Some((end, value, is_foreign_key)) = refused(&column.kind) else {
            continue;
        };
        let table = &column.table;
        let own: Vec<&Column> = columns.iter().filter(|other| other.table == *table).collect();
        let written: Vec<&&Column> = own.iter().filter(|other| other.kind != "{id}").collect();
        let names: Vec<&str> = written.iter().map(|other| other.name.as_str()).collect();
        let is_made_up = MADE_UP.contains(&table.as_str());
        let values: Vec<String> = written
            .iter()
            .map(|other| match other {
                other if other.name == column.name => value.to_owned(),
                other if is_made_up => made_up(other).to_owned(),
                // At most one target.
                other if column.name == "pillar" && matches!(other.name.as_str(), "project_id" | "place_id") => {
                    "NULL".to_owned()
                }
                other => copied(other),
            })
            .collect();
        let (names, values) = (names.join(", "), values.join(", "));
        let key = own.iter().find(|other| other.is_key).map_or("1", |other| &other.name);
        let sql = if is_made_up {
            format!("INSERT INTO {table} ({names}) VALUES ({values})")
        } else if is_foreign_key
            && matches!(
                table.as_str(),
                "organisation" | "project" | "documented_funding" | "pledge" | "proposal"
            )
        {
            format!(
                "UPDATE {table} SET {0} = {value} WHERE id = (SELECT MAX(id) FROM {table} WHERE {0} IS NOT NULL)",
                column.name
            )
        } else {
            // Of the ledger a row that may stand for another target than its parent, and more than once for a pledge.
            let rows = match table.as_str() {
                "ledger_entry" => "ledger_entry WHERE kind = 'commitment'",
                _ => table,
            };
            format!("INSERT INTO {table} ({names}) SELECT {values} FROM {rows} ORDER BY {key} DESC LIMIT 1")
        };
        let shown = if is_foreign_key { Case::FOREIGN_KEY } else { "" };
        cases.push(Case::new(&format!("{table}_{}_{end}", column.name), shown, sql));
    }
    cases
}
