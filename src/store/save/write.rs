//! The lock beside a store, and the folder it lies in. Never looks inside.

use crate::home::whole::target;
use crate::store::parts::{Error, Place};
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a lock is waited for. Writing takes milliseconds; who holds it longer is stuck.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is asked for.
const PAUSE: Duration = Duration::from_millis(10);
/// A kernel lock on a file beside the store. It goes with its holder, so a dead process blocks nobody; the file stays.
pub(super) struct Lock(
    #[expect(dead_code, reason = "held, not used: closing the file is what unlocks")] File,
);

impl Lock {
    pub(super) fn take(store: &Path) -> Result<Self, Error> {
        // Beside the file itself, not beside a link to it: two names of one store are to meet at one lock.
        let store = target(store).map_err(|error| Error::Write(store.to_owned(), error))?;
        let mut name = OsString::from(".");
        name.push(store.file_name().unwrap_or_default());
        name.push(".lock");
        let path = store.with_file_name(name);
        let failed = |error| Error::Write(path.clone(), error);
        // To open a pipe for writing would wait for a reader.
        if fs::metadata(&path).is_ok_and(|about| !about.is_file()) {
            return Err(Error::NotAFile(path));
        }
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        let end = Instant::now() + PATIENCE;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) if Instant::now() < end => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(Error::Locked(path)),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
    }
}

/// Makes the folder that is to hold the store: the usual one with all above it, a named one only itself.
pub(super) fn make_folder(place: &Place) -> Result<(), Error> {
    let folder = place.folder();
    let made = match place {
        _ if folder.is_dir() => return Ok(()),
        Place::Usual(_) => fs::create_dir_all(&folder),
        Place::File(_) => return Err(Error::NoFolder(folder)),
        Place::Folder(_) => match fs::create_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        },
    };
    made.map_err(|error| Error::Write(folder, error))
}
