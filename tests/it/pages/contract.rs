//! What every page owes its reader, as a list of errors.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use puente::i18n::catalogue;
use puente::i18n::language::Language;
use scraper::{ElementRef, Html, Selector};

use crate::tidy::composed_prefixes;

fn all<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element
        .text()
        .flat_map(str::split_whitespace)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The errors of one page.
pub fn errors(language: &str, html: &Html, body: &str) -> Vec<String> {
    let mut errors = Vec::new();
    frame(language, html, &mut errors);
    controls(html, &mut errors);
    parts(html, &mut errors);
    nothing_inline(html, body, &mut errors);
    words(language, html, &mut errors);
    errors
}

fn frame(language: &str, html: &Html, errors: &mut Vec<String>) {
    let mut need = |met: bool, message: String| {
        if !met {
            errors.push(message);
        }
    };
    need(
        all(html, &format!("html[lang={language}]")).len() == 1,
        "html lang is not the address's".to_owned(),
    );
    let headings: Vec<String> = all(html, "h1").into_iter().map(text).collect();
    need(
        headings.len() == 1 && !headings.concat().is_empty(),
        format!("not one h1: {headings:?}"),
    );
    let titles: Vec<String> = all(html, "head > title").into_iter().map(text).collect();
    need(
        titles.len() == 1 && titles[0].len() > " · Puente".len(),
        format!("title: {titles:?}"),
    );
    let description = all(html, "meta[name=description]");
    need(
        description.len() == 1 && !description[0].attr("content").unwrap_or("").is_empty(),
        "no description".to_owned(),
    );
    need(all(html, "meta[name=viewport]").len() == 1, "no viewport".to_owned());
    need(
        all(html, "main").len() == 1 && all(html, "main#main").len() == 1,
        "not one main#main".to_owned(),
    );
    let skip = all(html, "body > a");
    need(
        skip.first().is_some_and(|link| link.attr("href") == Some("#main")),
        "the skip link is not first".to_owned(),
    );
    let navigation = all(html, "nav");
    need(
        navigation
            .iter()
            .all(|nav| nav.attr("aria-label").is_some_and(|label| !label.is_empty())),
        "nav without a name".to_owned(),
    );
    let mut last = 0;
    for heading in all(html, "h1, h2, h3, h4, h5, h6") {
        let level: u8 = heading.value().name()[1..].parse().unwrap_or(0);
        need(
            level <= last + 1,
            format!("h{level} follows h{last}: {}", text(heading)),
        );
        need(!text(heading).is_empty(), format!("empty h{level}"));
        last = level;
    }
}

fn controls(html: &Html, errors: &mut Vec<String>) {
    let labelled: BTreeSet<&str> = all(html, "label[for]")
        .into_iter()
        .filter(|label| !text(*label).is_empty())
        .filter_map(|label| label.attr("for"))
        .collect();
    for control in all(html, "input, select, textarea") {
        let kind = control.attr("type").unwrap_or_default();
        let named = control.attr("id").is_some_and(|id| labelled.contains(id))
            || control.attr("aria-label").is_some_and(|label| !label.is_empty());
        if !matches!(kind, "hidden" | "submit") && !named {
            errors.push(format!("{} without a label", control.html()));
        }
    }
    for button in all(html, "button[form]") {
        let form = button.attr("form").unwrap_or_default();
        if all(html, &format!("form[id=\"{form}\"]")).len() != 1 {
            errors.push(format!("{} is of no form of this page", button.html()));
        }
    }
    for button in all(html, "button, a[href], summary") {
        if text(button).is_empty() && button.attr("aria-label").is_none() {
            errors.push(format!("{} without a name", button.html()));
        }
    }
    for fieldset in all(html, "fieldset") {
        let legend = fieldset.child_elements().next();
        if !legend.is_some_and(|first| first.value().name() == "legend" && !text(first).is_empty()) {
            errors.push("a fieldset does not begin with its legend".to_owned());
        }
    }
    for form in all(html, "form[method=post]") {
        let csrf = Selector::parse("input[type=hidden][name=csrf]").expect("a selector");
        if form
            .select(&csrf)
            .filter(|field| field.attr("value").is_some_and(|value| value.len() == 128))
            .count()
            != 1
        {
            errors.push(format!("the form to {:?} has no csrf", form.attr("action")));
        }
    }
    let ids: Vec<&str> = all(html, "[id]")
        .into_iter()
        .filter_map(|element| element.attr("id"))
        .collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    if ids.len() != unique.len() {
        let twice: Vec<_> = unique
            .iter()
            .filter(|id| ids.iter().filter(|other| other == id).count() > 1)
            .collect();
        errors.push(format!("ids that stand twice: {twice:?}"));
    }
    for element in all(html, "[aria-describedby], [aria-labelledby], label[for]") {
        for name in ["aria-describedby", "aria-labelledby", "for"] {
            for id in element.attr(name).unwrap_or_default().split_whitespace() {
                if !unique.contains(id) {
                    errors.push(format!("{name} names {id}, which is not there"));
                }
            }
        }
    }
}

