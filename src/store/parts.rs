//! The store's nouns: where it is, what can be changed in it, what can go wrong.

use crate::model::{Event, Source};
use crate::text::escaped;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The most bytes a store file may have.
pub(super) const LIMIT: u64 = 256 << 20;

/// Where a store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A data folder; its `timeline.toml`, if there is one, lies over the bundled store.
    Usual(PathBuf),
    /// One file that stands alone.
    File(PathBuf),
    /// A folder whose `*.toml` files together stand alone.
    Folder(PathBuf),
}

impl Place {
    /// The place a person names: what exists as a folder is one, what exists as a file or ends in `.toml` is a
    /// file, anything else is a folder to be.
    pub fn named(path: &Path) -> Self {
        let file =
            !path.is_dir() && (path.exists() || path.extension().is_some_and(|ending| ending == "toml"));
        if file { Self::File(path.to_owned()) } else { Self::Folder(path.to_owned()) }
    }

    /// The file that receives what is new.
    pub fn file(&self) -> PathBuf {
        match self {
            Self::Usual(folder) | Self::Folder(folder) => folder.join("timeline.toml"),
            Self::File(file) => file.clone(),
        }
    }

    /// The folder that holds [`Self::file`].
    pub fn folder(&self) -> PathBuf {
        match self {
            Self::Usual(folder) | Self::Folder(folder) => folder.clone(),
            Self::File(file) => match file.parent() {
                Some(parent) if parent != Path::new("") => parent.to_owned(),
                _ => PathBuf::from("."),
            },
        }
    }

    /// The folder of the full texts of imported articles.
    pub fn texts(&self) -> PathBuf {
        self.folder().join("texts")
    }
}

/// One change of a store.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A new event; its id must be free.
    AddEvent(Event),
    /// Other fields for an event of the person's own; comments and the order of its keys stay.
    ReplaceEvent(Event),
    /// An event of the person's own goes.
    RemoveEvent {
        /// Its id.
        id: String,
    },
    /// A new source; its id must be free.
    AddSource(Source),
    /// A further source for an event, without freezing the event. Once is enough: a second row is not written.
    Attach {
        /// The event's id.
        event: String,
        /// The source's id.
        source: String,
    },
    /// Takes an `Attach` back.
    Detach {
        /// The event's id.
        event: String,
        /// The source's id.
        source: String,
    },
    /// The full text of a source.
    KeepText {
        /// The source's id.
        source: String,
        /// The text.
        text: String,
    },
}

/// What can go wrong with a store. Every message names the file, and the place in it where there is one.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A store that was asked for by name is not there.
    #[error("{}: no such store; `import` makes one, a typing mistake does not", name(.0))]
    Missing(PathBuf),
    /// The folder that is to hold a new store is not there.
    #[error("{}: no such folder, so no store can be made in it", name(.0))]
    NoFolder(PathBuf),
    /// Could not be read.
    #[error("{}: cannot be read: {}", name(.0), .1)]
    Read(PathBuf, io::Error),
    /// Could not be written; the store is as it was.
    #[error("{}: cannot be written: {}; nothing was changed", name(.0), .1)]
    Write(PathBuf, io::Error),
    /// A folder, a pipe or a device where a file is wanted.
    #[error("{}: is not a plain file", name(.0))]
    NotAFile(PathBuf),
    /// Over the limit.
    #[error("{}: is larger than {} MiB, the most a store may have", name(.0), LIMIT >> 20)]
    TooLarge(PathBuf),
    /// Not TOML, or not the rows of a store.
    #[error("{}:{}: {}", name(.path), .at, .message)]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Where in it.
        at: Position,
        /// What is wrong, in one line.
        message: String,
    },
    /// Another program is writing.
    #[error("{}: another program holds this lock; try again when it is done", name(.0))]
    Locked(PathBuf),
    /// An id that was to be new is in the store already.
    #[error("{}: the id {:?} is taken", name(.path), .id)]
    Taken {
        /// The file.
        path: PathBuf,
        /// The id.
        id: String,
    },
    /// An event that was to be changed is not in the person's own store.
    #[error("{}: has no event {:?}", name(.path), .id)]
    NoSuchEvent {
        /// The file.
        path: PathBuf,
        /// The id.
        id: String,
    },
    /// A table written in a form that cannot be added to.
    #[error("{}: {} is not written as [[{}]] tables, so it cannot be added to", name(.path), .table, .table)]
    Shape {
        /// The file.
        path: PathBuf,
        /// The table's name.
        table: &'static str,
    },
    /// An id that is no file name.
    #[error("{:?} cannot be the id of a source; ids are lower-case letters, digits and hyphens", .0)]
    BadId(String),
}

fn name(path: &Path) -> String {
    escaped(&path.to_string_lossy())
}

/// A place in a file, both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

impl Position {
    /// The place of byte `at` in `text`.
    pub fn of(text: &str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        Self { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Whether `id` has the form of an id: lower-case ASCII letters, digits and single hyphens between them. Such an id
/// is also a safe file name.
pub fn is_id(id: &str) -> bool {
    let good =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.len() <= 200 && id.split('-').all(good)
}
