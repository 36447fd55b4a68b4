//! How much of the pools of connections is in use.

use sea_orm::DatabaseConnection;

use super::Db;

/// A pool of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pool {
    pub name: &'static str,
    /// Connections that are open.
    pub open: i64,
    /// Of them, those that nobody uses.
    pub idle: i64,
    /// Most that may be open.
    pub max: i64,
}

impl Db {
    /// The pools of pages, of files, of people and of the writer.
    #[must_use]
    pub fn pools(&self) -> [Pool; 4] {
        [
            self.pool("pages", self.pages.pool()),
            self.pool("files", self.files.pool()),
            self.pool("people", self.primary.pool()),
            self.pool("write", &self.write),
        ]
    }

    fn pool(&self, name: &'static str, connection: &DatabaseConnection) -> Pool {
        let (open, idle, max) = if self.is_postgres() {
            let pool = connection.get_postgres_connection_pool();
            (pool.size(), pool.num_idle(), pool.options().get_max_connections())
        } else {
            let pool = connection.get_sqlite_connection_pool();
            (pool.size(), pool.num_idle(), pool.options().get_max_connections())
        };
        Pool {
            name,
            open: open.into(),
            idle: i64::try_from(idle).unwrap_or(i64::MAX),
            max: max.into(),
        }
    }
}
