//! The pages of several lists that stand on one page: one of them is turned, the others show their first page.

use schemars::JsonSchema;
use serde::Serialize;

use crate::store::Part;
use crate::web::guards::Visit;

/// Rows on a page of one of the lists.
const ROWS: i64 = 50;

/// The pages of a list beside the one that is shown.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Beside {
    pub prev: Option<String>,
    pub next: Option<String>,
}

/// Which list is turned to which page, from 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paging<'a> {
    list: &'a str,
    page: i64,
}

impl<'a> Paging<'a> {
    pub fn to(list: Option<&'a str>, page: Option<i64>) -> Self {
        let page = page.unwrap_or(1).clamp(1, 1_000_000);
        Self {
            list: list.unwrap_or_default(),
            page,
        }
    }

    fn page(self, list: &str) -> i64 {
        if self.list == list { self.page } else { 1 }
    }

    /// What of a list to read: its page, and one row more that tells whether another page follows.
    pub fn part(self, list: &str) -> Part {
        Part {
            limit: ROWS + 1,
            offset: (self.page(list) - 1) * ROWS,
        }
    }

    /// Takes the row off that is of the next page; gives the links to the pages beside this one.
    pub fn cut<T>(self, visit: &Visit<'_>, list: &str, rows: &mut Vec<T>) -> Beside {
        let page = self.page(list);
        let rows_max = usize::try_from(ROWS).unwrap_or(usize::MAX);
        let more = rows.len() > rows_max;
        rows.truncate(rows_max);
        let link = |page: i64| visit.link(&format!("office?list={list}&page={page}"));
        Beside {
            prev: (page > 1).then(|| link(page - 1)),
            next: more.then(|| link(page + 1)),
        }
    }
}
