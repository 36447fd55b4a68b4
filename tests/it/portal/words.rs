//! Which projects a search must find: the rule said once more and naively, from the tables.

use std::collections::BTreeSet;

use puente::store::places;
use puente::store::{Db, Source as _};
use rust_stemmers::{Algorithm, Stemmer};
use sea_orm::FromQueryResult;

/// The words of all public projects.
pub struct Texts(Vec<Text>);

/// A public project with its words and their stems: of title, description, places and organisations.
struct Text {
    id: i64,
    code: String,
    spanish: Vec<(String, String)>,
    english: Vec<(String, String)>,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    code: String,
    title_es: String,
    title_en: String,
    description_es: String,
    description_en: String,
}

#[derive(FromQueryResult)]
struct Place {
    code: String,
}

#[derive(FromQueryResult)]
struct Names {
    name_es: String,
    name_en: String,
}

/// Words in lower case without accents.
fn fold(text: &str) -> Vec<String> {
    let plain: String = text
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' | 'ü' => 'u',
            'ñ' => 'n',
            'ë' => 'e',
            'ä' => 'a',
            other => other,
        })
        .collect();
    let words = plain.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The stem of a folded word; its ending gets back the accent by which the rules know it.
fn stem(language: &str, word: &str) -> String {
    let accented = word.ends_with("cion") || word.ends_with("sion");
    let (algorithm, word) = match language {
        "es" if accented => (Algorithm::Spanish, format!("{}ión", word.trim_end_matches("ion"))),
        "es" => (Algorithm::Spanish, word.to_owned()),
        _ => (Algorithm::English, word.to_owned()),
    };
    fold(&Stemmer::create(algorithm).stem(&word)).concat()
}

fn stemmed(language: &str, words: Vec<String>) -> Vec<(String, String)> {
    words
        .into_iter()
        .map(|word| (word.clone(), stem(language, &word)))
        .collect()
}

impl Text {
    fn has(&self, word: &str) -> bool {
        let among = |words: &[(String, String)], language: &str| {
            let wanted = stem(language, word);
            words.iter().any(|(own, stem)| own.starts_with(word) || *stem == wanted)
        };
        among(&self.spanish, "es") || among(&self.english, "en")
    }

    /// Whether a search finds it. What is the code of a project finds that one alone.
    fn answers(&self, q: &str, codes: &BTreeSet<&str>) -> bool {
        q.split_whitespace().all(|part| {
            if codes.contains(part.to_uppercase().as_str()) {
                self.code.eq_ignore_ascii_case(part)
            } else {
                fold(part).iter().all(|word| self.has(word))
            }
        })
    }
}

impl Texts {
    /// Keys and codes of those that a search finds, in the order of their keys.
    pub fn found(&self, q: &str) -> Vec<(i64, &str)> {
        let codes: BTreeSet<&str> = self.0.iter().map(|text| text.code.as_str()).collect();
        let found = self.0.iter().filter(|text| text.answers(q, &codes));
        found.map(|text| (text.id, text.code.as_str())).collect()
    }
}

/// All public projects with their words.
pub async fn texts(db: &Db) -> Texts {
    let sql = "SELECT id, code, title_es, title_en, description_es, description_en FROM project
        WHERE status <> 'draft' OR adopted_on IS NOT NULL ORDER BY id";
    let rows: Vec<Row> = db.primary().all(sql, vec![]).await.expect("projects");
    let gazetteer = places::gazetteer(db.primary()).await.expect("places");
    let mut all = Vec::new();
    for row in rows {
        let mut spanish = fold(&format!("{} {}", row.title_es, row.description_es));
        let mut english = fold(&format!("{} {}", row.title_en, row.description_en));
        let sql = "SELECT place.code FROM project_place JOIN place ON place.id = place_id WHERE project_id = $1";
        let places: Vec<Place> = db.primary().all(sql, vec![row.id.into()]).await.expect("places");
        for place in places {
            let place = gazetteer.by_code(&place.code).expect("a place");
            for above in gazetteer.lineage(place.id) {
                spanish.extend(fold(&above.name));
            }
        }
        let sql = "SELECT name_es, name_en FROM organisation WHERE id IN
            (SELECT organisation_id FROM ledger_entry WHERE project_id = $1)
            OR id IN (SELECT pledge_contributor.organisation_id FROM pledge_contributor JOIN ledger_entry
                ON ledger_entry.pledge_id = pledge_contributor.pledge_id WHERE ledger_entry.project_id = $1)
            OR id IN (SELECT organisation_id FROM documented_funding WHERE project_id = $1)
            OR id IN (SELECT accountable_id FROM project WHERE id = $1)
            OR id IN (SELECT implementing_id FROM project WHERE id = $1)";
        let names: Vec<Names> = db.primary().all(sql, vec![row.id.into()]).await.expect("organisations");
        for name in names {
            spanish.extend(fold(&name.name_es));
            english.extend(fold(&name.name_en));
        }
        all.push(Text {
            id: row.id,
            code: row.code,
            spanish: stemmed("es", spanish),
            english: stemmed("en", english),
        });
    }
    Texts(all)
}
