//! What can go wrong when a store is read or written.

use super::position::FilePosition;
use super::types::MAX_STORE_BYTES;
use crate::text::escape_controls;
use std::io;
use std::path::{Path, PathBuf};

/// What can go wrong when a store is read or written. Every message names the file, and the position in it where there
/// is one.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The store that was named does not exist.
    #[error("{}: store not found; check the path, or run `import` to create it", display_path(.0))]
    Missing(PathBuf),
    /// The folder that is to hold a new store does not exist.
    #[error("{}: folder not found; create it, or choose another path for the store", display_path(.0))]
    NoFolder(PathBuf),
    /// The file could not be read.
    #[error("{}: cannot be read: {}", display_path(.0), .1)]
    Read(PathBuf, io::Error),
    /// The file could not be written; the store is as it was.
    #[error("{}: cannot be written: {}; nothing was changed", display_path(.0), .1)]
    Write(PathBuf, io::Error),
    /// The change may have been made in full, in part, or not at all.
    #[error("{}: writing was interrupted: {}; check the store before you try again", display_path(.0), .1)]
    Incomplete(PathBuf, io::Error),
    /// A folder, a pipe or a device where a file is expected.
    #[error("{}: is not a regular file", display_path(.0))]
    NotAFile(PathBuf),
    /// The store is larger than the limit.
    #[error("{}: is larger than {} MiB, the limit for a store", display_path(.0), MAX_STORE_BYTES >> 20)]
    TooLarge(PathBuf),
    /// The file is not TOML, or not a store.
    #[error("{}:{}: {}", display_path(.path), .at, .message)]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The position of the error.
        at: FilePosition,
        /// What is wrong, in one line.
        message: String,
    },
    /// Another program holds the lock.
    #[error("{}: locked by another program; try again when it has finished", display_path(.0))]
    Locked(PathBuf),
    /// The store has changed since it was read.
    #[error("{}: changed by another program meanwhile; try again", display_path(.0))]
    Changed(PathBuf),
    /// The id of a new row is in the store already.
    #[error("{}: the id {:?} is already in use", display_path(.path), .id)]
    IdTaken {
        /// The file.
        path: PathBuf,
        /// The id.
        id: String,
    },
    /// An event that was to be changed is not in the user's own store.
    #[error("{}: has no event {:?}", display_path(.path), .id)]
    NoSuchEvent {
        /// The file.
        path: PathBuf,
        /// The id.
        id: String,
    },
    /// A source that was to be changed is not in the user's own store.
    #[error("{}: has no source {:?}", display_path(.path), .id)]
    NoSuchSource {
        /// The file.
        path: PathBuf,
        /// The id.
        id: String,
    },
    /// A row that adds to an event is not in the user's own store.
    #[error("{}: has no row {:?}", display_path(.path), .id)]
    NoSuchRow {
        /// The file.
        path: PathBuf,
        /// The id of the row.
        id: String,
    },
    /// The rows of a table are written in a form that cannot be added to.
    #[error("{}: {} is not written as [[{}]] tables, so it cannot be added to", display_path(.path), .table, .table)]
    NotTables {
        /// The file.
        path: PathBuf,
        /// The table's name.
        table: &'static str,
    },
    /// An id that is not a safe file name.
    #[error("{:?}: not a valid source id; ids are lower-case letters, digits and hyphens", .0)]
    InvalidId(String),
}

fn display_path(path: &Path) -> String {
    escape_controls(&path.to_string_lossy())
}
