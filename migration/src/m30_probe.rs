//! One row that is written again and again, so that it is known whether the database keeps anything.

crate::tables!(
    "CREATE TABLE probe (
        id BIGINT PRIMARY KEY CONSTRAINT probe_is_one_row CHECK (id = 1),
        written_at TEXT NOT NULL,
        filler TEXT NOT NULL
    );"
);
