//! The field's own words (`docs/glossary.md`): what the code used to say instead, and no longer may.

use super::files;

/// Nowhere in code, tests, templates and documents.
const NOWHERE: &[&str] = &[
    "deed",
    "deeds",
    "giver",
    "givers",
    "twin",
    "twins",
    "testimony",
    "testimonies",
    "fault",
    "recount",
];
/// Not as a name in the code, or as a part of one; as words of a sentence they are plain English.
const NOT_AS_NAMES: &[&str] = &[
    "agreement",
    "agreements",
    "answering",
    "cover",
    "covers",
    "draws",
    "explanation",
    "explanations",
    "keeps",
    "paying",
    "payment",
    "payments",
    "said",
    "sheet",
    "signing",
    "sourced",
    "spending",
    "standing",
    "submission",
    "tell",
    "terminating",
    "told",
    "turned",
    "worth",
];
/// Names that others script against, and names of other libraries.
const ALLOWED: &[&str] = &["agreement_reference", "submission_limits"];

/// Folders whose text is read, with the ending of their files. The fault trials are named after fault injection.
const TEXTS: &[(&str, &str)] = &[
    ("src", ".rs"),
    ("migration/src", ".rs"),
    ("tests/it", ".rs"),
    ("benches", ".rs"),
    ("templates", ".html"),
    ("tests/it/examples", ".txt"),
    ("docs", ".md"),
];
/// Where the words of before stand on purpose: beside those that replaced them.
const ABOUT_WORDS: &[&str] = &["docs/glossary.md", "docs/CHANGELOG.md", "tests/it/tidy/words.rs"];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}

/// The parts of a name: `PaymentDeclared` and `payment_declared` have the same two.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut before = '_';
    for c in name.chars() {
        if c == '_' || (c.is_uppercase() && before.is_lowercase()) {
            parts.push(String::new());
        }
        if let Some(last) = parts.last_mut().filter(|_| c != '_') {
            last.extend(c.to_lowercase());
        }
        before = c;
    }
    parts
}

/// A line of code without its strings and its comment.
fn code(line: &str) -> String {
    let mut out = String::new();
    let mut is_string = false;
    let mut before = ' ';
    for c in line.chars() {
        match c {
            '"' if before != '\\' && before != '\'' => is_string = !is_string,
            '/' if before == '/' && !is_string => break,
            _ if !is_string => out.push(c),
            _ => {}
        }
        before = c;
    }
    out
}

#[test]
fn no_word_of_before_is_used() {
    let mut errors = Vec::new();
    for (folder, ending) in TEXTS {
        for (file, text) in files(folder, ending) {
            let name = format!("{folder}/{file}");
            if ABOUT_WORDS.contains(&name.as_str()) {
                continue;
            }
            for (number, line) in text.lines().enumerate() {
                let banned = words(line).filter(|word| parts(word).iter().any(|part| NOWHERE.contains(&part.as_str())));
                errors.extend(banned.map(|word| format!("{name}:{}: {word}", number + 1)));
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn no_name_of_the_code_is_of_the_old_dialect() {
    let mut errors = Vec::new();
    for (folder, ending) in TEXTS.iter().filter(|(_, ending)| *ending == ".rs") {
        for (file, text) in files(folder, ending) {
            let mut raw_string = false;
            for (number, line) in text.lines().enumerate() {
                // Statements of several lines are strings.
                let quotes = line.matches('"').count() - line.matches("\\\"").count() - line.matches("'\"'").count();
                let is_text = raw_string;
                raw_string ^= quotes % 2 == 1;
                if is_text {
                    continue;
                }
                for word in words(&code(line)).filter(|word| !ALLOWED.contains(word)) {
                    let own = parts(word);
                    // A test is named by a sentence.
                    if own.len() < 5 && own.iter().any(|part| NOT_AS_NAMES.contains(&part.as_str())) {
                        errors.push(format!("{folder}/{file}:{}: {word}", number + 1));
                    }
                }
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}
