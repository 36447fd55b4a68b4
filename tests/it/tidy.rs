//! What reviewers would otherwise have to remember: layers, lengths, words, dead templates and keys, settings.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use puente::config::SETTINGS;
use puente::i18n::catalogue;
use puente::i18n::language::Language;
use puente::web::Templates;

mod shape;
mod words;

/// Most lines of a file.
const LINES_MAX: usize = 400;

/// Longer files with the length that they may not exceed, and why. Shorten, do not extend.
const LONGER: &[(&str, usize, &str)] = &[(
    "src/i18n/words.rs",
    402,
    "amounts in words in two languages, with their cases",
)];

/// Folder (or file) of `src` and the folders that it may import. `main.rs` sees everything, and so does `commands`, which
/// belongs to it.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &["domain"]),
    ("secret.rs", &["domain"]),
    ("config.rs", &["domain", "secret"]),
    ("clock.rs", &["domain"]),
    ("i18n", &["i18n", "domain"]),
    ("store", &["store", "domain", "secret", "clock"]),
    ("exchange", &["exchange", "domain"]),
    ("mail", &["mail", "store", "domain", "i18n", "config"]),
    (
        "actions",
        &["actions", "store", "domain", "exchange", "i18n", "mail", "secret"],
    ),
    ("seed", &["seed", "actions", "store", "domain"]),
    ("jobs", &["jobs", "actions", "mail", "clock", "web"]),
    (
        "web",
        &[
            "web", "exchange", "actions", "store", "domain", "i18n", "secret", "config", "clock",
        ],
    ),
];

/// Crates that belong to one layer.
const CRATES: &[(&str, &[&str])] = &[
    ("sea_orm", &["store"]),
    ("migration", &["store"]),
    ("tera", &["web"]),
    ("lettre", &["mail", "config.rs"]),
    ("fluent_bundle", &["i18n"]),
    ("zxcvbn", &["domain"]),
    ("rocket", &["web", "jobs", "actions", "main.rs"]),
    ("rust_embed", &["web", "seed"]),
    ("roaring", &["store"]),
    ("rust_stemmers", &["store"]),
];

/// Never on a page (DESIGN.md §2).
const BANNED: &[&str] = &["en mora", "caducad", "socio", "socia ", "socias", "billón", "billon"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder whose name ends so, as paths from that folder with their text.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    let folder = root().join(folder);
    let mut found = Vec::new();
    walk(&folder, ending, &mut found);
    found.sort();
    let name = |path: &Path| {
        path.strip_prefix(&folder)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/")
    };
    found
        .iter()
        .map(|path| (name(path), std::fs::read_to_string(path).expect("text")))
        .collect()
}

/// The folder of `src` that a file is in, or the file itself.
fn layer(file: &str) -> &str {
    let own = file.split_once('/').map_or(file, |(folder, _)| folder);
    // The parts of the settings belong to them.
    if own == "config" { "config.rs" } else { own }
}

/// Words that follow `mark` in the code, without comments.
fn after<'t>(text: &'t str, mark: &'t str) -> impl Iterator<Item = &'t str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(move |line| {
            line.match_indices(mark).map(move |(at, _)| {
                let rest = &line[at + mark.len()..];
                &rest[..rest
                    .find(|c: char| !c.is_alphanumeric() && c != '_')
                    .unwrap_or(rest.len())]
            })
        })
}

