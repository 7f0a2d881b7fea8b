//! A file written whole or not at all: beside itself first, then renamed. A link stays a link, a file keeps its mode. Never
//! looks inside.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// How many links are followed from one to the next, as the kernel does.
const MAX_SYMLINKS: usize = 40;

/// Writes a small file of its own and waits until it is on the disk; its folder is made where it is missing.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(parent_dir(path))?;
    let folder = StagedFile::new(path, text)?.commit()?;
    sync_dir(&folder)
}

/// A new content for a file, written and synced beside it. Dropped instead of put in place, it goes without a trace.
pub struct StagedFile {
    target: PathBuf,
    /// Only the path: an import of many articles would run out of open files.
    new: TempPath,
}

impl StagedFile {
    /// Prepares `text` for `path`. A link stays a link, a file keeps its mode.
    pub fn new(path: &Path, text: &str) -> io::Result<Self> {
        let target = resolve_symlinks(path)?;
        let new = write_beside(&target, text)?;
        Ok(Self { target, new })
    }

    /// Puts it in place in one step: whoever reads sees the old file or the new one. Gives back the folder, which has
    /// to be synced before the new name is sure to be on the disk.
    pub fn commit(self) -> io::Result<PathBuf> {
        self.new.persist(&self.target).map_err(|error| error.error)?;
        Ok(parent_dir(&self.target))
    }
}

/// Waits until the names in `folder` are on the disk. Where folders cannot be synced nothing is gained and nothing
/// lost.
pub fn sync_dir(folder: &Path) -> io::Result<()> {
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
    let mut file = builder.tempfile_in(parent_dir(target))?;
    if let Ok(about) = fs::metadata(target) {
        file.as_file().set_permissions(about.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// The file that `path` stands for, links followed to their end. It need not exist: a link may point to a store that
/// is still to be made, and stays a link then, too.
pub fn resolve_symlinks(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_owned();
    for _ in 0..MAX_SYMLINKS {
        let Ok(next) = fs::read_link(&at) else {
            // The folder in full, so that every way to it gives one name.
            let name = at.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
            return fs::canonicalize(parent_dir(&at)).map(|folder| folder.join(name));
        };
        at = parent_dir(&at).join(next);
    }
    Err(io::Error::other("the links go round in a circle"))
}

fn parent_dir(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}
