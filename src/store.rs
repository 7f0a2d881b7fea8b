//! The store: the bundled timeline with the user's own store layered over it, or a store that stands alone. Opens, changes
//! and validates it. Writes only in [`Store::apply`] and [`Store::apply_if_unchanged`].

mod bundled;
pub mod check;
mod error;
mod position;
mod reader;
mod save;
mod types;

pub use bundled::bundled_layer;
pub use check::{Finding, check_store};
pub use error::StoreError;
pub use position::FilePosition;
pub use types::{Change, StoreLocation, is_id};

use crate::model::{Event, Origin, StoreLayer, Timeline};
use crate::text;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A store as it was last read.
#[derive(Debug)]
pub struct Store {
    location: StoreLocation,
    timeline: Timeline,
    stamps: FileStamps,
}

/// The files of a store, each with its length in bytes and the time of its last change. They tell whether the store has
/// changed since it was read.
type FileStamps = Vec<(PathBuf, u64, Option<SystemTime>)>;

impl Store {
    /// Opens a store. The user's data folder may be empty; any other location must exist.
    pub fn open(location: StoreLocation) -> Result<Self, StoreError> {
        match &location {
            StoreLocation::File(path) | StoreLocation::Folder(path) if !save::exists(path)? => {
                Err(StoreError::Missing(path.clone()))
            }
            _ => Self::load(location),
        }
    }

    /// Opens a store, or an empty one if it does not exist but its parent folder does. Writes nothing.
    pub fn open_or_new(location: StoreLocation) -> Result<Self, StoreError> {
        if let StoreLocation::File(path) | StoreLocation::Folder(path) = &location
            && let Some(parent) = path.parent()
            && parent != Path::new("")
            && !parent.is_dir()
        {
            return Err(StoreError::NoFolder(parent.to_owned()));
        }
        Self::load(location)
    }

    fn load(location: StoreLocation) -> Result<Self, StoreError> {
        let stamps = stamp_files(&location)?;
        if stamps.iter().map(|(_, length, _)| length).sum::<u64>() > types::MAX_STORE_BYTES {
            let only = if let [(path, ..)] = stamps.as_slice() { Some(path.clone()) } else { None };
            return Err(StoreError::TooLarge(only.unwrap_or_else(|| location.folder())));
        }
        let own = read_rows(stamps.iter().map(|(path, ..)| path))?;
        let timeline = Timeline::new([
            (Origin::Bundled, bundled::base_layer(&location)),
            (Origin::Own, bundled::concat_layers(own)),
        ]);
        Ok(Self { location, timeline, stamps })
    }

    /// The timeline as it was when the store was last read.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The location of the store.
    pub fn location(&self) -> &StoreLocation {
        &self.location
    }

    /// Makes all changes or, on an error, none: locks the store, reads it again, changes it, writes it and reads it.
    pub fn apply(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        save::apply(&self.location, changes)?;
        self.reload()
    }

    /// Like [`Self::apply`], but fails with [`StoreError::Changed`] if the store has changed since it was last read, so
    /// that changes worked out from an old state are never written.
    pub fn apply_if_unchanged(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        let is_unchanged = || stamp_files(&self.location).is_ok_and(|stamps| stamps == self.stamps);
        save::apply_if(&self.location, changes, is_unchanged)?;
        self.reload()
    }

    /// An event as the store writes it, to be edited as text.
    pub fn event_to_toml(event: &Event) -> String {
        save::event_to_toml(event)
    }

    /// Parses the text of one event that is to replace the event `id`, and validates it as `check` does. Findings have
    /// their position in `text`. The error is a finding, too: the text is not exactly one event.
    pub fn parse_event(&self, text: &str, id: &str) -> Result<(Event, Vec<Finding>), Finding> {
        let path = Path::new("event");
        let finding = |position, message| Finding { path: path.to_owned(), position, message };
        let start = FilePosition { line: 1, column: 1 };
        let to_finding = |error: StoreError| match error {
            StoreError::Syntax { at, message, .. } => finding(at, message),
            error => finding(start, error.to_string()),
        };
        let mut rows = reader::parse_layer(path, text).map_err(to_finding)?;
        let Some(event) =
            rows.events.pop().filter(|_| rows == StoreLayer { schema: rows.schema, ..StoreLayer::default() })
        else {
            return Err(finding(start, "has to be one [[event]] and nothing else".to_owned()));
        };
        let mut others = self.read_layers().map_err(to_finding)?;
        others.events.retain(|other| other.id != id);
        let findings = check::check_event(path, text, others).map_err(to_finding)?;
        Ok((event, findings))
    }

    /// Reads the rows of every layer from disk.
    fn read_layers(&self) -> Result<StoreLayer, StoreError> {
        let mut layers = read_rows(&save::list_files(&self.location)?)?;
        layers.push(bundled::base_layer(&self.location));
        Ok(bundled::concat_layers(layers))
    }

    /// Reads the store again from disk.
    pub fn reload(&mut self) -> Result<(), StoreError> {
        *self = Self::load(self.location.clone())?;
        Ok(())
    }

    /// Whether a file of the store has been changed, created or removed since it was read.
    pub fn has_changed(&self) -> bool {
        stamp_files(&self.location).map_or(true, |stamps| stamps != self.stamps)
    }

    /// The saved text of a source, cleaned; `None` where there is none.
    pub fn source_text(&self, source: &str) -> Result<Option<String>, StoreError> {
        if !is_id(source) {
            return Ok(None);
        }
        let path = self.location.texts_folder().join(format!("{source}.txt"));
        match reader::read_text(&path) {
            Ok(text) => Ok(Some(text::clean(&text).into_owned())),
            Err(StoreError::Read(_, error)) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Reads the rows of each file.
fn read_rows<'a>(paths: impl IntoIterator<Item = &'a PathBuf>) -> Result<Vec<StoreLayer>, StoreError> {
    paths.into_iter().map(|path| reader::parse_layer(path, &reader::read_text(path)?)).collect()
}

/// Stamps the files of a store that exist now, in the order of their names.
fn stamp_files(location: &StoreLocation) -> Result<FileStamps, StoreError> {
    let mut stamps = Vec::new();
    for path in save::list_files(location)? {
        let metadata = fs::metadata(&path).map_err(|error| StoreError::Read(path.clone(), error))?;
        stamps.push((path, metadata.len(), metadata.modified().ok()));
    }
    Ok(stamps)
}
