//! What is asked for: one address that can be kept, and many others of its kind.

use std::net::SocketAddr;

use serde_json::Value;

use super::Done;
use super::load::Connection;

/// The page of the list that is deep.
const DEEP: usize = 200;
/// Projects whose pages are asked for.
const PROJECTS: usize = 1_000;

/// A kind of page.
pub struct Address {
    pub name: &'static str,
    /// Always the same one.
    pub stored: String,
    /// Others of its kind; empty where there are none.
    pub others: Vec<String>,
}

/// All that is asked for.
pub struct Addresses {
    pub all: Vec<Address>,
    /// The page of a project.
    pub project: String,
}

impl Addresses {
    /// Follows the list to find projects and deep pages.
    pub async fn read(portal: SocketAddr) -> Done<Self> {
        let (codes, pages) = walk(portal).await?;
        let project = format!("/es/projects/{}", codes.first().ok_or("no projects")?);
        let deep = pages.last().ok_or("the list has one page")?.clone();
        let both = |path: &str| [format!("/es{path}"), format!("/en{path}")];
        Ok(Self {
            all: vec![
                Address {
                    name: "home",
                    stored: "/es/".to_owned(),
                    others: Vec::new(),
                },
                Address {
                    name: "a project",
                    stored: project.clone(),
                    others: codes
                        .iter()
                        .flat_map(|code| both(&format!("/projects/{code}")))
                        .collect(),
                },
                Address {
                    name: "list, three filters",
                    stored: "/es/projects?pillar=public_services&country=CO&status=implementation".to_owned(),
                    others: filters()
                        .iter()
                        .flat_map(|query| both(&format!("/projects?{query}")))
                        .collect(),
                },
                Address {
                    name: "search",
                    stored: "/es/projects?q=acueducto+ceiba".to_owned(),
                    others: words()
                        .iter()
                        .flat_map(|words| both(&format!("/projects?q={words}")))
                        .collect(),
                },
                Address {
                    name: "list, page 200",
                    stored: deep,
                    others: pages,
                },
                Address {
                    name: "list as JSON",
                    stored: "/es/projects.json".to_owned(),
                    others: filters()
                        .iter()
                        .flat_map(|query| both(&format!("/projects.json?{query}")))
                        .collect(),
                },
            ],
            project,
        })
    }
}

/// Three filters at a time, in many ways.
fn filters() -> Vec<String> {
    let mut all = Vec::new();
    for year in 2018..=2027 {
        for pillar in ["poverty_reduction", "public_services", "jobs", "sustainable_economy"] {
            for country in ["CO", "PA"] {
                all.push(format!("pillar={pillar}&country={country}&year={year}"));
            }
            for status in ["seeking_funding", "implementation", "closed"] {
                all.push(format!("pillar={pillar}&status={status}&year={year}"));
            }
        }
    }
    all
}

/// Words that stand in titles, two at a time.
fn words() -> Vec<String> {
    let works = [
        "acueducto",
        "puente",
        "escuela",
        "camino",
        "vivienda",
        "mercado",
        "manglares",
        "salud",
        "muelle",
        "cacao",
    ];
    let places = [
        "loma", "tigre", "ceiba", "palmas", "salto", "playona", "carmelo", "rosa", "mangos", "guayabo", "trinidad",
        "azul", "florida", "verde", "isidro", "clara", "turbo", "chepo", "yaviza", "acandi", "quibdo", "jaque",
        "necocli", "unguia",
    ];
    works
        .iter()
        .flat_map(|work| places.iter().map(move |place| format!("{work}+{place}")))
        .collect()
}

/// Codes of projects, and the pages of the list from the middle to the 200th or the last.
async fn walk(portal: SocketAddr) -> Done<(Vec<String>, Vec<String>)> {
    let mut connection = Connection::open(portal, false).await?;
    let (mut codes, mut pages) = (Vec::new(), Vec::new());
    let mut path = "/es/projects.json".to_owned();
    for _ in 1..DEEP {
        let answer = connection.get(&path).await?;
        let page: Value = serde_json::from_slice(&answer.body)?;
        let rows = page["rows"].as_array().ok_or("a list without rows")?;
        codes.extend(rows.iter().filter_map(|row| row["code"].as_str()).map(str::to_owned));
        let Some(next) = page["next"].as_str() else { break };
        next.clone_into(&mut path);
        pages.push(path.replacen(".json", "", 1));
    }
    codes.truncate(PROJECTS);
    pages.drain(..pages.len() / 2);
    Ok((codes, pages))
}
