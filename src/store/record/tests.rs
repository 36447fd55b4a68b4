use time::macros::date;

use super::*;
use crate::domain::counting::Boundary;
use crate::domain::measures::Measures;

fn note(action: &'static str) -> AuditLine {
    AuditLine {
        occurred_at: Timestamp::parse("2026-11-30T15:00:00Z").expect("an instant"),
        account_id: None,
        action,
        subject: String::new(),
    }
}

/// A record of so many initiatives, in which one total moves.
fn record(rows: i64, measures: &Measures) -> Record {
    let mut record = Record::default();
    record.audit.push(note("tested"));
    record.ledger_initiative.extend((0..rows).map(|id| InitiativeLine {
        ledger_entry_id: LedgerEntryId(id),
        party: Party::Provider,
    }));
    let key = (Boundary::Plan, String::new(), Currency::USD);
    record.moved.insert(&key, measures, "7 ");
    record
}

fn texts(record: Record, postgres: bool) -> Vec<&'static str> {
    let statements = record.statements(postgres, date!(2026 - 11 - 30)).expect("written");
    statements.into_iter().map(|(text, _)| text).collect()
}

#[test]
fn a_record_has_one_text_whatever_it_holds_and_another_only_where_nothing_moves_but_what_is_declared() {
    let (declared, pledged) = (
        Measures {
            declared: 5,
            ..Measures::default()
        },
        Measures {
            pledged: 5,
            ..Measures::default()
        },
    );
    for postgres in [false, true] {
        let text = texts(record(1, &pledged), postgres);
        assert_eq!(text.len(), 1);
        assert_eq!(text, texts(record(400, &pledged), postgres));
        let alone = texts(record(1, &declared), postgres);
        assert_ne!(text, alone);
        assert_eq!(alone, texts(record(0, &declared), postgres));
    }
}

#[test]
fn notes_that_nothing_goes_along_with_are_plain_rows() {
    let mut record = Record::default();
    record.audit.extend([note("one"), note("two")]);
    assert_eq!(texts(record, true), [AUDIT, AUDIT]);
}

#[test]
fn a_project_that_changed_twice_is_one_row_with_what_was_derived_last() {
    let mut record = Record::default();
    let derived = ProjectLine {
        id: 4,
        changed_event: 9,
        requirement_minor: Some(70),
        gap_minor: Some(3),
        ..ProjectLine::default()
    };
    record.project.insert(ProjectId(4), derived);
    record.change_project(ProjectId(4), 9);
    let written = written(&record.project.values().collect::<Vec<_>>()).expect("written");
    assert_eq!(
        written,
        r#"[{"id":4,"changed_event":9,"requirement_minor":70,"requirement_usd_minor":null,"gap_minor":3,"gap_usd_minor":null,"requirement_units_per_usd":null}]"#
    );
}
