//! What a registry writes is for its owner only, and what would lay it open stops the start.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use puente::mail::transport::Transport;
use puente::store::Db;
use puente::store::files::Files;

/// The command in a folder of its own, with nothing but these settings.
fn puente(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_puente"));
    command.current_dir(folder).env_clear().args(arguments);
    command.envs(settings.iter().copied());
    command.output().expect("the command runs")
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(below(&path));
        }
        all.push(path);
    }
    all
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

#[test]
fn database_letters_and_documents_are_made_for_their_owner_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = ("PUENTE_SECRET", "8f14e45fceea167a5a36dedd4bea2543");
    let invite = ["user", "invite", "ana@example.org", "--role", "administrator"];
    for arguments in [&["seed", "--demo"][..], &invite, &["jobs", "run-once"]] {
        let done = puente(folder.path(), arguments, &[secret]);
        assert!(
            done.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
    let made = below(folder.path());
    let ends = |ending: &str| made.iter().any(|path| path.to_string_lossy().ends_with(ending));
    assert!(ends("puente.db") && ends(".eml") && ends("files"), "{made:?}");
    for path in &made {
        let right = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(path), right, "{}", path.display());
    }
}

#[rocket::async_test]
async fn the_files_beside_an_open_database_have_its_rights() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("puente.db");
    let db = Db::connect(&format!("sqlite://{}?mode=rwc", path.display()), None).await;
    let db = db.expect("a database");
    db.migrate().await.expect("a schema");
    for ending in ["", "-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{ending}", path.display()));
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    Files::folder(&folder.path().join("a/files")).expect("files");
    let letters = puente::config::MailTo::Folder(folder.path().join("b/mail"));
    Transport::new(&letters).expect("letters");
    for made in ["a", "a/files", "b", "b/mail"] {
        assert_eq!(mode(&folder.path().join(made)), 0o700, "{made}");
    }
    db.close().await;
}

#[test]
fn what_would_lay_the_registry_open_stops_the_start_with_one_line_that_names_the_setting() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = ("PUENTE_SECRET", "8f14e45fceea167a5a36dedd4bea2543");
    let table: [(&[(&str, &str)], &str); 4] = [
        (&[good, ("PUENTE_ADDRESS", "0.0.0.0")], "PUENTE_BASE_URL"),
        (
            &[
                good,
                ("PUENTE_ADDRESS", "0.0.0.0"),
                ("PUENTE_BASE_URL", "http://puente.example"),
            ],
            "PUENTE_BASE_URL",
        ),
        (
            &[("PUENTE_SECRET", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")],
            "PUENTE_SECRET",
        ),
        (
            &[good, ("PUENTE_SMTP_URL", "smtp://mail.example?tls=none")],
            "PUENTE_SMTP_URL",
        ),
    ];
    for (settings, name) in table {
        let stopped = puente(folder.path(), &["serve"], settings);
        let shown = String::from_utf8_lossy(&stopped.stderr).into_owned();
        assert_eq!(stopped.status.code(), Some(2), "{settings:?}: {shown}");
        assert!(shown.starts_with(&format!("puente: {name}: ")), "{shown}");
        assert_eq!(shown.lines().count(), 1, "{shown}");
    }
    assert!(!folder.path().join("puente.db").exists(), "before anything is made");
}
