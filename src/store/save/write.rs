//! Files on the disk, changed whole or not at all: the lock, the temporary file, the rename. Never looks inside.

use crate::store::parts::{Error, Place};
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempPath;

/// How long a lock is waited for. Writing takes milliseconds; who holds it longer is stuck.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is asked for.
const PAUSE: Duration = Duration::from_millis(10);
/// How many links are followed from one to the next, as the kernel does.
const LINKS: usize = 40;

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

/// A new content for a file, written and synced beside it. Dropped instead of put in place, it goes without a trace.
pub(super) struct Staged {
    target: PathBuf,
    /// Only the path: an import of many articles would run out of open files.
    new: TempPath,
}

impl Staged {
    /// Prepares `text` for `path`. A link stays a link, a file keeps its mode.
    pub(super) fn new(path: &Path, text: &str) -> Result<Self, Error> {
        let write = || {
            let target = target(path)?;
            let new = write_beside(&target, text)?;
            Ok(Self { target, new })
        };
        write().map_err(|error| Error::Write(path.to_owned(), error))
    }

    /// Puts it in place in one step: whoever reads sees the old file or the new one. Gives back the folder, which has
    /// to be synced before the new name is sure to be on the disk.
    pub(super) fn put(self) -> io::Result<PathBuf> {
        self.new.persist(&self.target).map_err(|error| error.error)?;
        Ok(folder_of(&self.target))
    }
}

/// Waits until the names in `folder` are on the disk. Where folders cannot be synced nothing is gained and nothing
/// lost.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder).and_then(|folder| folder.sync_all()).or_else(|error| match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => Ok(()),
        _ => Err(error),
    })
}

fn write_beside(target: &Path, text: &str) -> io::Result<TempPath> {
    // tempfile makes files that only their owner can read (tempfile#137); a store is no secret.
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".new");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder_of(target))?;
    if let Ok(about) = fs::metadata(target) {
        file.as_file().set_permissions(about.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// The file that `path` stands for, links followed to their end. It need not exist: a link may point to a store that
/// is still to be made, and stays a link then, too.
fn target(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_owned();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&at) else {
            // The folder in full, so that every way to it gives one name.
            let name = at.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
            return fs::canonicalize(folder_of(&at)).map(|folder| folder.join(name));
        };
        at = folder_of(&at).join(next);
    }
    Err(io::Error::other("the links go round in a circle"))
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}
