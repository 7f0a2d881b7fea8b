//! The lock file beside a store, and the folder that holds it.

use crate::config::atomic_file::resolve_symlinks;
use crate::store::error::StoreError;
use crate::store::types::StoreLocation;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long to wait for a lock. Writing takes milliseconds; a program that holds the lock longer is stuck.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);
/// The pause between two attempts to lock.
const LOCK_RETRY_INTERVAL: Duration = Duration::from_millis(10);

/// A kernel lock on a file beside the store. It ends with its process, so a dead process blocks nobody; the file stays.
pub(super) struct StoreLock(
    #[expect(dead_code, reason = "held, not used: closing the file is what unlocks")] File,
);

impl StoreLock {
    pub(super) fn acquire(store: &Path) -> Result<Self, StoreError> {
        // Beside the file itself, not beside a link to it: two names of one store must use one lock.
        let store = resolve_symlinks(store).map_err(|error| StoreError::Write(store.to_owned(), error))?;
        let mut name = OsString::from(".");
        name.push(store.file_name().unwrap_or_default());
        name.push(".lock");
        let path = store.with_file_name(name);
        let to_error = |error| StoreError::Write(path.clone(), error);
        // Opening a pipe for writing would block until somebody reads.
        if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            return Err(StoreError::NotAFile(path));
        }
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(to_error)?;
        let end = Instant::now() + LOCK_TIMEOUT;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) if Instant::now() < end => {
                    std::thread::sleep(LOCK_RETRY_INTERVAL);
                }
                Err(TryLockError::WouldBlock) => return Err(StoreError::Locked(path)),
                Err(TryLockError::Error(error)) => return Err(to_error(error)),
            }
        }
    }
}

/// Creates the folder that is to hold the store: the user's data folder with all its parents, a named one only itself.
pub(super) fn create_store_folder(location: &StoreLocation) -> Result<(), StoreError> {
    let folder = location.folder();
    let created = match location {
        _ if folder.is_dir() => return Ok(()),
        StoreLocation::UserData(_) => fs::create_dir_all(&folder),
        StoreLocation::File(_) => return Err(StoreError::NoFolder(folder)),
        StoreLocation::Folder(_) => match fs::create_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        },
    };
    created.map_err(|error| StoreError::Write(folder, error))
}
