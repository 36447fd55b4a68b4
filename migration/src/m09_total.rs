//! Totals of boundaries, and what each project or unearmarked pledge contributes to them.
//!
//! In a row of currency USD stand the converted sums; a row of another currency holds, under the same
//! names, what could not be converted. Both tables are derived: `puente verify` works them out again.

crate::tables!(
    "CREATE TABLE contribution (
        subject TEXT NOT NULL,
        boundary TEXT NOT NULL,
        key TEXT NOT NULL,
        currency TEXT NOT NULL,
        requirement BIGINT NOT NULL,
        pledged BIGINT NOT NULL,
        outstanding BIGINT NOT NULL,
        committed BIGINT NOT NULL,
        declared BIGINT NOT NULL,
        disputed BIGINT NOT NULL,
        paid BIGINT NOT NULL,
        spent BIGINT NOT NULL,
        in_kind BIGINT NOT NULL,
        guarantees BIGINT NOT NULL,
        gap BIGINT NOT NULL,
        PRIMARY KEY (subject, boundary, key, currency)
    );
    CREATE TABLE boundary_total (
        boundary TEXT NOT NULL,
        key TEXT NOT NULL,
        currency TEXT NOT NULL,
        requirement BIGINT NOT NULL,
        pledged BIGINT NOT NULL,
        outstanding BIGINT NOT NULL,
        committed BIGINT NOT NULL,
        declared BIGINT NOT NULL,
        disputed BIGINT NOT NULL,
        paid BIGINT NOT NULL,
        spent BIGINT NOT NULL,
        in_kind BIGINT NOT NULL,
        guarantees BIGINT NOT NULL,
        gap BIGINT NOT NULL,
        PRIMARY KEY (boundary, key, currency)
    );"
);
