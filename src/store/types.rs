//! Where a store is, what can be changed in it, and what an id is.

use crate::model::{AddedRow, Event, Source};
use std::path::{Path, PathBuf};

/// The largest size of a store, in bytes.
pub(super) const MAX_STORE_BYTES: u64 = 256 << 20;

/// The location of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreLocation {
    /// The user's data folder; its `timeline.toml`, if there is one, is layered over the bundled timeline.
    UserData(PathBuf),
    /// One file, without the bundled timeline.
    File(PathBuf),
    /// A folder whose `*.toml` files together are the store, without the bundled timeline.
    Folder(PathBuf),
}

impl StoreLocation {
    /// The location that `--store PATH` names: an existing folder is a folder, an existing file or a path that ends in
    /// `.toml` is a file, and anything else is a folder to be created.
    pub fn from_path(path: &Path) -> Self {
        let is_file =
            !path.is_dir() && (path.exists() || path.extension().is_some_and(|ending| ending == "toml"));
        if is_file { Self::File(path.to_owned()) } else { Self::Folder(path.to_owned()) }
    }

    /// The file that new rows are written to.
    pub fn main_file(&self) -> PathBuf {
        match self {
            Self::UserData(folder) | Self::Folder(folder) => folder.join("timeline.toml"),
            Self::File(file) => file.clone(),
        }
    }

    /// The folder that holds [`Self::main_file`].
    pub fn folder(&self) -> PathBuf {
        match self {
            Self::UserData(folder) | Self::Folder(folder) => folder.clone(),
            Self::File(file) => match file.parent() {
                Some(parent) if parent != Path::new("") => parent.to_owned(),
                _ => PathBuf::from("."),
            },
        }
    }

    /// The folder of the full texts of imported articles.
    pub fn texts_folder(&self) -> PathBuf {
        self.folder().join("texts")
    }
}

/// A change of a store.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Adds an event; its id must be free.
    AddEvent(Event),
    /// Replaces the fields of an event in the user's own store; comments and the order of keys stay.
    ReplaceEvent(Event),
    /// Removes an event from the user's own store.
    RemoveEvent {
        /// The id of the row.
        id: String,
    },
    /// Adds a source; its id must be free.
    AddSource(Source),
    /// Replaces the fields of a source in the user's own store; comments and the order of keys stay.
    ReplaceSource(Source),
    /// Removes a source from the user's own store. Its text stays; see [`Change::DeleteText`].
    RemoveSource {
        /// The id of the row.
        id: String,
    },
    /// Adds an `[[attach]]` or `[[conflict]]` row to an event, which itself stays as it is. Does nothing if a row says the
    /// same.
    AddRow(AddedRow),
    /// Gives the row that says the same the status of this one.
    SetRowStatus(AddedRow),
    /// Removes the row that says the same.
    RemoveRow(AddedRow),
    /// Saves the full text of a source.
    SaveText {
        /// The source's id.
        source: String,
        /// The text.
        text: String,
    },
    /// Deletes the full text of a source; a missing one is no error.
    DeleteText {
        /// The source's id.
        source: String,
    },
}

/// Whether `id` has the form of an id: at most 200 lower-case ASCII letters and digits, with single hyphens between
/// them. Such an id is also a safe file name.
pub fn is_id(id: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.len() <= 200 && id.split('-').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_safe_file_name() {
        for good in ["a", "daily-2024-03-14", "0"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "-", "a-", "a--b", "A", "..", "a/b", "a.b", "\u{ac00}", "a\0", &"a".repeat(201)] {
            assert!(!is_id(bad), "{bad:?}");
        }
    }
}
