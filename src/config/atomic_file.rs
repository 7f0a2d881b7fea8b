//! Atomic file writes: the text goes to a temporary file in the same folder, which is then renamed. A symlink stays a
//! symlink, and a file keeps its mode.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// How many symlinks are followed in a row; the kernel has the same limit.
const MAX_SYMLINKS: usize = 40;

/// The size of the largest file that [`read_small`] reads.
const MAX_SMALL_FILE_BYTES: u64 = 1 << 20;

/// The text of a small file; `None` if it does not exist. An error if it is larger than 1 MiB or not a regular file.
pub fn read_small(path: &Path) -> io::Result<Option<String>> {
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(metadata) if !metadata.is_file() || metadata.len() > MAX_SMALL_FILE_BYTES => {
            return Err(io::Error::new(ErrorKind::InvalidData, "not a regular file, or larger than 1 MiB"));
        }
        Ok(_) => {}
    }
    fs::read_to_string(path).map(Some)
}

/// Writes a file and waits until it is on the disk. Creates its folder if it does not exist.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(parent_dir(path))?;
    let folder = StagedFile::new(path, text)?.commit()?;
    sync_dir(&folder)
}

/// New content for a file, written and synced to a temporary file in the same folder. Dropping it deletes that file.
pub struct StagedFile {
    target: PathBuf,
    /// A path and not a file: an import of many articles would run out of file descriptors.
    temporary: TempPath,
}

impl StagedFile {
    /// Writes `text` beside `path`, or beside the file that a symlink at `path` points to.
    pub fn new(path: &Path, text: &str) -> io::Result<Self> {
        let target = resolve_symlinks(path)?;
        let temporary = write_beside(&target, text)?;
        Ok(Self { target, temporary })
    }

    /// Replaces the file in one step: a reader sees either the old or the new content. Returns the folder, which the caller
    /// must sync ([`sync_dir`]) before the change is durable.
    pub fn commit(self) -> io::Result<PathBuf> {
        self.temporary.persist(&self.target).map_err(|error| error.error)?;
        Ok(parent_dir(&self.target))
    }
}

/// Waits until the directory entries of `folder` are on the disk. Does nothing where folders cannot be synced.
pub fn sync_dir(folder: &Path) -> io::Result<()> {
    File::open(folder).and_then(|folder| folder.sync_all()).or_else(|error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::InvalidInput | ErrorKind::Unsupported => Ok(()),
        _ => Err(error),
    })
}

fn write_beside(target: &Path, text: &str) -> io::Result<TempPath> {
    // tempfile creates files that only their owner can read (tempfile#137); a store is not secret.
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".new");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(parent_dir(target))?;
    if let Ok(metadata) = fs::metadata(target) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// The path after following all symlinks. The file need not exist: a symlink may point to a store that is created later.
pub fn resolve_symlinks(path: &Path) -> io::Result<PathBuf> {
    let mut current = path.to_owned();
    for _ in 0..MAX_SYMLINKS {
        let Ok(next) = fs::read_link(&current) else {
            // The canonical folder, so that all paths to the file give the same result.
            let name = current.file_name().ok_or(ErrorKind::InvalidFilename)?;
            return fs::canonicalize(parent_dir(&current)).map(|folder| folder.join(name));
        };
        current = parent_dir(&current).join(next);
    }
    Err(io::Error::other("too many levels of symbolic links"))
}

fn parent_dir(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}
