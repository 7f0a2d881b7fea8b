//! The store's nouns: where it is, what can be changed in it, what can go wrong.

use crate::model::timeline::AddedConflict;
use crate::model::{Event, Source};
use crate::text::escape_controls;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The most bytes a store file may have.
pub(super) const MAX_STORE_BYTES: u64 = 256 << 20;

/// Where a store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreLocation {
    /// A data folder; its `timeline.toml`, if there is one, lies over the bundled store.
    UserData(PathBuf),
    /// One file that stands alone.
    File(PathBuf),
    /// A folder whose `*.toml` files together stand alone.
    Folder(PathBuf),
}

impl StoreLocation {
    /// The place a person names: what exists as a folder is one, what exists as a file or ends in `.toml` is a
    /// file, anything else is a folder to be.
    pub fn from_path(path: &Path) -> Self {
        let file =
            !path.is_dir() && (path.exists() || path.extension().is_some_and(|ending| ending == "toml"));
        if file { Self::File(path.to_owned()) } else { Self::Folder(path.to_owned()) }
    }

    /// The file that receives what is new.
    pub fn main_file(&self) -> PathBuf {
        match self {
            Self::UserData(folder) | Self::Folder(folder) => folder.join("timeline.toml"),
            Self::File(file) => file.clone(),
        }
    }

    /// The folder that holds [`Self::file`].
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
    /// Other fields for a source of the person's own; comments and the order of its keys stay.
    ReplaceSource(Source),
    /// A source of the person's own goes. Its text stays: that is [`Change::DropText`].
    RemoveSource {
        /// Its id.
        id: String,
    },
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
    /// What a further source says otherwise of an event, without freezing the event. Once is enough.
    AddConflict(AddedConflict),
    /// Takes an `AddAccount` back.
    RemoveConflict(AddedConflict),
    /// The full text of a source.
    SaveText {
        /// The source's id.
        source: String,
        /// The text.
        text: String,
    },
    /// The full text of a source goes. One that is not there is no error.
    DeleteText {
        /// The source's id.
        source: String,
    },
}

/// What can go wrong with a store. Every message names the file, and the place in it where there is one.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A store that was asked for by name is not there.
    #[error("{}: no such store; `import` makes one, a typing mistake does not", display_path(.0))]
    Missing(PathBuf),
    /// The folder that is to hold a new store is not there.
    #[error("{}: no such folder, so no store can be made in it", display_path(.0))]
    NoFolder(PathBuf),
    /// Could not be read.
    #[error("{}: cannot be read: {}", display_path(.0), .1)]
    Read(PathBuf, io::Error),
    /// Could not be written; the store is as it was.
    #[error("{}: cannot be written: {}; nothing was changed", display_path(.0), .1)]
    Write(PathBuf, io::Error),
    /// The change may have been made, or made in part.
    #[error("{}: could not be finished: {}; look what is there before you do it again", display_path(.0), .1)]
    Incomplete(PathBuf, io::Error),
    /// A folder, a pipe or a device where a file is wanted.
    #[error("{}: is not a plain file", display_path(.0))]
    NotAFile(PathBuf),
    /// Over the limit.
    #[error("{}: is larger than {} MiB, the most a store may have", display_path(.0), MAX_STORE_BYTES >> 20)]
    TooLarge(PathBuf),
    /// Not TOML, or not the rows of a store.
    #[error("{}:{}: {}", display_path(.path), .at, .message)]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Where in it.
        at: FilePosition,
        /// What is wrong, in one line.
        message: String,
    },
    /// Another program is writing.
    #[error("{}: another program holds this lock; try again when it is done", display_path(.0))]
    Locked(PathBuf),
    /// The store is no longer as it was when it was read.
    #[error("{}: was written by another program meanwhile; try again", display_path(.0))]
    Changed(PathBuf),
    /// An id that was to be new is in the store already.
    #[error("{}: the id {:?} is taken", display_path(.path), .id)]
    IdTaken {
        /// The file.
        path: PathBuf,
        /// The id.
        id: String,
    },
    /// An event that was to be changed is not in the person's own store.
    #[error("{}: has no event {:?}", display_path(.path), .id)]
    NoSuchEvent {
        /// The file.
        path: PathBuf,
        /// The id.
        id: String,
    },
    /// A source that was to be removed is not in the person's own store.
    #[error("{}: has no source {:?}", display_path(.path), .id)]
    NoSuchSource {
        /// The file.
        path: PathBuf,
        /// The id.
        id: String,
    },
    /// A table written in a form that cannot be added to.
    #[error("{}: {} is not written as [[{}]] tables, so it cannot be added to", display_path(.path), .table, .table)]
    NotTables {
        /// The file.
        path: PathBuf,
        /// The table's name.
        table: &'static str,
    },
    /// An id that is no file name.
    #[error("{:?} cannot be the id of a source; ids are lower-case letters, digits and hyphens", .0)]
    InvalidId(String),
}

fn display_path(path: &Path) -> String {
    escape_controls(&path.to_string_lossy())
}

/// A place in a file, both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilePosition {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

impl FilePosition {
    /// The place of byte `at` in `text`.
    pub fn at_byte(text: &str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        Self { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

impl fmt::Display for FilePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The places in a text, for many questions: [`Position::of`] reads the text from its start each time.
pub(super) struct LineIndex<'a> {
    text: &'a str,
    /// Bytes whose place is known: each start of a line, and more within long lines.
    marks: Vec<(usize, FilePosition)>,
}

impl<'a> LineIndex<'a> {
    /// The most bytes from one mark to the next.
    const MAX_MARK_GAP_BYTES: usize = 4096;

    pub(super) fn new(text: &'a str) -> Self {
        let mut here = FilePosition { line: 1, column: 1 };
        let mut marks = vec![(0, here)];
        let mut last = 0;
        for (at, c) in text.char_indices() {
            if at - last >= Self::MAX_MARK_GAP_BYTES {
                marks.push((at, here));
                last = at;
            }
            here.column += 1;
            if c == '\n' {
                here = FilePosition { line: here.line + 1, column: 1 };
                last = at + 1;
                marks.push((last, here));
            }
        }
        Self { text, marks }
    }

    /// The place of byte `at`, as [`Position::of`] gives it.
    pub(super) fn position(&self, at: usize) -> FilePosition {
        let below = self.marks.partition_point(|(mark, _)| *mark <= at).saturating_sub(1);
        let (mark, position) = self.marks[below];
        let more = self.text.get(mark..at).map_or(0, |text| text.chars().count());
        FilePosition { column: position.column + more, ..position }
    }
}

/// Whether `id` has the form of an id: lower-case ASCII letters, digits and single hyphens between them. Such an id
/// is also a safe file name.
pub fn is_id(id: &str) -> bool {
    let good =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.len() <= 200 && id.split('-').all(good)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_the_same_asked_one_by_one_or_together() {
        let long = "한 a\r\n".repeat(3) + &"\u{1F1F0}x".repeat(3000) + "\n\nend";
        let places = LineIndex::new(&long);
        for (at, _) in long.char_indices() {
            assert_eq!(places.position(at), FilePosition::at_byte(&long, at), "byte {at}");
        }
        assert_eq!(places.position(long.len()), FilePosition::at_byte(&long, long.len()));
    }

    #[test]
    fn an_id_is_also_a_file_name() {
        for good in ["a", "daily-2024-03-14", "0"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "-", "a-", "a--b", "A", "..", "a/b", "a.b", "\u{ac00}", "a\0", &"a".repeat(201)] {
            assert!(!is_id(bad), "{bad:?}");
        }
    }
}
