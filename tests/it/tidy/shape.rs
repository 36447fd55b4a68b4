//! The shape of the code in numbers: lengths of functions and handlers, imports that go in a circle, untyped pages.
//!
//! Each number may only fall: where the code is better than its ceiling, the ceiling is lowered with it.

use std::collections::{BTreeMap, BTreeSet};

use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

use super::files;

/// Most lines of a function, and of a handler of a POST.
const FUNCTION_MAX: usize = 60;
const HANDLER_MAX: usize = 20;

/// How far the code still is from what it is to be (0 of each), as it stands: it may not get worse.
const FUNCTIONS_ABOVE: usize = 3;
const HANDLERS_ABOVE: usize = 0;
const FILES_IN_CIRCLES: usize = 4;
const UNTYPED_VIEWS: usize = 51;
const UNREADABLE_ROWS: usize = 0;
const HANDLER_MEDIAN: usize = 12;

/// What a file has that is measured.
#[derive(Default)]
struct Shape {
    /// Name and lines of each function.
    functions: Vec<(String, usize)>,
    /// The same of handlers of a POST.
    handlers: Vec<(String, usize)>,
    untyped_views: usize,
    unreadable_rows: usize,
}

impl Shape {
    fn function(&mut self, name: &str, attributes: &[syn::Attribute], signature: &syn::Signature, block: &syn::Block) {
        let lines = block.span().end().line - signature.span().start().line + 1;
        self.functions.push((name.to_owned(), lines));
        if attributes.iter().any(|attribute| attribute.path().is_ident("post")) {
            self.handlers.push((name.to_owned(), lines));
        }
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("cfg") && attribute.meta.to_token_stream_text().contains("test"))
}

/// The text of a part of the code.
trait Text {
    fn to_token_stream_text(&self) -> String;
}

impl Text for syn::Meta {
    fn to_token_stream_text(&self) -> String {
        match self {
            syn::Meta::List(list) => list.tokens.to_string(),
            _ => String::new(),
        }
    }
}

impl<'ast> Visit<'ast> for Shape {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig.ident.to_string(), &item.attrs, &item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig.ident.to_string(), &item.attrs, &item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        if item.path.is_ident("json") {
            self.untyped_views += 1;
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.ends_with(&["StoreError".to_owned(), "Corrupt".to_owned()]) {
            self.unreadable_rows += 1;
        }
        visit::visit_path(self, path);
    }
}

fn parsed() -> Vec<(String, syn::File)> {
    files("src", ".rs")
        .into_iter()
        .filter(|(file, _)| !file.ends_with("/tests.rs"))
        .map(|(file, text)| {
            let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("src/{file}: {error}"));
            (file, parsed)
        })
        .collect()
}

#[test]
fn the_shape_of_the_code_does_not_get_worse() {
    let (mut long, mut long_handlers, mut handlers) = (Vec::new(), Vec::new(), Vec::new());
    let (mut untyped_views, mut unreadable_rows) = (0, 0);
    for (file, parsed) in parsed() {
        let mut shape = Shape::default();
        shape.visit_file(&parsed);
        let named = |(name, lines): &(String, usize)| format!("src/{file}: {name} has {lines} lines");
        long.extend(
            shape
                .functions
                .iter()
                .filter(|(_, lines)| *lines > FUNCTION_MAX)
                .map(named),
        );
        long_handlers.extend(
            shape
                .handlers
                .iter()
                .filter(|(_, lines)| *lines > HANDLER_MAX)
                .map(named),
        );
        handlers.extend(shape.handlers.iter().map(|(_, lines)| *lines));
        if file.starts_with("web/") {
            untyped_views += shape.untyped_views;
        }
        unreadable_rows += shape.unreadable_rows;
    }
    handlers.sort_unstable();
    let circles = circles();
    let median = handlers.get(handlers.len() / 2).copied().unwrap_or_default();
    let measured = [
        ("functions above 60 lines", long.len(), FUNCTIONS_ABOVE),
        ("handlers of a POST above 20 lines", long_handlers.len(), HANDLERS_ABOVE),
        ("lines of the median handler of a POST", median, HANDLER_MEDIAN),
        ("untyped views", untyped_views, UNTYPED_VIEWS),
        ("uses of StoreError::Corrupt", unreadable_rows, UNREADABLE_ROWS),
        ("files in a circle of imports", circles.len(), FILES_IN_CIRCLES),
    ];
    let changed: Vec<String> = measured
        .iter()
        .filter(|(_, now, ceiling)| now != ceiling)
        .map(|(what, now, ceiling)| format!("{what}: {now}, the ceiling is {ceiling}"))
        .collect();
    assert!(
        changed.is_empty(),
        "lower a ceiling that the code is below, mend what is above one:\n{}\n{}\n{}\n{}",
        changed.join("\n"),
        long.join("\n"),
        long_handlers.join("\n"),
        circles.into_iter().collect::<Vec<_>>().join("\n")
    );
}

