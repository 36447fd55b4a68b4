//! A database of its own for each test, copied from a template that this process made once.
//!
//! SQLite: a closed file is copied. PostgreSQL, when `PUENTE_TEST_DATABASE_URL` names a maintenance database:
//! `CREATE DATABASE … TEMPLATE …`, dropped again. No connection outlives the runtime of the test that opened it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use puente::actions::Context;
use puente::actions::hashing::Hashing;
use puente::domain::account::Role;
use puente::domain::bound::Bound;
use puente::domain::country::Jurisdiction;
use puente::domain::ids::OrganisationId;
use puente::domain::organisation::Class;
use puente::secret::Secret;
use puente::seed;
use puente::store::accounts::NewAccount;
use puente::store::organisations::OrganisationRow;
use puente::store::{Db, StoreError, accounts, organisations};
use rocket::tokio::sync::OnceCell;
use sea_orm::{ConnectionTrait as _, Database, DbBackend, DbErr, Statement};

use super::fixed_now;

/// What a fresh registry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// Reference data only.
    Nobody,
    /// Reference data and the cast.
    Cast,
    /// Reference, documented and demonstration data.
    Demonstration,
}

static NOBODY: OnceCell<Template> = OnceCell::const_new();
static CAST: OnceCell<Template> = OnceCell::const_new();
static DEMONSTRATION: OnceCell<Template> = OnceCell::const_new();
static COUNT: AtomicU64 = AtomicU64::new(0);

enum Template {
    File { path: PathBuf, _folder: tempfile::TempDir },
    Named(String),
}

/// The database of one test; gone when this is dropped.
pub struct Private {
    pub url: String,
    name: Option<String>,
}

/// The maintenance database, when tests run on PostgreSQL.
fn maintenance_url() -> Option<String> {
    std::env::var("PUENTE_TEST_DATABASE_URL")
        .ok()
        .filter(|url| !url.is_empty())
}

