//! What a template uses of its page, read from its source: with what it extends and includes, and with the components that
//! it hands parts of the page to. It knows of Tera what our templates use.

use std::collections::{BTreeMap, BTreeSet};

use crate::web::templates;

/// A way from the page to a value: names of fields, and [`ITEM`] for what a list holds.
pub type Path = Vec<String>;

/// One of what a list holds.
pub const ITEM: &str = "[]";

/// Words of expressions that are no variables.
const WORDS: &[&str] = &[
    "and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "None", "True", "False", "loop",
];

/// What a template uses.
#[derive(Debug, Default)]
pub struct Used {
    /// What is printed, asked about or gone through.
    pub read: BTreeSet<Path>,
    /// What is handed on under another name.
    pub handed: BTreeSet<Path>,
}

/// What `template` uses of the page that it prints.
pub fn used(template: &str) -> Used {
    let mut reader = Reader {
        components: components(&parts(&source("components.html"))),
        ..Reader::default()
    };
    reader.file(template);
    reader.used
}

fn source(name: &str) -> String {
    templates::source(name).unwrap_or_else(|| panic!("there is no template {name}"))
}

/// A tag or something printed, without its braces.
#[derive(Debug, Clone)]
enum Part {
    Tag(String),
    Printed(String),
}

/// The parts of a source that are not plain text.
fn parts(source: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find('{') {
        rest = &rest[at..];
        let closing = match rest.as_bytes().get(1) {
            Some(b'#') => "#}",
            Some(b'%') => "%}",
            Some(b'{') => "}}",
            _ => {
                rest = &rest[1..];
                continue;
            }
        };
        let end = end_of(&rest[2..], closing) + 2;
        let text = rest[2..end].trim_matches('-').trim().to_owned();
        match closing {
            // What stands raw is printed as it is.
            "%}" if text == "raw" => {
                let end = rest.find("endraw").expect("what begins raw ends");
                rest = &rest[end..];
                continue;
            }
            "%}" => found.push(Part::Tag(text)),
            "}}" => found.push(Part::Printed(text)),
            _ => {}
        }
        rest = &rest[end + 2..];
    }
    found
}

/// Where a part ends: at its closing braces, outside its texts.
fn end_of(text: &str, closing: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if closing != "#}" && (c == '"' || c == '\'') => quote = Some(c),
            None if text[at..].starts_with(closing) => return at,
            None => {}
        }
    }
    panic!("a part is not closed: {text}")
}

/// The smallest parts of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Name(String),
    Text(String),
    Number,
    Sign(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '"' || c == '\'' {
            found.push(Token::Text(chars.by_ref().take_while(|next| *next != c).collect()));
        } else if c.is_alphanumeric() || c == '_' {
            let mut word = c.to_string();
            while let Some(next) = chars.next_if(|next| next.is_alphanumeric() || *next == '_') {
                word.push(next);
            }
            let is_number = c.is_ascii_digit();
            found.push(if is_number { Token::Number } else { Token::Name(word) });
        } else if matches!(c, '=' | '!' | '<' | '>') && chars.next_if_eq(&'=').is_some() {
            // A comparison, told from what names an argument.
            found.push(Token::Sign('≡'));
        } else if !(c.is_whitespace() || c == '?' && chars.peek() == Some(&'.')) {
            found.push(Token::Sign(c));
        }
    }
    found
}

/// A component: its parameters and what it prints.
#[derive(Debug, Clone)]
struct Component {
    parameters: Vec<String>,
    body: Vec<Part>,
}

fn components(parts: &[Part]) -> BTreeMap<String, Component> {
    let mut found = BTreeMap::new();
    let mut open: Option<(String, Component)> = None;
    for part in parts {
        if let Part::Tag(tag) = part {
            if let Some(head) = tag.strip_prefix("component ") {
                let (name, rest) = head.split_once('(').expect("a component has parameters");
                let tokens = tokens(rest);
                let is_parameter = |at: usize| at == 0 || tokens[at - 1] == Token::Sign(',');
                let named = tokens.iter().enumerate().filter_map(|(at, token)| match token {
                    Token::Name(name) if is_parameter(at) => Some(name.clone()),
                    _ => None,
                });
                let parameters = named.chain(["body".to_owned()]).collect();
                let body = Vec::new();
                open = Some((name.trim().to_owned(), Component { parameters, body }));
                continue;
            }
            if tag.starts_with("endcomponent") {
                found.extend(open.take());
                continue;
            }
        }
        if let Some((_, component)) = &mut open {
            component.body.push(part.clone());
        }
    }
    found
}

/// What a name stands for: a part of the page, or something that the template made itself.
type Names = BTreeMap<String, Option<Path>>;

/// Goes through a template as it is rendered, with every branch taken.
#[derive(Debug, Default)]
struct Reader {
    components: BTreeMap<String, Component>,
    scopes: Vec<Names>,
    /// Whether names that stand for nothing else are fields of the page; inside a component they are not.
    sees_page: bool,
    used: Used,
}

impl Reader {
    fn file(&mut self, name: &str) {
        self.scopes.push(Names::new());
        self.sees_page = true;
        self.walk(&parts(&source(name)));
        self.scopes.pop();
    }