#[test]
fn imports_go_one_way() {
    let mut breaches = Vec::new();
    for (file, text) in files("src", ".rs") {
        let own = layer(&file);
        if matches!(own, "main.rs" | "lib.rs" | "commands") {
            continue;
        }
        let (_, allowed) = LAYERS
            .iter()
            .find(|(name, _)| *name == own)
            .unwrap_or_else(|| panic!("{own} is in no layer"));
        for name in after(&text, "crate::").filter(|name| !name.is_empty()) {
            let is_layer = LAYERS.iter().any(|(known, _)| known.trim_end_matches(".rs") == name);
            if is_layer && !allowed.contains(&name) {
                breaches.push(format!("src/{file} imports {name}"));
            }
        }
        if text.contains("use crate::{") || text.contains("super::super::super") {
            breaches.push(format!("src/{file}: name the layer in each import"));
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn every_page_is_compared_with_its_template() {
    // `page_views!` makes a page and the test that compares it; nothing else may make one.
    let others = files("src", ".rs").into_iter().filter(|(file, text)| {
        let declares = text.contains("PageView for") && file != "web/page/view.rs";
        let renders = text.contains("templates.render(") && !file.starts_with("web/page/");
        declares || renders
    });
    let others: Vec<String> = others.map(|(file, _)| file).collect();
    assert!(others.is_empty(), "pages beside page_views!: {others:?}");
}

#[test]
fn the_portal_reads_through_its_snapshot_only() {
    let reading = files("src/web/public", ".rs");
    let others = reading
        .iter()
        .filter(|(_, text)| text.contains(".db") || text.contains("primary()"));
    let others: Vec<&String> = others.map(|(file, _)| file).collect();
    assert!(!reading.is_empty() && others.is_empty(), "{others:?}");
}

#[test]
fn each_library_is_used_in_its_layer_only() {
    let mut breaches = Vec::new();
    for (file, text) in files("src", ".rs") {
        for (library, layers) in CRATES {
            let used = text.lines().any(|line| {
                let line = line.trim_start();
                !line.starts_with("//")
                    && line
                        .match_indices(&format!("{library}::"))
                        .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
            });
            if used && !layers.contains(&layer(&file)) {
                breaches.push(format!("src/{file} uses {library}"));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn the_domain_has_no_clock_and_no_float_and_only_the_clock_reads_the_time() {
    let mut breaches = Vec::new();
    for (file, text) in files("src", ".rs") {
        let code: String = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for clock in ["now_utc", "SystemTime", "Instant::now"] {
            if code.contains(clock) && file != "clock.rs" {
                breaches.push(format!("src/{file} reads {clock}"));
            }
        }
        let money = [
            "domain/money",
            "domain/chain",
            "domain/counting",
            "domain/ledger",
            "domain/measures",
            "domain/rate",
            "domain/split",
            "store/ledger",
            "store/totals",
        ];
        if money.iter().any(|part| file.starts_with(part)) && (code.contains("f64") || code.contains("f32")) {
            breaches.push(format!("src/{file} has a float near money"));
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn no_file_is_longer_than_a_reader_bears() {
    let mut errors = Vec::new();
    for folder in ["src", "migration/src"] {
        for (file, text) in files(folder, ".rs") {
            let (name, length) = (format!("{folder}/{file}"), text.lines().count());
            let known = LONGER.iter().find(|(known, ..)| *known == name);
            let most = known.map_or(LINES_MAX, |(_, most, _)| *most);
            if length > most {
                errors.push(format!("{name} has {length} lines, at most {most}"));
            }
            if known.is_some() && length <= LINES_MAX {
                errors.push(format!("{name} is short enough now: take it off the list"));
            }
        }
    }
    for (name, ..) in LONGER {
        assert!(root().join(name).exists(), "{name} is on the list and not there");
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn no_banned_word_is_shown() {
    let mut errors = Vec::new();
    let mut texts = files("src/i18n", "es.ftl");
    texts.extend(files("seeds/demo", ".csv"));
    texts.extend(files("templates", ".html"));
    for (file, text) in texts {
        for (number, line) in text.lines().enumerate() {
            let lower = format!("{} ", line.to_lowercase());
            let banned = BANNED.iter().filter(|word| {
                lower
                    .match_indices(*word)
                    .any(|(at, _)| !lower[..at].ends_with(char::is_alphabetic))
            });
            errors.extend(banned.map(|word| format!("{file}:{}: {word}", number + 1)));
        }
    }
    for (file, text) in files("src/i18n", ".ftl") {
        for (number, line) in text.lines().enumerate() {
            if line.match_indices('$').any(|(at, _)| !line[..at].ends_with("{ ")) {
                errors.push(format!("{file}:{}: a bare $", number + 1));
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn every_template_and_every_component_is_used() {
    let code: String = files("src", ".rs").into_iter().map(|(_, text)| text).collect();
    let templates = files("templates", ".html");
    assert_eq!(templates.len(), Templates::names().len());
    let mut dead = Vec::new();
    for name in Templates::names() {
        let quoted = format!("\"{name}\"");
        let text = templates
            .iter()
            .find(|(file, _)| *file == name)
            .map_or("", |(_, text)| text);
        let components: Vec<&str> = after(text, "{% component ").collect();
        let named = code.contains(&quoted) || templates.iter().any(|(_, text)| text.contains(&quoted));
        // Components are known by their own names, not by that of their file.
        if !named && components.is_empty() {
            dead.push(name.clone());
        }
        for component in components {
            let uses = [
                format!("<{component} "),
                format!("<{component}/"),
                format!("<{component}>"),
            ];
            let used = templates
                .iter()
                .any(|(_, text)| uses.iter().any(|used| text.contains(used)));
            if !used {
                dead.push(format!("component {component}"));
            }
        }
    }
    assert!(dead.is_empty(), "used by nobody: {dead:?}");
}

/// Keys that code puts together: what stands before and after the part that varies. `{x}-title` is `("", "-title")`.
fn composed() -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for folder in ["src/web", "src/mail", "src/i18n"] {
        for (_, text) in files(folder, ".rs") {
            for (at, mark) in text.match_indices("format!(\"") {
                let rest = &text[at + mark.len()..];
                let pattern = &rest[..rest.find('"').unwrap_or(0)];
                let Some((before, more)) = pattern.split_once('{') else {
                    continue;
                };
                let Some((_, behind)) = more.split_once('}') else {
                    continue;
                };
                let keyed = |part: &str| {
                    part.chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c))
                };
                let last = behind.rsplit('}').next().unwrap_or_default();
                let joined = before.ends_with('-') || behind.starts_with('-');
                if joined && keyed(before) && keyed(last) && (before.len() > 1 || last.len() > 1) {
                    found.insert((before.to_owned(), last.to_owned()));
                }
            }
        }
    }
    found
}

/// Beginnings of keys that code puts together: on a page they are keys that the catalogue lacks.
pub fn composed_prefixes() -> Vec<String> {
    composed()
        .into_iter()
        .map(|(before, _)| before)
        .filter(|before| before.len() > 1)
        .collect()
}

/// First parts of keys that are put together from two variables: the filters' names and their values.
const TWO_VARIABLES: &[&str] = &["pillar-", "status-", "country-", "class-", "provenance-"];

/// The texts in quotes of the code.
fn quoted(text: &str) -> BTreeSet<&str> {
    let is_word = |part: &&str| {
        let is_of_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        !part.is_empty() && part.chars().all(is_of_key)
    };
    text.split('"').filter(is_word).collect()
}

/// Beginnings of keys that come before a coded value: `coded(…, "pillar", …)`, `radio(…, ("decision", …))`,
/// `message_of("refusal", …)`.
fn prefixes_of_choices(text: &str) -> BTreeSet<&str> {
    let calls = ["coded(", "radio(", "message_of("]
        .into_iter()
        .flat_map(|call| text.split(call).skip(1));
    let literals = calls.flat_map(|rest| {
        let call = rest.split(';').next().unwrap_or_default();
        call.split('"').skip(1).step_by(2).take(2)
    });
    literals.collect()
}

/// Whether a declared form says a key: `form-{name}` with its parts, `label-…` and `hint-…` of a field, of a form or of a
/// group of rows.
fn is_of_a_form(key: &str, quoted: &BTreeSet<&str>) -> bool {
    let stem = |rest: &str| quoted.contains(rest) || quoted.contains(rest.replace('-', "_").as_str());
    if let Some(form) = key.strip_prefix("form-") {
        let form = form.trim_end_matches("-lede").trim_end_matches("-button");
        return stem(form);
    }
    let Some(field) = key.strip_prefix("label-").or_else(|| key.strip_prefix("hint-")) else {
        return false;
    };
    let is_two = |(at, _): (usize, &str)| {
        let (first, second) = field.split_at(at);
        stem(first) && stem(second.trim_start_matches('-'))
    };
    stem(field) || field.match_indices('-').any(is_two)
}

#[test]
fn every_key_of_the_catalogue_is_used() {
    let mut text: String = files("src", ".rs").into_iter().map(|(_, text)| text).collect();
    text.extend(files("templates", ".html").into_iter().map(|(_, text)| text));
    let composed = composed();
    let (quoted, of_choices) = (quoted(&text), prefixes_of_choices(&text));
    let (_, catalogue) = files("src/i18n", "es.ftl").remove(0);
    let dead: Vec<&str> = catalogue
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
        .filter(|key| !text.contains(&format!("\"{key}\"")))
        // Another message may say it.
        .filter(|key| !catalogue.contains(&format!("{{ {key} }}")))
        .filter(|key| !TWO_VARIABLES.iter().any(|prefix| key.starts_with(prefix)))
        .filter(|key| !is_of_a_form(key, &quoted))
        .filter(|key| {
            let mut parts = key.match_indices('-').map(|(at, _)| &key[..at]);
            !parts.any(|part| of_choices.contains(part))
        })
        .filter(|key| {
            !composed.iter().any(|(before, behind)| {
                key.len() > before.len() + behind.len()
                    && key.starts_with(before.as_str())
                    && key.ends_with(behind.as_str())
            })
        })
        .collect();
    assert!(dead.is_empty(), "nobody says {dead:#?}");
}

#[test]
fn every_key_that_a_template_or_a_view_says_is_in_the_catalogue() {
    let mut missing = BTreeSet::new();
    let mut look = |file: &str, text: &str, mark: &str| {
        for (at, _) in text.match_indices(mark) {
            let rest = &text[at + mark.len()..];
            let key = &rest[..rest.find('"').unwrap_or(0)];
            if !catalogue::has(Language::Es, key) || !catalogue::has(Language::En, key) {
                missing.insert(format!("{file}: {key}"));
            }
        }
    };
    for (file, text) in files("templates", ".html") {
        look(&file, &text, "t(key=\"");
    }
    for folder in ["src/web", "src/mail"] {
        for (file, text) in files(folder, ".rs") {
            look(&file, &text, "say(\"");
            look(&file, &text, "text(language, \"");
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_setting_stands_in_the_readme() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md");
    let missing: Vec<_> = SETTINGS
        .iter()
        .filter(|(name, _)| !readme.contains(&format!("`{name}`")))
        .collect();
    assert!(missing.is_empty(), "README.md does not name {missing:?}");
}
