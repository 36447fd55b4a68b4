//! The bytes of documents, each under its digest. Through `object_store`, so that a folder can become something else.

use std::path::Path as FolderPath;
use std::sync::Arc;

use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt as _};
use sha2::{Digest as _, Sha256};

use super::{Result, StoreError};
use crate::domain::event::hex;
use crate::domain::timestamp::Timestamp;

/// Where the bytes lie.
#[derive(Debug, Clone)]
pub struct Files(Arc<dyn ObjectStore>);

/// Makes a folder, with those above it, that nobody but its owner reads. One that is there stays as it is.
///
/// # Errors
/// Those of the file system.
pub fn private_folder(path: &FolderPath) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes an empty file that nobody but its owner reads. One that is there stays as it is.
///
/// # Errors
/// Those of the file system.
pub fn private_file(path: &FolderPath) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ())
}

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
        let unusable = |shown: String| StoreError::Unusable(format!("{}: {shown}", path.display()));
        private_folder(path).map_err(|error| unusable(error.to_string()))?;
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
    /// [`StoreError::Unavailable`]; [`StoreError::OtherFile`] when what lies there is something else.
    pub async fn get(&self, wanted: &str) -> Result<Option<Vec<u8>>> {
        let found = match self.0.get(&path_of(wanted)).await {
            Ok(found) => found.bytes().await.map_err(unavailable)?.to_vec(),
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(unavailable(error)),
        };
        if digest(&found) == wanted {
            Ok(Some(found))
        } else {
            Err(StoreError::OtherFile(wanted.to_owned()))
        }
    }

    /// The digests of all files that were last written before an instant. What else lies in the folder is left alone.
    ///
    /// # Errors
    /// [`StoreError::Unusable`].
    pub async fn before(&self, until: Timestamp) -> Result<Vec<String>> {
        let unusable = |error: object_store::Error| StoreError::Unusable(error.to_string());
        let mut digests = Vec::new();
        let root = self.0.list_with_delimiter(None).await.map_err(unusable)?;
        for folder in root.common_prefixes {
            let found = self.0.list_with_delimiter(Some(&folder)).await.map_err(unusable)?;
            let old = found.objects.into_iter().filter(|file| is_old(file, until));
            let names = old.filter_map(|file| file.location.filename().map(str::to_owned));
            digests.extend(names.filter(|name| is_digest(name)));
        }
        Ok(digests)
    }

    /// Whether the bytes with this digest are there and were last written before an instant.
    ///
    /// # Errors
    /// [`StoreError::Unusable`].
    pub async fn is_before(&self, digest: &str, until: Timestamp) -> Result<bool> {
        match self.0.head(&path_of(digest)).await {
            Ok(file) => Ok(is_old(&file, until)),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(StoreError::Unusable(error.to_string())),
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

fn is_old(file: &ObjectMeta, until: Timestamp) -> bool {
    file.last_modified.timestamp() < until.unix_seconds()
}

fn is_digest(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Two hundred and fifty-six folders, so that none grows too full.
fn path_of(digest: &str) -> Path {
    Path::from_iter([digest.get(..2).unwrap_or_default(), digest])
}