    fn walk(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Printed(text) if text.starts_with('<') => self.call(text),
                Part::Printed(text) => self.read(&tokens(text)),
                Part::Tag(text) if text.starts_with("</") => {}
                Part::Tag(text) if text.starts_with('<') => self.call(text),
                Part::Tag(text) => self.tag(text),
            }
        }
    }

    fn tag(&mut self, text: &str) {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        match word {
            "extends" | "include" => self.file(rest.trim().trim_matches('"')),
            "if" | "elif" => self.read(&tokens(rest)),
            "for" => {
                let (names, list) = rest.split_once(" in ").expect("a loop goes through something");
                let item = self.hand_on(&tokens(list)).map(|mut path| {
                    path.push(ITEM.to_owned());
                    path
                });
                let names = names.split(',').map(|name| (name.trim().to_owned(), item.clone()));
                self.scopes.push(names.collect());
            }
            "endfor" => {
                self.scopes.pop();
            }
            "set" => {
                let (name, value) = rest.split_once('=').expect("something is set");
                let value = self.hand_on(&tokens(value));
                let scope = self.scopes.last_mut().expect("a scope");
                scope.insert(name.trim().to_owned(), value);
            }
            "else" | "endif" | "block" | "endblock" => {}
            other => panic!("the reader of templates does not know {other}"),
        }
    }

    /// Hands parts of the page to a component: `<name argument={…} other="…"/>`.
    fn call(&mut self, text: &str) {
        let text = text.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let (name, mut rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let component = self.components.get(name).cloned();
        let component = component.unwrap_or_else(|| panic!("there is no component {name}"));
        let mut names: Names = component.parameters.iter().map(|name| (name.clone(), None)).collect();
        while let Some((argument, value)) = rest.split_once('=') {
            let end = value_end(value);
            let handed = value[..end].strip_prefix('{').and_then(|value| value.strip_suffix('}'));
            let handed = handed.and_then(|value| self.hand_on(&tokens(value)));
            let known = names.insert(argument.trim().to_owned(), handed);
            assert!(known.is_some(), "{name} has no parameter {argument}");
            rest = &value[end..];
        }
        let outside = (std::mem::replace(&mut self.scopes, vec![names]), self.sees_page);
        self.sees_page = false;
        self.walk(&component.body);
        (self.scopes, self.sees_page) = outside;
    }

    /// What a name with its fields stands for.
    fn resolved(&self, path: &[String]) -> Option<Path> {
        let (first, fields) = path.split_first()?;
        let known = self.scopes.iter().rev().find_map(|names| names.get(first));
        match known {
            Some(stands_for) => stands_for.as_ref().map(|start| [start, fields].concat()),
            None if self.sees_page => Some(path.to_vec()),
            None => panic!("a component uses {first}, which is no parameter"),
        }
    }

    /// Notes everything that an expression reads.
    fn read(&mut self, tokens: &[Token]) {
        let mut at = 0;
        while at < tokens.len() {
            let (path, next) = path_at(tokens, at);
            let read = path.and_then(|path| self.resolved(&path));
            self.used.read.extend(read);
            at = next;
        }
    }

    /// What an expression hands on: a part of the page where it is nothing but that, otherwise what it reads is noted.
    fn hand_on(&mut self, tokens: &[Token]) -> Option<Path> {
        if let (Some(path), next) = path_at(tokens, 0)
            && matches!(
                tokens.get(next..),
                Some([] | [Token::Name(_), Token::Sign('['), Token::Sign(']')])
            )
        {
            let handed = self.resolved(&path);
            self.used.handed.extend(handed.clone());
            return handed;
        }
        self.read(tokens);
        None
    }
}

/// Where the value of an argument ends: with its text or its braces.
fn value_end(value: &str) -> usize {
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, c) in value.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 && !quoted && matches!(c, '"' | '}') {
            return at + 1;
        }
    }
    panic!("the value of an argument is not closed: {value}")
}

/// The variable at a place of an expression, if one is there, and where to go on.
fn path_at(tokens: &[Token], at: usize) -> (Option<Path>, usize) {
    let Some(Token::Name(name)) = tokens.get(at) else {
        return (None, at + 1);
    };
    let mut next = at + 1;
    let mut path = vec![name.clone()];
    loop {
        match tokens.get(next..) {
            Some([Token::Sign('.'), Token::Name(field), ..]) => {
                path.push(field.clone());
                next += 2;
            }
            Some([Token::Sign('['), Token::Text(field), Token::Sign(']'), ..]) => {
                path.push(field.clone());
                next += 3;
            }
            Some([Token::Sign('['), Token::Number, Token::Sign(']'), ..]) => {
                path.push(ITEM.to_owned());
                next += 3;
            }
            _ => break,
        }
    }
    let word = |at: Option<usize>, wanted: &str| {
        let token = at.and_then(|at| tokens.get(at));
        matches!(token, Some(Token::Name(name)) if name == wanted)
    };
    let before = at.checked_sub(1);
    let is_filter = before.is_some_and(|before| tokens[before] == Token::Sign('|'));
    let is_test = word(before, "is") || (word(before, "not") && word(at.checked_sub(2), "is"));
    let is_called = matches!(tokens.get(next), Some(Token::Sign('(' | '=')));
    let is_variable = !WORDS.contains(&name.as_str()) && !is_filter && !is_test && !is_called;
    (is_variable.then_some(path), next)
}