/// A private copy; `folder` is the test's own.
pub async fn private(contents: Contents, folder: &Path) -> Private {
    let cell = match contents {
        Contents::Nobody => &NOBODY,
        Contents::Cast => &CAST,
        Contents::Demonstration => &DEMONSTRATION,
    };
    match cell.get_or_init(|| make(contents)).await {
        Template::File { path, .. } => {
            let copy = folder.join("puente.db");
            std::fs::copy(path, &copy).expect("copy the template");
            Private {
                url: format!("sqlite://{}?mode=rwc", copy.display()),
                name: None,
            }
        }
        Template::Named(template) => {
            let name = format!(
                "puente_test_{}_{}",
                std::process::id(),
                COUNT.fetch_add(1, Ordering::Relaxed)
            );
            maintain(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
                .await
                .expect("copy the template");
            Private {
                url: address(&name),
                name: Some(name),
            }
        }
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        let Some(name) = self.name.take() else { return };
        // Dropping cannot wait, and this thread's runtime is busy: a thread of its own does it.
        let dropped = std::thread::spawn(move || {
            rocket::async_test(async move {
                let _ = maintain(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
            });
        });
        let _ = dropped.join();
    }
}

/// The address of another database of the same cluster.
fn address(name: &str) -> String {
    let mut url = url::Url::parse(&maintenance_url().unwrap_or_default()).expect("PUENTE_TEST_DATABASE_URL");
    url.set_path(name);
    url.to_string()
}

async fn maintain(sql: &str) -> Result<(), DbErr> {
    let connection = Database::connect(super::quiet(&maintenance_url().unwrap_or_default())).await?;
    let done = connection.execute_unprepared(sql).await.map(|_| ());
    connection.close().await?;
    done
}

/// Drops what processes that are gone have left behind: nobody can do it when a process ends.
async fn sweep() -> Result<(), DbErr> {
    let connection = Database::connect(super::quiet(&maintenance_url().unwrap_or_default())).await?;
    let sql = "SELECT datname FROM pg_database WHERE datname LIKE 'puente_test_%'";
    let rows = connection
        .query_all_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await?;
    for row in rows {
        let name: String = row.try_get("", "datname")?;
        let process = name.split('_').nth(2).unwrap_or_default();
        if Path::new("/proc/self").exists() && !Path::new("/proc").join(process).exists() {
            connection
                .execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
                .await?;
        }
    }
    connection.close().await
}

async fn make(contents: Contents) -> Template {
    let template = if maintenance_url().is_some() {
        let name = format!("puente_test_{}_{contents:?}", std::process::id()).to_lowercase();
        // Another test may sweep at the same moment.
        let _ = sweep().await;
        maintain(&format!("CREATE DATABASE {name}"))
            .await
            .expect("a template database");
        Template::Named(name)
    } else {
        let folder = tempfile::tempdir().expect("a folder for the template");
        Template::File {
            path: folder.path().join("template.db"),
            _folder: folder,
        }
    };
    let url = match &template {
        Template::File { path, .. } => format!("sqlite://{}?mode=rwc", path.display()),
        Template::Named(name) => address(name),
    };
    let db = Db::connect(&url, None).await.expect("connect to the template");
    db.migrate().await.expect("migrate");
    let long_ago = fixed_now().plus_seconds(-428 * 24 * 3600);
    let begun = match contents {
        Contents::Nobody | Contents::Cast => fixed_now(),
        Contents::Demonstration => long_ago,
    };
    seed::reference::seed(&db, begun).await.expect("reference data");
    match contents {
        Contents::Nobody => {}
        Contents::Cast => cast(&db).await,
        Contents::Demonstration => {
            seed::documented::seed(&db, long_ago).await.expect("documented data");
            let secret = Secret::new(super::SECRET);
            let files = super::demonstration_files();
            let ctx = Context {
                db: &db,
                files: &files,
                secret: &secret,
                hashing: Hashing::shared(),
                now: fixed_now(),
                base_url: super::BASE_URL,
                letters: true,
                amount_max: Bound::default(),
                request: None,
            };
            assert!(
                seed::demo::seed(ctx, seed::demo::Accounts::Open)
                    .await
                    .expect("demonstration data")
            );
        }
    }
    // Closing writes everything from the log into the file; only then is the file a whole copy.
    db.close().await;
    template
}

async fn cast(db: &Db) {
    let hash = Hashing::shared()
        .hash(seed::demo::PASSWORD.to_owned())
        .await
        .expect("a hash");
    let providers = [
        (
            "banco-demo",
            "Banco Orilla del Tuira (demostración)",
            "Tuira Shore Bank (demonstration)",
            "financial_institution",
            "PA",
        ),
        (
            "fundacion-demo",
            "Fundación Orilla Común (demostración)",
            "Common Shore Foundation (demonstration)",
            "civil_society",
            "CO",
        ),
        (
            "empresa-demo",
            "Cacao y Banano El Tamarindo (demostración)",
            "El Tamarindo Cacao (demonstration)",
            "private_sector",
            "CO",
        ),
        (
            "cooperativa-demo",
            "Cooperativa Manos del Golfo (demostración)",
            "Hands of the Gulf (demonstration)",
            "civil_society",
            "CO",
        ),
    ];
    db.write(fixed_now(), async |tx| {
        let officer = |jurisdiction| Role::Officer { jurisdiction };
        let mut people = vec![
            ("admin@demo.example".to_owned(), Role::Administrator),
            ("officer@demo.example".to_owned(), officer(Jurisdiction::Both)),
            ("officer2@demo.example".to_owned(), officer(Jurisdiction::Both)),
            ("gestora.pa@demo.example".to_owned(), officer(Jurisdiction::Panama)),
            ("gestora.co@demo.example".to_owned(), officer(Jurisdiction::Colombia)),
        ];
        for (slug, name_es, name_en, class, country) in providers {
            let row = OrganisationRow {
                id: OrganisationId(0),
                slug: slug.to_owned(),
                name_es: name_es.to_owned(),
                name_en: name_en.to_owned(),
                class: Class::parse(class).expect("a class"),
                iati_type: "72".to_owned(),
                iati_ref: None,
                country: country.to_owned(),
                source: None,
                demonstration: true,
            };
            organisations::add(tx, &row).await?;
            let organisation = organisations::by_slug(tx, slug).await?.map(|row| row.key());
            let organisation = organisation.ok_or(StoreError::Stale)?;
            people.push((
                format!("{}@demo.example", slug.trim_end_matches("-demo")),
                Role::Partner { organisation },
            ));
        }
        for (email, role) in people {
            let name = format!("Persona {email}");
            let account = NewAccount {
                email,
                name,
                password_hash: Some(hash.clone()),
                role,
                language: "es",
            };
            accounts::insert(tx, &account).await?;
        }
        Ok::<_, StoreError>(())
    })
    .await
    .expect("the cast");
}
