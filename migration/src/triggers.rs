//! Rules that no CHECK can hold, because they look at another row or at the row as it was. The two databases say them
//! differently, side by side.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// What stands in place of a reason that was redacted; the store writes nothing else over one.
const REDACTED: &str = "[texto retirado]";

async fn run(manager: &SchemaManager<'_>, sqlite: String, postgres: String) -> Result<(), DbErr> {
    let sql = match manager.get_database_backend() {
        DbBackend::Sqlite => sqlite,
        _ => postgres,
    };
    manager.get_connection().execute_unprepared(&sql).await.map(|_| ())
}

const POSTGRES_REFUSES: &str = "CREATE OR REPLACE FUNCTION puente_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP; END $$;";

/// What refuses to remove or displace a row of `table`.
///
/// SQLite's `INSERT OR REPLACE` walks past a delete trigger, so an insert that would displace a row is refused too:
/// `same` says when, for every unique value of the table and not only for its key. PostgreSQL's `TRUNCATE` walks past as
/// well and has its own trigger.
fn never_loses_rows(table: &str, same: &str) -> (String, String) {
    (
        format!(
            "CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table}
             BEGIN SELECT RAISE(ABORT, '{table} is append-only: DELETE refused'); END;
             CREATE TRIGGER {table}_refuses_replace BEFORE INSERT ON {table}
             WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
             BEGIN SELECT RAISE(ABORT, '{table} is append-only: REPLACE refused'); END;"
        ),
        format!(
            "{POSTGRES_REFUSES}
             CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table}
             FOR EACH ROW EXECUTE FUNCTION puente_append_only();
             CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table}
             FOR EACH STATEMENT EXECUTE FUNCTION puente_append_only();"
        ),
    )
}

/// Makes `table` append-only: no row can be changed, replaced or removed, whoever asks.
pub(crate) async fn append_only(manager: &SchemaManager<'_>, table: &str, same: &str) -> Result<(), DbErr> {
    let (sqlite, postgres) = never_loses_rows(table, same);
    run(
        manager,
        format!(
            "{sqlite} CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table}
             BEGIN SELECT RAISE(ABORT, '{table} is append-only: UPDATE refused'); END;"
        ),
        format!(
            "{postgres} CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table}
             FOR EACH ROW EXECUTE FUNCTION puente_append_only();"
        ),
    )
    .await
}

/// The same, but `reason` may give way to the mark of a redaction; `columns` are all the others.
pub(crate) async fn append_only_but_reason(
    manager: &SchemaManager<'_>,
    table: &str,
    same: &str,
    columns: &str,
) -> Result<(), DbErr> {
    let (sqlite, postgres) = never_loses_rows(table, same);
    run(
        manager,
        format!(
            "{sqlite} CREATE TRIGGER {table}_refuses_update BEFORE UPDATE OF {columns} ON {table}
             BEGIN SELECT RAISE(ABORT, '{table} is append-only: UPDATE refused'); END;
             CREATE TRIGGER {table}_refuses_another_reason BEFORE UPDATE OF reason ON {table}
             WHEN NEW.reason <> '{REDACTED}'
             BEGIN SELECT RAISE(ABORT, '{table} is append-only: UPDATE refused'); END;"
        ),
        format!(
            "{postgres} CREATE TRIGGER {table}_refuses_update BEFORE UPDATE OF {columns} ON {table}
             FOR EACH ROW EXECUTE FUNCTION puente_append_only();
             CREATE TRIGGER {table}_refuses_another_reason BEFORE UPDATE OF reason ON {table}
             FOR EACH ROW WHEN (NEW.reason <> '{REDACTED}') EXECUTE FUNCTION puente_append_only();"
        ),
    )
    .await
}

/// Refuses a row of `table` for which `when` holds, under the name of the rule that it breaks.
pub(crate) async fn refuse(manager: &SchemaManager<'_>, table: &str, rule: &str, when: &str) -> Result<(), DbErr> {
    run(
        manager,
        format!(
            "CREATE TRIGGER {rule} BEFORE INSERT ON {table} WHEN {when}
             BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: {rule}'); END;"
        ),
        format!(
            "CREATE FUNCTION puente_{rule}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF {when} THEN
                    RAISE EXCEPTION 'new row violates \"{rule}\"' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
             END $$;
             CREATE TRIGGER {rule} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION puente_{rule}();"
        ),
    )
    .await
}
