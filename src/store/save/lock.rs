//! The lock beside a store, and the folder it lies in. Never looks inside.

use crate::config::atomic_file::resolve_symlinks;
use crate::store::parts::{StoreError, StoreLocation};
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a lock is waited for. Writing takes milliseconds; who holds it longer is stuck.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);
/// How often it is asked for.
const LOCK_RETRY_INTERVAL: Duration = Duration::from_millis(10);
/// A kernel lock on a file beside the store. It goes with its holder, so a dead process blocks nobody; the file stays.
pub(super) struct StoreLock(
    #[expect(dead_code, reason = "held, not used: closing the file is what unlocks")] File,
);

impl StoreLock {
    pub(super) fn acquire(store: &Path) -> Result<Self, StoreError> {
        // Beside the file itself, not beside a link to it: two names of one store are to meet at one lock.
        let store = resolve_symlinks(store).map_err(|error| StoreError::Write(store.to_owned(), error))?;
        let mut name = OsString::from(".");
        name.push(store.file_name().unwrap_or_default());
        name.push(".lock");
        let path = store.with_file_name(name);
        let failed = |error| StoreError::Write(path.clone(), error);
        // To open a pipe for writing would wait for a reader.
        if fs::metadata(&path).is_ok_and(|about| !about.is_file()) {
            return Err(StoreError::NotAFile(path));
        }
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        let end = Instant::now() + LOCK_TIMEOUT;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) if Instant::now() < end => {
                    std::thread::sleep(LOCK_RETRY_INTERVAL)
                }
                Err(TryLockError::WouldBlock) => return Err(StoreError::Locked(path)),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
    }
}

/// Makes the folder that is to hold the store: the usual one with all above it, a named one only itself.
pub(super) fn create_store_folder(place: &StoreLocation) -> Result<(), StoreError> {
    let folder = place.folder();
    let made = match place {
        _ if folder.is_dir() => return Ok(()),
        StoreLocation::UserData(_) => fs::create_dir_all(&folder),
        StoreLocation::File(_) => return Err(StoreError::NoFolder(folder)),
        StoreLocation::Folder(_) => match fs::create_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        },
    };
    made.map_err(|error| StoreError::Write(folder, error))
}
