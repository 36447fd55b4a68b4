//! The bytes of documents, each under its digest. Through `object_store`, so that a folder can become something else.

use std::path::Path as FolderPath;
use std::sync::Arc;

use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use sha2::{Digest as _, Sha256};

use super::{Result, StoreError};
use crate::domain::event::hex;

/// Where the bytes lie.
#[derive(Debug, Clone)]
pub struct Files(Arc<dyn ObjectStore>);

/// The address of bytes, which is what they are: lower-case hex of their SHA-256.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

impl Files {
    /// Files in a folder, which is made if need be.
    ///
    /// # Errors
    /// [`StoreError::Unusable`] when the folder cannot be made or read.
    pub fn folder(path: &FolderPath) -> Result<Self> {
        let unusable = |told: String| StoreError::Unusable(format!("{}: {told}", path.display()));
        std::fs::create_dir_all(path).map_err(|error| unusable(error.to_string()))?;
        let store = LocalFileSystem::new_with_prefix(path).map_err(|error| unusable(error.to_string()))?;
        Ok(Self(Arc::new(store.with_fsync(true))))
    }

    /// Files that are gone with the process.
    #[must_use]
    pub fn memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    /// Keeps bytes and gives their digest. The same bytes again change nothing.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn put(&self, bytes: &[u8]) -> Result<String> {
        let digest = digest(bytes);
        self.0
            .put(&path_of(&digest), bytes.to_vec().into())
            .await
            .map_err(unavailable)?;
        Ok(digest)
    }

    /// The bytes with this digest; `None` when they are not there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]; [`StoreError::Corrupt`] when what lies there is something else.
    pub async fn get(&self, wanted: &str) -> Result<Option<Vec<u8>>> {
        let found = match self.0.get(&path_of(wanted)).await {
            Ok(found) => found.bytes().await.map_err(unavailable)?.to_vec(),
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(unavailable(error)),
        };
        if digest(&found) == wanted {
            Ok(Some(found))
        } else {
            Err(StoreError::Corrupt("file"))
        }
    }

    /// Erases the bytes with this digest, if they are there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn erase(&self, digest: &str) -> Result<()> {
        match self.0.delete(&path_of(digest)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(unavailable(error)),
        }
    }
}

fn unavailable(error: object_store::Error) -> StoreError {
    StoreError::Unavailable(format!("files: {error}"))
}

/// Two hundred and fifty-six folders, so that none grows too full.
fn path_of(digest: &str) -> Path {
    Path::from_iter([digest.get(..2).unwrap_or_default(), digest])
}