fn parts(html: &Html, errors: &mut Vec<String>) {
    let inside = |element: ElementRef<'_>, selector: &str| -> Option<String> {
        element
            .select(&Selector::parse(selector).expect("a selector"))
            .next()
            .map(text)
    };
    for table in all(html, "table") {
        if inside(table, "caption").is_none_or(|caption| caption.is_empty()) {
            errors.push("a table without a caption".to_owned());
        }
        if inside(table, "th[scope]").is_none() {
            errors.push("a table without scoped headings".to_owned());
        }
    }
    for image in all(html, "img") {
        if image.attr("alt").is_none() {
            errors.push(format!("{} without alt", image.html()));
        }
    }
    for drawing in all(html, "svg") {
        let hidden = drawing.attr("aria-hidden") == Some("true");
        let is_image = drawing.attr("role") == Some("img");
        let message = inside(drawing, "title").is_some_and(|title| !title.is_empty());
        if !hidden && (!is_image || !message) {
            errors.push("an svg that is neither hidden nor told".to_owned());
        }
    }
    for list in all(html, "ul > *, ol > *") {
        if list.value().name() != "li" {
            errors.push(format!("<{}> stands in a list", list.value().name()));
        }
    }
}

fn nothing_inline(html: &Html, body: &str, errors: &mut Vec<String>) {
    if !all(html, "script, style, [style], iframe, object, embed, base").is_empty() {
        errors.push("a script, a style or a frame in the page".to_owned());
    }
    for element in all(html, "*") {
        if let Some((name, _)) = element.value().attrs().find(|(name, _)| name.starts_with("on")) {
            errors.push(format!("the handler {name}"));
        }
    }
    if body.to_lowercase().contains("javascript:") {
        errors.push("javascript: in the page".to_owned());
    }
    for loaded in all(html, "link[rel=stylesheet], link[rel=icon], img, source") {
        let address = loaded.attr("href").or(loaded.attr("src")).unwrap_or_default();
        if !address.starts_with('/') || address.starts_with("//") {
            errors.push(format!("loads {address:?} from elsewhere"));
        }
    }
}

static PREFIXES: LazyLock<Vec<String>> = LazyLock::new(composed_prefixes);

/// A key shows itself where the catalogue does not know it; and what was not filled in shows too.
fn words(language: &str, html: &Html, errors: &mut Vec<String>) {
    let language = if language == "es" { Language::Es } else { Language::En };
    let shown = all(html, "title, body")
        .into_iter()
        .map(text)
        .collect::<Vec<_>>()
        .join(" ");
    let message = all(html, "[aria-label], [content], [alt], [placeholder], [data-label]");
    let attributes = message.iter().flat_map(|element| {
        ["aria-label", "content", "alt", "placeholder", "data-label"]
            .into_iter()
            .filter_map(|name| element.attr(name))
    });
    for piece in std::iter::once(shown.as_str()).chain(attributes) {
        for word in piece.split_whitespace() {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let is_key = word.contains('-')
                && word
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
                && (catalogue::has(language, word) || PREFIXES.iter().any(|prefix| word.starts_with(prefix)));
            if is_key {
                errors.push(format!("the key {word} shows"));
            }
        }
        for raw in ["{ $", "{{", "{%", "[object", "undefined", "None,", "Some(", "NaN"] {
            if piece.contains(raw) {
                errors.push(format!("{raw} shows in {piece:.80}"));
            }
        }
    }
    if shown.match_indices('$').any(|(at, _)| !shown[..at].ends_with("US")) {
        errors.push("a bare $".to_owned());
    }
}
