//! Files on the disk, changed whole or not at all: the lock, the temporary file, the rename. Never looks inside.

use crate::store::parts::{Error, Place};
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
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
        let mut name = OsString::from(".");
        name.push(store.file_name().unwrap_or_default());
        name.push(".lock");
        let path = store.with_file_name(name);
        let failed = |error| Error::Write(path.clone(), error);
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

/// Puts `text` where `path` was, in one step: whoever reads sees the old file or the new one. A link stays a link,
/// a file keeps its mode.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Error> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    write_and_rename(&target, text).map_err(|error| Error::Write(path.to_owned(), error))
}

fn write_and_rename(target: &Path, text: &str) -> io::Result<()> {
    let folder: PathBuf = match target.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    // tempfile makes files that only their owner can read (tempfile#137); a store is no secret.
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".new");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(&folder)?;
    if let Ok(about) = fs::metadata(target) {
        file.as_file().set_permissions(about.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    // The new name itself has to reach the disk. Where folders cannot be synced this says no, and that is all.
    File::open(&folder).and_then(|folder| folder.sync_all()).or_else(|error| match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => Ok(()),
        _ => Err(error),
    })
}