/// Paths that a file names, from the root of the crate, except what it only re-exports.
struct Imports<'a> {
    module: &'a [String],
    found: BTreeSet<Vec<String>>,
}

impl Imports<'_> {
    /// A path with `crate`, `self` and `super` resolved; `None` where it is of another crate.
    fn resolved(&self, path: &[String]) -> Option<Vec<String>> {
        let supers = path.iter().take_while(|name| *name == "super").count();
        match path.first().map(String::as_str) {
            Some("crate") => Some(path[1..].to_vec()),
            Some("self") => Some(self.module.iter().chain(&path[1..]).cloned().collect()),
            Some("super") => {
                let kept = self.module.len().checked_sub(supers)?;
                Some(self.module[..kept].iter().chain(&path[supers..]).cloned().collect())
            }
            _ => None,
        }
    }

    fn tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let mut path = before.to_vec();
        match tree {
            syn::UseTree::Path(part) => {
                path.push(part.ident.to_string());
                self.tree(&path, &part.tree);
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(&path, item)),
            syn::UseTree::Name(name) => {
                path.push(name.ident.to_string());
                self.found.extend(self.resolved(&path));
            }
            syn::UseTree::Rename(name) => {
                path.push(name.ident.to_string());
                self.found.extend(self.resolved(&path));
            }
            syn::UseTree::Glob(_) => self.found.extend(self.resolved(&path)),
        }
    }
}

impl<'ast> Visit<'ast> for Imports<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if matches!(item.vis, syn::Visibility::Inherited) {
            self.tree(&[], &item.tree);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1 {
            self.found.extend(self.resolved(&names));
        }
        visit::visit_path(self, path);
    }
}

/// The module of a file, from the root of the crate.
fn module(file: &str) -> Vec<String> {
    let name = file.trim_end_matches(".rs").trim_end_matches("/mod");
    name.split('/').map(str::to_owned).collect()
}

/// Files that can be reached from themselves by imports, parents and children included.
fn circles() -> BTreeSet<String> {
    let parsed = parsed();
    let known: BTreeMap<Vec<String>, &str> = parsed.iter().map(|(file, _)| (module(file), file.as_str())).collect();
    let mut edges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, text) in &parsed {
        if matches!(file.as_str(), "lib.rs" | "main.rs") {
            continue;
        }
        let own = module(file);
        let mut imports = Imports {
            module: &own,
            found: BTreeSet::new(),
        };
        imports.visit_file(text);
        for path in imports.found {
            // The longest part of the path that is a file.
            let target = (1..=path.len()).rev().find_map(|length| known.get(&path[..length]));
            edges
                .entry(file)
                .or_default()
                .extend(target.filter(|target| **target != file));
        }
    }
    let reach = |from: &str| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(file) = next.pop() {
            for target in edges.get(file).into_iter().flatten() {
                if seen.insert(*target) {
                    next.push(target);
                }
            }
        }
        seen
    };
    edges
        .keys()
        .filter(|file| reach(file).contains(*file))
        .map(|file| format!("src/{file}"))
        .collect()
}
