//! Whether a page and its template fit: each path that the template uses is a field of the page's struct, and each field is
//! used. The schema of the struct says what it has.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::layout::Page;
use super::template::{ITEM, Path, used};
use super::view::PageView;

/// The part of a page that stands for its JSON view, which may say more than the screen.
const DATA: &str = "data";
/// A declared form, which its components print in one of several ways: what a page does not show of it is no mistake.
const FORM: &str = "#/$defs/FormView";
/// The frame, which every page has.
const FRAME: &str = "page";

/// Compares a page's struct with its template.
///
/// # Panics
/// Where they do not fit.
pub fn compare<V: PageView>() {
    let (missing, unused) = differences::<V>(V::TEMPLATE);
    assert!(
        missing.is_empty() && unused.is_empty(),
        "{} uses what its page has not: {missing:?}; it does not use what its page has: {unused:?}",
        V::TEMPLATE,
    );
}

/// What a template uses and a page has not, and what the page has and the template does not use.
fn differences<T: JsonSchema>(template: &str) -> (Vec<String>, Vec<String>) {
    let used = used(template);
    let (own, frame) = (Schema::of::<T>(), Schema::of::<Page>());
    let has = |path: &Path| match path.split_first() {
        Some((first, rest)) if first == FRAME => frame.has(rest),
        _ => own.has(path),
    };
    let missing = used.read.union(&used.handed).filter(|path| !has(path));
    let missing = missing.map(|path| path.join(".")).collect();
    let is_used = |path: &Path| used.read.iter().any(|used| used.starts_with(path));
    let unused = own.leaves().into_iter();
    let unused = unused.filter(|path| path[0] != DATA && !is_used(path));
    (missing, unused.map(|path| path.join(".")).collect())
}

/// What a struct is made of.
struct Schema(Value);

impl Schema {
    fn of<T: JsonSchema>() -> Self {
        let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
        Self(generator.into_root_schema_for::<T>().to_value())
    }

    /// The schemas that a value may have: what it refers to, its alternatives and its parts.
    fn alternatives<'s>(&'s self, schema: &'s Value, found: &mut Vec<&'s Value>) {
        found.push(schema);
        if let Some(name) = schema["$ref"].as_str() {
            let target = self.0.pointer(name.trim_start_matches('#'));
            self.alternatives(target.expect("what is referred to"), found);
        }
        for kind in ["anyOf", "oneOf", "allOf"] {
            for one in schema[kind].as_array().into_iter().flatten() {
                self.alternatives(one, found);
            }
        }
    }

    /// The schema of a field, or of what a list holds.
    fn step<'s>(&'s self, schema: &'s Value, name: &str) -> Option<&'s Value> {
        let mut all = Vec::new();
        self.alternatives(schema, &mut all);
        all.into_iter().find_map(|one| {
            if name == ITEM {
                return one.get("items").filter(|items| items.is_object());
            }
            one["properties"]
                .get(name)
                .or_else(|| one.get("additionalProperties").filter(|any| any.is_object()))
        })
    }

    fn has(&self, path: &[String]) -> bool {
        let mut schema = &self.0;
        for name in path {
            match self.step(schema, name) {
                Some(next) => schema = next,
                None => return false,
            }
        }
        true
    }

    /// The ways to everything that is no struct.
    fn leaves(&self) -> BTreeSet<Path> {
        let mut found = BTreeSet::new();
        self.collect(&self.0, &mut Vec::new(), &mut found);
        found
    }

    fn collect(&self, schema: &Value, path: &mut Path, found: &mut BTreeSet<Path>) {
        let mut all = Vec::new();
        self.alternatives(schema, &mut all);
        if all.iter().any(|one| one["$ref"] == FORM) {
            found.insert(path.clone());
            return;
        }
        let mut inner: Vec<(&str, &Value)> = Vec::new();
        for one in all {
            let fields = one["properties"].as_object().into_iter().flatten();
            inner.extend(fields.map(|(name, field)| (name.as_str(), field)));
            inner.extend(one.get("items").map(|items| (ITEM, items)));
        }
        // A list of plain values is used where it is gone through.
        if inner.is_empty() && !path.is_empty() {
            found.insert(path.clone());
        }
        for (name, field) in inner {
            path.push(name.to_owned());
            self.collect(field, path, found);
            path.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::web::form::FormView;

    #[derive(Serialize, JsonSchema)]
    struct Row {
        href: String,
        text: String,
        count: Option<i64>,
    }

    #[derive(Serialize, JsonSchema)]
    struct Listed {
        rows: Vec<Row>,
        next: Option<Row>,
        data: Row,
    }

    fn paths(list: &[&str]) -> BTreeSet<Path> {
        list.iter()
            .map(|path| path.split('.').map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn a_schema_knows_what_a_struct_has() {
        let schema = Schema::of::<Listed>();
        let wanted = [
            "rows.[].href",
            "rows.[].text",
            "rows.[].count",
            "next.href",
            "next.text",
            "next.count",
        ];
        let data = ["data.href", "data.text", "data.count"];
        assert_eq!(schema.leaves(), &paths(&wanted) | &paths(&data));
        for (path, has) in [
            ("rows.[].text", true),
            ("rows.text", false),
            ("next.count", true),
            ("next.colour", false),
        ] {
            let path: Path = path.split('.').map(str::to_owned).collect();
            assert_eq!(schema.has(&path), has, "{path:?}");
        }
    }

    #[derive(Serialize, JsonSchema)]
    struct Event {
        when: String,
        text: String,
        href: Option<String>,
        number: i64,
        colour: String,
    }

    #[derive(Serialize, JsonSchema)]
    struct Activity {
        events: Vec<Event>,
        newest: Option<String>,
        data_href: String,
        data: Row,
        volume: i64,
    }

    #[derive(Serialize, JsonSchema)]
    struct Entered {
        form: FormView,
        others: Vec<FormView>,
    }

    #[test]
    fn a_form_is_used_as_a_whole() {
        assert_eq!(Schema::of::<Entered>().leaves(), paths(&["form", "others.[]"]));
    }

    #[test]
    fn what_only_the_template_or_only_the_page_has_is_found() {
        let (missing, unused) = differences::<Activity>("activity.html");
        assert_eq!(missing, ["events.[].hash_short", "next"]);
        assert_eq!(unused, ["events.[].colour", "volume"]);
    }

    #[test]
    fn a_template_is_followed_into_what_it_includes_and_calls() {
        let read = used("error.html").read;
        for path in paths(&[
            "title",
            "unsent.again.carried.[].name",
            "page.nav.[].current",
            "page.csrf",
        ]) {
            assert!(read.contains(&path), "{path:?} of {read:?}");
        }
        assert!(!read.iter().any(|path| path[0] == "one" || path[0] == "t"), "{read:?}");
        let read = used("pledge.html").read;
        // By an inclusion, a name that is set, a loop and a component.
        for path in paths(&[
            "fulfilment.due.[].clock.short",
            "chain.rows.[].pending.[].reply.on_behalf",
            "chain.bar.gap_w",
        ]) {
            assert!(read.contains(&path), "{path:?} of {read:?}");
        }
    }
}
