//! Parts of statements.

/// `$1, $2, …` for `count` values, starting at `first`.
pub(super) fn placeholders(first: usize, count: usize) -> String {
    (first..first + count)
        .map(|n| format!("${n}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// As [`placeholders`], and `NULL` for none: an empty list is asked for too, so that a page takes the same number of
/// statements whatever it shows.
pub(super) fn placeholders_or_null(first: usize, count: usize) -> String {
    if count == 0 {
        "NULL".to_owned()
    } else {
        placeholders(first, count)
    }
}

/// The functions that make a JSON list of rows, and a list of values.
pub(super) const fn json_functions(postgres: bool) -> [&'static str; 2] {
    if postgres {
        ["json_agg", "json_build_array"]
    } else {
        ["json_group_array", "json_array"]
    }
}
